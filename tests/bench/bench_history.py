"""What recording costs, and how fast the record is sealed, proved and searched.

Writing is measured with the triggers and, in turns, with the triggers of all recorded tables off:
the ratio of medians is what recording adds. Searching is measured over a million changes.
"""

import datetime
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.desk import minutes
from meetings.models import Intervention, Meeting
from procuracy.web.history import recorded, sealing
from procuracy.web.history.context import Actor, Origin, working
from procuracy.web.history.verifying import verify
from procuracy.web.models import Change
from targets.models import Figure
from tests import databases
from tests import factories as f
from tests.bench.bench_autosave import connected
from units.models import Role, Unit, User

FIGURES = 10_000
TURNS = 7
SAVINGS = 200
MILLION = 1_000_000
ROW = "{:<46}{:>12}{:>12}{:>9}\n"

Owner = psycopg.Connection[tuple[object, ...]]


def main() -> None:
    name = databases.clone_name("history")
    databases.clone(databases.migrated(), name)
    try:
        with connected(name), psycopg.connect(databases.owner_address(name), autocommit=True) as o:
            report(o)
    finally:
        connection.close()
        databases.drop(name)


def report(owner: Owner) -> None:
    province = f.province()
    office = f.secretariat(province)
    clerk = f.user(Role.OFFICE_STAFF, office)
    sys.stdout.write(ROW.format("writing", "recorded ms", "off ms", "ratio"))
    assert clerk.acting
    actor = Actor(clerk.pk, clerk.acting.pk, office.pk)
    with working(Origin("POST /bench/", address="10.0.0.1", who=lambda: actor)):
        pair(owner, "bulk insert of 10,000 figures", bulk_insert(clerk, province), TURNS)
        pair(owner, "one SQL insert of 10,000 figures", sql_insert(clerk, province), TURNS)
        pair(owner, "one SQL update of 10,000 figures", sql_update, TURNS)
        pair(owner, "autosave of an intervention", autosave(clerk, province), SAVINGS)
    sys.stdout.write(ROW.format("sealing and proving", "rows", "ms", ""))
    seal_and_prove(owner)
    sys.stdout.write(ROW.format("searching a million changes", "", "ms", ""))
    search(owner, province)


def pair(owner: Owner, label: str, work: Callable[[], None], turns: int) -> None:
    """Medians of both, in turns of ten at a time, so that a busy machine slows both alike."""
    times: dict[bool, list[float]] = {True: [], False: []}
    work()
    each = 1 if turns < 20 else 20
    for _ in range(turns // each):
        for is_recorded in (True, False):
            with triggers(owner, is_recorded):
                times[is_recorded] += [elapsed(work) for _ in range(each)]
    on, off = (statistics.median(times[which]) for which in (True, False))
    sys.stdout.write(ROW.format(label, f"{on:.2f}", f"{off:.2f}", f"{on / off:.2f}"))
    sys.stdout.flush()


@contextmanager
def triggers(owner: Owner, is_recorded: bool) -> Iterator[None]:
    if is_recorded:
        yield
        return
    switch(owner, "DISABLE")
    yield
    switch(owner, "ENABLE")


def switch(owner: Owner, what: str) -> None:
    for model in recorded.recorded_models():
        owner.execute(f'ALTER TABLE "{model._meta.db_table}" {what} TRIGGER USER'.encode())


def elapsed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def bulk_insert(clerk: User, where: Unit) -> Callable[[], None]:
    """Through the models, as an import does; taken back afterwards."""
    lines = [f.indicator(f"Dòng {number}") for number in range(100)]
    months = [datetime.date(1990 + n // 12, n % 12 + 1, 1) for n in range(FIGURES // 100)]

    def work() -> None:
        figures = [
            Figure(
                indicator=line,
                unit=where,
                month=month,
                value=7,
                entered_by=clerk,
                entered_at=f.NOW,
            )
            for line in lines
            for month in months
        ]
        with transaction.atomic():
            Figure.objects.bulk_create(figures, batch_size=2000)
            transaction.set_rollback(True)

    return work


def sql_insert(clerk: User, where: Unit) -> Callable[[], None]:
    line = f.indicator("Dòng")

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id,"
                " entered_at) SELECT %s, %s, date '1000-01-01' + make_interval(months => n), 7,"
                " %s, now() FROM generate_series(1, %s) AS n",
                [line.pk, where.pk, clerk.pk, FIGURES],
            )
            transaction.set_rollback(True)

    return work


def sql_update() -> None:
    if Figure.objects.count() < FIGURES:
        _keep_figures()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE targets_figure SET value = value + 1")
        transaction.set_rollback(True)


def _keep_figures() -> None:
    unit, clerk = Unit.objects.earliest("pk"), User.objects.earliest("pk")
    line = f.indicator("Dòng giữ lại")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id,"
            " entered_at) SELECT %s, %s, date '1000-01-01' + make_interval(months => n), 7,"
            " %s, now() FROM generate_series(1, %s) AS n",
            [line.pk, unit.pk, clerk.pk, FIGURES],
        )


def autosave(clerk: User, province: Unit) -> Callable[[], None]:
    """The domain's part of a sending: lock, compare, store 1,500 letters, number the change."""
    meeting = f.meeting(province, state=Meeting.State.IN_SESSION, opened_at=f.NOW)
    key, said = uuid4(), iter(range(10**6))

    def work() -> None:
        number = next(said)
        text = f"Đơn vị đã giải quyết {number} tin báo, còn lại chuyển kỳ sau. " * 25
        words = minutes.Words(Intervention.Kind.REPORT, "Viện trưởng", text)
        seen = minutes.Seen(number)
        minutes.save_intervention(meeting, key=key, words=words, seen=seen, by=clerk, at=f.NOW)

    return work


def seal_and_prove(owner: Owner) -> None:
    sealing.seal()
    owner.execute(_CHANGES, [FIGURES])
    say("sealed", FIGURES, elapsed(sealing.seal))
    owner.execute(_CHANGES, [100_000 - Change.objects.count()])
    sealing.seal()
    started = time.perf_counter()
    found = verify()
    say("proved", found.rows, (time.perf_counter() - started) * 1000)
    if found.fault:
        sys.exit(found.fault.sentence)


_CHANGES = """
INSERT INTO web_change (xid, at, table_name, record, kind, before, after, unit_id, user_id,
    appointment_id, address, source, role)
SELECT pg_current_xact_id(), now() - n * interval '25 s',
    (ARRAY['targets_figure', 'meetings_directivetask', 'units_person', 'targets_plan'])[1 + n %% 4],
    (n %% 5000)::text, (ARRAY['update', 'insert', 'update'])[1 + n %% 3],
    jsonb_build_object('value', n, 'entered_at', '2026-11-22T09:00:00+00:00'),
    jsonb_build_object('value', n + 1, 'text', 'Số tin báo đã giải quyết ' || n),
    1 + n %% 60, 1 + n %% 400, 1 + n %% 400, '10.0.0.1', 'POST /figures/', 'procuracy_app'
FROM generate_series(1, %s) AS n
"""


def say(label: str, rows: int, milliseconds: float) -> None:
    shown = f"{rows:,}" if rows else ""
    sys.stdout.write(ROW.format(label, shown, f"{milliseconds:.0f}", ""))
    sys.stdout.flush()


def search(owner: Owner, province: Unit) -> None:
    """Whole pages of the inspector, their templates included."""
    owner.execute(_CHANGES, [MILLION - Change.objects.count()])
    owner.execute("ANALYZE web_change")
    for number in range(60):
        f.region(province, f"VKSND khu vực {number}")
    inspector = f.user(Role.INSPECTOR, f.department(province, "Thanh tra"), on=timezone.localdate())
    client = Client(SERVER_NAME="localhost")
    client.force_login(inspector, backend="django.contrib.auth.backends.ModelBackend")
    today = timezone.localdate()
    whole = {"since": (today - datetime.timedelta(days=300)).isoformat(), "until": str(today)}
    month = {"since": (today - datetime.timedelta(days=30)).isoformat(), "until": str(today)}
    asked: dict[str, dict[str, Any]] = {
        "last 30 days": month,
        "300 days": whole,
        "one unit, 300 days": whole | {"unit": province.pk},
        "one person, 300 days": whole | {"person": str(inspector)},
        "one kind of record, 300 days": whole | {"thing": "units_person"},
        "a kind without changes, 300 days": whole | {"thing": "units_succession"},
        "words that nobody wrote, 300 days": whole | {"words": "khong co"},
    }
    for label, conditions in asked.items():
        say(label, 0, fastest(client, reverse("units:change_list"), conditions))
    person = f.person()
    url = reverse("units:record_history", args=["person", person.pk])
    say("history of one record", 0, fastest(client, url, {}))


def fastest(client: Client, url: str, asked: dict[str, Any]) -> float:
    """Of three times the page, its template included."""

    def read() -> None:
        answer = client.get(url, asked)
        if answer.status_code != 200:
            raise RuntimeError(f"{url}: {answer.status_code}")

    return min(elapsed(read) for _ in range(3))
