"""A workbook that came back beside what is stored: what would change, what others changed since,
and what cannot be taken, each by its cell."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from procuracy.web.numbers import NumberRefused
from targets import entry, holding
from targets.models import Figure, Indicator, Submission
from targets.workbooks import grids
from targets.workbooks.grids import Key
from targets.workbooks.marks import Mark
from targets.workbooks.reading import Place, Typed, value_of
from units.models import Unit

MOST_REFUSALS = 300
EMPTIED = (
    "Ô để trống nhưng lúc lập sổ đang có số: nhập 0 nếu không phát sinh; muốn bỏ số đã nhập thì "
    "bỏ tại trang Nhập số liệu tháng."
)


@dataclass(frozen=True)
class Change:
    """`old`: what is stored as this was read, None for nothing yet."""

    place: Place
    line: int
    month: datetime.date
    old: Decimal | None
    new: Decimal


@dataclass(frozen=True)
class Conflict(Change):
    """Stored was changed by somebody after the workbook was made; `stood`: what it held then."""

    stood: Decimal | None
    by: str  # who typed what is stored now
    at: str  # ISO moment; "" where nothing is stored any more


@dataclass(frozen=True)
class Refusal:
    place: Place
    line: int
    sentence: str


@dataclass
class Found:
    """`same`: cells as stored; `untouched`: cells that the clerk left as the workbook had them."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    same: int = 0
    untouched: int = 0
    absent: int = 0  # cells that the workbook had and the file has not

    def packed(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "changes": [_packed(c) for c in self.changes],
            "conflicts": [[*_packed(c), _text(c.stood), c.by, c.at] for c in self.conflicts],
            "refusals": [[*r.place, r.line, r.sentence] for r in self.refusals],
            "counts": [self.same, self.untouched, self.absent],
        }

    @classmethod
    def unpacked(cls, kept: dict[str, Any]) -> "Found":
        return cls(
            [Change(*_change(row)) for row in kept["changes"]],
            [
                Conflict(*_change(row), stood=_value(row[7]), by=row[8], at=row[9])
                for row in kept["conflicts"]
            ],
            [Refusal(Place(*row[:3]), *row[3:]) for row in kept["refusals"]],
            *kept["counts"],
        )


def compare(unit: Unit, mark: Mark, typed: Collection[Typed], today: datetime.date) -> Found:
    """Whatever the file holds, only cells that the clerk changed count. A fixed number of queries
    besides one for each month yet to come."""
    months = {*mark.months, *(one.month for one in typed)}
    lines = {line.pk: line for line in grids.lines_of(unit, months)}
    stored = _stored(unit, months)
    shut = Shut(unit, months, today)
    found, seen = Found(), set[Key]()
    for one in typed:
        key = (one.line, one.month)
        sentence = _misplaced(one, mark, lines, seen)
        seen.add(key)
        if sentence:
            found.refusals.append(Refusal(one.place, one.line, sentence))
        elif one.line in lines and key in mark.stood:
            _judge(one, mark, lines[one.line], stored.get(key), shut, found)
    found.absent = len(mark.stood.keys() - seen)
    del found.refusals[MOST_REFUSALS:]
    return found


def _misplaced(one: Typed, mark: Mark, lines: dict[int, Indicator], seen: set[Key]) -> str:
    key = (one.line, one.month)
    if one.raw is None:
        return ""
    if key in seen:
        return "Số liệu này ghi hai lần trong tệp: xóa trang tính, dòng chép thêm."
    if key not in mark.stood:
        return "Ô này không có trong sổ do hệ thống lập: xóa dòng, cột chép thêm."
    return "" if one.line in lines else "Dòng thống kê này không còn dùng: tải lại sổ."


def _judge(
    one: Typed,
    mark: Mark,
    line: Indicator,
    stored: "Stored | None",
    shut: "Shut",
    found: Found,
) -> None:
    key = (one.line, one.month)
    stood, now = mark.stood.get(key), stored.value if stored else None
    try:
        new = value_of(one, line)
    except (NumberRefused, Refused) as refused:
        found.refusals.append(Refusal(one.place, one.line, str(refused)))
        return
    if new == now:
        found.same += 1
    elif new == stood:
        found.untouched += 1
    elif new is None:
        found.refusals.append(Refusal(one.place, one.line, EMPTIED))
    elif sentence := shut.sentence(line, one.month, key in mark.closed):
        found.refusals.append(Refusal(one.place, one.line, sentence))
    elif now == stood:
        found.changes.append(Change(one.place, *key, now, new))
    else:
        told = (stored.by, stored.at) if stored else ("", "")
        found.conflicts.append(Conflict(one.place, *key, now, new, stood, *told))


@dataclass(frozen=True)
class Stored:
    value: Decimal
    by: str
    at: str


def _stored(unit: Unit, months: Collection[datetime.date]) -> dict[Key, Stored]:
    rows = Figure.objects.filter(unit=unit, month__in=months)
    columns = ("value", "entered_by__person__full_name", "entered_at")
    return {
        (line, month): Stored(value, by or "", at.isoformat())
        for line, month, value, by, at in rows.values_list("indicator_id", "month", *columns)
    }


class Shut:
    """Why a cell may not be typed in: the sentence for it, worked out once for each month."""

    def __init__(self, unit: Unit, months: Iterable[datetime.date], today: datetime.date) -> None:
        self._unit, self._today = unit, today
        self._reported = grids.reported(unit, months)
        accepted = Submission.objects.filter(unit=unit, state=Submission.State.ACCEPTED)
        rows = accepted.filter(month__in=list(months))
        self._by_month = {row.month: holding.locked_words(row) for row in rows}

    def sentence(self, line: Indicator, month: datetime.date, was_shut: bool) -> str:
        if month not in self._by_month:
            self._by_month[month] = self._of(month)
        if found := self._by_month[month]:
            return found
        if not grids.is_valid(line, month):
            return f"Dòng thống kê này không dùng trong {screen_month(month)}."
        if was_shut:
            return "Ô này đang khóa khi lập sổ: tải lại sổ rồi nhập."
        return ""

    def check(self, month: datetime.date) -> None:
        """Refused for a month that the unit does not report, or not yet."""
        if month not in self._reported or month > self._today:
            entry.check_month(self._unit, month, self._today)

    def _of(self, month: datetime.date) -> str:
        try:
            self.check(month)
        except Refused as refused:
            return refused.message
        return ""


def _packed(change: Change) -> list[Any]:
    month = change.month.isoformat()
    return [*change.place, change.line, month, _text(change.old), _text(change.new)]


def _change(row: list[Any]) -> tuple[Place, int, datetime.date, Decimal | None, Decimal]:
    month = datetime.date.fromisoformat(row[4])
    return Place(*row[:3]), row[3], month, _value(row[5]), Decimal(row[6])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _value(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
