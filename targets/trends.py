"""A target month by month since the year's start, beside the same months of last year."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from procuracy.web.numbers import format_trimmed
from targets import calendar, charts, correcting, formulas, inheriting, monthly, verdicts
from targets.charts import Chart, Series
from targets.computing.adding import items_between
from targets.inheriting import Amounts, Inheritance
from targets.models import Target
from targets.scores import RESTATED, SIGNS, Formula
from targets.sections import Cell, Head, Section, plain, shown, signed
from targets.sights import Sight
from targets.verdicts import SHARES

SHEET = "Diễn biến"
BEFORE = 3  # the first column of last year


@dataclass(frozen=True)
class Point:
    """Figures from the year's start to the month's end; `now` is None for months to come.

    `is_restated`, `is_before_restated`: one of those figures was corrected after its acceptance.
    """

    month: datetime.date
    now: formulas.Result | None
    before: formulas.Result
    is_restated: bool = False
    is_before_restated: bool = False

    @property
    def sign(self) -> str:
        return RESTATED if self.is_restated else ""

    @property
    def sign_before(self) -> str:
        return RESTATED if self.is_before_restated else ""


def points(
    sight: Sight,
    formula: Formula,
    covers: Callable[[int], bool],
    row: int | None = None,
    *,
    today: datetime.date,
) -> list[Point]:
    """Of one row, else of all units that `covers` lets in, together; both years by the units of
    the period's end.

    Two queries, whatever the number of months and units; of what is counted a few for each source.
    """
    if formula.target.computation:
        return _counted(sight, formula.target, covers, row, today)
    first, last = sight.months
    months = calendar.months_between(first, sight.year.ends_on)
    then = calendar.same_months_last_year(months)
    known = sight.inheritance
    units = list(filter(covers, sight.lived(then[0], months[-1])))
    gathered = monthly.members_of(monthly.rows(known, units))
    figures = monthly.read(gathered, formula.lines, then[0], last)
    now = list(filter(covers, sight.lived(first, last)))
    before = list(filter(covers, sight.lived(then[0], then[-1])))

    corrected = [
        place
        for place in correcting.places(units, formula.counted, last)
        if row is None or known.heir(place[0]) == row
    ]

    def reached(among: Sequence[int], start: datetime.date, end: datetime.date) -> formulas.Result:
        return formula.result(_values(known, figures.amounts(known, among, start, end), row))

    def is_restated(among: Sequence[int], start: datetime.date, end: datetime.date) -> bool:
        return any(one[0] in among and figures.counts(one, start, end) for one in corrected)

    return [
        Point(
            month,
            reached(now, first, month) if month <= last else None,
            reached(before, then[0], same),
            month <= last and is_restated(now, first, month),
            is_restated(before, then[0], same),
        )
        for month, same in zip(months, then, strict=True)
    ]


def _counted(
    sight: Sight,
    target: Target,
    covers: Callable[[int], bool],
    row: int | None,
    today: datetime.date,
) -> list[Point]:
    """Done on time of what fell due, from the application's own records."""
    first, last = sight.months
    months = calendar.months_between(first, sight.year.ends_on)
    then = calendar.same_months_last_year(months)
    units = list(filter(covers, sight.lived(then[0], months[-1])))
    end = calendar.month_end(last)
    due = [
        item
        for item in items_between(target.computation, units, then[0], end, today)
        if row is None or sight.inheritance.heir(item.unit) == row
    ]

    def reached(start: datetime.date, month: datetime.date) -> formulas.Result:
        days = start, calendar.month_end(month)
        asked = [item.is_on_time for item in due if days[0] <= item.day <= days[1]]
        return formulas.Result(sum(asked), len(asked)) if asked else formulas.Result(None, None)

    return [
        Point(month, reached(first, month) if month <= last else None, reached(then[0], same))
        for month, same in zip(months, then, strict=True)
    ]


def _values(known: Inheritance, amounts: Amounts, row: int | None) -> formulas.Values:
    if row is None:
        return inheriting.total(known, amounts)
    return inheriting.values(amounts.get(row, {}))


def section(target: Target, found: Sequence[Point], goal: formulas.Value | None) -> Section:
    """Chart and table: cumulative result, this year and last."""
    rows = [
        [
            plain(f"{p.month.month}/{p.month.year}"),
            *_told(target, p.now, p.sign),
            *_told(target, p.before, p.sign_before),
        ]
        for p in found
    ]
    heads = [
        Head("Lũy kế đến tháng", 20),
        Head("Năm nay", is_number=True),
        Head("Tử số/mẫu số", is_number=True),
        Head("Cùng kỳ", is_number=True),
        Head("Tử số/mẫu số", is_number=True),
    ]
    kept = [0, 1, 2, 3, 4] if target.measure in SHARES else [0, 1, 3]
    if all(point.before.numerator is None for point in found):
        kept = [at for at in kept if at < BEFORE]
    heads, rows = [heads[at] for at in kept], [[row[at] for at in kept] for row in rows]
    return Section(
        "Diễn biến lũy kế so với cùng kỳ năm trước",
        heads,
        rows,
        sheet=SHEET,
        chart=_chart(target, found, goal),
        notes=[
            "Lũy kế từ đầu năm công tác; cùng kỳ là cùng các tháng dương lịch của năm trước, "
            "cộng theo đơn vị kế thừa."
        ],
    )


def _told(target: Target, result: formulas.Result | None, sign: str) -> tuple[Cell, Cell]:
    """Value with its sign, and parts; a month to come has neither."""
    if result is None or result.numerator is None:
        return Cell(), Cell()
    if target.measure not in SHARES:
        return signed(shown(format_trimmed(result.numerator)), sign), Cell()
    if result.denominator is None:
        return Cell(), Cell()
    parts = f"{format_trimmed(result.numerator)}/{format_trimmed(result.denominator)}"
    value = shown(verdicts.shown_percent(result.numerator, result.denominator))
    return signed(value, sign), plain(parts)


def _chart(target: Target, found: Sequence[Point], goal: formulas.Value | None) -> Chart | None:
    is_share = target.measure in SHARES
    drawn = charts.trend(
        f"{target.short_name}: lũy kế từng tháng, năm nay và cùng kỳ năm trước",
        [f"{p.month.month}/{p.month.year % 100:02}" for p in found],
        [
            Series(
                "năm nay",
                [_value(p.now, is_share) for p in found],
                signs={at: p.sign for at, p in enumerate(found) if p.sign},
            ),
            Series(
                "cùng kỳ",
                [_value(p.before, is_share) for p in found],
                is_past=True,
                signs={at: p.sign_before for at, p in enumerate(found) if p.sign_before},
            ),
        ],
        Fraction(goal) if goal is not None else None,
        " %" if is_share else "",
    )
    return drawn and charts.explained(drawn, SIGNS)


def _value(result: formulas.Result | None, is_share: bool) -> Fraction | None:
    if result is None or result.numerator is None:
        return None
    if is_share:
        return verdicts.percent(result.numerator, result.denominator)
    return Fraction(result.numerator)
