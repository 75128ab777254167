"""Cam kết spoken in a meeting: each becomes a directive of its own nature at the conclusion.

The list is worked out from the record; a row is stored only once somebody mends a promise or
decides that it is not followed, and with the conclusion. What nobody mended (version 1) says what
the record says, also when the meeting is reopened and the record corrected.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch

from meetings import states
from meetings.conclusion.addressing import Choice
from meetings.conclusion.terms import (
    BARE,
    NONE,
    Calendar,
    Due,
    TermRefused,
    calendar_from,
    parse_due,
)
from meetings.desk import minutes
from meetings.models import Directive, Intervention, Meeting
from units.models import Appointment, Unit

COMMITMENT = Directive.Nature.COMMITMENT
LONGEST = 5000
MOST_STEPS = 20  # from a promise up to the question
# A term inside a sentence: "xong ba tin trước ngày 30/6/2027".
_TERM = re.compile(
    r"(?:trước|đến hết|đến|hết)(?: ngày)? \d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|trong tháng \d{1,2}(?:/| năm )\d{4}"
    r"|trong \d{1,3} ngày(?: làm việc)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Promise:
    """A promise of the record with what is followed of it; `stored` once somebody looked at it."""

    row: Intervention
    doer: Choice | None
    due: Due
    stored: Directive | None

    @property
    def is_followed(self) -> bool:
        return self.stored is None or not self.stored.gives_no_task

    @property
    def is_mended(self) -> bool:
        return self.stored is not None and self.stored.version > 1

    @property
    def text(self) -> str:
        return self.stored.text if self.stored and self.is_mended else self.row.text[:LONGEST]

    @property
    def due_words(self) -> str:
        return self.stored.due_text if self.stored and self.is_mended else self.due.words

    @property
    def doers(self) -> str:
        """Names of who is to keep it; "" when nobody is known."""
        if self.stored and self.is_mended:
            return "; ".join(_named(one) for one in self.stored.addressees.all())
        return self.doer.label if self.doer else ""


def _named(addressee: object) -> str:
    for kind in ("group", "unit", "appointment"):
        if found := getattr(addressee, kind):
            return str(found)
    return ""


def listing(meeting: Meeting) -> list[Promise]:
    """In the order of the record; a fixed number of queries and one for each step to a question."""
    on = states.day_of(meeting)
    rows = list(_said(meeting))
    seats = _seats(rows, meeting, on)
    calendar = calendar_from(on) if rows else BARE
    wanted = {_unit_id(row) for row in rows} - {None}
    names = Unit.objects.named(on).in_bulk(wanted) if wanted else {}
    return [
        Promise(
            row, _doer(row, meeting, seats, names), due_of(row.text, on, calendar), _stored(row)
        )
        for row in rows
    ]


def _said(meeting: Meeting) -> Iterable[Intervention]:
    stored = Directive.objects.filter(nature=COMMITMENT).prefetch_related(
        "addressees__unit__names", "addressees__group", "addressees__appointment__person"
    )
    rows = meeting.interventions.standing().filter(kind=Intervention.Kind.COMMITMENT)
    rows = rows.exclude(text="").select_related("speaker", "answers__speaker", "concerns")
    return rows.prefetch_related(Prefetch("directives", stored, to_attr="promised")).order_by(
        "spoken_at", "pk"
    )


def _stored(row: Intervention) -> Directive | None:
    promised: list[Directive] = row.promised  # type: ignore[attr-defined]
    return promised[0] if promised else None


def _unit_id(row: Intervention) -> int | None:
    """Whose promise it is: who spoke, else whom the question was put to."""
    if row.speaker and row.speaker.unit_id:
        return row.speaker.unit_id
    return row.answers.asked_id if row.answers else None


def _seats(
    rows: Iterable[Intervention], meeting: Meeting, on: datetime.date
) -> dict[int, Appointment]:
    """Leaders of the office itself promise in person: their positions there on the day."""
    people = [
        row.speaker.person_id
        for row in rows
        if row.speaker and row.speaker.unit_id == meeting.organiser_id
    ]
    if not people:
        return {}
    held = Appointment.objects.current(on).filter(unit=meeting.organiser_id, person__in=people)
    return {seat.person_id: seat for seat in held.select_related("person").order_by("-pk")}


def _doer(
    row: Intervention, meeting: Meeting, seats: dict[int, Appointment], names: dict[int, Unit]
) -> Choice | None:
    unit = _unit_id(row)
    if unit is None:
        return None
    if row.speaker and unit == meeting.organiser_id and row.speaker.person_id in seats:
        seat = seats[row.speaker.person_id]
        return Choice(f"{seat.person.full_name}, {seat.position}", appointment=seat.pk)
    return Choice(names[unit].short_name, unit=unit)


def due_of(text: str, on: datetime.date, calendar: Calendar = BARE) -> Due:
    """The last term that the words name and that is still ahead; none: NONE."""
    for found in reversed(_TERM.findall(" ".join(text.split()))):
        try:
            due = parse_due(re.sub(r"^hết", "đến hết", found, flags=re.IGNORECASE), on, calendar)
        except TermRefused:
            continue
        if due.day:
            return due
    return NONE


def asker(row: Intervention, meeting: Meeting) -> int | None:
    """The unit whose question it answers, over any number of explanations; not the office."""
    above, steps = row.answers, 0
    while above and above.answers and steps < MOST_STEPS:
        above, steps = above.answers, steps + 1
    if above is None or above.speaker is None:
        return None
    unit = above.speaker.unit_id
    return None if unit in (meeting.organiser_id, _unit_id(row)) else unit


@transaction.atomic
def record(row: Intervention) -> Directive:
    """Stored as it was read, so that it can be mended. A second press finds it."""
    minutes.locked_row(row.client_key)
    meeting = minutes.lock_in_session(row.meeting)
    found = next(one for one in listing(meeting) if one.row.pk == row.pk)
    return found.stored or _made(found, meeting)


@transaction.atomic
def follow(row: Intervention, *, is_followed: bool) -> Directive:
    """Whether it is followed after the meeting: a choice that stays with the record."""
    directive = record(row)
    if directive.gives_no_task == is_followed:
        directive.gives_no_task = not is_followed
        directive.save(update_fields=["gives_no_task"])
    return directive


def settle(meeting: Meeting) -> None:
    """With the conclusion, under its lock: every promise that is followed is a directive, and what
    is no promise any more gives no task."""
    promises = listing(meeting)
    for one in promises:
        if one.stored is None:
            _made(one, meeting)
        elif not one.is_mended:
            _say(one.stored, one, meeting)
    standing = [one.row.pk for one in promises]
    gone = meeting.directives.filter(nature=COMMITMENT).exclude(intervention__in=standing)
    gone.update(gives_no_task=True)


def _made(one: Promise, meeting: Meeting) -> Directive:
    count = meeting.directives.filter(nature=COMMITMENT).count()
    directive = Directive(meeting=meeting, intervention=one.row, nature=COMMITMENT, order=count + 1)
    _say(directive, one, meeting)
    return directive


def _say(directive: Directive, one: Promise, meeting: Meeting) -> None:
    """What the record says of it now."""
    directive.text = one.row.text[:LONGEST]
    directive.due_text, directive.due_on = one.due.words[:100], one.due.day
    directive.due_time = one.due.time
    directive.concerns_id = one.row.concerns_id
    directive.asked_by_id = asker(one.row, meeting)
    directive.save()
    directive.addressees.all().delete()
    if one.doer:
        one.doer.addressee(directive, is_lead=True).save()
