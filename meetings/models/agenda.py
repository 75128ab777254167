"""What a meeting hears, in order."""

from django.db import models
from django.db.models import F, Q

from meetings.models.concerning import ConcerningQuerySet
from meetings.models.meetings import Meeting
from units.models import Appointment, Person, Unit


class AgendaItemQuerySet(ConcerningQuerySet["AgendaItem"]):
    def heard(self) -> "AgendaItemQuerySet":
        """Lines that take time: headings do not, nor what went on to the next meeting."""
        moved = AgendaItem.objects.filter(is_moved=True, carried_from__isnull=False)
        moved = moved.exclude(meeting__state=Meeting.State.CANCELLED)
        return self.filter(is_heading=False).exclude(pk__in=moved.values("carried_from"))

    def unfinished(self) -> "AgendaItemQuerySet":
        return self.heard().filter(is_done=False)


class AgendaItem(models.Model):
    """A line of chương trình hội nghị, or a heading above some."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField("thứ tự")
    is_heading = models.BooleanField("đề mục", default=False)
    title = models.CharField("nội dung", max_length=300)
    # As printed; the unit and the person are who is meant, where the words name them.
    presenter = models.CharField("người trình bày", max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="agenda_items",
        verbose_name="đơn vị trình bày",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="agenda_items",
        verbose_name="người trình bày",
        null=True,
        blank=True,
    )
    minutes = models.PositiveSmallIntegerField("số phút", default=10)
    # Set on a line that came after the meeting was scheduled.
    added_at = models.DateTimeField("bổ sung lúc", null=True, blank=True)
    # What the application proposed it for, once per meeting, and why, in words.
    proposal_key = models.CharField("khóa đề xuất", max_length=80, blank=True, editable=False)
    reason = models.CharField("lý do đưa vào", max_length=300, blank=True)
    # The overdue task of an earlier conclusion that put this line on the agenda.
    task = models.ForeignKey(
        "DirectiveTask", models.PROTECT, related_name="agenda_items", null=True, blank=True
    )
    # The line of an earlier meeting that goes on here; moved, it no longer counts there.
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="carried_to",
        verbose_name="từ hội nghị trước",
        null=True,
        blank=True,
    )
    is_moved = models.BooleanField("chuyển hẳn sang", default=False)
    is_done = models.BooleanField("đã xong", default=False)
    # The leader whom alone it concerns, besides those who read a briefing whole; none: everybody.
    concerns = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="liên quan đến",
        null=True,
        blank=True,
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "mục chương trình"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(name="agenda_item_task_once", fields=["meeting", "task"]),
            models.UniqueConstraint(
                name="agenda_item_proposed_once",
                fields=["meeting", "proposal_key"],
                condition=~Q(proposal_key=""),
            ),
            models.UniqueConstraint(
                name="agenda_item_carried_once", fields=["meeting", "carried_from"]
            ),
            models.CheckConstraint(
                name="agenda_item_moved_from",
                condition=Q(is_moved=False) | Q(carried_from__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_item_not_itself",
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def projected(self) -> str:
        """For a screen that a whole hall reads, whoever opened it."""
        if self.concerns is None:
            return self.title
        return f"Nội dung thuộc phần phụ trách của {self.concerns.named}"
