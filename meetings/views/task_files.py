"""What proves how a task was carried out: handed in, taken away, read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.tasks import TaskFileForm
from meetings.models import DirectiveTask, TaskFile
from meetings.permissions import tasks as may
from meetings.tasks import attaching
from meetings.views.answers import telling
from meetings.views.tasks import again
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.uploads import serving
from units.acting import Request


@require_POST
@requires(may.may_answer_task, load=DirectiveTask)
def task_attach(request: Request, task: DirectiveTask) -> HttpResponse:
    form = TaskFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return again(request, task, {"attach_form": form})
    with telling(request, "Đã gửi tài liệu chứng minh."):
        attaching.attach(task, form.cleaned_data["file"], by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


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
