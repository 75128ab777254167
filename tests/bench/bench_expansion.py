"""One directive to 60 units: the expansion with all its rows against its bare SQL.

Expansion: `give_tasks` for a directive addressed to two groups that come to 60 units, from stored
directive to stored tasks. Page: what the Office sends to give such an order outside a meeting.
Next: the nightly opening of its next occurrence. Floor: the very statements that were sent, through
a bare cursor; triggers of the history fire in both. (The page's own cannot be sent again: they
refer to rows that it made.) All is undone each time; turns alternate in one process, so that a busy
machine slows both. Goal of the expansion: 200 ms.
"""

import datetime
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from meetings import reference
from meetings.conclusion.expanding import give_tasks
from meetings.models import Addressee, AddresseeGroup, Directive, DirectiveTask
from meetings.tasks import recurring
from tests import databases
from tests import factories as make
from tests.bench.bench_board import Times, processor
from units.models import Role, User

TURNS, GOAL = 30, 200  # ms
DEPARTMENTS, REGIONS = 20, 40
GROUPS = ("cac-phong", "vks-khu-vuc")
HEADS = ("ms", "p95", "cpu", "floor ms", "cpu", "ratio", "of cpu", "SQL", "tasks")
DUE = datetime.date(2026, 12, 24)
ROW = "{:<24}{:>8}{:>8}{:>7}{:>10}{:>7}{:>7}{:>8}{:>5}{:>7}\n"


@dataclass(frozen=True)
class Act:
    """What is measured; `before` it, unmeasured, what it stands on."""

    label: str
    call: Callable[[], None]
    before: Callable[[], None] = lambda: None
    has_floor: bool = True


def main() -> None:
    """Prints a row for each: median and p95 in ms, floor, ratio, statements, tasks made."""
    name = databases.clone_name("expansion")
    databases.clone(databases.migrated(), name)
    try:
        with databases.connected(name), override_settings(ALLOWED_HOSTS=["testserver"]):
            order, clerk = filled()
            sys.stdout.write(ROW.format("warm", *HEADS))
            for act in acts(order, clerk):
                report(act)
            sys.stdout.write(ROW.format("expansion at most", GOAL, *[""] * 8))
    finally:
        databases.drop(name)


def filled() -> tuple[Directive, User]:
    """A province of 60 units and an order of its head to all of them."""
    reference.load()
    province = make.province()
    head = make.user(Role.PROVINCE_HEAD, province, position="Viện trưởng")
    clerk = make.user(Role.OFFICE_STAFF, make.secretariat(province))
    for no in range(1, DEPARTMENTS):
        make.department(province, f"Phòng {no}")
    for no in range(1, REGIONS + 1):
        make.region(province, f"VKSND khu vực {no}")
    order = Directive.objects.create(
        office=province,
        given_by=head.acting,
        given_on=make.TODAY,
        order=1,
        text="Rà soát án tạm đình chỉ",
        due_on=DUE,
        due_text="hằng tháng, trước ngày 25",
        repeats="monthly",
        repeats_day=24,
    )
    for code in GROUPS:
        Addressee.objects.create(directive=order, group=AddresseeGroup.objects.get(code=code))
    return order, clerk


def acts(order: Directive, clerk: User) -> list[Act]:
    client = Client()
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[0])
    typed = {
        "given_by": order.given_by_id,
        "text": "Rà soát án đình chỉ",
        "lead": "Các phòng; VKSND khu vực",
        "due": "hằng tháng, trước ngày 25",
    }

    def expand() -> None:
        give_tasks(Directive.objects.get(pk=order.pk), on=make.TODAY, by=clerk, at=make.NOW)

    def give() -> None:
        answer = client.post(reverse("meetings:outside_directive_give"), typed)
        assert answer.status_code == 302, answer.status_code

    def first() -> None:
        expand()
        DirectiveTask.objects.update(occurrence=DUE)

    def following() -> None:
        assert recurring.open_next(DUE + datetime.timedelta(1)) == DEPARTMENTS + REGIONS

    return [
        Act("expansion to 60 units", expand),
        Act("page that gives it", give, has_floor=False),
        Act("next occurrence", following, before=first),
    ]


def report(act: Act) -> None:
    statements, made = observed(act)
    server = server_process()
    whole, bare = Times(), Times()
    for turn in range(TURNS):
        pair = [(whole, act.call), (bare, lambda: replay(statements))]
        for times, call in pair if turn % 2 else reversed(pair):
            if act.has_floor or call is act.call:
                undone(act, call, times, server)
    floor = ["", "", "", ""]
    if bare.wall:
        ratios = (whole.median / bare.median, whole.cpu / bare.cpu)
        floor = [bare.shown[0], bare.shown[2], *(f"{one:.2f}" for one in ratios)]
    sys.stdout.write(ROW.format(act.label, *whole.shown, *floor, len(statements), made))


def observed(act: Act) -> tuple[list[str], int]:
    """The statements of one turn, and how many tasks it made."""
    with transaction.atomic():
        act.before()
        before = DirectiveTask.objects.count()
        with CaptureQueriesContext(connection) as queries:
            act.call()
        made = DirectiveTask.objects.count() - before
        transaction.set_rollback(True)
    return [query["sql"] for query in queries], made


def undone(act: Act, call: Callable[[], None], times: Times, server: int) -> None:
    """One turn; deferred constraints are checked within it."""
    with transaction.atomic():
        act.before()
        used, started = processor(server), time.perf_counter()
        call()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        times.wall.append((time.perf_counter() - started) * 1000)
        times.used += processor(server) - used
        transaction.set_rollback(True)


def server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def replay(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
