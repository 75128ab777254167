"""Nhiệm vụ không có hạn: each meeting of the giver dates, closes or keeps what has no day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from meetings import states
from meetings.models import Directive, DirectiveTask, Meeting, TaskReview
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import following
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import User
from units.models.organisation import lineage

Outcome = TaskReview.Outcome
REVIEWING = (Meeting.State.IN_SESSION, Meeting.State.CONCLUDED)


@dataclass(frozen=True)
class Decision:
    """What the meeting said of one task: a last permitted day, or words."""

    task: DirectiveTask
    version: int
    outcome: str
    words: str = ""
    due_on: datetime.date | None = None


def undated(meeting: Meeting) -> DirectiveTaskQuerySet:
    """Open tasks in force without a day, from earlier orders of the office or those it succeeds;
    in a session with one unit those of that unit."""
    offices, _ = lineage(meeting.organiser)
    rows = DirectiveTask.objects.active().to_answer().filter(due_on__isnull=True)
    rows = rows.given_by(offices).exclude(directive__meeting=meeting)
    if meeting.with_unit:
        units, _ = lineage(meeting.with_unit)
        rows = rows.filter(unit__in=units)
    return rows if meeting.kind.by_portfolio else rows.common()


def unreviewed(meeting: Meeting) -> DirectiveTaskQuerySet:
    return undated(meeting).exclude(reviews__meeting=meeting)


def waiting(meeting: Meeting) -> QuerySet[DirectiveTask]:
    """Not yet looked at, with `last_words`: why an earlier meeting kept it."""
    kept = TaskReview.objects.filter(task=OuterRef("pk"), outcome=Outcome.KEPT).order_by("-pk")
    rows = following.told(unreviewed(meeting)).annotate(
        last_words=Subquery(kept.values("words")[:1]), last_at=Subquery(kept.values("at")[:1])
    )
    return rows.order_by("directive__meeting__starts_at", "directive", "unit__order", "pk")


def orders(meeting: Meeting) -> QuerySet[Any, Any]:
    """Ids of the directives whose tasks wait, the earliest meeting first."""
    waiting = unreviewed(meeting).order_by().values("directive")
    rows = Directive.objects.filter(pk__in=waiting)
    return rows.order_by("meeting__starts_at", "pk").values_list("pk", flat=True)


def made(meeting: Meeting) -> QuerySet[TaskReview]:
    """What this meeting decided, in the order of deciding."""
    rows = TaskReview.objects.filter(meeting=meeting).order_by("pk")
    return rows.select_related("task__directive", "by__person")


def refusal(meeting: Meeting) -> str:
    """Why nothing can be decided here now; "" when it can."""
    if meeting.state in REVIEWING:
        return ""
    return (
        f"Hội nghị {meeting.get_state_display()}: xem xét nhiệm vụ không có hạn khi hội nghị đang "
        "họp, hoặc sau kết luận cho đến khi kết thúc."
    )


@transaction.atomic
def decide(
    meeting: Meeting, decisions: Iterable[Decision], *, by: User, at: datetime.datetime
) -> int:
    """All of them or, where one is refused, none."""
    made = [
        review(
            one.task,
            meeting=meeting,
            outcome=one.outcome,
            words=one.words,
            due_on=one.due_on,
            version=one.version,
            by=by,
            at=at,
        )
        for one in decisions
    ]
    return len(made)


@transaction.atomic
def keep_as_before(meeting: Meeting, *, by: User, at: datetime.datetime) -> int:
    """What an earlier meeting kept is kept in its words; how many."""
    kept = TaskReview.objects.filter(outcome=Outcome.KEPT).order_by().values("task")
    rows = waiting(meeting).filter(pk__in=kept)
    same = [
        Decision(task, task.version, Outcome.KEPT, task.last_words)  # type: ignore[attr-defined]
        for task in rows
    ]
    return decide(meeting, same, by=by, at=at)


@transaction.atomic
def review(
    task: DirectiveTask,
    *,
    meeting: Meeting,
    outcome: str,
    words: str = "",
    due_on: datetime.date | None = None,
    version: int,
    by: User,
    at: datetime.datetime,
) -> TaskReview:
    """Dated: it has a last permitted day from now on. Closed: confirmed as followed to its end, in
    the meeting's words. Kept: goes on without one, and why."""
    if why := refusal(states.locked(meeting)):
        raise Refused(why)
    task = following.locked(task, version)
    if task.due_on or task.state in DirectiveTask.ENDED:
        raise Refused("Nhiệm vụ này đã có hạn hoặc đã kết thúc.")
    told = f"{meeting.title}: {Outcome(outcome).label}"
    if outcome == Outcome.DATED:
        if due_on is None or due_on < timezone.localdate(at):
            raise Refused("Ghi ngày còn ở phía trước.")
        task.due_on = due_on
        told += f" {screen_day(due_on)}"
    elif not words:
        raise Refused("Ghi lý do kết thúc theo dõi hoặc lý do để không định hạn.")
    told = f"{told}. {words}".strip()
    if outcome == Outcome.CLOSED:
        _end(task, told, by=by, at=at)
    else:
        task.version += 1
        task.save(update_fields=["due_on", "version"])
        following.note(task, told, by=by, at=at)
    due = due_on if outcome == Outcome.DATED else None
    return TaskReview.objects.create(
        task=task, meeting=meeting, outcome=outcome, words=words, due_on=due, by=by, at=at
    )


def _end(task: DirectiveTask, told: str, *, by: User, at: datetime.datetime) -> None:
    """Reported and confirmed by the meeting itself, in one go."""
    if task.state != DirectiveTask.State.REPORTED:
        following.move_on(task, DirectiveTask.State.REPORTED, told, by=by, at=at)
    following.move_on(task, DirectiveTask.State.CONFIRMED, told, by=by, at=at)
