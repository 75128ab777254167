"""What the unit that asked sees of a task of somebody else."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from meetings.models import DirectiveTask
from meetings.permissions.telling import may_note_told
from meetings.tasks import telling
from meetings.views.answers import telling as saying
from procuracy.web import clock
from procuracy.web.access import requires
from units.acting import Request
from units.models import Unit


@require_POST
@requires(may_note_told, load=DirectiveTask)
def task_told(request: Request, task: DirectiveTask) -> HttpResponse:
    with saying(request, "Đã ghi nhận đơn vị đã biết."):
        telling.note(task, by=request.user, at=clock.now())
    return redirect("meetings:task_detail", task.pk)


def asked(request: Request, task: DirectiveTask) -> dict[str, Any]:
    """Part of a task's page: who asked, and what that unit took note of."""
    unit = task.directive.asked_by_id
    if unit is None:
        return {}
    told = list(task.told.select_related("by__person").order_by("pk"))
    what = telling.what_of(task)
    return {
        "asked_by": Unit.objects.named(request.today).get(pk=unit).short_name,
        "told": told,
        "to_tell": task.is_active
        and task.state != DirectiveTask.State.WITHDRAWN
        and all(row.what != what for row in told)
        and may_note_told(request.user, task),
    }
