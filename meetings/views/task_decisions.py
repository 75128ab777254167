"""What of a task is decided by another than who asks: a later day, a clerk's report."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from meetings.forms.task_steps import TaskDecisionForm, TaskExtensionForm, TaskSendForm
from meetings.models import DirectiveTask, Extension, TaskAnswer
from meetings.permissions import tasks as may
from meetings.tasks import answering, extending
from meetings.views.answers import telling
from meetings.views.task_detail import step
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_extension_ask(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskExtensionForm(request.POST)

    def act() -> None:
        extending.ask(task, **form.said(), by=request.user, at=clock.now())

    done = "Đã đề nghị gia hạn; hạn cũ còn hiệu lực đến khi lãnh đạo đồng ý."
    return step(request, task, "extension_form", form, act, done)


@require_POST
@requires(may.may_extend_task, load=DirectiveTask)
def task_extension_grant(request: Request, task: DirectiveTask, extension: int) -> HttpResponse:
    return _decided(request, task, extension, extending.grant, "Đã đồng ý gia hạn.")


@require_POST
@requires(may.may_extend_task, load=DirectiveTask)
def task_extension_refuse(request: Request, task: DirectiveTask, extension: int) -> HttpResponse:
    done = "Đã trả lời không đồng ý gia hạn."
    return _decided(request, task, extension, extending.refuse, done, required=True)


def _decided(
    request: Request,
    task: DirectiveTask,
    extension: int,
    decide: Callable[..., Any],
    done: str,
    *,
    required: bool = False,
) -> HttpResponse:
    asked = _extension(task, extension)
    form = TaskDecisionForm(request.POST, required=required)

    def act() -> None:
        decide(asked, words=form.cleaned_data["words"], by=request.user, at=clock.now())

    return step(request, task, "decision_form", form, act, done)


def _extension(task: DirectiveTask, extension: int) -> Extension:
    return get_object_or_404(task.extensions, pk=extension)


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_extension_withdraw(request: Request, task: DirectiveTask, extension: int) -> HttpResponse:
    asked = _extension(task, extension)
    with telling(request, "Đã rút đề nghị gia hạn."):
        extending.withdraw(asked, by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_head_task, load=DirectiveTask)
def task_answer_send(request: Request, task: DirectiveTask, answer: int) -> HttpResponse:
    waiting, form = _answer(task, answer), TaskSendForm(request.POST)

    def act() -> None:
        text = form.cleaned_data["text"]
        answering.send(waiting, text=text, by=request.user, at=clock.now())

    return step(request, task, "send_form", form, act, "Đã duyệt, gửi báo cáo kết quả.")


@require_POST
@requires(may.may_head_task, load=DirectiveTask)
def task_answer_return(request: Request, task: DirectiveTask, answer: int) -> HttpResponse:
    waiting = _answer(task, answer)
    label = "Ý kiến trả lại cán bộ"
    form = TaskDecisionForm(request.POST, auto_id="id_back_%s", label=label, required=True)

    def act() -> None:
        words = form.cleaned_data["words"]
        answering.give_back(waiting, words=words, by=request.user, at=clock.now())

    return step(request, task, "back_form", form, act, "Đã trả lại để viết tiếp.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_answer_take_back(request: Request, task: DirectiveTask, answer: int) -> HttpResponse:
    waiting = _answer(task, answer)
    with telling(request, "Đã rút lại báo cáo để viết tiếp."):
        answering.take_back(waiting, by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


def _answer(task: DirectiveTask, answer: int) -> TaskAnswer:
    return get_object_or_404(task.answers, pk=answer)
