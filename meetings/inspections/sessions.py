"""The meetings in which an inspection is announced and concluded."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from meetings.inspections.planning import CHANGED
from meetings.models import Inspection, Meeting
from meetings.reference import INSPECTION_CODE
from meetings.scheduling import planning
from procuracy.web.errors import Refused
from units.models import User

CODE = INSPECTION_CODE
SESSIONS = {"announce": "announced_in", "conclude": "concluded_in"}
TITLES = {
    "announce": "Công bố quyết định {mode} tại {unit}",
    "conclude": "Kết luận {mode} tại {unit}",
}


def choosable(inspection: Inspection, user: User) -> QuerySet[Meeting]:
    """Of the office, in its work year, not called off: those that invite the unit or are of the
    kind that inspections have."""
    rows = Meeting.objects.visible_to(user).filter(
        organiser=inspection.office_id, work_year=inspection.work_year_id
    )
    invited = Meeting.invited.through.objects.filter(unit=inspection.unit_id).values("meeting")
    kept = [inspection.announced_in_id or 0, inspection.concluded_in_id or 0]
    about = Q(pk__in=invited) | Q(kind__code=CODE) | Q(pk__in=kept)
    return rows.filter(about).exclude(state=Meeting.State.CANCELLED).order_by("-starts_at", "pk")


@transaction.atomic
def link(inspection: Inspection, *, version: int, **meetings: Meeting | None) -> Inspection:
    """`announced_in`, `concluded_in`: the meeting, or none."""
    present = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if present.version != version:
        raise Refused(CHANGED)
    for name, meeting in meetings.items():
        setattr(present, name, meeting)
    present.version += 1
    present.save(update_fields=[*meetings, "version"])
    return present


def of_meeting(meeting: Meeting, user: User) -> QuerySet[Inspection]:
    """Inspections that a meeting announced or concluded, as far as somebody may see them."""
    about = Q(announced_in=meeting) | Q(concluded_in=meeting)
    return Inspection.objects.visible_to(user).filter(about).order_by("planned_month", "pk")


@transaction.atomic
def call(
    inspection: Inspection,
    session: str,
    meeting: Meeting,
    people: Mapping[str, Any],
    *,
    at: datetime.datetime,
) -> Meeting:
    """Makes the meeting and links it; a second press finds the first one's."""
    present = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    name = SESSIONS[session]
    if getattr(present, f"{name}_id"):
        raise Refused("Cuộc kiểm tra này đã có cuộc họp đó: xem ở trang cuộc kiểm tra.")
    made = planning.create_meeting(meeting, at=at, **people)
    # It hears one unit: what others still have to do is heard elsewhere.
    others = made.agenda.filter(task__isnull=False).exclude(task__unit=inspection.unit_id)
    others.delete()
    link(present, version=present.version, **{name: made})
    return made


def first_values(inspection: Inspection, session: str, unit: str) -> dict[str, Any]:
    """What a new session of it begins with: its title, the unit invited."""
    words = {"mode": inspection.get_mode_display(), "unit": unit}
    return {
        "title": TITLES[session].format(**words),
        "invited": [inspection.unit_id],
    }
