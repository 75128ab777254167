"""What a unit will have to do once a meeting is over: dự kiến, still without force."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.permissions.tasks import may_list_tasks
from meetings.tasks import following, planned
from procuracy.web.access import requires
from units.acting import Request


@require_safe
@requires(may_list_tasks)
def task_planned(request: Request) -> HttpResponse:
    user, acting = request.user, request.acting
    waiting = planned.waiting(user, acting, request.today)
    for task in waiting:
        task.told_origin = following.origin(task)  # type: ignore[attr-defined]
    context = {
        "live": planned.in_session(user, acting),
        "waiting": waiting,
        "today": request.today,
    }
    return render(request, "meetings/task_planned.html", context)
