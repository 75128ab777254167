"""What a meeting did not come to goes on to a later one, with a link both ways.

The earlier line is never altered: it may stand in a record that is closed. Moved, it no longer
counts there; copied, it stands in both.
"""

import datetime
from collections.abc import Collection

from django.db import transaction

from meetings import states
from meetings.agenda import lines
from meetings.models import AgendaItem, Meeting
from meetings.models.agenda import AgendaItemQuerySet
from procuracy.web.errors import Refused
from units.models import User
from units.models.organisation import lineage

HELD = (Meeting.State.IN_SESSION, Meeting.State.CONCLUDED, Meeting.State.CLOSED)
LOOKED_BACK = datetime.timedelta(days=200)


def left_over(meeting: Meeting, user: User) -> AgendaItemQuerySet:
    """Lines that earlier meetings of this office did not come to and that are not here yet; those
    of the latest one first."""
    offices, _ = lineage(meeting.organiser)
    earlier = Meeting.objects.filter(
        organiser__in=offices,
        state__in=HELD,
        starts_at__lt=meeting.starts_at,
        starts_at__gte=meeting.starts_at - LOOKED_BACK,
    )
    rows = AgendaItem.objects.visible_to(user).unfinished().filter(meeting__in=earlier)
    if not meeting.kind.by_portfolio:
        rows = rows.common()  # everybody reads an agenda that is no leaders' briefing
    here = meeting.agenda.filter(carried_from__isnull=False).values("carried_from")
    return (
        rows.exclude(pk__in=here)
        .select_related("meeting")
        .order_by("-meeting__starts_at", "meeting", "order")
    )


@transaction.atomic
def carry(
    meeting: Meeting, ids: Collection[int], *, moves: bool, by: User, at: datetime.datetime
) -> int:
    """Put chosen left-over lines on this meeting's agenda; how many there are.

    Of two meetings that would move the same line the second finds it gone.
    """
    states.changeable(meeting)
    list(AgendaItem.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    rows = list(left_over(meeting, by).filter(pk__in=ids))
    if not rows:
        raise Refused("Chưa chọn mục nào, hoặc mục đã chọn vừa được chuyển đi.")
    on_agenda = set(meeting.agenda.values_list("task", flat=True))
    new = [_carried(row, moves, set_task=row.task_id not in on_agenda) for row in rows]
    lines.insert(meeting, new, at=at)
    return len(new)


def _carried(row: AgendaItem, moves: bool, *, set_task: bool) -> AgendaItem:
    return AgendaItem(
        title=row.title,
        presenter=row.presenter,
        unit_id=row.unit_id,
        person_id=row.person_id,
        concerns_id=row.concerns_id,
        minutes=row.minutes,
        task_id=row.task_id if set_task else None,
        reason=f"Chưa xong tại {row.meeting.title}"[:300],
        carried_from=row,
        is_moved=moves,
    )


def next_meeting(meeting: Meeting, user: User) -> Meeting | None:
    """Where unfinished lines of this one would go: the office's next one of the same kind, else
    its next."""
    ahead = Meeting.objects.visible_to(user).filter(
        organiser=meeting.organiser_id,
        starts_at__gt=meeting.starts_at,
        state__in=[Meeting.State.DRAFT, Meeting.State.SCHEDULED],
    )
    ahead = ahead.order_by("starts_at", "pk")
    return ahead.filter(kind=meeting.kind_id).first() or ahead.first()


def is_unfinished(meeting: Meeting) -> bool:
    return any(line.number and not line.item.is_done for line in lines.whole(meeting))
