"""What the hall's screen shows: it follows the secretary, the queue of speakers and the record.

Whoever began to speak last is shown: by the queue, by a row of the record, or because the secretary
turned the screen to him. Nothing of it costs the secretary a key.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Min

from meetings import states
from meetings.attendance import attending
from meetings.desk import minutes
from meetings.models import AgendaItem, HallFocus, Intervention, Meeting
from units.models import Unit, User

LOOKED_BACK = 12  # rows of the record, for when a speaker began
Shows = HallFocus.Shows


@dataclass(frozen=True)
class Speaking:
    """Who speaks since when; `minutes`: how long he was given, None where nobody said."""

    label: str
    since: datetime.datetime
    minutes: int | None = None


@dataclass(frozen=True)
class Screen:
    """`number`: of the item among those that are heard; `since`: when it began, if known."""

    shows: str
    item: AgendaItem | None
    number: int
    count: int
    following: AgendaItem | None
    since: datetime.datetime | None
    speaking: Speaking | None
    unit: Unit | None


@transaction.atomic
def turn_to(meeting: Meeting, *, at: datetime.datetime, **facts: Any) -> HallFocus:
    """The secretary turns the screen: `item`, `speaker`, `unit`, `shows`; what is not named stays.

    Refused unless the meeting is in session. Every screen hears of it by the change number.
    """
    minutes.lock_in_session(meeting)
    focus, _ = HallFocus.objects.get_or_create(meeting=meeting)
    for name in ("item", "speaker"):
        if name in facts:
            setattr(focus, f"{name}_since", at if facts[name] else None)
    for name, value in facts.items():
        setattr(focus, name, value)
    if focus.unit_id is None:
        focus.shows = Shows.PROGRAMME
    focus.save()
    minutes.take_change_number(meeting)
    return focus


def screen(meeting: Meeting, user: User, *, sees_units: bool) -> Screen:
    """As `user` may see it: a unit's targets only where `sees_units`, or his own unit's."""
    rows = HallFocus.objects.select_related("item__concerns__person", "speaker__person")
    focus = rows.filter(meeting=meeting).first() or HallFocus(meeting=meeting)
    agenda = list(meeting.agenda.heard().select_related("concerns__person"))
    item = _item(focus, agenda)
    place = agenda.index(item) if item in agenda else 0
    unit = _unit(meeting, focus, user, sees_units=sees_units)
    return Screen(
        shows=Shows.UNIT if unit else Shows.PROGRAMME,
        item=item,
        number=place + 1,
        count=len(agenda),
        following=next((one for one in agenda[place + 1 :] if not one.is_done), None),
        since=_item_since(meeting, focus, item),
        speaking=_speaking(meeting, focus, user) if meeting.is_open else None,
        unit=unit,
    )


def _item(focus: HallFocus, agenda: list[AgendaItem]) -> AgendaItem | None:
    """What the secretary chose, until it is done; else the first that is not."""
    if focus.item and not focus.item.is_done:
        return focus.item
    return next((one for one in agenda if not one.is_done), None)


def _item_since(
    meeting: Meeting, focus: HallFocus, item: AgendaItem | None
) -> datetime.datetime | None:
    if item is None:
        return None
    if focus.item_id == item.pk:
        return focus.item_since
    said = meeting.interventions.standing().filter(agenda_item=item)
    first: datetime.datetime | None = said.aggregate(first=Min("spoken_at"))["first"]
    return first


def _speaking(meeting: Meeting, focus: HallFocus, user: User) -> Speaking | None:
    """The one who began last; nobody, where the queue says that he has ended since."""
    turn = meeting.turns.exclude(started_at=None).order_by("-started_at").first()
    found = [one for one in (_recorded(meeting, user), _chosen(meeting, focus)) if one]
    if turn and turn.started_at and turn.ended_at is None:
        label = _label(meeting, turn.attendance_id)
        found.append(Speaking(label, turn.started_at, turn.minutes))
    last = max(found, key=lambda one: one.since, default=None)
    if last and turn and turn.ended_at and turn.ended_at > last.since:
        return None
    return last


def _recorded(meeting: Meeting, user: User) -> Speaking | None:
    """By the newest row of the record that names somebody, since the first of his rows in a run."""
    rows = Intervention.objects.visible_to(user).standing().filter(meeting=meeting)
    newest = rows.exclude(speaker_text="").order_by("-spoken_at", "-pk")[:LOOKED_BACK]
    run: list[Intervention] = []
    for row in newest:
        if run and row.speaker_text != run[0].speaker_text:
            break
        run.append(row)
    if not run:
        return None
    return Speaking(run[0].speaker_text, run[-1].spoken_at, meeting.kind.speech_minutes)


def _chosen(meeting: Meeting, focus: HallFocus) -> Speaking | None:
    if focus.speaker_id is None or focus.speaker_since is None:
        return None
    label = _label(meeting, focus.speaker_id)
    return Speaking(label, focus.speaker_since, meeting.kind.speech_minutes)


def _label(meeting: Meeting, attendance: int) -> str:
    seats = attending.seats(meeting)
    return next((seat.label for seat in seats if seat.attendance.pk == attendance), "")


def _unit(meeting: Meeting, focus: HallFocus, user: User, *, sees_units: bool) -> Unit | None:
    if focus.shows != Shows.UNIT or focus.unit_id is None:
        return None
    own = user.acting is not None and focus.unit_id in user.acting.own_unit_ids
    if not (sees_units or own):
        return None
    return Unit.objects.named(states.day_of(meeting)).get(pk=focus.unit_id)
