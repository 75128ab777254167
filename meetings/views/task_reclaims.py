"""A task that was handed over, asked back by the unit that had it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from meetings.forms.task_steps import TaskDecisionForm, TaskReclaimForm
from meetings.models import DirectiveTask, Reclaim
from meetings.permissions import tasks as may
from meetings.tasks import reclaiming
from meetings.views.answers import telling
from meetings.views.task_detail import step
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request


@require_POST
@requires(may.may_reclaim_task, load=DirectiveTask)
def task_reclaim_ask(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskReclaimForm(request.POST)

    def act() -> None:
        reclaiming.ask(task, **form.said(), by=request.user, at=clock.now())

    done = "Đã đề nghị nhận lại nhiệm vụ; đơn vị đang giữ vẫn thực hiện đến khi có quyết định."
    return step(request, task, "reclaim_form", form, act, done)


@require_POST
@requires(may.may_hand_over_task, load=DirectiveTask)
def task_reclaim_grant(request: Request, task: DirectiveTask, reclaim: int) -> HttpResponse:
    asked, form = _asked(task, reclaim), _decision(request.POST)

    def act() -> None:
        words = form.cleaned_data["words"]
        reclaiming.grant(asked, words=words, by=request.user, at=clock.now())

    done = "Đã giao lại nhiệm vụ cho đơn vị đề nghị."
    return step(request, task, "reclaim_decision_form", form, act, done)


@require_POST
@requires(may.may_hand_over_task, load=DirectiveTask)
def task_reclaim_refuse(request: Request, task: DirectiveTask, reclaim: int) -> HttpResponse:
    asked, form = _asked(task, reclaim), _decision(request.POST, required=True)

    def act() -> None:
        words = form.cleaned_data["words"]
        reclaiming.refuse(asked, words=words, by=request.user, at=clock.now())

    done = "Đã trả lời không đồng ý giao lại nhiệm vụ."
    return step(request, task, "reclaim_decision_form", form, act, done)


@require_POST
@requires(may.may_reclaim_task, load=DirectiveTask)
def task_reclaim_withdraw(request: Request, task: DirectiveTask, reclaim: int) -> HttpResponse:
    asked = _asked(task, reclaim)
    with telling(request, "Đã rút đề nghị nhận lại."):
        reclaiming.withdraw(asked, by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


def _decision(*args: Any, required: bool = False) -> TaskDecisionForm:
    return TaskDecisionForm(*args, auto_id="id_reclaim_decision_%s", required=required)


def _asked(task: DirectiveTask, reclaim: int) -> Reclaim:
    return get_object_or_404(task.reclaims, pk=reclaim)
