"""Steps of a task: taken on, reported, confirmed, given back; who has it; the unit's plan."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from meetings.forms.task_steps import TaskHandOverForm, TaskInChargeForm, TaskLinkForm
from meetings.forms.tasks import TaskPlanForm, TaskReportForm, TaskReturnForm
from meetings.models import DirectiveTask
from meetings.permissions import tasks as may
from meetings.tasks import answering, following, handing_over
from meetings.views.answers import telling
from meetings.views.task_detail import seen, step
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_acknowledge(request: Request, task: DirectiveTask) -> HttpResponse:
    with telling(request, "Đã nhận nhiệm vụ."):
        following.acknowledge(task, version=seen(request), by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_report(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskReportForm(request.POST)
    done = "Đã gửi báo cáo kết quả; chờ Văn phòng xác nhận."
    if answering.goes_by_head(task, request.user):
        done = "Đã trình thủ trưởng đơn vị duyệt báo cáo kết quả."

    def act() -> None:
        answering.answer(task, **form.said(), by=request.user, at=clock.now())

    return step(request, task, "report_form", form, act, done)


@require_POST
@requires(may.may_confirm_task, load=DirectiveTask)
def task_confirm(request: Request, task: DirectiveTask) -> HttpResponse:
    with telling(request, "Đã xác nhận hoàn thành."):
        following.confirm(task, version=seen(request), by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


@require_POST
@requires(may.may_confirm_task, load=DirectiveTask)
def task_return(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskReturnForm(request.POST)

    def act() -> None:
        following.send_back(task, **form.said(), by=request.user, at=clock.now())

    return step(request, task, "return_form", form, act, "Đã trả lại đơn vị kèm lý do.")


@require_POST
@requires(may.may_head_task, load=DirectiveTask)
def task_put_in_charge(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskInChargeForm(task, request.today, request.POST)

    def act() -> None:
        said = form.cleaned_data
        handing_over.put_in_charge(task, **said, by=request.user, at=clock.now())

    return step(request, task, "charge_form", form, act, "Đã ghi người phụ trách.")


@require_POST
@requires(may.may_hand_over_task, load=DirectiveTask)
def task_hand_over(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskHandOverForm(task, request.today, request.POST)

    def act() -> None:
        handing_over.hand_over(task, **form.said(), by=request.user, at=clock.now())

    return step(request, task, "hand_over_form", form, act, "Đã chuyển giao nhiệm vụ.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_add_to_plan(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskPlanForm(task.unit_id, request.POST)

    def act() -> None:
        following.add_to_plan(task, **form.cleaned_data, by=request.user, at=clock.now())

    return step(request, task, "plan_form", form, act, "Đã bổ sung vào chương trình của đơn vị.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_link_to_plan(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskLinkForm(task.unit_id, request.POST)

    def act() -> None:
        following.link_to_plan(task, **form.cleaned_data, by=request.user, at=clock.now())

    return step(request, task, "link_form", form, act, "Đã gắn với nhiệm vụ của chương trình.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_unlink_from_plan(request: Request, task: DirectiveTask) -> HttpResponse:
    with telling(request, "Đã gỡ khỏi chương trình; dòng của chương trình vẫn còn ở đó."):
        following.unlink_from_plan(task, version=seen(request), by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)
