"""Who has sent what: one month unit by unit, and a work year as units × months.

Expected is what the calendar asks for by now, received what was sent and not given back, on time
what was sent by its deadline, to the second.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q

from targets import calendar, checked, deadlines
from targets.checked import Checked
from targets.deadlines import Due
from targets.models import Period, Submission, WorkYear
from units.models import Unit

State = Submission.State
OFFICES = (Unit.Kind.DISTRICT, Unit.Kind.REGION)
# The same as `submitting.missing`, for many units at once; a test holds them together.
GAPS = """
SELECT u.id, count(*) FROM units_unit u CROSS JOIN targets_indicator i
WHERE u.id = ANY(%(units)s)
  AND (i.valid_from IS NULL OR i.valid_from <= %(month)s)
  AND (i.valid_to IS NULL OR i.valid_to >= %(month)s)
  AND (u.kind <> 'department' OR EXISTS (
    SELECT FROM units_unit_fields f WHERE f.unit_id = u.id AND f.field_id = i.field_id))
  AND NOT EXISTS (SELECT FROM targets_figure g
    WHERE g.unit_id = u.id AND g.indicator_id = i.id AND g.month = %(month)s)
  AND NOT EXISTS (SELECT FROM targets_nonearose n
    WHERE n.unit_id = u.id AND n.field_id = i.field_id AND n.month = %(month)s)
  AND NOT (i.nature = 'level' AND EXISTS (SELECT FROM targets_figure g
    WHERE g.unit_id = u.id AND g.indicator_id = i.id AND g.month < %(month)s))
GROUP BY u.id
"""


@dataclass(frozen=True)
class Standing:
    """Where a unit's month stands, as a board shows it on screen and paper."""

    word: str
    glyph: str
    tone: str


ON_TIME = Standing("đúng hạn", "✓", "v-good")
NO_DEADLINE = Standing("đã gửi", "✓", "v-good")
LATE = Standing("gửi trễ", "!", "v-risk")
RETURNED = Standing("trả lại", "✕", "v-risk")
WAITING = Standing("chưa gửi", "…", "v-going")
OVERDUE = Standing("chưa gửi, quá hạn", "?", "v-bad")
LEGEND = (ON_TIME, LATE, RETURNED, WAITING, OVERDUE)


@dataclass(frozen=True)
class Sent:
    """One unit's month. `row`: None while nothing was put forward."""

    unit: Unit
    month: datetime.date
    row: Submission | None
    due_at: Due
    now: datetime.datetime

    @property
    def is_received(self) -> bool:
        return bool(self.row and self.row.is_received)

    @property
    def is_accepted(self) -> bool:
        return bool(self.row and self.row.is_accepted)

    @property
    def sent_at(self) -> Due:
        return self.row.sent_at if self.row else None

    @cached_property
    def seconds_late(self) -> int:
        """Of the sending, else by now."""
        return deadlines.seconds_late(self.sent_at or self.now, self.due_at)

    @property
    def late(self) -> str:
        """`trễ 5 phút` of what came, `quá hạn 2 ngày` of what did not."""
        span = deadlines.words(self.seconds_late)
        return span and f"{'trễ' if self.sent_at else 'quá hạn'} {span}"

    @property
    def late_briefly(self) -> str:
        """For a narrow column: `2 ngày`, `17 giờ`."""
        return " ".join(deadlines.words(self.seconds_late).split()[:2])

    @property
    def is_on_time(self) -> bool:
        return self.is_received and not self.seconds_late

    @property
    def state(self) -> str:
        """In words: `chờ thủ trưởng duyệt`, `đã gửi, chờ tiếp nhận`."""
        words = {
            State.SUBMITTED: "chờ thủ trưởng duyệt",
            State.SENT: "đã gửi, chờ tiếp nhận",
            State.ACCEPTED: "đã tiếp nhận",
            State.RETURNED: "trả lại",
        }
        return words.get(State(self.row.state), "chưa trình") if self.row else "chưa trình"

    @property
    def standing(self) -> Standing:
        if self.is_received:
            return LATE if self.seconds_late else (ON_TIME if self.due_at else NO_DEADLINE)
        if self.row and self.row.state == State.RETURNED:
            return RETURNED
        return OVERDUE if self.seconds_late else WAITING


@dataclass(frozen=True)
class Tally:
    expected: int
    received: int
    on_time: int

    @classmethod
    def of(cls, cells: Iterable[Sent | None]) -> "Tally":
        asked = [cell for cell in cells if cell is not None]
        return cls(
            len(asked),
            sum(cell.is_received for cell in asked),
            sum(cell.is_on_time for cell in asked),
        )

    @property
    def numbers(self) -> tuple[int, int, int]:
        return self.expected, self.received, self.on_time


@dataclass
class MonthRow:
    sent: Sent
    gaps: int
    checked: Checked | None


@dataclass
class YearRow:
    """`cells` follow the board's months; None where the unit has nothing to send."""

    unit: Unit
    cells: list[Sent | None]

    @cached_property
    def tally(self) -> Tally:
        return Tally.of(self.cells)


@dataclass
class YearBoard:
    year: WorkYear
    months: list[datetime.date]
    rows: list[YearRow] = field(default_factory=list)

    @cached_property
    def by_month(self) -> list[Tally]:
        return [Tally.of(row.cells[at] for row in self.rows) for at in range(len(self.months))]

    @cached_property
    def by_kind(self) -> list[tuple[str, Tally]]:
        """Departments and offices apart, where there are both."""
        kinds = dict.fromkeys(row.unit.kind for row in self.rows)
        if len(kinds) < 2:
            return []
        return [
            (
                Unit.Kind(kind).label,
                Tally.of(cell for row in self.rows if row.unit.kind == kind for cell in row.cells),
            )
            for kind in kinds
        ]

    @cached_property
    def tally(self) -> Tally:
        return Tally.of(cell for row in self.rows for cell in row.cells)


def reporting(seen: Collection[int], first: datetime.date, last: datetime.date) -> list[Unit]:
    """Units among `seen` that have lines to report and exist between two months; named as then."""
    lines = Q(kind__in=OFFICES) | Q(kind=Unit.Kind.DEPARTMENT, fields__indicators__isnull=False)
    end = calendar.month_end(last)
    rows = Unit.objects.filter(lines, pk__in=seen).distinct().named(end)
    rows = rows.exclude(valid_to__lt=first).exclude(valid_from__gt=end)
    return list(rows.order_by("order", "code"))


def of_month(units: Sequence[Unit], month: datetime.date, now: datetime.datetime) -> list[MonthRow]:
    """Seven queries, however many units."""
    gaps, looked = gaps_of(units, month), checked.by_unit(units, month)
    return [
        MonthRow(sent, gaps.get(sent.unit.pk, 0), looked.get(sent.unit.pk))
        for sent in sent_of(units, month, now)
    ]


def sent_of(units: Sequence[Unit], month: datetime.date, now: datetime.datetime) -> list[Sent]:
    """Three queries."""
    dues = deadlines.of_month(units, month)
    rows = {row.unit_id: row for row in Submission.objects.filter(unit__in=units, month=month)}
    return [_sent(unit, month, rows.get(unit.pk), dues.get(unit.pk), now) for unit in units]


def of_year(
    units: Sequence[Unit], year: WorkYear, until: datetime.date, now: datetime.datetime
) -> YearBoard:
    """The year's months up to `until`, the last one asked for. Three queries."""
    periods = [p for p in year.periods.months().order_by("ends_on") if p.month <= until]
    dues = deadlines.of_periods(units, periods)
    found = Submission.objects.filter(unit__in=units, month__in=[p.month for p in periods])
    stored = {(row.unit_id, row.month): row for row in found}
    board = YearBoard(year, [period.month for period in periods])
    for unit in units:
        cells = [_cell(unit, period, stored, dues, now) for period in periods]
        board.rows.append(YearRow(unit, cells))
    board.rows = [row for row in board.rows if any(row.cells)]
    return board


def gaps_of(units: Collection[Unit], month: datetime.date) -> dict[int, int]:
    """Unit → wanted lines without figure or tick."""
    asked: dict[str, Any] = {"units": [unit.pk for unit in units], "month": month}
    with connection.cursor() as cursor:
        cursor.execute(GAPS, asked)
        return dict(cursor.fetchall())


def exists_in(unit: Unit, month: datetime.date) -> bool:
    """On some day of the month."""
    began = unit.valid_from is None or unit.valid_from <= calendar.month_end(month)
    return began and (unit.valid_to is None or unit.valid_to >= month)


def _cell(
    unit: Unit,
    period: Period,
    stored: dict[tuple[int, datetime.date], Submission],
    dues: dict[int, dict[int, Due]],
    now: datetime.datetime,
) -> Sent | None:
    if not exists_in(unit, period.month):
        return None
    row = stored.get((unit.pk, period.month))
    return _sent(unit, period.month, row, dues[period.pk][unit.pk], now)


def _sent(
    unit: Unit, month: datetime.date, row: Submission | None, due: Due, now: datetime.datetime
) -> Sent:
    return Sent(unit, month, row, deadlines.due_of(row, due) if row else due, now)
