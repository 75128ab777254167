"""Phúc tra at the end of the year: what was asked and is not repaired is looked at again."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from meetings.inspections import planning
from meetings.inspections.finding import next_order
from meetings.models import DirectiveTask, Inspection, InspectionFinding
from targets.models import WorkYear
from units.models import Unit, User

Mode, State = Inspection.Mode, Inspection.State


@dataclass
class Proposal:
    """A unit that still has something to repair; whoever answers now, also for one that ended."""

    unit_id: int
    findings: list[InspectionFinding] = field(default_factory=list)
    tasks: dict[int, DirectiveTask] = field(default_factory=dict)  # by finding

    @property
    def rows(self) -> list[tuple[InspectionFinding, DirectiveTask]]:
        return [(one, self.tasks[one.pk]) for one in self.findings]


@dataclass(frozen=True)
class Made:
    inspections: int = 0
    findings: int = 0


def proposals(offices: Collection[int], year: WorkYear) -> list[Proposal]:
    """Units with findings that are unrepaired and in no re-inspection of the year; 2 queries."""
    found: dict[int, Proposal] = {}
    findings = waiting(offices, year).select_related("inspection").order_by("inspection", "order")
    rows = list(findings)
    tasks = DirectiveTask.objects.open().filter(directive__in=[one.directive_id for one in rows])
    by_directive = {task.directive_id: task for task in tasks.order_by("-pk")}
    for finding in rows:
        task = by_directive[finding.directive_id or 0]
        one = found.setdefault(task.unit_id, Proposal(task.unit_id))
        one.findings.append(finding)
        one.tasks[finding.pk] = task
    return list(found.values())


def waiting(offices: Collection[int], year: WorkYear) -> QuerySet[InspectionFinding]:
    """Of inspections of this and earlier years."""
    again = InspectionFinding.objects.filter(
        carried_from=OuterRef("pk"), inspection__work_year=year
    ).exclude(inspection__state=State.CANCELLED)
    rows = InspectionFinding.objects.unrepaired().filter(
        inspection__office__in=offices,
        inspection__state__in=Inspection.TOLD,
        inspection__work_year__year__lte=year.year,
    )
    return rows.exclude(Exists(again))


@transaction.atomic
def make(
    office: Unit,
    offices: Collection[int],
    year: WorkYear,
    units: Iterable[int],
    *,
    month: datetime.date,
    lead: Unit | None,
    by: User,
    at: datetime.datetime,
) -> Made:
    """Re-inspections of the chosen units with what each has left to repair.

    A unit's open one of the year takes up what is new; done again nothing is doubled. `lead`: for
    all of them, else who led the inspection that found it.
    """
    # One at a time: what another one has just carried over is seen below.
    WorkYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    chosen, inspections, carried = set(units), 0, 0
    for proposal in proposals(offices, year):
        if proposal.unit_id not in chosen:
            continue
        for lead_id, findings in _by_lead(proposal, lead).items():
            row = _standing(office, year, proposal.unit_id, lead_id)
            if row is None:
                row = _new(office, year, proposal.unit_id, lead_id, month, by=by, at=at)
                inspections += 1
            carried += _carry(row, findings, proposal)
    return Made(inspections, carried)


def _by_lead(proposal: Proposal, lead: Unit | None) -> dict[int, list[InspectionFinding]]:
    found: dict[int, list[InspectionFinding]] = {}
    for finding in proposal.findings:
        key = lead.pk if lead else finding.inspection.lead_id
        found.setdefault(key, []).append(finding)
    return found


def _standing(office: Unit, year: WorkYear, unit_id: int, lead_id: int) -> Inspection | None:
    rows = Inspection.objects.select_for_update().filter(
        office=office, work_year=year, unit=unit_id, lead=lead_id, mode=Mode.AGAIN
    )
    return rows.filter(state__in=[*Inspection.AHEAD, State.HELD]).order_by("pk").first()


def _new(
    office: Unit,
    year: WorkYear,
    unit_id: int,
    lead_id: int,
    month: datetime.date,
    *,
    by: User,
    at: datetime.datetime,
) -> Inspection:
    wanted = Inspection(
        office=office,
        work_year=year,
        unit_id=unit_id,
        lead_id=lead_id,
        mode=Mode.AGAIN,
        planned_month=month,
        subject="Việc khắc phục hạn chế, thiếu sót đã kết luận",
    )
    return planning.create(wanted, [], by=by, at=at)


def _carry(row: Inspection, findings: list[InspectionFinding], proposal: Proposal) -> int:
    """Words as they were concluded; the day is that of the task now."""
    first = next_order(row)
    made = InspectionFinding.objects.bulk_create(
        InspectionFinding(
            inspection=row,
            order=order,
            text=one.text,
            field_id=one.field_id,
            repair=one.repair,
            repair_due=proposal.tasks[one.pk].due_on,
            responsible_id=one.responsible_id,
            carried_from=one,
        )
        for order, one in enumerate(findings, start=first)
    )
    return len(made)
