"""The consolidated workbook: a sheet for each field, a row for each line, a column for each unit
and their total. Values are those of the board: added by dated succession, corrected ones marked."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from procuracy.web.dates import printed_short, screen_moment
from procuracy.web.xlsx import Cell, Heading, Look, Spread
from procuracy.web.xlsx.looks import Plain
from targets import boards, calendar, correcting, formulas
from targets.board_facts import sentence
from targets.correcting import Restated
from targets.models import Indicator, Period, View, Workbook, WorkYear
from targets.scores import RESTATED
from targets.sights import Found, Sight, look, row_note
from targets.workbooks import grids
from units.models import Demonstration, Field, Unit
from units.reach import Reach, reach

Progress = Callable[[int], None]

TOTAL = "Toàn tỉnh"
EMPTY = "Ô để trống: chưa có số liệu."
MARKED = f"{RESTATED} {correcting.RESTATED}."


@dataclass(frozen=True)
class Span:
    """Months that a row shows, with what was corrected in them."""

    words: str
    sight: Sight
    restated: Restated
    is_strong: bool = False

    def mark(self, line: int, unit: int | None) -> str:
        """`unit` None: the total."""
        if unit is not None:
            return RESTATED if (unit, line) in self.restated else ""
        return RESTATED if any(key == line for _, key in self.restated) else ""


@dataclass(frozen=True)
class Consolidation:
    asked: Workbook
    at: datetime.datetime

    @property
    def year(self) -> WorkYear:
        return self.period.work_year

    @property
    def period(self) -> Period:
        assert self.asked.period
        return self.asked.period

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at)

    @cached_property
    def scope(self) -> Reach:
        return reach(self.asked.acting, self.today)

    @cached_property
    def province(self) -> Unit | None:
        return boards.province_of(self.asked.acting)

    @cached_property
    def sight(self) -> Sight:
        """From the work year's start to the end of the period."""
        units = boards.seen_units(self.asked.acting, self.year)
        view = View(self.asked.view)
        return look(units, self.year, self.period, view=view, today=self.today)

    @cached_property
    def spans(self) -> list[Span]:
        first, last = self.sight.months
        if self.asked.layout == Workbook.Layout.PERIOD:
            return [self._span("", calendar.first_of_month(self.period.starts_on), last)]
        to_date = self._span("Lũy kế", first, last, is_strong=True)
        if self.asked.layout == Workbook.Layout.TO_DATE:
            return [replace(to_date, is_strong=False)]
        months = calendar.months_between(first, last)
        each = [self._span(f"{m.month}/{m.year}", m, m) for m in months]
        return [*each, to_date]

    def _span(
        self, words: str, first: datetime.date, last: datetime.date, *, is_strong: bool = False
    ) -> Span:
        sight = between(self.sight, first, last)
        rows = correcting.restated(sight.reporting, first, last)
        return Span(words, sight, in_rows(sight, rows), is_strong)

    @property
    def lines(self) -> list[Indicator]:
        """Valid on some day of what is shown, of the field that was asked for."""
        rows = grids.lines_valid(*self.sight.months)
        return list(rows.filter(field=self.asked.field) if self.asked.field else rows)

    @cached_property
    def departments(self) -> set[tuple[int, int]]:
        """(department, field): a department has a column in its own fields only."""
        through = Unit.fields.through.objects.filter(unit__in=[u.pk for u in self.sight.units])
        return set(through.values_list("unit_id", "field_id"))


def spreads(asked: Workbook, *, at: datetime.datetime, progress: Progress) -> Iterator[Spread]:
    """Field by field, each read when its sheet is written; those that may not be read are left
    out."""
    made = Consolidation(asked, at)
    fields = [(of, list(lines)) for of, lines in groupby(made.lines, lambda line: line.field)]
    heading = _lines(made)
    for done, (of, lines) in enumerate(fields, 1):
        if spread := _spread(made, of, lines, heading):
            yield spread
        progress(100 * done // len(fields))


def _spread(
    made: Consolidation, of: Field, lines: list[Indicator], heading: list[str]
) -> Spread | None:
    keys = [line.pk for line in lines]
    founds = [span.sight.read(keys) for span in made.spans]
    units = [unit for unit in made.sight.rows(founds[-1]) if _has_column(made, unit, of, founds)]
    is_each = made.asked.layout == Workbook.Layout.EACH_MONTH
    has_total = made.province is not None and made.scope.covers(made.province.pk, of.pk)
    columns: list[int | None] = [*([None] if has_total else []), *(unit.pk for unit in units)]
    if not columns:
        return None
    heads = ["TT", "Dòng thống kê", "Đơn vị tính", *(["Tháng"] if is_each else [])]
    heads += [*([TOTAL] if has_total else []), *(unit.short_name for unit in units)]
    return Spread(
        of.short_name,
        f"Tổng hợp số liệu: {of.name}",
        [[Heading(text) for text in heads]],
        _rows(lines, made.spans, founds, columns, is_each),
        heading,
        _notes(made, units, keys),
        [5, 52, 12, *([9] if is_each else []), *[13] * len(columns)],
        3 + is_each + has_total,
    )


def _has_column(made: Consolidation, unit: Unit, of: Field, founds: Sequence[Found]) -> bool:
    if not made.scope.covers(unit.pk, of.pk):
        return False
    if unit.kind != Unit.Kind.DEPARTMENT or (unit.pk, of.pk) in made.departments:
        return True
    return any(found.values.get(unit.pk) for found in founds)


def _rows(
    lines: list[Indicator],
    spans: list[Span],
    founds: list[Found],
    columns: list[int | None],
    is_each: bool,
) -> Iterator[list[Cell | Plain]]:
    for number, line in enumerate(lines, 1):
        for at, (span, found) in enumerate(zip(spans, founds, strict=True)):
            first = [number, line.name, line.counted_in] if at == 0 else [None, None, None]
            words = [Cell(span.words, Look(is_strong=span.is_strong))] if is_each else []
            yield [*first, *words, *_figures(line, span, found, columns)]


def _figures(
    line: Indicator, span: Span, found: Found, columns: list[int | None]
) -> Iterator[Cell]:
    """A hundred thousand of them: looks are made once a row."""
    key, nothing = line.pk, dict[int, formulas.Value | None]()
    looks = {mark: Look("", line.decimals, mark, span.is_strong) for mark in ("", RESTATED)}
    for unit in columns:
        mark = span.mark(key, unit)
        if unit is None:
            yield Cell(found.total.get(key), looks[mark]._replace(is_strong=True))
        else:
            yield Cell(found.values.get(unit, nothing).get(key), looks[mark])


def between(sight: Sight, first: datetime.date, last: datetime.date) -> Sight:
    """The same sight on these months alone (by their first day)."""
    year = WorkYear(year=sight.year.year, starts_on=first, ends_on=sight.year.ends_on)
    return replace(
        sight, year=year, period=Period(work_year=year, ends_on=calendar.month_end(last))
    )


def in_rows(sight: Sight, restated: Restated) -> Restated:
    """By row: what a predecessor corrected marks its heir's row."""
    if not sight.is_successor:
        return restated
    return restated | {(sight.inheritance.heir(unit), line) for unit, line in restated}


def _lines(made: Consolidation) -> list[str]:
    """Below the title of each sheet."""
    office = Unit.objects.named(made.period.ends_on).get(pk=made.asked.acting.office.pk)
    found = [office.name, period_words(made), f"Số liệu lúc {screen_moment(made.at)}."]
    if words := made.sight.words:
        found.append(sentence(words))
    if Demonstration.objects.exists():
        found.append("Dữ liệu minh họa.")
    return found


def period_words(made: Consolidation) -> str:
    """`Lũy kế tháng 3/2026, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)`."""
    label = made.period.label[0].lower() + made.period.label[1:]
    is_alone = made.asked.layout == Workbook.Layout.PERIOD
    begins = {
        Workbook.Layout.PERIOD: "Số của riêng",
        Workbook.Layout.TO_DATE: "Lũy kế",
        Workbook.Layout.EACH_MONTH: "Từng tháng và lũy kế đến hết",
    }[Workbook.Layout(made.asked.layout)]
    starts = made.period.starts_on if is_alone else made.year.starts_on
    dates = f"từ {printed_short(starts)} đến {printed_short(made.period.ends_on)}"
    return f"{begins} {label}, năm công tác {made.year.year} ({dates})"


def _notes(made: Consolidation, units: list[Unit], keys: list[int]) -> list[str]:
    told = ((unit, row_note(made.sight, unit)) for unit in units if made.sight.is_choice)
    found = [f"{unit.short_name}: {note}." for unit, note in told if note]
    shown = {unit.pk for unit in units}
    marked = {pair for span in made.spans for pair in span.restated}
    if any(unit in shown and line in keys for unit, line in marked):
        found.insert(0, MARKED)
    return [EMPTY, *found]
