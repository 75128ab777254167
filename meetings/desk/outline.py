"""A whole record as plain lines: enough to lay it out and to know which rows are drawn already.

To read two thousand rows as models takes a second of the processor, in which nobody's words are
saved; as lines it takes some hundredths.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from meetings.desk.quoting import Piece
from meetings.models import Directive, Exhibit, Intervention, Meeting
from meetings.scheduling.planning import day_of
from procuracy.web.statements import kept
from units.models import Unit

COLUMNS = (
    "pk",
    "client_key",
    "kind",
    "speaker_text",
    "spoken_at",
    "removed_at",
    "is_finished",
    "asked",
    "answers",
    "concerns",
    "text",
)


@dataclass(frozen=True)
class Asked:
    """The unit that was asked."""

    short_name: str


@dataclass(slots=True)
class Line:
    """What an intervention without cards and quoted words is drawn from, under its names."""

    pk: int
    client_key: UUID
    kind: str
    speaker_text: str
    spoken_at: datetime.datetime
    removed_at: datetime.datetime | None
    is_finished: bool
    asked_id: int | None
    answers_id: int | None
    concerns_id: int | None
    text: str
    asked: Asked | None = None
    answers: "Line | None" = None
    cards: Sequence[Exhibit] = ()
    pieces: list[Piece] = field(default_factory=list)
    thread: int = 0
    depth: int = 0
    markup: str = ""


def lines(meeting: Meeting) -> list[Line]:
    """All rows, those taken out too; two queries."""
    found = [Line(*row) for row in _rows(meeting.pk)]
    by_pk = {line.pk: line for line in found}
    units = Unit.objects.filter(pk__in={line.asked_id for line in found if line.asked_id})
    names = units.order_by().short_names(day_of(meeting))
    asked = {pk: Asked(name) for pk, name in names.items()}
    for line in found:
        line.asked = asked.get(line.asked_id or 0)
        line.answers = by_pk.get(line.answers_id or 0)
        line.pieces = [Piece(line.text)]
    return found


@kept
def _rows(meeting: int) -> QuerySet[Any, Any]:
    return Intervention.objects.filter(meeting=meeting).order_by().values_list(*COLUMNS)


def with_more(meeting: Meeting) -> set[int]:
    """Keys of rows drawn with more than their lines say: cards, words that a directive quotes."""
    return {pk for (pk,) in [*_carded(meeting.pk), *_quoted(meeting.pk)]}


@kept
def _carded(meeting: int) -> QuerySet[Any, Any]:
    rows = Exhibit.objects.filter(intervention__meeting=meeting)
    return rows.order_by().values_list("intervention")


@kept
def _quoted(meeting: int) -> QuerySet[Any, Any]:
    rows = Directive.objects.filter(intervention__meeting=meeting).exclude(quote="")
    return rows.order_by().values_list("intervention")
