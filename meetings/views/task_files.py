"""What proves how a task was carried out: handed in, taken away, read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.task_steps import TaskFigureForm, TaskProofForm
from meetings.forms.tasks import TaskFileForm
from meetings.models import DirectiveTask, TaskFile
from meetings.permissions import tasks as may
from meetings.tasks import attaching
from meetings.views.answers import telling
from meetings.views.task_detail import step
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.uploads import serving
from units.acting import Request


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_attach(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskFileForm(request.POST, request.FILES)

    def act() -> None:
        attaching.attach(task, form.cleaned_data["file"], by=request.user, at=clock.now())

    return step(request, task, "attach_form", form, act, "Đã gửi tài liệu chứng minh.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_prove_figure(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskFigureForm(task.unit_id, request.today, request.POST)

    def act() -> None:
        figure = form.cleaned_data["figure"]
        attaching.prove_by_figure(task, figure, by=request.user, at=clock.now())

    return step(request, task, "figure_form", form, act, "Đã đưa số liệu làm minh chứng.")


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_prove_plan(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskProofForm(task.unit_id, request.POST)

    def act() -> None:
        line = form.cleaned_data["line"]
        attaching.prove_by_plan_task(task, line, by=request.user, at=clock.now())

    done = "Đã đưa nhiệm vụ của chương trình làm minh chứng."
    return step(request, task, "proof_form", form, act, done)


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_detach(request: Request, task: DirectiveTask, file: int) -> HttpResponse:
    found = get_object_or_404(task.files.light().select_related("task"), pk=file)
    with telling(request, "Đã bỏ tài liệu."):
        attaching.detach(found)
    return redirect("meetings:task_detail", task.pk)


@require_safe
@requires(may.may_see_task, load=DirectiveTask)
def task_file(request: Request, task: DirectiveTask, file: int) -> HttpResponse:
    return serving.response(get_object_or_404(TaskFile, task=task, pk=file))
