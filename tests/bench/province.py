"""A large province for measuring, built by a few statements over all rows at once.

Shared by benchmarks of units, people and rights. History is switched off while it is filled: what
is measured afterwards is recorded as in the office.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg import sql

from targets import reference as target_reference
from tests import databases
from tests import factories as f
from units import reference as unit_reference
from units.models import Person, Role, Unit, User

TODAY = datetime.date(2026, 11, 22)
SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đoàn",
    "Trịnh",
]
MIDDLES = ["Văn", "Thị", "Đức", "Thu", "Minh", "Hữu", "Ngọc", "Quang", "Thanh", "Xuân", "Hoài"]
GIVENS = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Giang",
    "Hạnh",
    "Hòa",
    "Hùng",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quý",
]
FILLED = ("units", "targets", "meetings")


@dataclass(frozen=True)
class Size:
    provinces: int = 1
    departments: int = 20
    regions: int = 40
    closed: int = 0  # districts that ended with the reform, in all provinces together
    people: int = 400
    years: int = 10
    # Years of figures, meetings and tasks of every unit; people and units have `years`.
    work: int = 10


@dataclass(frozen=True)
class Province:
    office: Unit
    staff: User
    head: User
    clerk: User
    unit_ids: list[int]
    region_ids: list[int]


UNITS = """
INSERT INTO units_unit (code, kind, number, parent_id, is_secretariat, valid_from, valid_to,
    source, is_assumed, "order")
SELECT %(code)s || p.id || '-' || n, %(kind)s, n, p.id, false, %(from)s, %(to)s, '', false, n
FROM units_unit p, generate_series(1, %(count)s) AS n WHERE p.id = ANY(%(parents)s)
RETURNING id
"""
NAMES = """
INSERT INTO units_unitname (unit_id, name, short_name, place_name, symbol, valid_from, valid_to)
SELECT u.id, %(name)s || u.number, %(short)s || u.number, 'Quảng Trị',
    CASE WHEN u.kind = 'department' THEN '' ELSE 'VKSKV' || u.number END, u.valid_from, u.valid_to
FROM units_unit u WHERE u.id = ANY(%(units)s)
"""
# Everybody has held a position for some years before the present one, elsewhere.
APPOINTMENTS = """
INSERT INTO units_appointment (person_id, unit_id, role, position, is_acting, is_concurrent, manner,
    decision, valid_from, valid_to)
SELECT p.id, (%(units)s::bigint[])[1 + (p.place + step * 7) %% %(unit_count)s],
    CASE WHEN step = 1 AND p.place < %(unit_count)s THEN 'unit_head'
         WHEN p.place %% 5 = 1 THEN 'unit_deputy' ELSE 'unit_clerk' END,
    CASE WHEN step = 1 AND p.place < %(unit_count)s THEN 'Viện trưởng'
         WHEN p.place %% 5 = 1 THEN 'Phó Viện trưởng' ELSE 'Kiểm tra viên' END,
    false, false, 'appointed', '',
    CASE step WHEN 0 THEN %(first)s::date ELSE %(change)s::date END,
    CASE step WHEN 0 THEN %(change)s::date - 1 END
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM units_person
      WHERE id = ANY(%(people)s)) p, generate_series(0, 1) AS step
"""
PORTFOLIOS = """
INSERT INTO units_portfolio (appointment_id, unit_id, field_id, valid_from, decision)
SELECT %s, u.id, NULL, '2020-01-01', '' FROM unnest(%s::bigint[]) AS u(id)
"""
FIGURES = """
INSERT INTO targets_figure (indicator_id, unit_id, month, value, entered_by_id, entered_at)
SELECT i.id, u.id, m::date, (i.id * 7 + u.id * 13 + extract(month FROM m)::int * 3) %% 40, %s, now()
FROM targets_indicator i, unnest(%s::bigint[]) AS u(id),
     generate_series(%s::date, date '2026-10-01', interval '1 month') AS m
"""
ASSIGNED = """
INSERT INTO targets_targetassignment
    (target_id, unit_id, work_year_id, assigned_threshold, none_arose)
SELECT t.id, u.id, y.id, 12 + u.id %% 3, false
FROM targets_target t, unnest(%s::bigint[]) AS u(id), targets_workyear y WHERE y.ends_on >= %s
"""
PLANS = """
INSERT INTO targets_plan (unit_id, work_year_id, title, code, state)
SELECT u.id, y.id, 'Chương trình công tác ' || y.year, '', 'approved'
FROM unnest(%s::bigint[]) AS u(id), targets_workyear y WHERE y.ends_on >= %s
"""
PLAN_TASKS = """
INSERT INTO targets_plantask (plan_id, "order", content, is_focus, is_breakthrough, lead_id,
    product, due_text, origin, done_on)
SELECT p.id, n, 'Nhiệm vụ ' || n, false, false, p.unit_id, '', '', '',
    CASE WHEN y.ends_on < %s OR n %% 2 = 0 THEN y.starts_on END
FROM targets_plan p JOIN targets_workyear y ON y.id = p.work_year_id, generate_series(1, 20) AS n
"""
MEETINGS = """
INSERT INTO meetings_meeting (kind_id, organiser_id, host_id, work_year_id, title, form, place,
    starts_at, ends_at, chair_id, state, assessment, assessment_version, change_no, concluded_at,
    is_illustrative)
SELECT %(kind)s, %(office)s, %(office)s, (SELECT max(id) FROM targets_workyear), 'Giao ban ' || m,
    'in_person', 'Hội trường', m, m + interval '2 hours', %(chair)s,
    CASE WHEN m > %(today)s THEN 'scheduled' ELSE 'closed' END, '', 0, 0,
    CASE WHEN m <= %(today)s THEN m + interval '2 hours' END, false
FROM generate_series(%(first)s::timestamptz, %(today)s::timestamptz + interval '20 days',
    interval '1 month') AS m RETURNING id
"""
INVITED = """
INSERT INTO meetings_meeting_invited (meeting_id, unit_id)
SELECT m.id, u.id FROM unnest(%s::bigint[]) AS m(id), unnest(%s::bigint[]) AS u(id)
"""
DIRECTIVES = """
INSERT INTO meetings_directive (meeting_id, "order", text, due_text, product, gives_no_task,
    version)
SELECT m.id, n, 'Chỉ đạo ' || n, '', '', false, 1
FROM unnest(%s::bigint[]) AS m(id), generate_series(1, 5) AS n
"""
TASKS = """
INSERT INTO meetings_directivetask (directive_id, unit_id, is_lead, state, version, confirmed_at)
SELECT d.id, u.id, true, CASE WHEN m.starts_at > %(open)s THEN 'new' ELSE 'confirmed' END, 1,
    CASE WHEN m.starts_at > %(open)s THEN NULL ELSE m.starts_at END
FROM meetings_directive d JOIN meetings_meeting m ON m.id = d.meeting_id,
    unnest(%(units)s::bigint[]) AS u(id) WHERE m.state = 'closed'
"""
REPORTS = """
INSERT INTO meetings_unitreport (meeting_id, unit_id, results, unmet, difficulties, commitments,
    state, return_reason, version, sent_at, sent_by_id)
SELECT m.id, u.id, 'Kết quả', '', '', '', CASE m.state WHEN 'closed' THEN 'sent' ELSE 'draft' END,
    '', 1, CASE m.state WHEN 'closed' THEN m.starts_at END,
    CASE m.state WHEN 'closed' THEN %s::bigint END
FROM meetings_meeting m, unnest(%s::bigint[]) AS u(id)
"""


@contextmanager
def connected(purpose: str) -> Iterator[str]:
    """This process on a database of its own, as the role that serves; gives the name."""
    name = databases.clone_name(purpose)
    databases.clone(databases.migrated(), name)
    default = connections["default"]
    before = default.settings_dict["NAME"]
    default.close()
    default.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        default.close()
        default.settings_dict["NAME"] = before
        databases.drop(name)


def build(name: str, size: Size) -> Province:
    """Fills the database `name`, to which this process is connected."""
    unit_reference.load()
    target_reference.load()
    with psycopg.connect(databases.owner_address(name), autocommit=True) as owner:
        triggers(owner, "DISABLE")
        made = [_province(size, no) for no in range(size.provinces)]
        triggers(owner, "ENABLE")
        owner.execute("SELECT figure_years_rebuild()")
        owner.execute("VACUUM ANALYZE")  # as the server does by itself, sooner or later
    return made[0]


def triggers(owner: psycopg.Connection[Any], word: str) -> None:
    """Our own ones, which record history; foreign keys are still held."""
    rows = owner.execute(
        "SELECT DISTINCT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid"
        " WHERE NOT tgisinternal AND split_part(relname, '_', 1) = ANY(%s)",
        [list(FILLED)],
    ).fetchall()
    for (table,) in rows:
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(
            sql.Identifier(table),
            sql.SQL(word),
        )
        owner.execute(statement)


def _province(size: Size, no: int) -> Province:
    office = f.province(f"VKSND tỉnh đo tốc độ {no}")
    per = size.people // size.provinces
    secretariat = f.secretariat(office)
    staff, head = f.user(Role.OFFICE_STAFF, secretariat), f.user(Role.PROVINCE_HEAD, office)
    since = datetime.date(2025, 7, 1)
    departments = _units(office, "department", size.departments, "Phòng ")
    regions = _units(office, "region", size.regions, "VKSND khu vực ")
    closed = _units(office, "district", size.closed // size.provinces, "VKSND huyện ", to=since)
    units = departments + regions
    _people(units, per, size)
    clerk = f.user(Role.UNIT_CLERK, Unit.objects.get(pk=regions[0]))
    deputy = f.user(Role.PROVINCE_DEPUTY, office).acting
    _run(PORTFOLIOS, [deputy.pk if deputy else 0, units])
    if size.work:
        _work(units, office, head, size)
    return Province(office, staff, head, clerk, [*units, *closed], regions)


def _units(
    office: Unit, kind: str, count: int, name: str, to: datetime.date | None = None
) -> list[int]:
    since = datetime.date(2025, 7, 1) if kind == "region" else None
    asked = {"code": kind[:3], "kind": kind, "count": count, "parents": [office.pk]}
    made = [row[0] for row in _run(UNITS, asked | {"from": since, "to": to})]
    _run(
        NAMES,
        {"units": made, "name": name.replace("VKSND", "Viện kiểm sát nhân dân"), "short": name},
    )
    return made


def _people(units: list[int], people: int, size: Size) -> None:
    made = Person.objects.bulk_create(Person(full_name=_name(n)) for n in range(people))
    ids = [person.pk for person in made]
    first = TODAY.replace(year=TODAY.year - size.years)
    asked = {"units": units, "unit_count": len(units), "people": ids, "first": first}
    _run(APPOINTMENTS, asked | {"change": datetime.date(2025, 7, 1)})


def _name(n: int) -> str:
    middle = MIDDLES[n // 16 % len(MIDDLES)]
    return f"{SURNAMES[n % len(SURNAMES)]} {middle} {GIVENS[n * 7 % len(GIVENS)]}"


def _work(units: list[int], office: Unit, head: User, size: Size) -> None:
    first = datetime.date(TODAY.year - size.work, 11, 1)
    _run(FIGURES, [head.pk, units, first])
    _run(ASSIGNED, [units, first])
    _run(PLANS, [units, first])
    _run(PLAN_TASKS, [TODAY])
    assert head.acting
    asked = {"kind": f.meeting_kind().pk, "office": office.pk, "chair": head.acting.pk}
    dates = {"first": first, "today": TODAY}
    meetings = [row[0] for row in _run(MEETINGS, asked | dates)]
    _run(INVITED, [meetings, units])
    _run(DIRECTIVES, [meetings])
    _run(TASKS, {"open": TODAY - datetime.timedelta(days=60), "units": units})
    _run(REPORTS, [head.pk, units])


def _run(statement: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
