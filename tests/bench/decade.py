"""Provinces with years of figures, for measuring boards and entry; written by few statements."""

import datetime
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from targets import reference
from targets.models import Figure, FigureYear, Target
from tests import databases
from tests import factories as f
from tests.bench.province import NAMES, UNITS, triggers
from units import reference as unit_reference
from units.models import Role, Unit, User

FIRST = datetime.date(2016, 10, 1)
LAST = datetime.date(2026, 9, 1)
# Boards are looked at on this day; the work year 2026 has just ended.
TODAY = datetime.date(2026, 11, 22)

# Every line, unit and month: small numbers that differ from cell to cell.
FIGURES = """
INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id, entered_at)
SELECT i.id, u.id, m::date, (i.id * 7 + u.id * 13 + extract(month FROM m)::int * 3) %% 40, %s, now()
FROM unnest(%s::bigint[]) AS u(id),
     generate_series(%s::date, %s::date, interval '1 month') AS m, targets_indicator i
"""
# Half of the thresholds are met, so that cells show all there is to show.
ASSIGNED = """
INSERT INTO targets_targetassignment
    (target_id, unit_id, work_year_id, assigned_threshold, none_arose)
SELECT t.id, u.id, y.id, CASE t.measure WHEN 'count' THEN 200 + u.id %% 40 ELSE 90 END, false
FROM targets_target t, unnest(%s::bigint[]) AS u(id), targets_workyear y WHERE y.ends_on >= %s
"""


@dataclass(frozen=True)
class Filled:
    province: Unit
    head: User
    unit_ids: list[int]


@contextmanager
def filled(
    purpose: str,
    *,
    provinces: int = 1,
    units: int = 60,
    targets: int = 75,
    since: datetime.date = FIRST,
    until: datetime.date = LAST,
) -> Iterator[tuple[str, list[Filled]]]:
    """This process on a database with `units` in each of `provinces`; gives its name too."""
    name = databases.clone_name(purpose)
    databases.clone(databases.migrated(), name)
    started = time.perf_counter()
    try:
        with databases.connected(name):
            unit_reference.load()
            reference.load()
            add_targets(targets)
            with psycopg.connect(databases.owner_address(name), autocommit=True) as owner:
                triggers(owner, "DISABLE")
                made = [_province(no, units, since, until) for no in range(1, provinces + 1)]
                triggers(owner, "ENABLE")
                owner.execute("SELECT figure_years_rebuild()")
                owner.execute("VACUUM ANALYZE")  # as the server does by itself, sooner or later
            sys.stdout.write(
                f"{provinces * units} units, {Figure.objects.count()} figures, "
                f"{FigureYear.objects.count()} rows of years, "
                f"filled in {time.perf_counter() - started:.0f} s\n"
            )
            yield name, made
    finally:
        databases.drop(name)


def add_targets(wanted: int) -> None:
    """Ratios once more under another code, until there are as many as wanted."""
    known = list(Target.objects.filter(measure="ratio", terms__isnull=False).distinct())
    for no, target in enumerate(known[: wanted - Target.objects.count()]):
        terms = list(target.terms.all())
        target.pk, target.code = None, f"DO{no}"
        target.save()
        for term in terms:
            term.pk, term.target = None, target
            term.save()


def _province(no: int, units: int, since: datetime.date, until: datetime.date) -> Filled:
    office = f.province(f"VKSND tỉnh đo tốc độ {no}")
    head = f.user(Role.PROVINCE_HEAD, office)
    asked: dict[str, Any] = {"code": "kv", "kind": "region", "count": units, "parents": [office.pk]}
    with connection.cursor() as cursor:
        cursor.execute(UNITS, asked | {"from": None, "to": None})
        ids = [row[0] for row in cursor.fetchall()]
        names = {"name": "Viện kiểm sát nhân dân khu vực ", "short": "VKSND khu vực "}
        cursor.execute(NAMES, names | {"units": ids})
        cursor.execute(FIGURES, [head.pk, ids, since, until])
        cursor.execute(ASSIGNED, [ids, since])
    return Filled(office, head, ids)
