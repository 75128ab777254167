"""The nightly run of reminders: one province of 60 units, five years, 20,000 tasks.

First: nobody has been told anything yet, so that everything late goes to deputies and heads at
once. Next: the working day after. Again: the same day once more. Letters: some of the first night
handed to a mail server on loopback, one after the other. Goal of a run (issue 6): at most 10 s.
Floor of a run: the open tasks read and the same rows written by two bare SQL statements; history
is recorded in both. `cpu` is the processor time of this process and its server process.
"""

import datetime
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from meetings import jobs
from meetings.models import DirectiveTask, TaskDigest, TaskReminder
from procuracy.web import clock
from tests.bench.bench_board import processor
from tests.bench.province import Size, build, connected
from units.models import Person

MONDAY = datetime.date(2026, 11, 23)
GOAL = 10_000  # ms
PORT = 8_925
LETTERS = 60
LINE = "{:<10}{:>8}{:>8}{:>10}{:>8}{:>7}{:>8}{:>6}{:>11}{:>9}\n"
# An order to all units every five days or so; of the old ones one task in twenty is still open.
ORDERS = """
INSERT INTO meetings_directive (office_id, given_on, "order", text, quote, due_text, product,
    occasion, nature, repeats, gives_no_task, version, due_on)
SELECT %(office)s, day, 1, 'Rà soát các vụ việc quá hạn', '', '', '', 'Chỉ đạo thường xuyên',
    'order', '', false, 1, day + 25
FROM (SELECT %(today)s::date - (n * 5.48)::int AS day FROM generate_series(0, 332) AS n) days
"""
TASKS = """
INSERT INTO meetings_directivetask (directive_id, unit_id, is_lead, due_on, state, version,
    reported_at, confirmed_at)
SELECT d.id, u.id, true, d.due_on, CASE WHEN ended THEN 'confirmed' ELSE 'new' END, 1,
    CASE WHEN ended THEN d.due_on::timestamptz END, CASE WHEN ended THEN d.due_on::timestamptz END
FROM meetings_directive d, unnest(%(units)s::bigint[]) AS u(id),
    LATERAL (SELECT d.given_on < %(today)s::date - 60 AND (d.id + u.id) %% 20 > 0 AS ended) e
"""
OPEN = """
SELECT t.id, t.due_on, t.unit_id FROM meetings_directivetask t
JOIN meetings_directive d ON d.id = t.directive_id
WHERE t.state IN ('new', 'acknowledged', 'in_progress') AND t.due_on <= %s
"""
WRITE = """
INSERT INTO meetings_taskreminder (task_id, person_id, stage, due_on, "on")
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::date[])
"""


class Taken:
    """Counts letters."""

    def __init__(self) -> None:
        self.letters = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters += 1
        return "250 OK"


def main() -> None:
    mailed = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=PORT,
    )
    with connected("reminders") as name, mailed:
        filled = build(name, Size(years=5, work=0))
        fill(filled.office.pk, filled.unit_ids)
        waiting = DirectiveTask.objects.to_answer().count()
        sys.stdout.write(f"{DirectiveTask.objects.count()} tasks, {waiting} with their addressee\n")
        heads = ("ms", "cpu", "floor ms", "cpu", "ratio", "of cpu", "SQL", "reminders", "digests")
        sys.stdout.write(LINE.format("run", *heads))
        for label, day in (("first", MONDAY), ("again", MONDAY), ("next", MONDAY + _days(1))):
            run(label, day)
        sys.stdout.write(LINE.format("at most", GOAL, *[""] * 8))
        letters()


def _days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


def fill(office: int, units: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ORDERS, {"office": office, "today": MONDAY})
        cursor.execute(TASKS, {"units": units, "today": MONDAY})
        cursor.execute("ANALYZE")
    people = list(Person.objects.all())
    for person in people:
        person.email = f"nguoi-{person.pk}@example.vn"
    Person.objects.bulk_update(people, ["email"], batch_size=500)


def run(label: str, day: datetime.date) -> None:
    before = set(TaskReminder.objects.values_list("pk", flat=True))
    digests = TaskDigest.objects.count()
    with standing_on(day), CaptureQueriesContext(connection) as queries:
        spent = measured(lambda: jobs.remind_of_tasks(timestamp=0))
    made = list(TaskReminder.objects.exclude(pk__in=before))
    bare = measured(lambda: floor(made, day))
    ratios = [f"{one / max(two, 0.1):.1f}" for one, two in zip(spent, bare, strict=True)]
    counts = (len(queries), len(made), TaskDigest.objects.count() - digests)
    times = [f"{one:.0f}" for one in (*spent, *bare)]
    sys.stdout.write(LINE.format(label, *times, *ratios, *counts))


@contextmanager
def standing_on(day: datetime.date) -> Any:
    before, clock._PRETENDED = clock._PRETENDED, f"{day}T06:00:00+07:00"
    try:
        yield
    finally:
        clock._PRETENDED = before


def floor(made: list[TaskReminder], day: datetime.date) -> None:
    """Written to be undone: rows like those made, of another day due so that they are new."""
    columns: list[Any] = [
        [row.task_id for row in made],
        [row.person_id for row in made],
        [row.stage for row in made],
        [row.due_on - _days(4000) for row in made],
        [day] * len(made),
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OPEN, [day + _days(14)])
        cursor.fetchall()
        cursor.execute(WRITE, columns)
        transaction.set_rollback(True)


def letters() -> None:
    taken = Taken()
    server = Controller(taken, hostname="127.0.0.1", port=PORT)
    server.start()
    digests = list(TaskDigest.objects.filter(on=MONDAY).values_list("pk", flat=True)[:LETTERS])
    with standing_on(MONDAY):
        wall, used = measured(lambda: [jobs.write_digest(pk) for pk in digests])
    server.stop()
    each = max(taken.letters, 1)
    sys.stdout.write(
        f"{taken.letters} letters of {len(digests)} digests: {wall / each:.0f} ms each, "
        f"{used / each:.0f} ms of processors\n"
    )


def measured(act: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds on the wall and of the processor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    used, started = processor(server), time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000, max(processor(server) - used, 1)


if __name__ == "__main__":
    main()
