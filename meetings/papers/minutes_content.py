"""What the record of a meeting says, as plain data: frozen at each conclusion, printed, compared.

Names are those of the meeting day; moments are ISO in office time.
"""

import datetime
import hashlib
import json
from typing import Any

from django.utils import timezone

from meetings import states
from meetings.attendance import attending
from meetings.models import AgendaItem, Attendance, Directive, Intervention, Meeting
from meetings.papers import addressing
from units.models import Unit

Content = dict[str, Any]


def content(meeting: Meeting) -> Content:
    """{title, period, office, place, form, opened_at, concluded_at, chair, secretaries, sites,
    people, agenda, said, assessment, directives, unexplained}; 12 queries.

    chair {name, position}; secretaries [name]; sites [{name, people}]; people [{name, label, site,
    presence, excuse, replaced_by}]; agenda [{no, title, is_heading, is_done}]; said [{no, time,
    kind, speaker, text, answers: no or None, item: no of the agenda or None}]; directives [{no,
    text, leads, others, due, product, gives_no_task}]; unexplained [text]; gives_no_task true
    where that was chosen. A line, row or directive that concerns one leader alone says so: concerns
    {unit, role, since, person, name}.
    """
    day = states.day_of(meeting)
    agenda = list(meeting.agenda.select_related("concerns__person", "concerns__unit"))
    return {
        "title": meeting.title,
        "period": meeting.period.label if meeting.period else "",
        "office": Unit.objects.named(day).get(pk=meeting.organiser_id).name,
        "place": meeting.place,
        "form": meeting.get_form_display(),
        "opened_at": _moment(meeting.opened_at or meeting.starts_at),
        "concluded_at": _moment(meeting.concluded_at),
        "chair": {"name": meeting.chair.person.full_name, "position": meeting.chair.position},
        "secretaries": [one.full_name for one in meeting.secretaries.order_by("pk")],
        "sites": [{"name": one.name, "people": one.head_count} for one in meeting.sites.all()],
        "people": _people(meeting),
        "agenda": [
            {"no": no, "title": one.title, "is_heading": one.is_heading, "is_done": one.is_done}
            | _concerns(one)
            for no, one in enumerate(agenda, start=1)
        ],
        "said": _said(meeting, {one.pk: no for no, one in enumerate(agenda, start=1)}),
        "assessment": meeting.assessment,
        "directives": _directives(meeting, day),
        "unexplained": [one.text for one in meeting.questions.unexplained()],
    } | ({"gives_no_task": True} if meeting.gives_no_task else {})


def digest(said: Content) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(moment: datetime.datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


def _concerns(row: AgendaItem | Intervention | Directive) -> dict[str, Any]:
    """Of a leaders' briefing, where a row concerns one alone: the position that he holds, by the
    unit's code, the role, its first day and his name; `name`: as he is printed."""
    seat = row.concerns
    if seat is None:
        return {}
    return {
        "concerns": {
            "unit": seat.unit.code,
            "role": seat.role,
            "since": seat.valid_from.isoformat(),
            "person": seat.person.full_name,
            "name": seat.named,
        }
    }


def _people(meeting: Meeting) -> list[dict[str, str]]:
    seats = attending.seats(meeting)
    labels = {seat.attendance.pk: seat for seat in seats}
    return [_person(seat, labels) for seat in seats]


def _person(seat: attending.Seat, labels: dict[int, attending.Seat]) -> dict[str, str]:
    row = seat.attendance
    instead = labels.get(row.replaced_by_id or 0)
    return {
        "name": row.name,
        "label": seat.post,
        "site": row.site.name,
        "presence": row.presence,
        "presence_words": Attendance.Presence(row.presence).label,
        "excuse": row.excuse,
        "replaced_by": instead.attendance.name if instead else "",
    }


def _said(meeting: Meeting, items: dict[int, int]) -> list[dict[str, Any]]:
    """Rows of the record in the order they were said; what was taken out of it is not there.

    `items` gives a line of the agenda its number: no key of a row is frozen.
    """
    standing = meeting.interventions.standing().select_related("concerns__person", "concerns__unit")
    rows = list(standing.order_by("spoken_at", "pk"))
    places = {row.pk: no for no, row in enumerate(rows, start=1)}
    return [
        {
            "no": places[row.pk],
            "time": f"{timezone.localtime(row.spoken_at):%H:%M}",
            "kind": Intervention.Kind(row.kind).label,
            "speaker": row.speaker_text,
            "text": row.text,
            "answers": places.get(row.answers_id or 0),
            "item": items.get(row.agenda_item_id or 0),
        }
        | _concerns(row)
        for row in rows
    ]


def _directives(meeting: Meeting, day: datetime.date) -> list[dict[str, Any]]:
    known = meeting.directives.orders().select_related("concerns__person", "concerns__unit")
    rows = list(known.order_by("order", "pk"))
    names = addressing.addressees([row.pk for row in rows], day)
    return [
        _directive(no, row, names[row.pk]) | _concerns(row) for no, row in enumerate(rows, start=1)
    ]


def _directive(no: int, row: Directive, names: addressing.Addressees) -> dict[str, Any]:
    return {
        "no": no,
        "text": row.text,
        "leads": names.leads,
        "others": names.others,
        "due": addressing.due_words(row),
        "product": row.product,
        "gives_no_task": row.gives_no_task,
    }
