"""Who was reminded of which task and when, by a letter a day, and when leaders are told."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from meetings.models.directive_tasks import DirectiveTask
from units.models import Person, Unit

if TYPE_CHECKING:
    from units.models import User


class TaskReminderQuerySet(models.QuerySet["TaskReminder"]):
    def visible_to(self, user: "User") -> "TaskReminderQuerySet":
        """Each person's own, whatever position he acts in."""
        return self.filter(person_id=user.person_id) if user.person_id else self.none()

    def waiting(self) -> "TaskReminderQuerySet":
        """Not acknowledged, of a task that is still with its addressee and due on the same day."""
        return self.filter(
            acknowledged_at__isnull=True,
            task__state__in=DirectiveTask.WITH_ADDRESSEE,
            task__due_on=F("due_on"),
        )


class TaskReminder(models.Model):
    """Nhắc việc: once for each person, task, day due and stage; shown until it is acknowledged.

    A day that was put off is reminded of anew, for `due_on` is another.
    """

    class Stage(models.TextChoices):
        SEVEN = "seven", "còn 7 ngày làm việc"
        THREE = "three", "còn 3 ngày làm việc"
        ONE = "one", "còn 1 ngày làm việc"
        OVERDUE = "overdue", "quá hạn"
        DEPUTY = "deputy", "quá hạn, báo Phó Viện trưởng phụ trách"
        HEAD = "head", "quá hạn, báo Viện trưởng"

    task = models.ForeignKey(
        DirectiveTask, models.PROTECT, related_name="reminders", verbose_name="nhiệm vụ"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="task_reminders", verbose_name="người được nhắc"
    )
    stage = models.CharField("mức nhắc", max_length=7, choices=Stage)
    due_on = models.DateField("hạn")
    on = models.DateField("ngày nhắc")
    acknowledged_at = models.DateTimeField("lúc xác nhận đã biết", null=True, blank=True)

    objects = TaskReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "nhắc việc"
        ordering = ["-on", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="task_reminder_once", fields=["task", "person", "stage", "due_on"]
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "-on"],
                name="task_reminder_waiting",
                condition=Q(acknowledged_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.get_stage_display()


class TaskDigest(models.Model):
    """The one letter of a day to a person with all that he is reminded of.

    `mailed_at`: when the mail server was given it, or had no time to say so (tasks/letters.py).
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="task_digests", verbose_name="người nhận"
    )
    on = models.DateField("ngày")
    at = models.DateTimeField("lúc lập")
    mailed_at = models.DateTimeField("lúc gửi thư", null=True, blank=True)

    class Meta:
        verbose_name = "thư nhắc việc trong ngày"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(name="task_digest_once_a_day", fields=["person", "on"])
        ]

    def __str__(self) -> str:
        return f"Nhắc việc ngày {self.on:%d/%m/%Y}"


class EscalationTermQuerySet(models.QuerySet["EscalationTerm"]):
    def visible_to(self, user: "User") -> "EscalationTermQuerySet":
        """An office's own."""
        acting = user.acting
        return self.filter(office_id__in=acting.office_ids) if acting else self.none()


class EscalationTerm(models.Model):
    """Báo lãnh đạo: so many working days after a task's day its deputy in charge is told, then the
    head. An office without a row keeps the defaults."""

    office = models.OneToOneField(
        Unit, models.PROTECT, related_name="escalation_term", verbose_name="cơ quan"
    )
    deputy_days = models.PositiveSmallIntegerField(
        "báo cấp phó phụ trách sau (ngày làm việc)",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    head_days = models.PositiveSmallIntegerField(
        "báo người đứng đầu sau (ngày làm việc)",
        default=7,
        validators=[MinValueValidator(2), MaxValueValidator(60)],
    )

    objects = EscalationTermQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn báo lãnh đạo"
        constraints = [
            models.CheckConstraint(
                name="escalation_term_deputy_first",
                condition=Q(deputy_days__gte=1, head_days__gt=F("deputy_days"), head_days__lte=60),
                violation_error_message="Báo người đứng đầu phải sau khi báo cấp phó phụ trách.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.deputy_days} và {self.head_days} ngày làm việc"
