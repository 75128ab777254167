"""Điểm danh: who is there, who is away and why, who came instead, and when.

The conclusion freezes it. A mark is one keystroke; what belongs to another presence goes with it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from meetings import states
from meetings.models import Attendance, Meeting, Site
from meetings.models.attendance import AttendanceQuerySet
from procuracy.web.errors import Refused
from units.models import Appointment, Person

Presence = Attendance.Presence


@dataclass(frozen=True)
class Facts:
    """What is said of one person's coming; `replaced_by`: whom the unit sent instead."""

    presence: str
    arrived_at: datetime.datetime | None = None
    excuse: str = ""
    replaced_by: Person | None = None


@transaction.atomic
def mark(attendance: Attendance, presence: str, *, at: datetime.datetime) -> Attendance:
    """By one key. Who comes after the opening has the minute noted; a reason or a replacement
    stays only with somebody away."""
    meeting = states.changeable(attendance.meeting)
    row = _locked(attendance)
    if row.presence == presence:
        return row
    row.presence = presence
    row.arrived_at = at if presence == Presence.PRESENT and _has_begun(meeting, at) else None
    if presence not in Attendance.AWAY:
        row.excuse, row.replaced_by = "", None
    row.save(update_fields=["presence", "arrived_at", "excuse", "replaced_by"])
    return row


@transaction.atomic
def correct(
    attendance: Attendance, facts: Facts, *, seat: Mapping[str, Any] | None = None
) -> Attendance:
    """All that is known of one person: reason, replacement, hour of arrival; `seat`: also the
    site, the unit represented or the position, where they change."""
    states.changeable(attendance.meeting)
    row = _locked(attendance)
    away = facts.presence in Attendance.AWAY
    row.presence = facts.presence
    row.arrived_at = facts.arrived_at if facts.presence == Presence.PRESENT else None
    row.excuse = facts.excuse if away else ""
    row.replaced_by = _stand_in(row, facts.replaced_by) if away and facts.replaced_by else None
    for name, value in (seat or {}).items():
        setattr(row, name, value)
    row.save(update_fields=["presence", "arrived_at", "excuse", "replaced_by", *(seat or {})])
    return row


@transaction.atomic
def remove(attendance: Attendance) -> None:
    """Off the list; who spoke, waits to speak or came instead of somebody stays on it."""
    states.changeable(attendance.meeting)
    row = _locked(attendance)
    name = row.name
    if row.interventions.exists():
        raise Refused(f"{name} đã phát biểu trong biên bản: không bỏ được.")
    if row.turns.exists():
        raise Refused(f"{name} đã đăng ký phát biểu: không bỏ được.")
    if row.replaces.exists():
        raise Refused(f"{name} dự thay người khác: sửa người dự thay rồi hãy bỏ.")
    row.delete()


def _stand_in(row: Attendance, person: Person) -> Attendance:
    """The seat of whoever came instead, made where he was not expected himself."""
    if row.is_guest:
        raise Refused("Khách mời vắng thì thêm người đến thay vào danh sách khách mời.")
    if person.pk == row.person_id:
        raise Refused("Không ai tự dự thay mình.")
    known = Attendance.objects.filter(meeting=row.meeting_id, person=person).first()
    if known is not None:
        if known.presence in Attendance.AWAY:
            raise Refused(f"{person.full_name} được ghi là {known.get_presence_display()}.")
        if known.presence != Presence.PRESENT:
            Attendance.objects.filter(pk=known.pk).update(presence=Presence.PRESENT)
        return known
    return Attendance.objects.create(
        meeting_id=row.meeting_id,
        site_id=row.site_id,
        unit_id=row.unit_id,
        person=person,
        position=position_of(person, row.meeting),
        presence=Presence.PRESENT,
    )


def position_of(person: Person, meeting: Meeting) -> str:
    """The position of that day in the organiser's province, which the list keeps."""
    held = Appointment.objects.current(states.day_of(meeting)).filter(person=person)
    first = held.order_by("valid_from", "pk").first()
    if first is None:
        raise Refused(
            f"{person.full_name} không giữ chức vụ nào vào ngày họp: ghi tên ở danh sách."
        )
    return first.position


@transaction.atomic
def all_present(rows: AttendanceQuerySet, meeting: Meeting, *, at: datetime.datetime) -> int:
    """The usual case: those not marked yet are there; how many were marked."""
    present = states.changeable(meeting)
    arrived = at if _has_begun(present, at) else None
    return rows.unmarked().update(presence=Presence.PRESENT, arrived_at=arrived)


@transaction.atomic
def count_heads(site: Site, count: int) -> None:
    """How many people sit at a site, by whoever is there."""
    states.changeable(site.meeting)
    Site.objects.filter(pk=site.pk).update(head_count=count)


def _has_begun(meeting: Meeting, at: datetime.datetime) -> bool:
    return meeting.opened_at is not None and at > meeting.opened_at


def _locked(attendance: Attendance) -> Attendance:
    rows = Attendance.objects.select_for_update(of=("self",)).select_related("person", "meeting")
    return rows.get(pk=attendance.pk)
