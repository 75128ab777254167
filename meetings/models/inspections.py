"""Kiểm tra: the yearly list of units inspected, and what each of them has to repair.

A finding that asks for repair becomes a directive outside a meeting with one task: the same states,
boards and reminders as for what a conclusion orders (ADR 23).
"""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from meetings.models.addressee_groups import InspectionMode
from meetings.models.directive_tasks import DirectiveTask
from meetings.models.directives import Directive
from meetings.models.meetings import Meeting
from procuracy.web.dates import screen_month
from targets.models import WorkYear
from units.models import Appointment, Field, Person, Role, Unit

if TYPE_CHECKING:
    from units.models import User


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user: "User") -> "InspectionQuerySet":
        """All of them for the office's leadership, Office and inspectorate; those it leads for a
        department, and for its team while they work in the office; a unit's own."""
        acting = user.acting
        if acting is None or acting.role == Role.ADMINISTRATOR:
            return self.none()
        return self.filter(Q(unit_id__in=acting.own_unit_ids) | _conducting(acting))

    def told_to(self, user: "User") -> "InspectionQuerySet":
        """Those of which findings and assessment may be read: by the unit once it is concluded, or
        where it inspects itself; by who inspects at any time."""
        acting = user.acting
        if acting is None:
            return self.none()
        told = Q(state__in=Inspection.TOLD) | Q(mode=Inspection.Mode.SELF)
        return self.visible_to(user).filter(told | _conducting(acting))

    def standing(self) -> "InspectionQuerySet":
        return self.exclude(state=Inspection.State.CANCELLED)

    def unheld(self) -> "InspectionQuerySet":
        return self.filter(state__in=Inspection.AHEAD)

    def concluded(self) -> "InspectionQuerySet":
        return self.filter(state__in=Inspection.TOLD)

    def due(self, month: datetime.date) -> "InspectionQuerySet":
        """Planned for a month, given by its first day, or an earlier one and not held yet."""
        return self.unheld().filter(planned_month__lte=month)

    def to_hold(self, acting: Appointment, month: datetime.date) -> "InspectionQuerySet":
        """Waiting for this department, as the one that leads them, or for the own unit where it
        inspects itself."""
        if not (acting.types_figures or acting.role == Role.INSPECTOR):
            return self.none()
        led = Q(lead_id__in=acting.own_unit_ids) & ~Q(mode=Inspection.Mode.SELF)
        own = Q(unit_id__in=acting.own_unit_ids, mode=Inspection.Mode.SELF)
        return self.due(month).filter(led | own)


def _conducting(acting: Appointment) -> Q:
    """Who inspects, from a position in the office or in the department that leads it."""
    team = Inspection.members.through.objects.filter(person_id=acting.person_id)
    rows = Q(team_lead_id=acting.person_id) | Q(pk__in=team.values("inspection"))
    if acting.leads_office or acting.keeps_office or acting.in_inspectorate:
        rows = Q()
    return Q(lead_id__in=acting.own_unit_ids) | Q(rows, office_id__in=acting.office_ids)


class Inspection(models.Model):
    """Một cuộc kiểm tra: a unit's line of the yearly list, and what came of it."""

    Mode = InspectionMode

    class State(models.TextChoices):
        PLANNED = "planned", "theo kế hoạch"
        ANNOUNCED = "announced", "đã công bố"
        HELD = "held", "đã kiểm tra"
        CONCLUDED = "concluded", "đã kết luận"
        CLOSED = "closed", "đã kết thúc"
        CANCELLED = "cancelled", "không thực hiện"

    # What is repaired is followed by tasks; closed is what has none open.
    TRANSITIONS = {
        State.PLANNED: {State.ANNOUNCED, State.HELD, State.CANCELLED},
        State.ANNOUNCED: {State.HELD, State.CANCELLED},
        State.HELD: {State.CONCLUDED, State.CANCELLED},
        State.CONCLUDED: {State.HELD, State.CLOSED},
        State.CLOSED: set(),
        State.CANCELLED: set(),
    }
    AHEAD = (State.PLANNED, State.ANNOUNCED)
    TOLD = (State.CONCLUDED, State.CLOSED)

    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="inspections", verbose_name="năm công tác"
    )
    office = models.ForeignKey(
        Unit, models.PROTECT, related_name="inspections_made", verbose_name="cơ quan kiểm tra"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="inspections", verbose_name="đơn vị được kiểm tra"
    )
    mode = models.CharField("hình thức", max_length=9, choices=Mode, default=Mode.INSPECTED)
    lead = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="inspections_led",
        verbose_name="đơn vị chủ trì",
        help_text="Chủ trì kiểm tra, theo dõi và xác nhận việc khắc phục.",
    )
    planned_month = models.DateField("tháng (ngày đầu tháng)")
    subject = models.CharField("nội dung kiểm tra", max_length=300, blank=True)
    team_lead = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="inspections_led",
        verbose_name="trưởng đoàn",
        null=True,
        blank=True,
    )
    members = models.ManyToManyField(
        Person, related_name="inspections_joined", verbose_name="thành viên đoàn", blank=True
    )
    held_on = models.DateField("kiểm tra từ ngày", null=True, blank=True)
    held_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("quyết định kiểm tra", max_length=120, blank=True)
    conclusion = models.CharField("kết luận kiểm tra", max_length=120, blank=True)
    assessment = models.TextField("đánh giá chung", max_length=10000, blank=True)
    # The sessions in which it was announced and concluded.
    announced_in = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="inspections_announced",
        verbose_name="cuộc họp công bố",
        null=True,
        blank=True,
    )
    concluded_in = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="inspections_concluded",
        verbose_name="cuộc họp kết luận",
        null=True,
        blank=True,
    )
    concluded_on = models.DateField("kết luận ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=9, choices=State, default=State.PLANNED)
    cancel_reason = models.CharField("lý do không thực hiện", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc kiểm tra"
        ordering = ["planned_month", "unit__order", "pk"]
        indexes = [
            models.Index(fields=["office", "work_year"], name="inspection_of_year"),
            models.Index(
                fields=["planned_month"],
                name="inspection_unheld",
                condition=Q(state__in=["planned", "announced"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="inspection_once",
                fields=["work_year", "office", "unit", "mode", "lead", "planned_month"],
                condition=~Q(state="cancelled"),
                violation_error_message=(
                    "Danh sách đã có cuộc kiểm tra này: cùng đơn vị, hình thức, chủ trì, tháng."
                ),
            ),
            models.CheckConstraint(
                name="inspection_month_first_day",
                condition=Q(planned_month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
            models.CheckConstraint(
                name="inspection_days",
                condition=Q(held_to__isnull=True)
                | Q(held_on__isnull=False, held_to__gte=F("held_on")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu kiểm tra.",
            ),
            models.CheckConstraint(
                name="inspection_held",
                condition=~Q(state__in=["held", "concluded", "closed"]) | Q(held_on__isnull=False),
                violation_error_message="Ghi ngày kiểm tra.",
            ),
            models.CheckConstraint(
                name="inspection_concluded",
                condition=Q(state__in=["concluded", "closed"], concluded_on__isnull=False)
                | (~Q(state__in=["concluded", "closed"]) & Q(concluded_on__isnull=True)),
                violation_error_message="Ghi ngày kết luận.",
            ),
            models.CheckConstraint(
                name="inspection_cancelled",
                condition=(Q(state="cancelled") & ~Q(cancel_reason=""))
                | (~Q(state="cancelled") & Q(cancel_reason="")),
                violation_error_message="Không thực hiện thì ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display().capitalize()} {self.unit}"

    @property
    def source_name(self) -> str:
        """Where a repair was asked for: 'Kết luận kiểm tra số 05/KL-VKS ngày 12/6/2026'."""
        name = f"Kết luận {self.get_mode_display()}"
        return f"{name} {self.conclusion or screen_month(self.planned_month)}"

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[Inspection.State(self.state)]

    @property
    def is_open(self) -> bool:
        """Findings may still be written."""
        return self.state in (*self.AHEAD, self.State.HELD)


class InspectionFindingQuerySet(models.QuerySet["InspectionFinding"]):
    def visible_to(self, user: "User") -> "InspectionFindingQuerySet":
        """Not for the unit while they are being written (`told_to`)."""
        return self.filter(inspection__in=Inspection.objects.told_to(user))

    def own(self) -> "InspectionFindingQuerySet":
        """Found there; not what a re-inspection took over."""
        return self.filter(carried_from__isnull=True)

    def to_repair(self) -> "InspectionFindingQuerySet":
        return self.own().exclude(repair="")

    def unrepaired(self) -> "InspectionFindingQuerySet":
        """Asked for by a conclusion, and not confirmed; same rule as `is_repaired`."""
        open_tasks = DirectiveTask.objects.open().filter(directive=OuterRef("directive"))
        return self.to_repair().filter(Exists(open_tasks))


class InspectionFinding(models.Model):
    """Hạn chế, thiếu sót found in an inspection; what is asked to be repaired, and by when.

    How far the repair is stands in the task of its directive, nowhere else: when the unit
    reported it, with which files, who confirmed it.
    """

    class Outcome(models.TextChoices):
        """What a re-inspection found."""

        REPAIRED = "repaired", "đã khắc phục"
        PARTLY = "partly", "khắc phục một phần"
        UNREPAIRED = "unrepaired", "chưa khắc phục"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("hạn chế, thiếu sót", max_length=5000)
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        related_name="inspection_findings",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
    )
    repair = models.TextField("yêu cầu khắc phục", max_length=5000, blank=True)
    repair_due = models.DateField("hạn khắc phục", null=True, blank=True)
    responsible = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="inspection_findings",
        verbose_name="người chịu trách nhiệm",
        null=True,
        blank=True,
    )
    directive = models.OneToOneField(
        Directive, models.PROTECT, related_name="finding", null=True, blank=True
    )
    # Of a re-inspection: the finding that it looks at again.
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="looked_at_again",
        verbose_name="phúc tra nội dung",
        null=True,
        blank=True,
    )
    outcome = models.CharField("kết quả phúc tra", max_length=10, choices=Outcome, blank=True)
    outcome_note = models.CharField("nhận xét", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InspectionFindingQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung kiểm tra phát hiện"
        ordering = ["inspection", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="finding_carried_once",
                fields=["inspection", "carried_from"],
                condition=Q(carried_from__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_due",
                condition=Q(repair_due__isnull=True) | ~Q(repair=""),
                violation_error_message="Có hạn khắc phục thì ghi yêu cầu khắc phục.",
            ),
            models.CheckConstraint(
                name="finding_directive",
                condition=Q(directive__isnull=True)
                | (~Q(repair="") & Q(carried_from__isnull=True)),
            ),
            models.CheckConstraint(
                name="finding_outcome",
                condition=Q(outcome="", outcome_note="") | Q(carried_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def origin(self) -> "InspectionFinding":
        """The finding itself, or the one that a re-inspection looks at."""
        return self.carried_from or self

    @property
    def asks_repair(self) -> bool:
        return bool(self.repair)


class InspectionStepQuerySet(models.QuerySet["InspectionStep"]):
    def visible_to(self, user: "User") -> "InspectionStepQuerySet":
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class InspectionStep(models.Model):
    """The states an inspection came through: who, when, why. Only added to."""

    append_only = True

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="steps")
    state = models.CharField("trạng thái", max_length=9, choices=Inspection.State)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")

    objects = InspectionStepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước của cuộc kiểm tra"
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()
