"""Minutes typed live: every row saves by itself, and every change takes a number under a lock."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from meetings.models import AgendaItem, Attendance, Intervention, Meeting
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from units.models import User


class Conflict(Exception):
    """Somebody else changed the same text meanwhile; `stored` is the row as it stands now."""

    def __init__(self, stored: Intervention | Meeting) -> None:
        super().__init__("Nội dung đã được người khác sửa.")
        self.stored = stored


@dataclass(frozen=True)
class Words:
    """What one row of the record says."""

    kind: str
    speaker_text: str
    text: str
    speaker: Attendance | None = None
    agenda_item: AgendaItem | None = None
    answers: Intervention | None = None


@dataclass(frozen=True)
class Seen:
    """What the writer's form knew: the version it began with, texts it sent without an answer.

    Where the answer to a sending was lost, the stored text is one of one's own: to go on from
    there is no conflict.
    """

    version: int
    sent: tuple[str, ...] = ()

    def covers(self, version: int, text: str) -> bool:
        return self.version == version or text in self.sent


def lock_in_session(meeting: Meeting) -> Meeting:
    present = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not present.is_open:
        raise _not_in_session(present)
    return present


def _not_in_session(meeting: Meeting) -> Refused:
    return Refused(f"Hội nghị {meeting.get_state_display()}: biên bản không ghi được lúc này.")


def take_change_number(meeting: Meeting) -> int:
    """The next change number, by one statement whose row lock lasts until the transaction ends.

    So numbers become visible in their order, and a follower who has seen N has seen all up to N
    (design, rule 11). Who changes a row of the record locks that row first and takes the number
    last: everybody else waits only for the end of a transaction, and nobody for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_CHANGE, [meeting.pk, Meeting.State.IN_SESSION])
        found = cursor.fetchone()
    if found is None:
        raise _not_in_session(Meeting.objects.get(pk=meeting.pk))
    number: int = found[0]
    return number


_NEXT_CHANGE = """
UPDATE meetings_meeting SET change_no = change_no + 1 WHERE id = %s AND state = %s
RETURNING change_no
"""


@transaction.atomic
@drafting()
def save_intervention(
    meeting: Meeting, *, key: UUID, words: Words, seen: Seen, by: User, at: datetime.datetime
) -> Intervention:
    """Make or change the row that the browser calls `key`; sending it twice changes nothing.

    Raises Conflict, or Refused when the meeting is not in session or the row was taken out.
    """
    row, number = _locked_row(key), 0
    if row is None:
        # Of two first sendings the second waits here, and then finds the row.
        number = take_change_number(meeting)
        row = _locked_row(key)
    if row is None:
        row = Intervention(meeting=meeting, client_key=key, spoken_at=at, version=0)
    elif row.meeting_id != meeting.pk:
        raise Refused("Ý kiến này thuộc hội nghị khác.")
    elif says(row, words):
        return row
    elif row.removed_at:
        raise Refused("Ý kiến này đã được gỡ khỏi biên bản: khôi phục rồi hãy sửa.")
    elif not seen.covers(row.version, row.text):
        raise Conflict(row)
    for fact, value in vars(words).items():
        setattr(row, fact, value)
    row.version += 1
    row.edited_by = by
    row.change_no = number or take_change_number(meeting)
    row.save()
    return row


def _locked_row(key: UUID) -> Intervention | None:
    """With all that a sending compares; rows that refer to it may still be made meanwhile."""
    rows = Intervention.objects.select_related(
        "speaker", "agenda_item", "answers", "edited_by__person"
    )
    return rows.select_for_update(of=("self",), no_key=True).filter(client_key=key).first()


def says(row: Intervention, words: Words) -> bool:
    """The row already holds exactly these words."""
    return all(getattr(row, fact) == value for fact, value in vars(words).items())


@transaction.atomic
@drafting()
def remove(meeting: Meeting, *, key: UUID, by: User, at: datetime.datetime) -> Intervention:
    """Take a row out of the record; it can be put back while the meeting is in session."""
    return _set_removed(meeting, key, by, at)


@transaction.atomic
@drafting()
def restore(meeting: Meeting, *, key: UUID, by: User) -> Intervention:
    return _set_removed(meeting, key, by, None)


def _set_removed(
    meeting: Meeting, key: UUID, by: User, at: datetime.datetime | None
) -> Intervention:
    row = _locked_row(key)
    if row is None or row.meeting_id != meeting.pk:
        raise Refused("Ý kiến này chưa được lưu.")
    if bool(row.removed_at) == bool(at):
        return row
    row.change_no = take_change_number(meeting)
    row.removed_at, row.edited_by = at, by
    row.version += 1
    row.save(update_fields=["removed_at", "edited_by", "version", "change_no"])
    return row


@transaction.atomic
@drafting()
def save_assessment(meeting: Meeting, *, text: str, seen: Seen) -> Meeting:
    """The chair's assessment, with the same rules as a row."""
    present = lock_in_session(meeting)
    if present.assessment == text:
        return present
    if not seen.covers(present.assessment_version, present.assessment):
        raise Conflict(present)
    present.assessment = text
    present.assessment_version += 1
    present.change_no = take_change_number(meeting)
    present.save(update_fields=["assessment", "assessment_version"])
    return present


@transaction.atomic
def finish_item(meeting: Meeting, item: AgendaItem, *, is_done: bool) -> None:
    """Mark a line of the agenda as heard, or take the mark back."""
    lock_in_session(meeting)
    if AgendaItem.objects.filter(pk=item.pk).exclude(is_done=is_done).update(is_done=is_done):
        take_change_number(meeting)


def changes(meeting: Meeting, since: int) -> QuerySet[Intervention]:
    """Rows changed or taken out after change `since`.

    Read the meeting (and its change number) before this: what comes in between is sent twice
    rather than never.
    """
    rows = meeting.interventions.newer_than(since) if since else meeting.interventions.standing()
    return rows.select_related("edited_by__person", "agenda_item", "answers")
