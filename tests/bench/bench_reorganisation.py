"""Sixty units, four hundred people, ten years: the tree of a day, a search, a merger of three.

Times are this process's own, through the application's handlers, without a network. With
PROCURACY_BENCH_COUNTRY=1 once more for the whole country, which is reported and held to nothing.
"""

import datetime
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client, RequestFactory
from django.utils import timezone

from meetings.models import Directive, DirectiveTask, Intervention, Meeting
from meetings.navigation import frame
from targets.models import Figure
from tests.bench.province import TODAY, Province, Size, build, connected
from tests.statements import parts
from units.models import Appointment, Document, MovedRow, Person, Unit, User
from units.reorganising.applying import apply, dry_run
from units.reorganising.drafts import Decision, Draft, NewUnit
from units.reorganising.undoing import undo

ROW = "{:<44}{:>9}{:>9}{:>9}{:>8}\n"
PAGE_MS, MERGER_MS = 50, 2_000
TURNS = 15
COUNTRY = Size(
    provinces=34, departments=12, regions=355 // 34 + 1, closed=700, people=15_000, work=0
)


def main() -> None:
    with connected("reorganisation") as name:
        started = time.perf_counter()
        province = build(name, Size())
        sys.stdout.write(
            f"{len(province.unit_ids)} units, {Person.objects.count()} people, "
            f"{Figure.objects.count()} figures, built in {time.perf_counter() - started:.0f} s\n"
        )
        sys.stdout.write(ROW.format("ms", "median", "best", "python", "goal"))
        pages(province)
        mergers(province)
        plans(province)
    if os.environ.get("PROCURACY_BENCH_COUNTRY"):
        with connected("country") as name:
            country(build(name, COUNTRY))


def country(province: Province) -> None:
    sys.stdout.write(
        f"\ncountry: {Unit.objects.filter(kind='region').count()} regions,"
        f" {Unit.objects.filter(kind='district').count()} districts,"
        f" {Person.objects.count()} people\n"
    )
    pages(province)
    mergers(province)


@dataclass
class Times:
    """In ms: by the clock, and of it the processor in this process (the rest: the database)."""

    clock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def take(self, act: Callable[[], Any]) -> Any:
        clock, own = time.perf_counter(), time.process_time()
        done = act()
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.own.append((time.process_time() - own) * 1000)
        return done

    def say(self, what: str, goal: int) -> None:
        """On a busy machine the best turn is nearest to the truth; the median decides."""
        middle, best = statistics.median(self.clock), min(self.clock)
        own = statistics.median(self.own)
        row = ROW.format(what, f"{middle:.0f}", f"{best:.0f}", f"{own:.0f}", goal)
        sys.stdout.write(row if middle <= goal else f"{row.rstrip()}  over\n")


def measured(what: str, goal: int, act: Callable[[], object]) -> None:
    times = Times()
    for _ in range(TURNS):
        times.take(act)
    times.say(what, goal)


def pages(province: Province) -> None:
    client = Client()
    client.force_login(province.staff, backend="django.contrib.auth.backends.ModelBackend")
    for what, url in (
        ("tree today", "/units/"),
        ("tree on 30/6/2025", "/units/?on=30/6/2025"),
        ("people named “Nguyễn Văn”", "/persons/?q=Nguyễn Văn"),
        ("people named “nguyen van an”", "/persons/?q=nguyen van an"),
    ):
        measured(what, PAGE_MS, partial(read, client, url))
    measured("of each page the frame around it", PAGE_MS, partial(around, province.staff))


def around(user: User) -> None:
    """The position taken up and the frame, as every page has them; the rest is a page's own."""
    request = RequestFactory().get("/units/")
    request.user = user.act_on(TODAY)
    request.today = TODAY  # type: ignore[attr-defined]
    if not frame(request)["frame"].groups:
        raise RuntimeError("The frame has no entries.")


def read(client: Client, url: str) -> None:
    answer = client.get(url, headers={"Host": "127.0.0.1"})
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}.")


def mergers(province: Province) -> None:
    draft = merger(province)
    province.staff.act_on(TODAY)
    measured(
        "dry run of a merger of 3 units", MERGER_MS, partial(dry_run, draft, by=province.staff)
    )
    now, there, back = timezone.now(), Times(), Times()
    for _ in range(5):
        record = there.take(partial(apply, draft, by=province.staff, at=now))
        moved = MovedRow.objects.filter(reorganisation=record).count()
        back.take(partial(undo, record, by=province.staff, at=now))
    there.say(f"merger of 3 units, {moved} rows moved", MERGER_MS)
    back.say("its undo", MERGER_MS)


def merger(province: Province) -> Draft:
    sources = province.region_ids[:3]
    new = NewUnit("region", "Viện kiểm sát nhân dân khu vực 99", "VKSND khu vực 99", number=99)
    heads = Appointment.objects.filter(unit__in=sources, role="unit_head", valid_to=None)
    chosen = heads.first()
    return Draft(
        kind="merge",
        on=datetime.date(2026, 11, 1),
        office=province.office,
        source_ids=tuple(sources),
        new=(new,),
        decision=Decision("01/NQ", datetime.date(2026, 10, 1), "Cơ quan có thẩm quyền"),
        choices={"units.people.n0.unit_head": str(chosen.pk)} if chosen else {},
    )


def plans(province: Province) -> None:
    """What each `visible_to` adds to its query, and the plans of those that are not one word."""
    sys.stdout.write("\nvisible_to adds (joins, subqueries), by model and who asks\n")
    for model in apps.get_models():
        rows = model._default_manager.all()
        if not hasattr(rows, "visible_to"):
            continue
        bare = parts(rows)
        said = []
        for who, user in (("head", province.head), ("clerk", province.clerk)):
            joins, subqueries = parts(rows.visible_to(user))
            over = "  over" if joins + subqueries - sum(bare) > 1 else ""
            said.append(f"{who} {joins - bare[0]}, {subqueries - bare[1]}{over}")
        sys.stdout.write(f"  {model.__name__:<22}{'; '.join(said)}\n")
    month = datetime.date(2026, 9, 1)
    for user in (province.head, province.clerk):
        explain(user, Figure.objects.visible_to(user).filter(month=month), " in one month")
        for model in (Meeting, Directive, DirectiveTask, Intervention, Document):
            explain(user, model.objects.visible_to(user))


def explain(user: User, rows: QuerySet[Any], where: str = "") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        statement, values = rows.order_by().query.sql_with_params()
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, SUMMARY OFF) {statement}", values)
        lines = [re.sub(r"\{[\d,]{60,}\}|\([\d, ]{60,}\)", "{…}", row[0]) for row in cursor]
    role = user.acting.role if user.acting else ""
    sys.stdout.write(f"\n{rows.model.__name__}.visible_to({role}){where}\n")
    for line in lines:
        sys.stdout.write(f"  {line[:150]}\n")
