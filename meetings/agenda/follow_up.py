"""What earlier conclusions left open, proposed for an agenda until it is closed: what is due, a
later day asked for, results that wait to be confirmed, tasks without a day, and the sum of all."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings import states
from meetings.agenda import proposing
from meetings.agenda.proposing import Hearing, Proposal, Source
from meetings.models import Directive, DirectiveTask, Extension
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import counting, following, outstanding, reviewing
from procuracy.web.dates import screen_day
from units.models import Unit

Nature = Directive.Nature
# A meeting farther ahead hears of tasks that will long be done by then.
NEAR = datetime.timedelta(days=31)
OFFICE = "Văn phòng"
WHAT = {
    Nature.ORDER: "việc thực hiện",
    Nature.COMMITMENT: "việc thực hiện cam kết",
    Nature.ANSWER: "việc giải quyết khó khăn, đề xuất",
    Nature.FINDING: "việc khắc phục sau kiểm tra",
}


def is_near(hearing: Hearing) -> bool:
    return states.day_of(hearing.meeting) - hearing.today <= NEAR


def due_tasks(hearing: Hearing) -> Iterable[Proposal]:
    """Tasks of earlier conclusions that are due by the meeting day and not reported, once that day
    is near."""
    if not is_near(hearing):
        return
    meeting, day = hearing.meeting, states.day_of(hearing.meeting)
    rows = following.open_tasks_for_agenda(meeting.organiser, day, meeting)
    for task in _named(outstanding.of_one(rows, meeting), day):
        yield _task_proposal(task, hearing.now)


def _named(rows: DirectiveTaskQuerySet, day: datetime.date) -> list[DirectiveTask]:
    """With their story, units under their names of the day."""
    tasks = list(outstanding.with_story(rows, day).order_by("due_on", "pk"))
    units = Unit.objects.named(day).in_bulk({task.unit_id for task in tasks})
    for task in tasks:
        task.unit = units[task.unit_id]
    return tasks


def _task_proposal(task: DirectiveTask, now: datetime.datetime) -> Proposal:
    unit, known = task.unit, outstanding.how(task, now)
    late = f" ({known.word})" if known.is_overdue else ""
    what = WHAT[Nature(task.directive.nature)]
    return proposing.of_task(
        task,
        title=f"{unit.short_name} báo cáo {what}: {task.directive.text[:200]}{late}",
        reason=f"Hạn {outstanding.due_words(task)}, theo {known.told}.",
        unit=unit,
        link=reverse("meetings:task_detail", args=[task.pk]),
    )


def extensions(hearing: Hearing) -> Iterable[Proposal]:
    """Later days asked for, of tasks that are not heard anyway: whoever grants them is there."""
    day = states.day_of(hearing.meeting)
    rows = outstanding.of_earlier(hearing.meeting).to_answer().filter(due_on__gt=day)
    rows = rows.filter(extensions__state=Extension.State.ASKED)
    for task in _named(rows, day):
        asked = list(task.extensions.all())[-1]
        yield Proposal(
            f"extension-{asked.pk}",
            f"Xem xét gia hạn cho {task.unit.short_name}: {task.directive.text[:200]}",
            f"Hạn {outstanding.due_words(task)}, đề nghị đến hết ngày {screen_day(asked.to_on)}: "
            f"{asked.reason}",
            task.unit,
            link=reverse("meetings:task_detail", args=[task.pk]),
        )


def unconfirmed(hearing: Hearing) -> Iterable[Proposal]:
    """Results that units reported and the Office has not confirmed: a line a unit."""
    day = states.day_of(hearing.meeting)
    found: dict[int, list[DirectiveTask]] = {}
    for task in _named(outstanding.of_earlier(hearing.meeting).to_confirm(), day):
        found.setdefault(task.unit_id, []).append(task)
    for tasks in sorted(found.values(), key=lambda some: (some[0].unit.order, some[0].unit_id)):
        unit = tasks[0].unit
        yield Proposal(
            f"unconfirmed-{unit.pk}",
            f"Nghe, xác nhận kết quả {unit.short_name} đã báo cáo",
            f"{len(tasks)} nhiệm vụ chờ xác nhận: {tasks[0].directive.text[:150]}",
            unit,
            presenter=OFFICE,
            link=reverse("meetings:task_detail", args=[tasks[0].pk]),
        )


def undated(hearing: Hearing) -> Iterable[Proposal]:
    """Tasks without a day: each meeting dates, closes or keeps them."""
    rows = outstanding.of_one(reviewing.unreviewed(hearing.meeting), hearing.meeting)
    if count := rows.count():
        yield Proposal(
            "undated",
            "Xem xét nhiệm vụ không định hạn",
            f"{count} nhiệm vụ chưa xong không có ngày: ấn định hạn, kết thúc theo dõi hoặc để "
            "thực hiện thường xuyên.",
            presenter=OFFICE,
            link=reverse("meetings:task_review_list", args=[hearing.meeting.pk]),
        )


def conclusions(hearing: Hearing) -> Iterable[Proposal]:
    """All that earlier conclusions left open, in one line of numbers."""
    rows = outstanding.of_earlier(hearing.meeting)
    count = counting.standing(rows, hearing.now).total()
    if not count.open:
        return
    parts = [
        (count.open_overdue, "quá hạn"),
        (count.open_in_term, "trong hạn"),
        (count.open_undated, "không định hạn"),
    ]
    said = ", ".join(f"{number} {words}" for number, words in parts if number)
    if reported := rows.to_confirm().count():
        said += f"; trong đó {reported} đã báo cáo, chờ xác nhận"
    yield Proposal(
        "conclusions",
        "Tình hình thực hiện kết luận kỳ trước",
        f"Đã giao {count.given} nhiệm vụ, hoàn thành {count.done}, chưa xong {count.open}: {said}.",
        presenter=OFFICE,
        link=reverse("meetings:task_list"),
    )


TASKS = Source("Nhiệm vụ đến hạn, quá hạn", due_tasks)
SOURCES = (
    Source("Kết luận kỳ trước", conclusions),
    TASKS,
    Source("Đề nghị gia hạn chờ quyết định", extensions),
    Source("Kết quả chờ xác nhận", unconfirmed),
    Source("Nhiệm vụ không định hạn", undated),
)
