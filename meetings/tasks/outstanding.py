"""What is still open, and how each task stands in a word: the same in a unit's report, at the
desk, in the hall, on the next agenda and in the annex of the next notice, until it is closed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from meetings.models import Directive, DirectiveTask, Extension, Meeting, TaskAnswer, TaskEvent
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import following
from procuracy.web.dates import office_day, screen_day
from units.models import Unit
from units.models.organisation import lineage

State, Nature = DirectiveTask.State, Directive.Nature
UNDATED = "không định hạn"
REASON = 120  # letters of a reason that are said


@dataclass(frozen=True)
class Outstanding:
    """`word` and `tone`: how it stands (`quá hạn 6 ngày`, bad); `notes`: what else happened to it;
    `origin`: where it came from."""

    task: DirectiveTask
    word: str
    tone: str
    notes: tuple[str, ...]
    origin: str

    @property
    def text(self) -> str:
        return self.task.directive.text

    @property
    def heading(self) -> str:
        """What kind of thing is owed."""
        nature = Nature(self.task.directive.nature)
        if nature == Nature.ORDER and self.task.directive.meeting_id is None:
            return OUTSIDE
        return HEADINGS[nature]

    @property
    def is_overdue(self) -> bool:
        return self.tone == "bad"

    @property
    def is_commitment(self) -> bool:
        return self.task.directive.nature == Nature.COMMITMENT

    @property
    def told(self) -> str:
        """Where it came from and what happened to it, in one line."""
        return "; ".join([self.origin, *self.notes])


OUTSIDE = "Chỉ đạo ngoài hội nghị"
HEADINGS = {
    Nature.ORDER: "Nhiệm vụ từ kết luận trước",
    Nature.COMMITMENT: "Cam kết tại hội nghị trước",
    Nature.ANSWER: "Việc hứa giải quyết khó khăn, đề xuất",
    Nature.FINDING: "Khắc phục sau kiểm tra",
}


def of_unit(unit: Unit, at: datetime.datetime) -> list[Outstanding]:
    """Of the unit and those it succeeds, the earliest due first, what has no day last.

    With what was reported and waits to be confirmed, and what an unissued conclusion plans. Shown
    to many: without what a leaders' briefing ordered for one of them alone. A fixed number of
    queries.
    """
    units, _ = lineage(unit)
    rows = DirectiveTask.objects.open().common().filter(unit__in=units)
    return standing(rows, at)


def of_earlier(meeting: Meeting) -> DirectiveTaskQuerySet:
    """Tasks in force, open or ended, of earlier orders of a meeting's office and of those that it
    succeeds; of a session with one unit that unit's. What a briefing told one leader alone is heard
    there again and nowhere else."""
    offices, _ = lineage(meeting.organiser)
    rows = DirectiveTask.objects.active().given_by(offices)
    rows = rows.filter(~Q(directive__meeting=meeting) | Q(directive__meeting__isnull=True))
    rows = rows if meeting.kind.by_portfolio else rows.common()
    return of_one(rows, meeting)


def of_one(rows: DirectiveTaskQuerySet, meeting: Meeting) -> DirectiveTaskQuerySet:
    """A session with one unit hears of that unit."""
    return rows.filter(unit=meeting.with_unit_id) if meeting.with_unit_id else rows


def standing(rows: DirectiveTaskQuerySet, at: datetime.datetime) -> list[Outstanding]:
    return [how(task, at) for task in with_story(rows, office_day(at)).order_by("due_on", "pk")]


def with_story(rows: DirectiveTaskQuerySet, on: datetime.date) -> DirectiveTaskQuerySet:
    """With all that `how` tells of a task; units under their names of the day."""
    named = Unit.objects.named(on)
    return following.told(rows).prefetch_related(
        Prefetch("events", TaskEvent.objects.order_by("pk")),
        Prefetch("extensions", Extension.objects.order_by("pk")),
        Prefetch("answers", TaskAnswer.objects.filter(state=TaskAnswer.State.WAITING)),
        Prefetch("hand_overs__from_unit", named),
    )


def how(task: DirectiveTask, at: datetime.datetime) -> Outstanding:
    """Of a task with its story."""
    word, tone = _word(task, at)
    return Outstanding(task, word, tone, tuple(_notes(task)), following.origin(task))


def _word(task: DirectiveTask, at: datetime.datetime) -> tuple[str, str]:
    if not task.is_active:
        return "dự kiến", "going"
    if task.state == State.REPORTED:
        reported = f" {screen_day(office_day(task.reported_at))}" if task.reported_at else ""
        return f"đã báo cáo{reported}, chờ xác nhận", "good"
    if task.due_on is None:
        return task.directive.due_text or UNDATED, "going"
    if late := late_words(task, at):
        return late, "bad"
    return f"hạn {due_words(task)}", "going"


def due_words(task: DirectiveTask) -> str:
    """`15/9/2026`, `16:30, 15/9/2026`; empty without a day."""
    if task.due_on is None:
        return ""
    hour = f"{task.due_time:%H:%M}, " if task.due_time else ""
    return f"{hour}{screen_day(task.due_on)}"


def late_words(task: DirectiveTask, at: datetime.datetime) -> str:
    """`quá hạn 6 ngày`, on the day itself `quá hạn 2 giờ`; empty while there is time."""
    if task.due_on is None or not task.is_overdue(at):
        return ""
    if days := (office_day(at) - task.due_on).days:
        return f"quá hạn {days} ngày"
    due = datetime.datetime.combine(task.due_on, task.due_time or datetime.time.max)
    hours = int((at - timezone.make_aware(due)).total_seconds() // 3600)
    return f"quá hạn {hours} giờ" if hours else "vừa quá hạn"


def _notes(task: DirectiveTask) -> Iterable[str]:
    if task.occurrence:
        yield f"kỳ {screen_day(task.occurrence)} ({task.directive.get_repeats_display()})"
    for one in task.hand_overs.all():
        yield f"nhận từ {one.from_unit.short_name} ngày {screen_day(office_day(one.at))}"
    yield from _extended(task)
    if reason := _returned(task):
        yield f"đã trả lại: {reason[:REASON]}"
    if task.answers.all():
        yield "báo cáo kết quả đang chờ thủ trưởng đơn vị duyệt"


def _extended(task: DirectiveTask) -> Iterable[str]:
    rows = list(task.extensions.all())
    granted = [one for one in rows if one.state == Extension.State.GRANTED]
    if granted:
        yield f"đã gia hạn từ {screen_day(granted[0].from_on)}"
    if rows and rows[-1].state == Extension.State.ASKED:
        yield f"đề nghị gia hạn đến hết ngày {screen_day(rows[-1].to_on)}, chờ quyết định"
    if rows and rows[-1].state == Extension.State.REFUSED:
        yield f"không được gia hạn đến {screen_day(rows[-1].to_on)}"


def _returned(task: DirectiveTask) -> str:
    """Why the last report was not enough, while it is not reported anew."""
    if task.state != State.IN_PROGRESS:
        return ""
    events = [one for one in task.events.all() if not one.is_note]
    reports = [at for at, one in enumerate(events) if one.state == State.REPORTED]
    after = events[reports[-1] + 1 :] if reports else []
    return next((one.text for one in after if one.state == State.IN_PROGRESS), "")
