"""Five years of conclusions of one province: 60 notices, 20,000 tasks with their trails.

Four of a hundred are open and old, what the last two months gave is half done; the rest is
confirmed, an eighth of it late. History is switched off while it is written.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from meetings.models import Directive, Meeting, MeetingStep
from tests import databases
from tests import factories as f
from tests.bench.province import TODAY, Province, Size, build, connected, triggers
from units.models import Appointment, Document, Field, Role, Unit, User

TASKS, MEETINGS, ORDERS = 20_000, 60, 14  # 24 units an order
NOW = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(9)))
NOTICE = """
INSERT INTO meetings_notice (meeting_id, document_id, subject, by_field, urgency, annexes,
    recipients_text, filing, signer_id, state, edition,
    return_reason, approved_by_id, approved_at, signed_on, signature_recorded_by_id, released_at,
    replace_reason)
VALUES (%(meeting)s, %(document)s, 'Kết luận', false, '', '[]', 'Như trên', 'VT', %(signer)s,
    'released', 1, '', %(by)s, %(at)s, %(at)s, %(by)s, %(at)s, '')
"""
# `n` runs over all tasks in order of their meetings; its remainders say what became of each.
GIVEN = """
INSERT INTO meetings_directivetask (directive_id, unit_id, in_charge_id, is_lead, due_on, due_time,
    state, version, reported_at, confirmed_at)
SELECT d.id, u.id, s.seat, u.place %% 8 > 0, CASE WHEN n %% 20 > 0 THEN d.due_on END,
    CASE WHEN n %% 50 = 1 THEN time '16:30' END, state, 3,
    CASE WHEN state IN ('reported', 'confirmed') THEN reported END,
    CASE WHEN state = 'confirmed' THEN reported + interval '2 days' END
FROM (
    SELECT *, CASE WHEN n %% 200 = 7 THEN 'withdrawn' WHEN n %% 25 = 3 THEN 'in_progress'
        WHEN NOT is_new THEN 'confirmed' WHEN n %% 8 = 0 THEN 'reported'
        WHEN n %% 2 = 0 THEN 'confirmed' WHEN n %% 3 = 0 THEN 'acknowledged'
        ELSE 'new' END AS state,
        least(%(now)s - interval '3 days', begun + interval '20 days'
            + CASE WHEN n %% 8 = 5 THEN interval '25 days' ELSE interval '0' END) AS reported
    FROM (
        SELECT d.id AS directive, u.id AS unit, row_number() OVER (ORDER BY d.id, u.id) AS n,
            nt.released_at AS begun, nt.released_at > %(now)s - interval '60 days' AS is_new
        FROM meetings_directive d JOIN meetings_notice nt ON nt.meeting_id = d.meeting_id,
            unnest(%(units)s::bigint[]) WITH ORDINALITY AS u(id, place)
        WHERE (u.place + d.id) %% 5 < 2 LIMIT %(tasks)s
    ) one
) t JOIN meetings_directive d ON d.id = t.directive
JOIN unnest(%(units)s::bigint[]) WITH ORDINALITY AS u(id, place) ON u.id = t.unit
LEFT JOIN (SELECT unit_id, min(id) AS seat FROM units_appointment WHERE valid_to IS NULL
    GROUP BY unit_id) s ON s.unit_id = t.unit
"""
EVENTS = """
INSERT INTO meetings_taskevent (task_id, state, is_note, text, by_id, at)
SELECT t.id, one.state, false, 'Diễn biến', %(by)s, one.at FROM meetings_directivetask t
JOIN meetings_directive d ON d.id = t.directive_id JOIN meetings_notice nt USING (meeting_id),
LATERAL (VALUES ('acknowledged', nt.released_at + interval '1 day'), ('reported', t.reported_at),
    ('confirmed', t.confirmed_at),
    ('withdrawn', CASE WHEN t.state = 'withdrawn' THEN nt.released_at + interval '9 days' END)
) AS one(state, at)
WHERE one.at IS NOT NULL AND t.state <> 'new' ORDER BY one.at
"""
PUT_OFF = """
INSERT INTO meetings_extension (task_id, from_on, to_on, reason, asked_by_id, asked_at, state,
    decided_by_id, decided_at, words)
SELECT t.id, t.due_on - 10, t.due_on, 'Chờ giám định', %(by)s, e.at, 'granted', %(by)s, e.at, ''
FROM meetings_directivetask t JOIN meetings_taskevent e ON e.task_id = t.id
WHERE t.id %% 10 = 0 AND t.due_on IS NOT NULL AND e.state = 'acknowledged'
"""
ASKED = """
INSERT INTO meetings_extension (task_id, from_on, to_on, reason, asked_by_id, asked_at, state,
    words)
SELECT id, due_on, due_on + 10, 'Chờ giám định', %(by)s, %(now)s, 'asked', ''
FROM meetings_directivetask
WHERE state IN ('in_progress', 'acknowledged') AND id %% 7 = 0 AND due_on IS NOT NULL
"""


@dataclass(frozen=True)
class Filled:
    province: Province
    deputy: User  # a portfolio of all units
    department: User  # with one field
    worker: User  # of a unit


@contextmanager
def filled(purpose: str, tasks: int = TASKS) -> Iterator[Filled]:
    """This process on a database of its own, looked at on TODAY."""
    with connected(purpose) as name:
        province = build(name, Size(work=0))
        with psycopg.connect(databases.owner_address(name), autocommit=True) as owner:
            triggers(owner, "DISABLE")
            made = _conclusions(province, tasks)
            triggers(owner, "ENABLE")
            owner.execute("VACUUM ANALYZE")  # as the server does by itself, sooner or later
        yield made


def _conclusions(province: Province, tasks: int) -> Filled:
    fields = list(Field.objects.all())
    for place, unit in enumerate(Unit.objects.filter(parent=province.office, kind="department")):
        unit.fields.set([fields[place % len(fields)]])
    for no in range(MEETINGS):
        _concluded(province, fields, no)
    staff: dict[str, Any] = {"by": province.staff.pk, "now": NOW}
    with connection.cursor() as cursor:
        cursor.execute(GIVEN, {"units": province.unit_ids, "tasks": tasks, **staff})
        for statement in (EVENTS, PUT_OFF, ASKED):
            cursor.execute(statement, staff)
    seat = Appointment.objects.get(role=Role.PROVINCE_DEPUTY, unit=province.office)
    department = Unit.objects.get(pk=province.unit_ids[0])
    return Filled(
        province,
        User.objects.get(person=seat.person_id),
        f.user(Role.UNIT_CLERK, department),
        province.clerk,
    )


def _concluded(province: Province, fields: list[Field], no: int) -> None:
    """The meeting of a month, its notice three days later, orders due in 30 days."""
    month = TODAY.year * 12 + TODAY.month - MEETINGS + no
    held = timezone.make_aware(datetime.datetime(month // 12, month % 12 + 1, 5, 8))
    held = min(held, NOW - datetime.timedelta(days=5))
    at = held + datetime.timedelta(days=3)
    assert province.head.acting
    meeting = f.meeting(
        province.office,
        title=f"Giao ban {held:%m/%Y}",
        chair=province.head.acting,
        starts_at=held,
        state=Meeting.State.CLOSED,
        concluded_at=held,
    )
    MeetingStep.objects.create(meeting=meeting, state="closed", by=province.staff, at=at)
    given: dict[str, Any] = {"meeting": meeting.pk, "by": province.staff.pk, "at": at}
    given |= {"document": _document(province, no, at).pk, "signer": province.head.acting.pk}
    with connection.cursor() as cursor:
        cursor.execute(NOTICE, given)
    Directive.objects.bulk_create(
        Directive(
            meeting=meeting,
            order=order + 1,
            text=f"Rà soát việc {order} của {meeting.title}, báo cáo kết quả và nêu rõ trách nhiệm",
            due_on=at.date() + datetime.timedelta(days=25 + order),
            field=fields[(no + order) % len(fields)] if order % 3 else None,
            nature="commitment" if order == ORDERS - 1 else "order",
        )
        for order in range(ORDERS)
    )


def _document(province: Province, no: int, at: datetime.datetime) -> Document:
    return Document.objects.create(
        office=province.office,
        kind="TB",
        code=f"{no + 1}/TB-VKS",
        subject="Kết luận",
        dated_on=at.date(),
        signer_name="Viện trưởng",
        signer_position="Viện trưởng",
        facts={},
        pdf=b"%PDF",
        sha256="0" * 64,
        page_count=1,
        issued_at=at,
        issued_by=province.staff,
    )
