"""Minutes typed live: every row saves by itself, and every change takes a number under a lock."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet

from meetings.desk import threads
from meetings.matters import narrative
from meetings.models import (
    AgendaItem,
    Attendance,
    Directive,
    Exhibit,
    Intervention,
    Matter,
    Meeting,
)
from meetings.states import day_of
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from procuracy.web.statements import kept
from units.models import Appointment, Unit, User


class Conflict(Exception):
    """Somebody else changed the same text meanwhile; `stored` is the row as it stands now."""

    def __init__(self, stored: Intervention | Meeting) -> None:
        super().__init__("Nội dung đã được người khác sửa.")
        self.stored = stored


class Removed(Refused):
    """Somebody took the row out while it was edited; it may be put back together with the text."""

    def __init__(self, stored: Intervention) -> None:
        super().__init__("Ý kiến này vừa được gỡ khỏi biên bản; nội dung đang nhập vẫn còn ở đây.")
        self.stored = stored


@dataclass(frozen=True)
class Words:
    """What one row of the record says, and whom it asks."""

    kind: str
    speaker_text: str
    text: str
    speaker: Attendance | None = None
    agenda_item: AgendaItem | None = None
    answers: Intervention | None = None
    asked: Unit | None = None
    # The leader whom alone it concerns, in a briefing.
    concerns: Appointment | None = None


# What of it refers to other rows.
REFERRING = {"speaker", "agenda_item", "answers", "asked", "concerns"}


@dataclass(frozen=True)
class Saving:
    """How a row is sent: while typing or to finish it, begun when, put back where taken out."""

    is_finished: bool = False
    revives: bool = False
    begun_at: datetime.datetime | None = None


TYPING = Saving()


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


def take_change_number(meeting: Meeting, *, of_row: bool = False) -> int:
    """The next change number, by one statement whose row lock lasts until the transaction ends.

    So numbers become visible in their order, and a follower who has seen N has seen all up to N
    (design, rule 11). Who changes a row of the record locks that row first and takes the number
    last: everybody else waits only for the end of a transaction, and nobody for each other.

    `of_row`: nothing but a row of the record changed, so that agenda and directives are not sent
    again to everybody.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _NEXT_ROW if of_row else _NEXT_CHANGE, [meeting.pk, Meeting.State.IN_SESSION]
        )
        found = cursor.fetchone()
    if found is None:
        raise _not_in_session(Meeting.objects.get(pk=meeting.pk))
    number: int = found[0]
    return number


_NEXT_ROW = """
UPDATE meetings_meeting SET change_no = change_no + 1 WHERE id = %s AND state = %s
RETURNING change_no
"""
_NEXT_CHANGE = """
UPDATE meetings_meeting SET change_no = change_no + 1, surroundings_no = change_no + 1
WHERE id = %s AND state = %s RETURNING change_no
"""


@transaction.atomic
@drafting()
def save_intervention(
    meeting: Meeting,
    *,
    key: UUID,
    words: Words,
    seen: Seen,
    by: User,
    at: datetime.datetime,
    saving: Saving = TYPING,
) -> Intervention:
    """Make or change the row that the browser calls `key`; sending it twice changes nothing.

    Raises Conflict, Removed, or Refused when the meeting is not in session.
    """
    row, number = locked_row(key), 0
    if row is None:
        # Of two first sendings the second waits here, and then finds the row.
        number = take_change_number(meeting, of_row=True)
        row = locked_row(key)
    if row is None:
        begun = _begun(meeting, saving.begun_at, at)
        row = Intervention(meeting=meeting, client_key=key, spoken_at=begun, version=0)
    elif row.meeting_id != meeting.pk:
        raise Refused("Ý kiến này thuộc hội nghị khác.")
    elif row.removed_at and not saving.revives:
        if says(row, words):
            return row
        raise Removed(row)
    elif says(row, words) and not row.removed_at:
        return _finished(row, number) if saving.is_finished else row
    elif not seen.covers(row.version, row.text):
        raise Conflict(row)
    if words.answers and row.pk:
        threads.refuse_ring(row, words.answers)
    for fact, value in vars(words).items():
        setattr(row, fact, value)
    row.is_finished = row.is_finished or saving.is_finished
    row.version += 1
    row.removed_at = None
    row.edited_by = by
    row.change_no = number or take_change_number(meeting, of_row=True)
    row.save()
    return row


def _begun(
    meeting: Meeting, begun_at: datetime.datetime | None, now: datetime.datetime
) -> datetime.datetime:
    """When the row was begun, as far as that can be: a line may have been cut since."""
    earliest = meeting.opened_at or now
    return min(max(begun_at or now, earliest), now)


def _finished(row: Intervention, number: int) -> Intervention:
    """Its words stand already: that it is written down makes no other version of them."""
    if not row.is_finished:
        row.is_finished = True
        row.change_no = number or take_change_number(row.meeting, of_row=True)
        row.save(update_fields=["is_finished", "change_no"])
    return row


def locked_row(key: UUID) -> Intervention | None:
    """Rows that refer to it may still be made meanwhile."""
    rows = Intervention.objects.select_for_update(no_key=True).filter(client_key=key)
    return rows.order_by("pk").first()


def says(row: Intervention, words: Words) -> bool:
    """The row already holds exactly these words."""
    return all(
        getattr(row, f"{fact}_id") == (value and value.pk)
        if fact in REFERRING
        else getattr(row, fact) == value
        for fact, value in vars(words).items()
    )


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
    row = locked_row(key)
    if row is None or row.meeting_id != meeting.pk:
        raise Refused("Ý kiến này chưa được lưu.")
    if bool(row.removed_at) == bool(at):
        return row
    row.change_no = take_change_number(meeting, of_row=True)
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
    return drawable(rows, meeting)


def drawable(rows: QuerySet[Intervention], meeting: Meeting) -> QuerySet[Intervention]:
    """Rows with all that is drawn of them, in a fixed number of queries."""
    asked = Unit.objects.named(day_of(meeting))
    # A list of their own: a prefetched query set and its row would hold each other in memory.
    cards = Prefetch("exhibits", _cards(meeting), to_attr="cards")
    quotes = Directive.objects.exclude(quote="").order_by("order", "pk")
    # A dozen people write hundreds of rows.
    writers = Prefetch("edited_by", User.objects.select_related("person"))
    said = rows.select_related("answers__concerns", "concerns__person")
    return said.prefetch_related(
        cards,
        writers,
        Prefetch("asked", asked),
        Prefetch("directives", quotes, to_attr="quoted_by"),
    )


def _cards(meeting: Meeting) -> QuerySet[Exhibit]:
    """With `is_silent`: a matter's words whose register keeps counts only by now."""
    quoted = [matter for (matter,) in _quoted(meeting.pk)]
    among = Matter.objects.filter(pk__in=quoted).select_related("register", "unit__parent")
    silent = narrative.silenced(among) if quoted else set()
    told = ExpressionWrapper(Q(matter__in=silent), output_field=BooleanField())
    return Exhibit.objects.annotate(is_silent=told).order_by("taken_at", "pk")


@kept
def _quoted(meeting: int) -> QuerySet[Any, Any]:
    """Matters whose words stand on a card: of most meetings none."""
    cards = Exhibit.objects.filter(intervention__meeting=meeting, matter__isnull=False)
    return cards.order_by().values_list("matter").distinct()
