"""The queue of speakers: who asked, who is called, who speaks, and for how long.

One speaks at a time; whoever begins ends the one before. Words may be asked for as soon as the
meeting is on the calendar.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from meetings import states
from meetings.models import AgendaItem, Attendance, Meeting, SpeakerTurn
from procuracy.web.errors import Refused

USUAL_MINUTES = 5


@transaction.atomic
def ask(
    attendance: Attendance,
    *,
    minutes: int | None = None,
    agenda_item: AgendaItem | None = None,
    at: datetime.datetime,
) -> SpeakerTurn:
    """At the end of the queue; for as many minutes as the kind of meeting gives."""
    meeting = _expecting(attendance.meeting)
    if SpeakerTurn.objects.filter(attendance=attendance, ended_at__isnull=True).exists():
        raise Refused("Người này đang chờ hoặc đang phát biểu.")
    last = meeting.turns.order_by("order").last()
    return SpeakerTurn.objects.create(
        meeting=meeting,
        attendance=attendance,
        agenda_item=agenda_item,
        minutes=minutes or usual_minutes(meeting),
        order=last.order + 1 if last else 1,
        asked_at=at,
    )


def usual_minutes(meeting: Meeting) -> int:
    return meeting.kind.speech_minutes or USUAL_MINUTES


@transaction.atomic
def call(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    """Mời: the next one; of several called the last counts."""
    row = _waiting(turn)
    row.meeting.turns.waiting().update(called_at=None)
    _set(row, called_at=at)


@transaction.atomic
def start(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    row = _waiting(turn)
    row.meeting.turns.speaking().update(ended_at=at)
    _set(row, started_at=at, called_at=row.called_at or at)


@transaction.atomic
def end(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    _in_session(turn.meeting)
    row = _locked(turn)
    if row.started_at is None or row.ended_at is not None:
        raise Refused("Người này không đang phát biểu.")
    _set(row, ended_at=at)


@transaction.atomic
def withdraw(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    """Rút: no longer wants to speak; stays in the list as one who asked."""
    _expecting(turn.meeting)
    _set(_still_waiting(turn), ended_at=at)


@transaction.atomic
def move_up(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    _swap(turn, -1)


@transaction.atomic
def move_down(turn: SpeakerTurn, *, at: datetime.datetime) -> None:
    _swap(turn, 1)


STEPS: dict[str, Callable[..., None]] = {
    "call": call,
    "start": start,
    "end": end,
    "withdraw": withdraw,
    "up": move_up,
    "down": move_down,
}


def _swap(turn: SpeakerTurn, by: int) -> None:
    _expecting(turn.meeting)
    row = _still_waiting(turn)
    queue = list(row.meeting.turns.waiting())
    place = queue.index(row)
    if 0 <= place + by < len(queue):
        other = queue[place + by]
        row.order, other.order = other.order, row.order
        SpeakerTurn.objects.bulk_update([row, other], ["order"])


@dataclass(frozen=True)
class Queue:
    speaking: SpeakerTurn | None
    waiting: list[SpeakerTurn]
    spoken: list[SpeakerTurn]


def queue_of(meeting: Meeting) -> Queue:
    """One query; who spoke last stands first."""
    rows = list(
        meeting.turns.select_related(
            "attendance__person", "attendance__site", "agenda_item__concerns"
        )
    )
    spoken = [row for row in rows if row.started_at and row.ended_at]
    return Queue(
        next((row for row in rows if row.started_at and not row.ended_at), None),
        [row for row in rows if not row.started_at and not row.ended_at],
        sorted(spoken, key=lambda row: row.started_at or row.asked_at, reverse=True),
    )


def _expecting(meeting: Meeting) -> Meeting:
    """Locked; on the calendar or in session."""
    present = states.changeable(meeting)
    if present.state == Meeting.State.DRAFT:
        raise Refused("Cuộc họp chưa lên lịch: chưa nhận đăng ký phát biểu.")
    return present


def _in_session(meeting: Meeting) -> Meeting:
    present = states.changeable(meeting)
    if not present.is_open:
        raise Refused("Cuộc họp chưa khai mạc: chưa mời phát biểu được.")
    return present


def _waiting(turn: SpeakerTurn) -> SpeakerTurn:
    _in_session(turn.meeting)
    return _still_waiting(turn)


def _still_waiting(turn: SpeakerTurn) -> SpeakerTurn:
    row = _locked(turn)
    if row.started_at or row.ended_at:
        raise Refused("Người này đã phát biểu, đang phát biểu hoặc đã rút.")
    return row


def _locked(turn: SpeakerTurn) -> SpeakerTurn:
    rows = SpeakerTurn.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.get(pk=turn.pk)


def _set(turn: SpeakerTurn, **moments: datetime.datetime) -> None:
    for name, at in moments.items():
        setattr(turn, name, at)
    turn.save(update_fields=list(moments))
