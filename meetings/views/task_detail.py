"""One task: what it asks, where it came from, what became of it, and the steps one may take now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.forms.task_steps import (
    TaskDecisionForm,
    TaskExtensionForm,
    TaskFigureForm,
    TaskHandOverForm,
    TaskInChargeForm,
    TaskLinkForm,
    TaskProofForm,
    TaskReclaimForm,
    TaskSendForm,
)
from meetings.forms.tasks import (
    TaskFileForm,
    TaskPlanForm,
    TaskReportForm,
    TaskReturnForm,
    TaskStepForm,
)
from meetings.models import (
    Difficulty,
    DirectiveTask,
    Extension,
    Inspection,
    Meeting,
    TaskAnswer,
)
from meetings.papers import task_slip
from meetings.permissions import tasks as may
from meetings.tasks import answering, attaching, following, reclaiming
from meetings.tasks.overseeing import leaders_in_charge
from meetings.tasks.quoting import quote
from meetings.tasks.trail import trail
from meetings.views.tasks import name_units
from meetings.views.telling import asked
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.models import PlanTask
from units.acting import Request
from units.models import Document, DocumentAccess, Unit
from units.registry import record_access

State = DirectiveTask.State


@require_safe
@requires(may.may_see_task, load=DirectiveTask)
def task_detail(request: Request, task: DirectiveTask) -> HttpResponse:
    return render(request, "meetings/task_detail.html", _page(request, task))


@require_safe
@requires(may.may_see_task, load=DirectiveTask)
def task_print(request: Request, task: DirectiveTask) -> HttpResponse:
    """It quotes the issued notice: that it was drawn belongs to the notice's record."""
    at = clock.now()
    content = task_slip.drawn(task, request.today, at=at)
    if quoted := quote(task):
        record_access(quoted.document, DocumentAccess.Action.SLIP, by=request.user, at=at)
    headers = {
        "Content-Disposition": f'inline; filename="phieu-giao-viec-{task.pk}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def step(
    request: Request, task: DirectiveTask, name: str, form: Any, act: Callable[[], Any], done: str
) -> HttpResponse:
    """One form of the page: taken and told, or drawn again with what is wrong."""
    status = 422
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            messages.success(request, done)
            return redirect("meetings:task_detail", task.pk)
    context = _page(request, task) | {name: form}
    return render(request, "meetings/task_detail.html", context, status=status)


def seen(request: Request) -> int:
    """The version that the person saw when pressing the button."""
    form = TaskStepForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


def _page(request: Request, task: DirectiveTask) -> dict[str, Any]:
    task = following.told(DirectiveTask.objects.all()).get(pk=task.pk)
    name_units([task], request.today)
    told = _origin(request, task) | asked(request, task) | _steps(request, task)
    if told["may_answer"] or told["may_hand_over"] or told["may_head"]:
        told |= _forms(request, task)
    return told


def _origin(request: Request, task: DirectiveTask) -> dict[str, Any]:
    """What it asks and where it came from, as far as this user may see it."""
    user, directive = request.user, task.directive
    meeting, quoted = directive.meeting, quote(task)
    difficulties = Difficulty.objects.visible_to(user)
    inspections = Inspection.objects.visible_to(user)
    lines = PlanTask.objects.visible_to(user).numbered()
    line = lines.filter(pk=task.plan_task_id or 0).select_related("plan").first()
    return {
        "task": task,
        "directive": directive,
        "meeting": meeting,
        "may_see_meeting": meeting is not None
        and Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists(),
        "inspection": inspections.filter(findings__directive=directive).first(),
        "difficulty": difficulties.filter(pk=directive.difficulty_id or 0).first(),
        "quote": quoted,
        "may_see_document": quoted is not None
        and Document.objects.visible_to(user).filter(pk=quoted.document.pk).exists(),
        "leaders": leaders_in_charge(task, request.today),
        "line": line,
        "line_told": attaching.how_far(line) if line else "",
        "hand_overs": _handed(request, task),
        "accepted": task.acceptance_lines.select_related("acceptance__by__person"),
        "trail": trail(task),
        "files": task.files.light(),
        "evidence": task.evidence.select_related("by__person"),
        "today": request.today,
    }


def _handed(request: Request, task: DirectiveTask) -> list[str]:
    """Units that had it before, in order."""
    rows = list(task.hand_overs.order_by("pk"))
    names = Unit.objects.named(request.today).in_bulk([row.from_unit_id for row in rows])
    return [str(names[row.from_unit_id].short_name) for row in rows]


def _named(unit: int, request: Request) -> str:
    return str(Unit.objects.named(request.today).get(pk=unit).short_name)


def _steps(request: Request, task: DirectiveTask) -> dict[str, Any]:
    """What waits, and who may do what now."""
    user, version = request.user, {"version": task.version}
    waiting = task.answers.filter(state=TaskAnswer.State.WAITING).select_related("by__person")
    asked = task.extensions.filter(state=Extension.State.ASKED).select_related("asked_by__person")
    back = task.reclaims.waiting().select_related("asked_by__person", "hand_over")
    answer, unfinished = waiting.first(), answering.unfinished(task)
    return {
        "may_answer": may.may_answer_task(user, task),
        "may_head": may.may_head_task(user, task),
        "may_confirm": may.may_confirm_task(user, task),
        "may_extend": may.may_extend_task(user, task),
        "may_hand_over": may.may_hand_over_task(user, task),
        "may_reclaim": may.may_reclaim_task(user, task),
        "by_head": answering.goes_by_head(task, user),
        "can_acknowledge": task.state == State.NEW,
        "can_report": task.may_become(State.REPORTED),
        "can_confirm": task.may_become(State.CONFIRMED),
        "can_prove": task.state not in DirectiveTask.ENDED,
        "reported": _reported(task),
        "is_reported_late": following.reported_late(task),
        "extension": asked.first(),
        "reclaim": (reclaim := back.first()),
        "asks_back": _named(reclaim.hand_over.from_unit_id, request) if reclaim else "",
        "handed": reclaiming.last_from(task, request.acting),
        "answer": answer,
        "unfinished": unfinished,
        "step_form": TaskStepForm(initial=version),
        "report_form": TaskReportForm(
            initial=version | {"text": unfinished.text if unfinished else ""}
        ),
        "return_form": TaskReturnForm(initial=version),
        "decision_form": TaskDecisionForm(),
        "reclaim_form": TaskReclaimForm(initial=version),
        "reclaim_decision_form": TaskDecisionForm(auto_id="id_reclaim_decision_%s"),
        "send_form": TaskSendForm(initial={"text": answer.text if answer else ""}),
        "back_form": TaskDecisionForm(auto_id="id_back_%s", label="Ý kiến trả lại cán bộ"),
        "attach_form": TaskFileForm(),
    }


def _reported(task: DirectiveTask) -> str:
    """The report that waits for the Office."""
    reports = task.events.filter(state=State.REPORTED, is_note=False)
    last = reports.order_by("-pk").first() if task.state == State.REPORTED else None
    return last.text if last else ""


def _forms(request: Request, task: DirectiveTask) -> dict[str, Any]:
    """Of the other steps, for those who may take them."""
    version, on = {"version": task.version}, request.today
    return {
        "extension_form": TaskExtensionForm(initial=version),
        "charge_form": TaskInChargeForm(task, on, initial=version | {"seat": task.in_charge_id}),
        "hand_over_form": TaskHandOverForm(task, on, initial=version),
        "plan_form": TaskPlanForm(task.unit_id, initial=version),
        "link_form": TaskLinkForm(task.unit_id, initial=version),
        "figure_form": TaskFigureForm(task.unit_id, on),
        "proof_form": TaskProofForm(task.unit_id),
    }
