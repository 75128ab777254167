"""Plans of a unit for a year."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import FilteredRelation, Q

from targets.models.instruments import Instrument
from targets.models.years import WorkYear
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: "User") -> "PlanQuerySet":
        """Own plan, above it the plan of the office it serves, and whatever approved plan gives
        the unit or the person himself something to do."""
        acting = user.acting
        if acting is None or not acting.seen_unit_ids:
            return self.none()
        above = {acting.unit.parent_id} - {None}
        given = Plan.objects.giving_work_to(acting.own_unit_ids, acting.person_id)
        return self.filter(
            Q(unit_id__in=acting.seen_unit_ids | above) | Q(pk__in=given.values("pk"))
        )

    def giving_work_to(self, units: Collection[int], person: int) -> "PlanQuerySet":
        """Approved once, with an approved line that one of the units leads or helps with, or that
        the person oversees or has in charge."""
        ways = (
            Q(tasks__lead__in=units),
            Q(tasks__coordinating__in=units),
            Q(tasks__leader=person),
            Q(tasks__people=person),
        )
        approved = Plan.objects.filter(state__in=(*Plan.LIVE, Plan.State.REPLACED))
        # Each in one call: both conditions are about the same line.
        standing = {"tasks__dropped_on__isnull": True, "tasks__is_proposed": False}
        rows = (approved.filter(way, **standing) for way in ways)
        found = [Q(pk__in=one.values("pk")) for one in rows]
        return self.filter(reduce(or_, found))

    def live(self) -> "PlanQuerySet":
        """Approved and not replaced: people work by it."""
        return self.filter(state__in=Plan.LIVE)

    def taking_tasks(self) -> "PlanQuerySet":
        """Where a task may be put, be it as a supplement; not while it waits for approval."""
        return self.filter(state__in=(Plan.State.DRAFT, *Plan.LIVE))

    def to_approve(self) -> "PlanQuerySet":
        """Submitted themselves, or with a submitted supplement."""
        submitted = FilteredRelation(
            "supplements", condition=Q(supplements__state=Plan.State.SUBMITTED)
        )
        rows = self.annotate(submitted_supplement=submitted)
        return rows.filter(Q(state=Plan.State.SUBMITTED) | Q(submitted_supplement__isnull=False))


class Plan(models.Model):
    """Kế hoạch, chương trình công tác of a unit for a work year."""

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        SUBMITTED = "submitted", "đã trình"
        APPROVED = "approved", "đã phê duyệt"
        IN_FORCE = "in_force", "đang thực hiện"
        REPLACED = "replaced", "đã được thay thế"

    class Kind(models.TextChoices):
        """Abbreviations of Nghị định 30/2020/NĐ-CP, Phụ lục III; they stand in the number."""

        PLAN = "KH", "Kế hoạch"
        PROGRAMME = "CTr", "Chương trình công tác"

    LIVE = (State.APPROVED, State.IN_FORCE)
    # A leader approves his own unit's draft without anybody submitting it to him.
    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED, State.APPROVED},
        State.SUBMITTED: {State.DRAFT, State.APPROVED},
        State.APPROVED: {State.DRAFT, State.IN_FORCE},
        State.IN_FORCE: {State.REPLACED},
        State.REPLACED: set(),
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị")
    work_year = models.ForeignKey(
        WorkYear, models.PROTECT, related_name="plans", verbose_name="năm công tác"
    )
    kind = models.CharField("loại", max_length=3, choices=Kind, default=Kind.PLAN)
    title = models.CharField("tên kế hoạch, chương trình", max_length=300)
    code = models.CharField("số, ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    bases = models.ManyToManyField(
        Instrument, blank=True, related_name="plans", verbose_name="căn cứ"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    # The plan in whose place this one steps once it is in force.
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replaced_by",
        verbose_name="thay thế kế hoạch",
        null=True,
        blank=True,
    )
    submitted_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người trình", null=True
    )
    submitted_at = models.DateTimeField("lúc trình", null=True)
    return_reason = models.TextField("lý do trả lại", max_length=2000, blank=True)
    approved_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name="người phê duyệt", null=True
    )
    approved_at = models.DateTimeField("lúc phê duyệt", null=True)
    in_force_on = models.DateField("thực hiện từ ngày", null=True)
    replaced_on = models.DateField("được thay thế từ ngày", null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-work_year__year", "unit__order", "title"]
        constraints = [
            models.UniqueConstraint(
                name="plan_title",
                fields=["unit", "work_year", "title"],
                violation_error_message="Đơn vị đã có kế hoạch cùng tên trong năm công tác này.",
            ),
            models.CheckConstraint(name="plan_kind_known", condition=Q(kind__in=["KH", "CTr"])),
            models.CheckConstraint(
                name="plan_state_known",
                condition=Q(state__in=["draft", "submitted", "approved", "in_force", "replaced"]),
            ),
            models.CheckConstraint(
                name="plan_submitted",
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_submitted_is_known",
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                violation_error_message="Kế hoạch đã trình phải có người trình và lúc trình.",
            ),
            models.CheckConstraint(
                name="plan_approved",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_in_force",
                condition=~Q(state__in=["in_force", "replaced"]) | Q(in_force_on__isnull=False),
                violation_error_message="Ghi ngày kế hoạch bắt đầu thực hiện.",
            ),
            models.CheckConstraint(
                name="plan_replaced",
                condition=Q(state="replaced", replaced_on__isnull=False)
                | (~Q(state="replaced") & Q(replaced_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="plan_replaces_another",
                condition=~Q(replaces=models.F("pk")),
                violation_error_message="Một kế hoạch không thể thay thế chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def may_become(self, state: str) -> bool:
        return state in self.TRANSITIONS[Plan.State(self.state)]

    @property
    def is_live(self) -> bool:
        """Same rule as PlanQuerySet.live."""
        return self.state in self.LIVE
