"""How a board is looked at: as reported or as successor, on which day's units, beside last year."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from procuracy.web.dates import screen_day
from targets import calendar, correcting, formulas, inheriting, sums
from targets.comparing import months_before
from targets.inheriting import Amounts, Inheritance, Step
from targets.models import NoneArose, Period, View, WorkYear
from units.models import Unit

Values = dict[int, formulas.Values]  # by row (a unit), then by line
Shorter = Mapping[int, tuple[int, int]]  # by line: months with figures last year and now


@dataclass(frozen=True)
class Found:
    """What the rows of a board hold; `inherited`: lines that contain predecessors' figures."""

    values: Values
    inherited: dict[int, set[int]]
    total: formulas.Values
    before: Values | None = None  # last year's, where they are asked for
    total_before: formulas.Values | None = None
    amounts: Amounts = field(default_factory=dict)
    amounts_before: Amounts = field(default_factory=dict)
    # Lines with a figure corrected after its acceptance, by row.
    restated: Mapping[int, Collection[int]] = field(default_factory=dict)
    restated_before: Mapping[int, Collection[int]] = field(default_factory=dict)  # last year
    # Lines of fields ticked không phát sinh, by row (`targets.nil_results`).
    nil: Mapping[int, Collection[int]] = field(default_factory=dict)
    # To targets that are words, by unit and target (`targets.answering`).
    answers: Mapping[tuple[int, int], bool] = field(default_factory=dict)

    def lacking(self, lines: Collection[int], row: int | None = None) -> tuple[int, int] | None:
        """(months with figures last year, now) of the line that has fewest, if it has fewer.

        `row` None: of all rows. Sums over fewer months are nothing to compare with.
        """
        return fewest(self.shorter(row), lines)

    def shorter(self, row: int | None = None) -> Shorter:
        """Every line with figures of fewer months last year than now; once for a row's targets."""
        then = _months(self.amounts_before, row)
        return {
            line: (then.get(line, 0), months)
            for line, months in _months(self.amounts, row).items()
            if then.get(line, 0) < months
        }


def fewest(shorter: Shorter, lines: Collection[int]) -> tuple[int, int] | None:
    return min((shorter[line] for line in lines if line in shorter), default=None)


@dataclass(frozen=True)
class Sight:
    """`units`: all that may be seen, whenever they lived; `inheritance`: of the day looked from."""

    units: list[Unit]
    year: WorkYear
    period: Period
    inheritance: Inheritance
    is_successor: bool
    compares: bool
    # Some of the year's units have successors by now, so that the two views differ.
    is_choice: bool

    @property
    def view(self) -> View:
        return View.SUCCESSOR if self.is_successor else View.REPORTED

    @property
    def day(self) -> datetime.date:
        return self.inheritance.day

    @property
    def words(self) -> str:
        """`theo đơn vị kế thừa (cơ cấu ngày 30/9/2025)`; "" where it makes no difference."""
        if not self.is_choice and not self.compares:
            return ""
        on = f" (cơ cấu ngày {screen_day(self.day)})" if self.is_successor else ""
        return self.view.label[0].lower() + self.view.label[1:] + on

    @property
    def months(self) -> tuple[datetime.date, datetime.date]:
        return calendar.first_of_month(self.year.starts_on), self.period.month

    @property
    def months_before(self) -> tuple[datetime.date, datetime.date]:
        return months_before(*self.months)

    def lived(self, first: datetime.date, last: datetime.date) -> list[int]:
        """Units that report and that existed on some day of those months."""
        end = calendar.month_end(last)
        return [
            unit.pk
            for unit in self.units
            if unit.kind != Unit.Kind.PROVINCE
            and (unit.valid_to is None or unit.valid_to >= first)
            and (unit.valid_from is None or unit.valid_from <= end)
        ]

    @cached_property
    def reporting(self) -> list[int]:
        return self.lived(self.year.starts_on, self.year.ends_on)

    @cached_property
    def heads(self) -> list[int]:
        """The rows as successor."""
        return list(dict.fromkeys(map(self.inheritance.heir, self.reporting)))

    def rows(self, found: Found) -> list[Unit]:
        """First who lives on the day, then who ended, if it has figures or was split."""
        shown = [unit for unit in self.units if unit.pk in found.values]
        if not self.is_successor:
            return shown
        living = [unit for unit in shown if not self.has_ended(unit)]
        ended = (unit for unit in shown if self.has_ended(unit))
        told = (u for u in ended if found.values[u.pk] or self.inheritance.is_split(u.pk))
        return [*living, *told]

    def has_ended(self, unit: Unit) -> bool:
        return unit.valid_to is not None and unit.valid_to <= self.day

    def read(self, lines: Collection[int]) -> Found:
        """One query, two with last year's."""
        if not self.is_choice and not self.compares:
            plain = sums.by_unit(self.reporting, lines, *self.months)
            return Found({**plain}, {}, formulas.add_units(plain.values()))
        amounts = self._amounts(self.reporting, lines, *self.months)
        found = _found(self.inheritance, amounts)
        if not self.compares:
            return found
        before = self._amounts(self.lived(*self.months_before), lines, *self.months_before)
        then = _found(self.inheritance, before)
        return replace(found, before=then.values, total_before=then.total, amounts_before=before)

    def restated(self) -> dict[int, set[int]]:
        """Row → lines of which a figure of the period was corrected; one query."""
        return self._restated(self.reporting, *self.months)

    def restated_before(self) -> dict[int, set[int]]:
        """Of last year's figures; no query where they are not asked for."""
        if not self.compares:
            return {}
        return self._restated(self.lived(*self.months_before), *self.months_before)

    def _restated(
        self, units: Collection[int], first: datetime.date, last: datetime.date
    ) -> dict[int, set[int]]:
        rows: dict[int, set[int]] = {}
        for unit, line in correcting.restated(units, first, last):
            rows.setdefault(self._row_of(unit), set()).add(line)
        return rows

    def nil(self) -> dict[int, set[int]]:
        """Row → lines of the fields in which nothing arose; one query."""
        rows: dict[int, set[int]] = {}
        ticked = NoneArose.objects.lines(self.reporting, *self.months)
        for unit, lines in ticked.items():
            rows.setdefault(self._row_of(unit), set()).update(lines)
        return rows

    def _row_of(self, unit: int) -> int:
        return self.inheritance.heir(unit) if self.is_successor else unit

    def _amounts(
        self,
        units: Collection[int],
        lines: Collection[int],
        first: datetime.date,
        last: datetime.date,
    ) -> Amounts:
        if self.is_successor:
            return inheriting.as_successor(self.inheritance, units, lines, first, last)
        return inheriting.as_reported(units, lines, first, last)


def look(
    units: list[Unit],
    year: WorkYear,
    period: Period,
    *,
    view: View = View.AUTO,
    compares: bool = False,
    today: datetime.date,
) -> Sight:
    """As successor by itself once a reform lies within the span, and beside last year.

    The units are those of the period's end, or of today where only a later reform is looked back
    from. One query.
    """
    known = Inheritance.of(units, today)
    reporting = {unit.pk for unit in units if unit.kind != Unit.Kind.PROVINCE}
    within = [step for step in known.steps if year.starts_on < step.on <= period.ends_on]
    is_reformed = any(reporting & {step.predecessor, step.successor} for step in within)
    is_successor = view == View.SUCCESSOR
    if view == View.AUTO:
        is_successor = compares or is_reformed
    day = min(today, period.ends_on) if is_reformed or compares else today
    is_choice = any(step.on > year.starts_on for step in known.steps)
    return Sight(units, year, period, known.at(day), is_successor, compares, is_choice)


def _found(inheritance: Inheritance, amounts: Amounts) -> Found:
    return Found(
        {row: inheriting.values(of_row) for row, of_row in amounts.items()},
        {
            row: lines
            for row, of_row in amounts.items()
            if (lines := {line for line, amount in of_row.items() if amount.is_inherited})
        },
        inheriting.total(inheritance, amounts),
        amounts=amounts,
    )


def _months(amounts: Amounts, row: int | None) -> dict[int, int]:
    """Line → how many months have a figure, of one row or of any."""
    bits: dict[int, int] = {}
    for of in amounts.values() if row is None else [amounts.get(row, {})]:
        for line, amount in of.items():
            bits[line] = bits.get(line, 0) | amount.months
    return {line: months.bit_count() for line, months in bits.items()}


def row_note(sight: Sight, unit: Unit) -> str:
    """What a reader must know of a row across a reform; "" for most."""
    return "; ".join(_notes(sight, unit))


def _notes(sight: Sight, unit: Unit) -> Iterator[str]:
    known = sight.inheritance
    if not sight.is_successor:
        if unit.valid_to and unit.valid_to < sight.period.ends_on:
            yield f"kết thúc {screen_day(unit.valid_to)}"
        return
    if known.is_split(unit.pk):
        yield f"chưa tách: {_listed(sight, known.after[unit.pk])}"
    elif known.heir(unit.pk) != unit.pk:
        yield "số liệu ghi sau ngày kết thúc"
    elif unit.pk in known.after:
        yield "đơn vị kế thừa thuộc tỉnh khác"
    elif sight.has_ended(unit):
        yield "chưa ghi đơn vị kế thừa"
    inherited = [s for s in known.inherited(unit.pk) if s.predecessor in sight.reporting]
    if inherited:
        parts = (f"{_name(sight, s.predecessor)} (đến {_day_before(s)})" for s in inherited)
        yield f"gồm {', '.join(parts)}"
    for step in known.undivided(unit.pk):
        if step.predecessor in sight.reporting:
            yield (
                f"không gồm số liệu trước {screen_day(step.on)} của "
                f"{_name(sight, step.predecessor)} (chưa tách)"
            )


def _listed(sight: Sight, steps: Iterable[Step]) -> str:
    return ", ".join(_name(sight, step.successor) for step in steps)


def _name(sight: Sight, unit: int) -> str:
    known = sight.inheritance.units.get(unit)
    return known.short_name if known else "đơn vị thuộc tỉnh khác"


def _day_before(step: Step) -> str:
    return screen_day(step.on - datetime.timedelta(days=1))
