"""Following a conclusion up: the addressee answers, the Office confirms.

Every step locks the task and compares the version that the person saw: of two people at once one
wins, the other is told who came first.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from meetings.models import (
    Directive,
    DirectiveTask,
    Extension,
    Meeting,
    NoticeParagraph,
    TaskAnswer,
    TaskEvent,
)
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanTask
from units.models import Person, Unit, User
from units.models.organisation import lineage

State = DirectiveTask.State


def open_tasks_for_agenda(
    organiser: Unit, on: datetime.date, meeting: Meeting | None = None
) -> DirectiveTaskQuerySet:
    """What a meeting on the day `on` must hear: tasks in force that are due by then and that nobody
    reported, from earlier conclusions of this office and of those it succeeds; without those that
    stand on the agenda of `meeting` already. What a leaders' briefing ordered for one of them is
    heard there again and nowhere else."""
    offices, _ = lineage(organiser)
    tasks = DirectiveTask.objects.active().to_answer().filter(due_on__lte=on)
    tasks = tasks.given_by(offices)
    if meeting is not None:
        tasks = tasks.exclude(agenda_items__meeting=meeting).exclude(directive__meeting=meeting)
    if meeting is None or not meeting.kind.by_portfolio:
        tasks = tasks.common()
    return tasks.select_related("directive__meeting", "directive__finding__inspection", "unit")


def acknowledge(
    task: DirectiveTask, *, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    return _step(task, State.ACKNOWLEDGED, "", version=version, by=by, at=at)


def report(
    task: DirectiveTask, *, text: str, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    """The addressee's answer; from now on it waits for the Office."""
    return _step(task, State.REPORTED, text, version=version, by=by, at=at)


def confirm(task: DirectiveTask, *, version: int, by: User, at: datetime.datetime) -> DirectiveTask:
    return _step(task, State.CONFIRMED, "", version=version, by=by, at=at)


def send_back(
    task: DirectiveTask, *, reason: str, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    """Not enough: back to the addressee with the reason."""
    return _step(task, State.IN_PROGRESS, reason, version=version, by=by, at=at)


@transaction.atomic
def add_to_plan(
    task: DirectiveTask,
    *,
    plan: Plan,
    version: int,
    by: User,
    at: datetime.datetime,
    people: Iterable[Person] = (),
    due_on: datetime.date | None = None,
) -> PlanTask:
    """Bổ sung vào chương trình: a line in the unit's plan that names where it came from.

    A plan that is approved already keeps its approved version: the line waits in a supplement.
    `people`: in charge, else whom the conclusion named; `due_on`: else its own day.
    """
    task = locked(task, version)
    _must_be_new(task, plan)
    if plan.is_live and plans.supplement_of(plan) is None:
        plans.open_supplement(plan, reason=f"Thực hiện {origin(task)}"[:2000], by=by, at=at)
    named = [task.appointment.person] if task.appointment else []
    line = plans.add_task(_line(task, due_on), plan=plan, by=by, people=list(people) or named)
    task.plan_task = line
    waits = " (chờ phê duyệt bổ sung)" if plan.is_live else ""
    told = f"Bổ sung vào “{plan.title}”, mục {_number(line)}{waits}."
    move_on(task, State.IN_PROGRESS, told, by=by, at=at)
    return line


@transaction.atomic
def link_to_plan(
    task: DirectiveTask, *, line: PlanTask, version: int, by: User, at: datetime.datetime
) -> PlanTask:
    """A line that stands in the unit's plan already carries it out."""
    task = locked(task, version)
    _must_be_new(task, line.plan)
    if line.dropped_on:
        raise Refused("Nhiệm vụ này của chương trình đã thôi thực hiện: chọn nhiệm vụ khác.")
    task.plan_task = line
    said = list(dict.fromkeys([*filter(None, line.origin.split("; ")), origin(task)]))
    line.origin = "; ".join(said)[:200]
    line.save(update_fields=["origin"])
    told = f"Thực hiện trong “{line.plan.title}”, mục {_number(line)}."
    move_on(task, State.IN_PROGRESS, told, by=by, at=at)
    return line


@transaction.atomic
def unlink_from_plan(
    task: DirectiveTask, *, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    """The line stays in the unit's plan, on its own; who drops it there says why there."""
    task = locked(task, version)
    line = task.plan_task
    if line is None:
        raise Refused("Nhiệm vụ này không nằm trong chương trình nào.")
    line.origin = "; ".join(one for one in line.origin.split("; ") if one != origin(task))
    line.save(update_fields=["origin"])
    task.plan_task = None
    told = f"Gỡ khỏi “{line.plan.title}”, mục {_number(line)}."
    move_on(task, State.IN_PROGRESS, told, by=by, at=at)
    return task


def _must_be_new(task: DirectiveTask, plan: Plan) -> None:
    if task.plan_task_id:
        raise Refused("Nhiệm vụ này đã có trong chương trình của đơn vị.")
    if plan.unit_id != task.unit_id:
        raise Refused("Chỉ bổ sung vào chương trình của chính đơn vị được giao.")


def _number(line: PlanTask) -> int:
    return PlanTask.objects.numbered().get(pk=line.pk).no


def _line(task: DirectiveTask, due_on: datetime.date | None) -> PlanTask:
    """Another day than the ordered one stands alone: the words are those of the order."""
    directive = task.directive
    is_other = due_on is not None and due_on != task.due_on
    return PlanTask(
        content=directive.text[:3000],
        lead_id=task.unit_id,
        product=directive.product,
        due_on=due_on or task.due_on,
        due_text="" if is_other else directive.due_text,
        origin=origin(task)[:200],
    )


def reported_late(task: DirectiveTask) -> bool:
    """Whether the report that stands came after the term (counting judges alike, in SQL)."""
    if task.due_on is None or task.reported_at is None:
        return False
    local = timezone.localtime(task.reported_at)
    if local.date() != task.due_on:
        return local.date() > task.due_on
    return task.due_time is not None and local.time() > task.due_time


def told(rows: DirectiveTaskQuerySet) -> DirectiveTaskQuerySet:
    """With everything that says where a task came from, for lists of any length."""
    return (
        rows.select_related(
            "directive__meeting__notice__document",
            "directive__intervention",
            "directive__finding__inspection",
            "unit",
            "appointment__person",
            "plan_task__plan",
        )
        .defer(
            "directive__meeting__notice__document__pdf",
            "directive__meeting__notice__document__facts",
            "directive__meeting__notice__earlier",
        )
        .prefetch_related("directive__paragraphs")
    )


# What a line of a table needs of a task; paths of `listed`.
_LISTED = {
    "": ("unit", "state", "is_lead", "due_on", "due_time"),
    "directive__": ("text", "order", "nature", "due_text", "occasion", "given_on", "office"),
    "directive__meeting__": ("title", "state"),
    "directive__meeting__notice__": ("state", "released_at"),
    "directive__meeting__notice__document__": ("kind", "code"),
    "directive__finding__inspection__": ("mode", "conclusion", "planned_month"),
}


def listed(rows: DirectiveTaskQuerySet) -> DirectiveTaskQuerySet:
    """As `told`, with no more than a table shows: words, unit, where from, day and state."""
    rows = rows.select_related(
        "directive__meeting__notice__document", "directive__finding__inspection"
    )
    columns = [f"{path}{name}" for path, names in _LISTED.items() for name in names]
    paragraphs = NoticeParagraph.objects.only("order", "directive").order_by("order", "pk")
    return rows.only(*columns).prefetch_related(Prefetch("directive__paragraphs", paragraphs))


def origin(task: DirectiveTask) -> str:
    """'Thông báo số 05/TB-VKS, mục 3', or the meeting where nothing was issued; outside meetings
    what it came from."""
    notice = getattr(task.directive.meeting, "notice", None)
    is_promise = task.directive.nature == Directive.Nature.COMMITMENT  # stands in no notice
    if notice is None or notice.document is None or is_promise:
        return task.directive.source_name
    return f"{notice.document}, mục {paragraph_no(task)}"


def paragraph_no(task: DirectiveTask) -> int:
    """The paragraph of the notice that orders it; the directive's own number without a notice."""
    paragraphs = task.directive.paragraphs.all()
    return paragraphs[0].order if paragraphs else task.directive.order


@transaction.atomic
def _step(
    task: DirectiveTask, state: str, text: str, *, version: int, by: User, at: datetime.datetime
) -> DirectiveTask:
    task = locked(task, version)
    move_on(task, state, text, by=by, at=at)
    return task


def locked(task: DirectiveTask, version: int) -> DirectiveTask:
    rows = DirectiveTask.objects.select_related(
        "directive__meeting__notice__document",
        "directive__finding__inspection",
        "appointment__person",
        "unit",
    )
    task = rows.select_for_update(of=("self",)).get(pk=task.pk)
    if task.version != version:
        raise Refused(_came_first(task))
    if not task.is_active:
        raise Refused("Nhiệm vụ này mới là dự kiến: thông báo kết luận chưa phát hành.")
    return task


def _came_first(task: DirectiveTask) -> str:
    """Who moved it last, or put its day off since; a colleague named changes no state."""
    last = task.events.select_related("by__person").order_by("-pk").first()
    granted = task.extensions.filter(state=Extension.State.GRANTED)
    later = granted.select_related("decided_by__person").order_by("-decided_at").first()
    if later and later.decided_at and (last is None or later.decided_at >= last.at):
        return (
            f"{later.decided_by} vừa gia hạn nhiệm vụ này đến {screen_day(later.to_on)}; "
            "hãy xem lại rồi thực hiện."
        )
    if last is None or last.is_note or last.state != task.state:
        return "Nhiệm vụ này vừa được người khác cập nhật; hãy xem lại rồi thực hiện."
    return (
        f"{last.by} vừa chuyển nhiệm vụ này sang “{last.get_state_display()}” "
        f"lúc {screen_moment(last.at)}; hãy xem lại rồi thực hiện."
    )


def move_on(task: DirectiveTask, state: str, text: str, *, by: User, at: datetime.datetime) -> None:
    """One step of a task that is locked, into its trail."""
    if not task.may_become(state):
        wanted = State(state).label
        raise Refused(
            f"Nhiệm vụ đang ở trạng thái “{task.get_state_display()}” nên không chuyển "
            f"sang “{wanted}” được."
        )
    task.state = state
    task.version += 1
    if state == State.REPORTED:
        task.reported_at = at
    if state == State.CONFIRMED:
        task.confirmed_at = at
    task.save()
    close_waiting(task, by=by, at=at)
    TaskEvent.objects.create(task=task, state=state, text=text, by=by, at=at)


def close_waiting(task: DirectiveTask, *, by: User, at: datetime.datetime) -> None:
    """What nobody needs to decide any more: an answer once one was given, a request for a later
    day once the task has ended."""
    decided = {"decided_by": by, "decided_at": at}
    if task.state not in DirectiveTask.WITH_ADDRESSEE:
        waiting = task.answers.filter(state=TaskAnswer.State.WAITING)
        waiting.update(state=TaskAnswer.State.RETURNED, words="Đã có báo cáo khác.", **decided)
    if task.state in DirectiveTask.ENDED:
        asked = task.extensions.filter(state=Extension.State.ASKED)
        asked.update(
            state=Extension.State.WITHDRAWN, words="Nhiệm vụ đã kết thúc theo dõi.", **decided
        )
        task.reclaims.close("Nhiệm vụ đã kết thúc theo dõi.", by=by, at=at)


def note(task: DirectiveTask, text: str, *, by: User | None, at: datetime.datetime) -> None:
    """A line of the trail without another state; by nobody: it followed by itself."""
    TaskEvent.objects.create(task=task, state=task.state, is_note=True, text=text, by=by, at=at)
