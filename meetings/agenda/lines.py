"""The lines of an agenda in order: numbers, hours, and where a new one stands."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from meetings import states
from meetings.models import AgendaItem, Meeting
from meetings.models.concerning import reading
from units.models import User

HEADING_SIGN = "#"
USUAL_MINUTES = 10


@dataclass(frozen=True)
class Line:
    """A line as it is read. `number`, `begins`: none of a heading, or of what went on elsewhere;
    `copies`: the lines of later meetings that carry it on."""

    item: AgendaItem
    number: int | None = None
    begins: datetime.datetime | None = None
    copies: list[AgendaItem] = field(default_factory=list)

    @property
    def is_moved_on(self) -> bool:
        return any(copy.is_moved for copy in self.copies)


def laid_out(meeting: Meeting, reader: User | None) -> list[Line]:
    """As somebody may read them: numbers and hours are those of the whole agenda."""
    rows = whole(meeting)
    if all(line.item.concerns_id is None for line in rows):
        return rows
    is_shown = reading(reader, meeting)
    return [line for line in rows if is_shown(line.item)]


def whole(meeting: Meeting) -> list[Line]:
    """All lines, each beginning when those before it have had their minutes; two queries."""
    copies = _copies(meeting)
    found: list[Line] = []
    number, begins = 0, meeting.starts_at
    for item in meeting.agenda.select_related("carried_from__meeting", "concerns__person"):
        later = copies[item.pk]
        if item.is_heading or any(copy.is_moved for copy in later):
            found.append(Line(item, copies=later))
            continue
        number += 1
        found.append(Line(item, number, begins, later))
        begins += datetime.timedelta(minutes=item.minutes)
    return found


def _copies(meeting: Meeting) -> defaultdict[int | None, list[AgendaItem]]:
    rows = AgendaItem.objects.filter(carried_from__meeting=meeting).select_related("meeting")
    found: defaultdict[int | None, list[AgendaItem]] = defaultdict(list)
    for row in rows.exclude(meeting__state=Meeting.State.CANCELLED).order_by("pk"):
        found[row.carried_from_id].append(row)
    return found


def minutes_of(lines: Iterable[Line]) -> int:
    """What the lines take together, headings and what went on to another meeting left out."""
    return sum(line.item.minutes for line in lines if line.number is not None)


def slot_minutes(meeting: Meeting) -> int:
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def from_template(meeting: Meeting) -> None:
    """Lines of the kind's template: `nội dung | số phút | người trình bày`, headings after a #."""
    lines = [line for line in meeting.kind.agenda.splitlines() if line.strip()]
    AgendaItem.objects.bulk_create(
        _of_template(meeting, order, line) for order, line in enumerate(lines, start=1)
    )


def _of_template(meeting: Meeting, order: int, line: str) -> AgendaItem:
    title, minutes, presenter, *_ = [*(part.strip() for part in line.split("|")), "", ""]
    is_heading = title.startswith(HEADING_SIGN)
    return AgendaItem(
        meeting=meeting,
        order=order,
        title=title.lstrip(HEADING_SIGN).strip()[:300],
        is_heading=is_heading,
        presenter=presenter[:120],
        minutes=0 if is_heading else int(minutes) if minutes.isdecimal() else USUAL_MINUTES,
    )


@transaction.atomic
def insert(meeting: Meeting, new: Sequence[AgendaItem], *, at: datetime.datetime) -> None:
    """Put lines before the closing one: the chair concludes last. Marked as late once the meeting
    is on the calendar."""
    present = states.changeable(meeting)
    lines = list(meeting.agenda.all())
    place = len(lines) - 1 if lines and _closes(lines[-1]) else len(lines)
    late = at if present.state != Meeting.State.DRAFT else None
    for item in new:
        item.meeting, item.added_at = meeting, late
    lines[place:place] = new
    for order, item in enumerate(lines, start=1):
        item.order = order
    AgendaItem.objects.bulk_update([one for one in lines if one.pk], ["order"])
    AgendaItem.objects.bulk_create(new)


def _closes(item: AgendaItem) -> bool:
    """The last line of a programme as it was written, not one that was put there later."""
    return not (item.task_id or item.proposal_key or item.carried_from_id or item.is_heading)


def renumber(meeting: Meeting) -> None:
    lines = list(meeting.agenda.all())
    for order, line in enumerate(lines, start=1):
        line.order = order
    AgendaItem.objects.bulk_update(lines, ["order"])


def mark_late(new: Iterable[AgendaItem], meeting: Meeting, *, at: datetime.datetime) -> None:
    """Lines typed by hand after the meeting was put on the calendar."""
    if meeting.state != Meeting.State.DRAFT:
        AgendaItem.objects.filter(pk__in=[item.pk for item in new]).update(added_at=at)
