"""How far what was asked is repaired, read from the tasks that follow it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meetings.models import DirectiveTask, InspectionFinding
from units.models import User

State = DirectiveTask.State


@dataclass(frozen=True)
class Repair:
    """A finding with the task that follows it; none before it is concluded, or without repair."""

    finding: InspectionFinding
    task: DirectiveTask | None
    today: datetime.date

    @property
    def is_repaired(self) -> bool:
        return self.task is not None and self.task.state == State.CONFIRMED

    @property
    def is_late(self) -> bool:
        return self.task is not None and self.task.is_overdue(self.today)

    @property
    def tone(self) -> str:
        if self.is_repaired:
            return "v-good"
        return "v-bad" if self.is_late else "v-going"

    @property
    def words(self) -> str:
        """`✓ đã khắc phục`, `✕ quá hạn 6 ngày`, `đã báo cáo`; nothing where nothing is asked."""
        if self.task is None:
            return "" if not self.finding.repair else "chờ kết luận"
        if self.is_repaired:
            return "✓ đã khắc phục"
        if self.is_late and self.task.due_on:
            return f"✕ quá hạn {(self.today - self.task.due_on).days} ngày"
        return self.task.get_state_display()

    @property
    def repaired_on(self) -> datetime.datetime | None:
        """When the unit reported what was confirmed later."""
        return self.task.reported_at if self.task and self.is_repaired else None


@dataclass
class Tally:
    """Of one inspection; `asked` and the rest count what must be repaired."""

    findings: int = 0
    asked: int = 0
    repaired: int = 0
    late: int = 0

    def add(self, one: Repair) -> None:
        self.findings += 1
        self.asked += bool(one.finding.repair)
        self.repaired += one.is_repaired
        self.late += one.is_late

    def plus(self, other: "Tally") -> "Tally":
        return Tally(
            self.findings + other.findings,
            self.asked + other.asked,
            self.repaired + other.repaired,
            self.late + other.late,
        )


def repairs(inspections: Collection[int], today: datetime.date, user: User) -> list[Repair]:
    """Of all findings that he may read, also those that a re-inspection took over; 2 queries."""
    rows = InspectionFinding.objects.visible_to(user).filter(inspection__in=inspections)
    found = list(
        rows.select_related("carried_from__inspection", "field", "responsible").order_by(
            "inspection", "order", "pk"
        )
    )
    wanted = [one.origin.directive_id for one in found if one.origin.directive_id]
    tasks = DirectiveTask.objects.filter(directive__in=wanted).order_by("-pk")
    by_directive = {task.directive_id: task for task in tasks}
    return [Repair(one, by_directive.get(one.origin.directive_id or 0), today) for one in found]


def tallies(found: Iterable[Repair]) -> dict[int, Tally]:
    """By inspection."""
    sums: dict[int, Tally] = {}
    for one in found:
        sums.setdefault(one.finding.inspection_id, Tally()).add(one)
    return sums
