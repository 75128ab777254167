"""Nhiệm vụ không có hạn: each meeting of the giver dates, closes or keeps what has no day."""

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.models import DirectiveTask, Meeting, TaskReview
from meetings.models.directives import DirectiveTaskQuerySet
from meetings.tasks import following
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from units.models import User
from units.models.organisation import lineage

Outcome = TaskReview.Outcome


def undated(meeting: Meeting) -> DirectiveTaskQuerySet:
    """Open tasks in force without a day, from earlier orders of the office or those it succeeds."""
    offices, _ = lineage(meeting.organiser)
    rows = DirectiveTask.objects.active().to_answer().filter(due_on__isnull=True)
    rows = rows.given_by(offices).exclude(directive__meeting=meeting)
    return rows if meeting.kind.by_portfolio else rows.common()


def unreviewed(meeting: Meeting) -> DirectiveTaskQuerySet:
    return undated(meeting).exclude(reviews__meeting=meeting)


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
    return TaskReview.objects.create(
        task=task, meeting=meeting, outcome=outcome, words=words, due_on=due_on, by=by, at=at
    )


def _end(task: DirectiveTask, told: str, *, by: User, at: datetime.datetime) -> None:
    """Reported and confirmed by the meeting itself, in one go."""
    if task.state != DirectiveTask.State.REPORTED:
        following.move_on(task, DirectiveTask.State.REPORTED, told, by=by, at=at)
    following.move_on(task, DirectiveTask.State.CONFIRMED, told, by=by, at=at)
