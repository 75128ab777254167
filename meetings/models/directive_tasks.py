"""What one directive asks of one addressee, and what became of it."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.concerning import concerning
from meetings.models.directives import Directive
from meetings.models.meetings import Meeting
from targets.models import PlanTask
from units.models import Appointment, Reorganisation, Role, Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


def own_tasks(acting: Appointment) -> Q:
    """Of the own unit; what an office orders itself only as far as it concerns the person: he was
    addressed, or put in charge."""
    ids = acting.own_unit_ids
    if not acting.unit.is_office:
        return Q(unit_id__in=ids)
    ordered_here = Q(directive__meeting__organiser_id__in=ids)
    mine = Q(appointment__person=acting.person_id) | Q(in_charge__person=acting.person_id)
    mine |= concerning(acting, "directive__")
    return Q(unit_id__in=ids) & (~ordered_here | mine)


def handed_over(acting: Appointment) -> "DirectiveTaskQuerySet":
    """What the own unit had and another one has since; not what an office had ordered itself."""
    ids = acting.own_unit_ids
    rows = DirectiveTask.objects.filter(hand_overs__from_unit__in=ids).exclude(unit_id__in=ids)
    if acting.unit.is_office:
        rows = rows.exclude(directive__in=Directive.objects.given_by(ids).order_by().values("pk"))
    return rows.order_by()


def followed(acting: Appointment) -> "DirectiveTaskQuerySet | None":
    """What the own office gave in the position's fields and districts to any unit, once in force;
    None where it has neither fields nor districts."""
    found = reach(acting)
    if not (found.is_by_field or found.whole - acting.seen_unit_ids):
        return None
    given = Directive.objects.given_by(acting.office_ids)
    rows = DirectiveTask.objects.active().common().filter(directive__in=given)
    return rows.filter(found.of("unit", "directive__field"))


class DirectiveTaskQuerySet(models.QuerySet["DirectiveTask"]):
    def visible_to(self, user: "User") -> "DirectiveTaskQuerySet":
        """What is in sight, and what the own unit handed over, which it goes on reading."""
        if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self._in_sight(user, handed_over(user.acting).values("pk"))

    def in_sight_of(self, user: "User") -> "DirectiveTaskQuerySet":
        """The addressee's own; for the giver's leadership and Office all of them; for a department
        its fields in every unit; what comes of an inspection for who led it, and for the
        inspectorate."""
        if user.acting is None or user.acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self._in_sight(user)

    def _in_sight(
        self, user: "User", *others: "models.QuerySet[DirectiveTask, Any]"
    ) -> "DirectiveTaskQuerySet":
        acting = user.acting
        assert acting
        ways = [Directive.objects.inspected_by(acting)]
        # Who asked sees what becomes of it.
        ways.append(Directive.objects.filter(asked_by_id__in=acting.own_unit_ids))
        wide = (
            acting.leads_office
            or acting.keeps_office
            or acting.role
            in (
                Role.REGISTRY_CLERK,
                Role.INSPECTOR,
            )
        )
        if wide:
            ways.append(Directive.objects.read_by(user).given_by(acting.office_ids))
        return self._own_or_of(acting, [way.order_by().values("pk") for way in ways], others)

    def _own_or_of(
        self,
        acting: Appointment,
        directives: "list[models.QuerySet[Directive, Any]]",
        others: "Collection[models.QuerySet[DirectiveTask, Any]]",
    ) -> "DirectiveTaskQuerySet":
        """One subquery for all ways. Of a unit below an office the own tasks are found by their
        column alone; an office's own hang on their directives as well."""
        if not acting.unit.is_office:
            first, *rest = directives
            told = first.union(*rest) if rest else first
            rows = own_tasks(acting) | Q(directive__in=told)
            by_field = followed(acting)
            found = [*others, *([] if by_field is None else [by_field.order_by().values("pk")])]
            if found:
                rows |= Q(pk__in=found[0].union(*found[1:]) if found[1:] else found[0])
            return self.filter(rows)
        own = DirectiveTask.objects.filter(own_tasks(acting)).order_by().values("pk")
        parts = [DirectiveTask.objects.filter(directive__in=way).order_by() for way in directives]
        return self.filter(pk__in=own.union(*(part.values("pk") for part in parts), *others))

    def active(self) -> "DirectiveTaskQuerySet":
        """In force: the notice went out once, or the meeting ended without one, or it was given
        outside a meeting. Else only planned."""
        released = Q(directive__meeting__notice__released_at__isnull=False)
        without = Q(
            directive__meeting__notice__isnull=True,
            directive__meeting__state=Meeting.State.CLOSED,
        )
        return self.filter(released | without | Q(directive__meeting__isnull=True))

    def given_by(self, offices: Collection[int]) -> "DirectiveTaskQuerySet":
        return self.filter(directive__in=Directive.objects.given_by(offices))

    def common(self) -> "DirectiveTaskQuerySet":
        """Whose directive concerns everybody, not one leader of a briefing alone."""
        return self.filter(directive__concerns__isnull=True)

    def open(self) -> "DirectiveTaskQuerySet":
        return self.exclude(state__in=DirectiveTask.ENDED)

    def to_answer(self) -> "DirectiveTaskQuerySet":
        """With the addressee, not with the Office."""
        return self.open().exclude(state=DirectiveTask.State.REPORTED)

    def to_confirm(self) -> "DirectiveTaskQuerySet":
        return self.filter(state=DirectiveTask.State.REPORTED)

    def overdue(self, at: datetime.date) -> "DirectiveTaskQuerySet":
        """Late is derived: the last permitted day is past and nothing was reported; asked for a
        moment also what was due by an hour of its day."""
        if not isinstance(at, datetime.datetime):
            return self.to_answer().filter(due_on__lt=at)
        local = timezone.localtime(at)
        by_hour = Q(due_on=local.date(), due_time__lt=local.time())
        return self.to_answer().filter(Q(due_on__lt=local.date()) | by_hour)


class DirectiveTask(models.Model):
    """Nhiệm vụ: what one directive asks of one addressee, followed up alone."""

    class State(models.TextChoices):
        NEW = "new", "mới"
        ACKNOWLEDGED = "acknowledged", "đã nhận"
        IN_PROGRESS = "in_progress", "đang thực hiện"
        REPORTED = "reported", "đã báo cáo"
        CONFIRMED = "confirmed", "đã xác nhận"
        WITHDRAWN = "withdrawn", "thu hồi"

    ENDED = (State.CONFIRMED, State.WITHDRAWN)
    WITH_ADDRESSEE = (State.NEW, State.ACKNOWLEDGED, State.IN_PROGRESS)
    TRANSITIONS = {
        State.NEW: {State.ACKNOWLEDGED, State.IN_PROGRESS, State.REPORTED, State.WITHDRAWN},
        State.ACKNOWLEDGED: {State.IN_PROGRESS, State.REPORTED, State.WITHDRAWN},
        State.IN_PROGRESS: {State.IN_PROGRESS, State.REPORTED, State.WITHDRAWN},
        State.REPORTED: {State.CONFIRMED, State.IN_PROGRESS},
        State.CONFIRMED: set(),
        State.WITHDRAWN: set(),
    }

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="tasks")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="directive_tasks", verbose_name="đơn vị thực hiện"
    )
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="directive_tasks",
        verbose_name="người thực hiện",
        null=True,
        blank=True,
    )
    is_lead = models.BooleanField("chủ trì", default=True)
    # Whom the unit put in charge.
    in_charge = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="tasks_in_charge",
        verbose_name="người phụ trách",
        null=True,
        blank=True,
    )
    due_on = models.DateField("hạn", null=True, blank=True)
    due_time = models.TimeField("giờ", null=True, blank=True)
    # Of what repeats: the day due by the order, which stays when the day is put off.
    occurrence = models.DateField("kỳ", null=True, blank=True)
    # The later occurrences: on which day each was opened.
    opened_on = models.DateField("mở kỳ ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.NEW)
    version = models.PositiveIntegerField(default=1)
    # Bổ sung vào chương trình: the line of the unit's plan that carries it out.
    plan_task = models.ForeignKey(
        PlanTask,
        models.SET_NULL,
        related_name="directive_tasks",
        verbose_name="nhiệm vụ trong chương trình",
        null=True,
        blank=True,
    )
    reported_at = models.DateTimeField("lúc báo cáo", null=True, blank=True)
    confirmed_at = models.DateTimeField("lúc xác nhận", null=True, blank=True)

    objects = DirectiveTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["unit", "due_on"],
                name="task_open_by_unit",
                condition=~Q(state__in=["confirmed", "withdrawn"]),
            ),
            # Counted beside every page of the Office.
            models.Index(fields=["directive"], name="task_reported", condition=Q(state="reported")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="directive_task_once",
                fields=["directive", "unit", "appointment", "occurrence"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="directive_task_confirmed",
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.directive}"

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[DirectiveTask.State(self.state)]

    @property
    def is_active(self) -> bool:
        """Same rule as DirectiveTaskQuerySet.active; a test holds them together."""
        meeting = self.directive.meeting
        if meeting is None:
            return True
        notice = getattr(meeting, "notice", None)
        if notice is None:
            return meeting.state == Meeting.State.CLOSED
        return notice.released_at is not None

    def is_overdue(self, at: datetime.date) -> bool:
        """Same rule as DirectiveTaskQuerySet.overdue; a test holds them together."""
        if self.due_on is None or self.state not in self.WITH_ADDRESSEE:
            return False
        if not isinstance(at, datetime.datetime):
            return self.due_on < at
        local = timezone.localtime(at)
        if self.due_on != local.date():
            return self.due_on < local.date()
        return self.due_time is not None and self.due_time < local.time()


class TaskEvent(models.Model):
    """The trail of a task: what was answered, returned, confirmed, by whom and when."""

    append_only = True

    task = models.ForeignKey(DirectiveTask, models.PROTECT, related_name="events")
    state = models.CharField("trạng thái", max_length=12, choices=DirectiveTask.State)
    # Said of it without another state: that somebody else has it, that it has a day now.
    is_note = models.BooleanField("ghi chú, không đổi trạng thái", default=False)
    text = models.TextField("nội dung", max_length=10000, blank=True)
    # None: what follows from an appointment that ended, found by the nightly job.
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField("lúc")
    # The decision that moved it to another unit, or took that back.
    reorganisation = models.ForeignKey(
        Reorganisation,
        models.PROTECT,
        related_name="task_events",
        verbose_name="sắp xếp tổ chức",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "diễn biến nhiệm vụ"
        ordering = ["task", "pk"]
