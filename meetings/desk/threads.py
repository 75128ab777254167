"""Question, explanation, answer: what was said in answer to what, shown together.

A thread stands where its first words were said; within it everything stands in the order of time,
set in by how far it is from the question.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

from meetings.desk.outline import Line
from meetings.models import Intervention, Meeting
from procuracy.web.errors import Refused
from procuracy.web.statements import kept

R = TypeVar("R", Intervention, Line)
DEEPEST = 2  # further answers are set in no further

Kind = Intervention.Kind
# What is usually said next; the secretary may choose otherwise.
NEXT_KIND = {
    Kind.QUESTION: Kind.EXPLANATION,
    Kind.EXPLANATION: Kind.ANSWER,
    Kind.COMMITMENT: Kind.ANSWER,
    Kind.REPORT: Kind.QUESTION,
    Kind.CONTRIBUTION: Kind.QUESTION,
    Kind.ANSWER: Kind.QUESTION,
    Kind.CONCLUSION: Kind.ANSWER,
}


def links(meeting: Meeting) -> dict[int, int]:
    """Row id → the id of the row that it answers; one query."""
    return dict(_links(meeting.pk))


@kept
def _links(meeting: int) -> QuerySet[Any, Any]:
    answering = Intervention.objects.filter(meeting=meeting, answers__isnull=False)
    return answering.order_by().values_list("pk", "answers_id")


def place(pk: int, answers: Mapping[int, int]) -> tuple[int, int]:
    """The thread that a row stands in, by the id of its first row, and how far in it stands."""
    steps, seen = 0, {pk}
    while (above := answers.get(pk)) is not None and above not in seen:
        seen.add(above)
        pk, steps = above, steps + 1
    return pk, min(steps, DEEPEST)


def mark(rows: Iterable[R], answers: Mapping[int, int]) -> list[R]:
    """Each row with its `thread` and `depth`, as a change that came alone needs them."""
    marked = list(rows)
    for row in marked:
        row.thread, row.depth = place(row.pk, answers)  # type: ignore[attr-defined]
    return marked


def arranged(rows: Iterable[R]) -> list[R]:
    """All rows of a record, thread by thread; where a question is missing its answer begins one."""
    known = list(rows)
    by_pk = {row.pk: row for row in known}
    answers = {row.pk: row.answers_id for row in known if row.answers_id in by_pk}
    marked = mark(known, answers)

    def key(row: R) -> tuple[object, ...]:
        first = by_pk[row.thread]  # type: ignore[attr-defined]
        return (first.spoken_at, first.pk, row is not first, row.spoken_at, row.pk)

    return sorted(marked, key=key)


def refuse_ring(row: Intervention, answered: Intervention) -> None:
    """A row cannot answer itself, nor what answers it."""
    above: Intervention | None = answered
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.pk == row.pk:
            raise Refused("Ý kiến không thể trả lời chính mình hoặc phần trả lời của mình.")
        seen.add(above.pk)
        above = above.answers
