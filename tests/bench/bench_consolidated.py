"""A consolidated report drawn up for 60 units, 75 targets and more than 60 lines.

Goal (issue 5): at most 2 s. Floor: the sums by unit of the same figures, asked for by a bare SQL
statement and read by psycopg. `again`: a second drawing over the lines that are there.
"""

import datetime
import statistics
import sys
import time
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import reference
from meetings.consolidating import generating, preparing
from meetings.models import ConsolidatedReport, Meeting, MeetingKind
from targets.models import Period
from tests import factories as f
from tests.bench.decade import Filled, filled
from units.models import Unit

TURNS = 7
GOAL = 2_000  # ms
TODAY = datetime.date(2026, 11, 22)
LINE = "{:<44}{:>10}{:>10}{:>10}{:>8}\n"
FLOOR = """
SELECT unit_id, indicator_id, sum(value) FROM targets_figure
WHERE unit_id = ANY(%s) AND month BETWEEN %s AND %s AND indicator_id IN (
    SELECT id FROM targets_indicator WHERE code = ANY(%s))
GROUP BY unit_id, indicator_id
"""


def main() -> None:
    since = datetime.date(2024, 10, 1)
    with filled("consolidated", since=since) as (_, (province,)):
        reference.load()
        report = prepared(province)
        first, queries = once(lambda: draw(report))
        lines = report.lines.count()
        notes = sum(len(line.breakdown) for line in report.lines.all())
        again = median(lambda: draw(report))
        bare = median(lambda: floor(report, province))
        sys.stdout.write(f"{lines} lines, {notes} breakdowns of {len(province.unit_ids)} units\n")
        sys.stdout.write(LINE.format("", "ms", "floor ms", "ratio", "SQL"))
        for words, spent in (("first drawing", first), ("again, median", again)):
            ratio = f"{spent / bare:.1f}"
            sys.stdout.write(LINE.format(words, f"{spent:.0f}", f"{bare:.1f}", ratio, queries))
        sys.stdout.write(LINE.format("at most", GOAL, "", "", ""))


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


def once(act: Callable[[], None]) -> tuple[float, int]:
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        act()
        return (time.perf_counter() - started) * 1000, len(queries)


def median(act: Callable[[], None]) -> float:
    found = []
    for _ in range(TURNS):
        started = time.perf_counter()
        act()
        found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found)
