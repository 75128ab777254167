"""Several secretaries at one record: who is at the desk, and in which row each is typing."""

import datetime
from uuid import UUID

from meetings.models import AgendaItem, Intervention, Meeting, Writing
from units.models import User


def look(
    meeting: Meeting,
    user: User,
    *,
    row: UUID | None,
    item: AgendaItem | None,
    at: datetime.datetime,
) -> list[Writing]:
    """Say that one is here, and learn who else is; who was not heard of for a while has left."""
    Writing.objects.bulk_create(
        [Writing(meeting=meeting, user=user, row=row, agenda_item=item, seen_at=at)],
        update_conflicts=True,
        unique_fields=["meeting", "user"],
        update_fields=["row", "agenda_item", "seen_at"],
    )
    return others(meeting, user, at)


def others(meeting: Meeting, user: User, at: datetime.datetime) -> list[Writing]:
    """Each with `where`: what row it is that they type in, in words."""
    present = meeting.writings.present(at).exclude(user=user)
    found = list(present.select_related("user__person", "agenda_item"))
    rows = [one.row for one in found if one.row]
    said = Intervention.objects.filter(meeting=meeting, client_key__in=rows)
    speakers = dict(said.values_list("client_key", "speaker_text"))
    for one in found:
        one.speaker = speakers.get(one.row, "") if one.row else ""  # type: ignore[attr-defined]
    return found
