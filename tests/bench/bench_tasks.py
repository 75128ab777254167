"""Boards of tasks over five years of conclusions: 20,000 tasks of one province.

Goal (issue 6): each board at most 100 ms of the server. Floor: every statement that the page sends,
through a bare cursor. Turns alternate in one process, so that a busy machine slows both; `cpu` is
the processor time of this process and its server process, which other programs hardly touch.
"""

import sys
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import procuracy.wsgi  # noqa: F401  # the server's own care for memory
from meetings.models import DirectiveTask
from procuracy.web import clock
from tests.bench.bench_board import Times, processor
from tests.bench.province import TODAY
from tests.bench.task_years import Filled, filled
from units.models import Appointment, Field, User

TURNS = 15
GOAL = 100  # ms
ROW = "{:<38}{:>9}{:>8}{:>8}{:>10}{:>8}{:>8}{:>8}{:>5}\n"


def main() -> None:
    """Prints a row for each page: page and floor in ms, their ratios, the statements sent."""
    clock._PRETENDED = TODAY.isoformat()
    with filled("tasks") as made:
        open_ones = DirectiveTask.objects.active().open().count()
        sys.stdout.write(f"{DirectiveTask.objects.count()} tasks, {open_ones} open\n")
        heads = ("page ms", "p95", "cpu", "floor ms", "cpu", "ratio", "of cpu", "SQL")
        sys.stdout.write(ROW.format("warm", *heads))
        for label, user, path in pages(made):
            report(label, user, path)
        sys.stdout.write(ROW.format("at most", "", "", GOAL, "", "", "", "", ""))


def pages(made: Filled) -> list[tuple[str, User, str]]:
    office, deputy = made.province.staff, made.deputy
    field = Field.objects.filter(unit=made.province.unit_ids[0]).first()
    seat = Appointment.objects.get(person=deputy.person_id)
    assert field
    board, count = "/tasks/board/", "/tasks/count/"
    return [
        ("office", office, board),
        ("province's head", made.province.head, board),
        ("leader, by portfolio", deputy, board),
        ("leader's, seen by the Office", office, f"{board}?of=leader-{seat.pk}"),
        ("department, its field", made.department, f"{board}?of=field-{field.pk}"),
        ("unit", made.worker, board),
        ("person", made.worker, f"{board}?of=person"),
        ("count by unit, this year", office, count),
        ("count by field, this year", office, f"{count}?by=field"),
        ("count by meeting, 1 July", office, f"{count}?by=meeting&on=01/07/2026"),
        ("count of five years, today", office, f"{count}?period=all&by=month"),
        ("list of what is overdue", office, "/tasks/?of=office&filter=overdue"),
    ]


def report(label: str, user: User, path: str) -> None:
    client = Client()
    client.force_login(user)
    page(client, path)
    with CaptureQueriesContext(connection) as queries:
        page(client, path)
    statements = [query["sql"] for query in queries.captured_queries]
    whole, bare = measured(client, path, statements)
    ratios = (whole.median / bare.median, whole.cpu / bare.cpu)
    shown = [*whole.shown, bare.shown[0], bare.shown[2], *(f"{one:.2f}" for one in ratios)]
    sys.stdout.write(ROW.format(label, *shown, len(statements)))
    sys.stdout.flush()


def measured(client: Client, path: str, statements: list[str]) -> tuple[Times, Times]:
    """Page and floor over TURNS alternating turns."""
    whole, bare = Times(), Times()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    for turn in range(TURNS):
        for times in (whole, bare) if turn % 2 else (bare, whole):
            used, started = processor(server), time.perf_counter()
            if times is whole:
                page(client, path)
            else:
                floor(statements)
            times.wall.append((time.perf_counter() - started) * 1000)
            times.used += processor(server) - used
    return whole, bare


def page(client: Client, path: str) -> None:
    answer = client.get(path, headers={"Host": "127.0.0.1"})
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")


def floor(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
