"""Không phát sinh ticked for a field is read by verdicts, and by the unit's workbook."""

import datetime

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from targets import boards, nil_fields, sheets
from targets.boards import Board
from targets.models import Period, Workbook
from targets.rollups import Sums, by_kind
from targets.verdicts import Verdict
from targets.workbooks import grids, unit_books
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
MARCH = datetime.date(2026, 3, 31)


@pytest.fixture
def made() -> Office:
    made = office()
    made.assign(made.ratio)
    made.assign(made.count, assigned_threshold=3)
    return made


def board(made: Office) -> Board:
    acting = made.head.acting
    assert acting
    return boards.assemble(
        year=made.year,
        period=Period.objects.months().get(ends_on=MARCH),
        spans=list(made.year.periods.all()),
        units=boards.seen_units(acting, made.year),
        province=made.province,
        today=f.TODAY,
    )


def verdicts(made: Office, unit: Unit) -> list[Verdict]:
    shown = board(made)
    assert shown.total
    rows = {row.unit.pk: row for row in [*shown.rows, shown.total]}
    return [score.verdict for score in rows[unit.pk].scores]


def tick(made: Office, unit: Unit, at: str = "2026-03") -> None:
    nil_fields.tick(unit, month(at), made.field, by=made.clerk, at=f.NOW)


def test_ticked_field_without_figures_says_that_nothing_arose(made: Office) -> None:
    assert set(verdicts(made, made.region)) == {Verdict.NO_FIGURE}
    tick(made, made.region)
    assert set(verdicts(made, made.region)) == {Verdict.NONE_AROSE}
    assert set(verdicts(made, made.province)) == {Verdict.NONE_AROSE}
    groups = by_kind([made.region])
    source, columns = board(made).source, board(made).columns
    assert source
    sums = Sums(source).of(groups[0], [column.formula for column in columns])
    assert {score.verdict for score in sums} == {Verdict.NONE_AROSE}


def test_tick_after_the_period_says_nothing(made: Office) -> None:
    tick(made, made.region, "2026-04")
    assert set(verdicts(made, made.region)) == {Verdict.NO_FIGURE}


def test_figures_outweigh_a_tick(made: Office) -> None:
    tick(made, made.region)
    made.enter(made.solved, "2025-10", 4)
    made.enter(made.remaining, "2025-10", 6)
    made.enter(made.hearings, "2025-10", 0)
    kept = verdicts(made, made.region)
    assert Verdict.NONE_AROSE not in kept
    assert Verdict.NO_FIGURE not in kept


def test_another_unit_without_answer_leaves_the_total_open(made: Office) -> None:
    for target, given in ((made.ratio, {}), (made.count, {"assigned_threshold": 3})):
        made.assign(target, made.other, **given)
    tick(made, made.region)
    assert set(verdicts(made, made.other)) == {Verdict.NO_FIGURE}
    assert set(verdicts(made, made.province)) == {Verdict.NO_FIGURE}


def test_entry_page_says_the_same(made: Office) -> None:
    tick(made, made.region)
    lines = sheets.lines_of(made.region, month("2026-03"))
    cards = sheets.sheet(made.region, month("2026-03"), made.year, lines, f.TODAY).cards
    assert {card.score.verdict for card in cards} == {Verdict.NONE_AROSE}


def test_ticks_cost_a_board_one_query_however_many(made: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            board(made)
        return len(asked)

    units = [made.region, made.other]
    cost()  # whatever is asked only once
    without = cost()
    for unit in units:
        for at in ("2025-12", "2026-01", "2026-03"):
            tick(made, unit, at)
    assert cost() == without


def test_workbook_carries_the_tick_in_the_row_of_the_field(made: Office) -> None:
    tick(made, made.region)
    unit = Unit.objects.named(f.TODAY).get(pk=made.region.pk)
    grid = grids.grid(unit, month("2026-02"), month("2026-03"))
    with unit_books.write(grid, Workbook.Layout.MONTHS, at=f.NOW, progress=lambda _: None) as file:
        book = openpyxl.load_workbook(file)
    said = {name: "không phát sinh" in _texts(book[name]) for name in book.sheetnames[:2]}
    assert said == {"Tháng 02-2026": False, "Tháng 03-2026": True}


def _texts(sheet: object) -> set[str]:
    """Of the rows of fields, which have no line's key."""
    rows = sheet.iter_rows(min_row=unit_books.FIRST_ROW + 1)  # type: ignore[attr-defined]
    return {str(cell.value) for row in rows if not row[0].value for cell in row}
