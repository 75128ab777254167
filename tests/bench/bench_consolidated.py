"""A consolidated report drawn up for 60 units, 75 targets and more than 60 lines.

Goal (issue 5): at most 2 s. Floor: the sums by unit of the same figures, asked for by a bare SQL
statement and read by psycopg. `changed`: every figure is another one, so that every line is;
`again`: nothing is. `cpu` is the processor time of this process and its server process, which other
programs hardly touch.
"""

import datetime
import statistics
import sys
import time
from collections.abc import Callable

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import reference
from meetings.consolidating import generating, preparing
from meetings.models import ConsolidatedReport, Meeting, MeetingKind
from targets.models import Figure, Period
from tests import factories as f
from tests.bench.bench_board import processor
from tests.bench.decade import Filled, filled
from units.models import Unit

TURNS = 7
GOAL = 2_000  # ms
LINE = "{:<24}{:>8}{:>8}{:>10}{:>8}{:>8}{:>10}{:>6}\n"
FLOOR = """
SELECT unit_id, indicator_id, sum(value) FROM targets_figure
WHERE unit_id = ANY(%s) AND month BETWEEN %s AND %s AND indicator_id IN (
    SELECT id FROM targets_indicator WHERE code = ANY(%s))
GROUP BY unit_id, indicator_id
"""


def main() -> None:
    with filled("consolidated", since=datetime.date(2024, 10, 1)) as (_, (province,)):
        reference.load()
        report = prepared(province)
        with CaptureQueriesContext(connection) as queries:
            draw(report)
        lines = report.lines.count()
        notes = sum(len(line.breakdown) for line in report.lines.all())
        sys.stdout.write(f"{lines} lines, {notes} breakdowns of {len(province.unit_ids)} units\n")
        heads = ("ms", "cpu", "floor ms", "cpu", "ratio", "of cpu", "SQL")
        sys.stdout.write(LINE.format("median", *heads))
        for words, before in (("again", nothing), ("changed", change)):
            spent, bare = measured(report, province, before)
            shown = [f"{one:.0f}" for one in (*spent, *bare)]
            ratios = [f"{one / two:.1f}" for one, two in zip(spent, bare, strict=True)]
            sys.stdout.write(LINE.format(words, *shown, *ratios, len(queries)))
        sys.stdout.write(LINE.format("at most", GOAL, "", "", "", "", "", ""))


def measured(
    report: ConsolidatedReport, province: Filled, before: Callable[[], None]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """(wall, cpu) of the drawing and of the floor, medians of turns that alternate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    found: list[list[tuple[float, float]]] = [[], []]
    for _ in range(TURNS):
        before()
        for place, act in enumerate((lambda: draw(report), lambda: floor(report, province))):
            used, started = processor(server), time.perf_counter()
            act()
            wall = (time.perf_counter() - started) * 1000
            found[place].append((wall, max(processor(server) - used, 1)))
    return middle(found[0]), middle(found[1])


def middle(turns: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(w for w, _ in turns), statistics.median(c for _, c in turns)


def nothing() -> None:
    pass


def change() -> None:
    Figure.objects.filter(month__gte=datetime.date(2026, 7, 1)).update(value=F("value") + 1)


def prepared(province: Filled) -> ConsolidatedReport:
    """Of the meeting that hears the third quarter."""
    office = Unit.objects.get(pk=province.province.pk)
    period = Period.objects.get(work_year__year=2026, kind=Period.Kind.QUARTER, number=4)
    meeting = f.meeting(
        office,
        kind=MeetingKind.objects.get(code="giao-ban-quy"),
        period=period,
        work_year=period.work_year,
        chair=province.head.acting,
        state=Meeting.State.SCHEDULED,
        invited=Unit.objects.filter(pk__in=province.unit_ids),
    )
    return preparing.prepare(meeting, by=province.head, at=f.NOW)


def draw(report: ConsolidatedReport) -> None:
    fresh = ConsolidatedReport.objects.select_related(
        "meeting__kind", "meeting__organiser__parent", "meeting__period", "previous"
    ).get(pk=report.pk)
    generating.generate(fresh, at=timezone.now())


def floor(report: ConsolidatedReport, province: Filled) -> None:
    codes = [c for one in report.meeting.kind.outline.all() for c in one.indicators]
    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [province.unit_ids, report.since, report.until, codes])
        cursor.fetchall()
