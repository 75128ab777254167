"""The whole country once: 34 provinces, 1,122 units, some ten million figures.

PROCURACY_BENCH_COUNTRY=1 ./dev bench national; without the variable nothing runs, for filling the
tables takes minutes. The national board has a row for each province: the sums of its units, put
into the formulas.

Floor: the rows that the board reads, in one bare statement that adds up every line of a province
(as if all were flows, so it has less to do), and one loop that prints the same cells.
"""

import datetime
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

import procuracy.wsgi  # noqa: F401  # the server's own care for memory
from targets import boards, figure_years, formulas, sums
from targets.boards import Column
from targets.calendar import first_of_month
from targets.courses import Course
from targets.models import Period, TargetSet, WorkYear
from targets.scores import Score, judged
from tests.bench import bench_board
from tests.bench.decade import TODAY, Filled, filled

PROVINCES, UNITS = 34, 33
SINCE = datetime.date(2020, 9, 1)  # six years and a month: ten million figures
TURNS = 9
BARE = """
SELECT u.parent_id, f.indicator_id, sum(f.value)
FROM ({years}) f JOIN units_unit u ON u.id = f.unit_id GROUP BY 1, 2
"""
BARE_YEAR = """
SELECT f.unit_id, f.indicator_id, {span.added} AS value FROM targets_figureyear f
WHERE f.unit_id = ANY(%(units)s::bigint[]) AND f.year = {span.year}
  AND f.indicator_id + 0 = ANY(%(lines)s::bigint[])
"""
ROW = "{:<46}{:>9}{:>9}\n"


def main() -> None:
    if not os.environ.get("PROCURACY_BENCH_COUNTRY"):
        sys.stdout.write("not run: PROCURACY_BENCH_COUNTRY=1 ./dev bench national\n")
        return
    with filled("national", provinces=PROVINCES, units=UNITS, since=SINCE) as (_, made):
        sys.stdout.write(ROW.format("ms", "p50", "worst"))
        write("a province's board, page", lambda: province_page(made[0]))
        year = WorkYear.objects.get(year=2026)
        period = year.periods.get(kind=Period.Kind.YEAR)
        course = Course(year, list(year.periods.all()), period.ends_on, TODAY)
        columns = boards.columns(TargetSet.objects.valid(period.ends_on))
        whole = write(
            "national board: sums, verdicts, cells", lambda: national(made, columns, course)
        )
        statement, cells = floor_statement(course), national(made, columns, course)
        units, lines, *_ = asked(made, columns, course)
        bare = write(
            "  floor: bare SQL and a bare loop",
            lambda: floor(statement, {"units": units, "lines": list(lines)}, cells),
        )
        sys.stdout.write(ROW.format("  ratio", f"{whole / bare:.2f}", ""))
        write("  the same sums from the figures themselves", lambda: from_figures(made, course))
        write("comparing all years with all figures", figure_years.differing, turns=1)


def write(label: str, work: Callable[[], Any], turns: int = TURNS) -> float:
    """The median, in ms."""
    times = []
    for _ in range(turns):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    median = statistics.median(times)
    sys.stdout.write(ROW.format(label, f"{median:.0f}", f"{max(times):.0f}"))
    sys.stdout.flush()
    return median


def province_page(made: Filled) -> None:
    client = Client()
    client.force_login(made.head)
    bench_board.page(client, "/board/?year=2026")


def asked(made: list[Filled], columns: list[Column], course: Course) -> tuple[Any, ...]:
    units = [unit for one in made for unit in one.unit_ids]
    lines = {term.indicator_id for column in columns for term in column.formula.terms}
    year = course.year
    return units, lines, first_of_month(year.starts_on), first_of_month(year.ends_on)


def national(made: list[Filled], columns: list[Column], course: Course) -> list[list[str]]:
    """What each province's row shows of every target."""
    found = sums.by_unit(*asked(made, columns, course))
    return [
        [shown(column, values, course) for column in columns]
        for values in (formulas.add_units(found[unit] for unit in one.unit_ids) for one in made)
    ]


def shown(column: Column, values: formulas.Values, course: Course) -> str:
    formula = column.formula
    one: Score = judged(formula, formula.result(values), formula.target.threshold, course)
    return f"{one.shown} {one.verdict.word}"


def floor_statement(course: Course) -> str:
    year = course.year
    spans = figure_years.spans(first_of_month(year.starts_on), first_of_month(year.ends_on))
    return BARE.format(years=figure_years.union(spans, lambda span: BARE_YEAR.format(span=span)))


def floor(statement: str, values: dict[str, Any], cells: list[list[str]]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.fetchall()
    return "".join(f"<td>{cell}</td>" for row in cells for cell in row)


def from_figures(made: list[Filled], course: Course) -> None:
    """What a board would add up without the summary."""
    year = course.year
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, indicator_id, sum(value) FROM targets_figure"
            " WHERE month BETWEEN %s AND %s AND unit_id = ANY(%s) GROUP BY 1, 2",
            [
                first_of_month(year.starts_on),
                first_of_month(year.ends_on),
                [unit for one in made for unit in one.unit_ids],
            ],
        )
        cursor.fetchall()
