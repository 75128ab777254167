"""What was ordered, to whom, until when, and what became of it."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.addressee_groups import AddresseeGroup
from meetings.models.concerning import ConcerningQuerySet, concerning
from meetings.models.meetings import Meeting
from meetings.models.minutes import Intervention
from procuracy.web.dates import screen_day
from targets.models import PlanTask
from units.models import Appointment, Field, Reorganisation, Role, Unit
from units.reach import reach

if TYPE_CHECKING:
    from units.models import User


class DirectiveQuerySet(ConcerningQuerySet["Directive"]):
    """Visible are those of meetings; one outside a meeting shows where it came from, and in its
    tasks."""

    def orders(self) -> "DirectiveQuerySet":
        """What the chair ordered; units' promises are numbered and listed apart."""
        return self.exclude(nature=Directive.Nature.COMMITMENT)

    def given_by(self, offices: Collection[int]) -> "DirectiveQuerySet":
        return self.filter(Q(meeting__organiser_id__in=offices) | Q(office_id__in=offices))

    def inspected_by(self, acting: Appointment) -> "DirectiveQuerySet":
        """Of findings of inspections that the own unit leads; the inspectorate's are all."""
        led = Q(finding__inspection__lead_id__in=acting.own_unit_ids)
        if acting.in_inspectorate:
            led |= Q(finding__inspection__office_id__in=acting.office_ids)
        return self.filter(led)


class Directive(models.Model):
    """Ý kiến chỉ đạo of a meeting, numbered within it; or of an office outside meetings, where a
    row of its own says what it came from: the finding of an inspection (ADR 23).

    `nature` says whose word it is; commitments and answered difficulties are followed alike.
    """

    class Nature(models.TextChoices):
        ORDER = "order", "chỉ đạo"
        COMMITMENT = "commitment", "cam kết"
        ANSWER = "answer", "trả lời khó khăn, đề xuất"
        FINDING = "finding", "khắc phục sau kiểm tra"

    class Repeats(models.TextChoices):
        WEEKLY = "weekly", "hằng tuần"
        MONTHLY = "monthly", "hằng tháng"
        QUARTERLY = "quarterly", "hằng quý"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="directives", null=True, blank=True
    )
    office = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="directives_outside",
        verbose_name="cơ quan giao ngoài hội nghị",
        null=True,
        blank=True,
    )
    given_on = models.DateField("giao ngày", null=True, blank=True)
    intervention = models.ForeignKey(
        Intervention,
        models.PROTECT,
        related_name="directives",
        verbose_name="từ ý kiến",
        null=True,
        blank=True,
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    # The words marked in the intervention, and at which character they began.
    quote = models.TextField("đoạn được trích", max_length=5000, blank=True)
    quote_start = models.PositiveIntegerField("vị trí đoạn trích", null=True, blank=True)
    text = models.TextField("nội dung chỉ đạo", max_length=5000)
    # The last permitted day; the words are printed ("trước ngày 15/9/2026" permits the 14th).
    due_on = models.DateField("hạn", null=True, blank=True)
    # With an hour the task is late to the minute, else at the day's end.
    due_time = models.TimeField("giờ", null=True, blank=True)
    due_text = models.CharField("hạn bằng chữ", max_length=100, blank=True)
    nature = models.CharField("loại", max_length=10, choices=Nature, default=Nature.ORDER)
    # One task each period: the first is due on `due_on`, the last not after `repeats_until`.
    repeats = models.CharField("lặp lại", max_length=9, choices=Repeats, blank=True)
    repeats_until = models.DateField("lặp lại đến hết ngày", null=True, blank=True)
    # The day of the month that it names: 31 is every month's last; without one that of `due_on`.
    repeats_day = models.PositiveSmallIntegerField("ngày trong tháng", null=True, blank=True)
    difficulty = models.ForeignKey(
        "meetings.Difficulty",
        models.PROTECT,
        related_name="directives",
        verbose_name="trả lời khó khăn, đề xuất",
        null=True,
        blank=True,
    )
    # Whose department follows it in every unit; none: it is of no one field.
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="directives",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    # The unit to whose question or difficulty it is the answer: told what becomes of it.
    asked_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="directives_asked_for",
        verbose_name="đơn vị nêu",
        null=True,
        blank=True,
    )
    # Outside a meeting: whose word it is, and on what occasion it was given.
    given_by = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="directives_given",
        verbose_name="người giao",
        null=True,
        blank=True,
    )
    occasion = models.CharField("giao trong dịp", max_length=300, blank=True)
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    # Không giao nhiệm vụ: a choice, so that nothing is forgotten by silence.
    gives_no_task = models.BooleanField("không giao nhiệm vụ", default=False)
    # The leader whom alone it concerns, besides those who read a briefing whole; none: everybody.
    concerns = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="+",
        verbose_name="liên quan đến",
        null=True,
        blank=True,
    )
    version = models.PositiveIntegerField(default=1)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến chỉ đạo"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="directive_source",
                condition=Q(meeting__isnull=False, office__isnull=True, given_on__isnull=True)
                | Q(meeting__isnull=True, office__isnull=False, given_on__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_hour_of_a_day",
                condition=Q(due_time__isnull=True) | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_repeats_from_a_day",
                condition=Q(repeats="", repeats_until__isnull=True)
                | ~Q(repeats="") & Q(due_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="directive_commitment_once",
                fields=["intervention"],
                condition=Q(nature="commitment"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def heard_in(self) -> Meeting:
        """The meeting, where it is known that there is one: at its desk, in its papers."""
        assert self.meeting is not None
        return self.meeting

    @property
    def source_name(self) -> str:
        """The meeting, or what else the order came from."""
        if self.meeting:
            is_promise = self.nature == self.Nature.COMMITMENT
            return f"Cam kết tại {self.meeting.title}" if is_promise else self.meeting.title
        if self.nature == self.Nature.ANSWER:
            return self.occasion
        finding = getattr(self, "finding", None)
        if finding is None:
            assert self.given_on is not None
            occasion = f" ({self.occasion})" if self.occasion else ""
            return f"Chỉ đạo ngày {screen_day(self.given_on)}{occasion}"
        return str(finding.inspection.source_name)

    @property
    def giver_id(self) -> int:
        """The office whose order it is."""
        giver = self.meeting.organiser_id if self.meeting else self.office_id
        assert giver is not None
        return giver


class Addressee(models.Model):
    """Who a directive is for: exactly one of a unit, an appointment or a group."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="addressees")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        AddresseeGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_lead = models.BooleanField("chủ trì", default=True)

    class Meta:
        verbose_name = "đối tượng thực hiện"
        ordering = ["directive", "-is_lead", "pk"]
        constraints = [
            models.CheckConstraint(
                name="addressee_exactly_one",
                condition=Q(unit__isnull=False, appointment__isnull=True, group__isnull=True)
                | Q(unit__isnull=True, appointment__isnull=False, group__isnull=True)
                | Q(unit__isnull=True, appointment__isnull=True, group__isnull=False),
                violation_error_message="Chọn một đơn vị, một chức vụ hoặc một nhóm.",
            ),
            models.UniqueConstraint(
                name="addressee_once",
                fields=["directive", "unit", "appointment", "group"],
                nulls_distinct=False,
                violation_error_message="Đối tượng này đã có trong danh sách.",
            ),
        ]


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
            for other in others:
                rows |= Q(pk__in=other)
            by_field = followed(acting)
            if by_field is not None:
                rows |= Q(pk__in=by_field.order_by().values("pk"))
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
