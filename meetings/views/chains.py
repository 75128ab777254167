"""The chain followed backwards, from rows of lower apps to the meeting they came from."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from meetings.models import (
    AcceptanceLine,
    ConsolidatedReport,
    DirectiveTask,
    Invitation,
    Meeting,
    MinutesDocument,
    Notice,
)
from meetings.tasks import following
from meetings.views.tasks import name_units
from procuracy.web.access import anyone, requires
from targets.models import Plan, PlanDocument, PlanTask
from units.acting import Request
from units.models import Document
from units.standing import latest


@require_safe
@requires(anyone, load=PlanTask)
def plan_task_origin(request: Request, line: PlanTask) -> HttpResponse:
    """From a line of a plan to the directive's task that put it there; of several, the list."""
    rows = DirectiveTask.objects.visible_to(request.user).filter(plan_task=line)
    tasks = list(following.told(rows).prefetch_related(_accepted()).order_by("pk"))
    if not tasks:
        raise Http404
    if len(tasks) == 1:
        return redirect("meetings:task_detail", tasks[0].pk)
    name_units(tasks, request.today)
    context = {"line": line, "tasks": tasks, "today": request.today}
    return render(request, "meetings/plan_task_origin.html", context)


def _accepted() -> Prefetch:
    rows = AcceptanceLine.objects.select_related("acceptance__by__person").order_by("-pk")
    return Prefetch("acceptance_lines", rows)


@require_safe
@requires(anyone, load=Document)
def document_chain(request: Request, document: Document) -> HttpResponse:
    """From an issued document to its meeting and to the tasks it gave, as far as the user sees;
    of a plan, to the plan."""
    if paper := PlanDocument.objects.filter(document=document).first():
        return _plan_of(request, paper)
    if meeting := _told_of(document):
        return redirect("meetings:meeting_detail", meeting)
    now = latest(document)
    is_notice = Q(document=now) | Q(replaces=now)  # or drawn up anew just now
    notice = get_object_or_404(Notice.objects.select_related("meeting"), is_notice)
    rows = following.told(DirectiveTask.objects.visible_to(request.user))
    tasks = list(rows.filter(directive__meeting=notice.meeting).order_by("directive__order", "pk"))
    name_units(tasks, request.today)
    for task in tasks:
        task.told_paragraph = following.paragraph_no(task)  # type: ignore[attr-defined]
    context = {
        "document": document,
        "meeting": Meeting.objects.visible_to(request.user).filter(pk=notice.meeting_id).first(),
        "notice": Notice.objects.visible_to(request.user).filter(pk=notice.pk).first(),
        "tasks": tasks,
        "today": request.today,
    }
    return render(request, "meetings/document_chain.html", context)


def _told_of(document: Document) -> int | None:
    """The meeting whose invitation, record or consolidated report it is."""
    for kind in (Invitation, MinutesDocument, ConsolidatedReport):
        found = kind.objects.filter(document=document).values_list("meeting", flat=True).first()
        if found:
            return found
    return None


def _plan_of(request: Request, paper: PlanDocument) -> HttpResponse:
    if Plan.objects.visible_to(request.user).filter(pk=paper.plan_id).exists():
        return redirect("targets:plan_detail", paper.plan_id)
    messages.info(request, "Nhiệm vụ trong kế hoạch này do đơn vị lập kế hoạch theo dõi.")
    return redirect("units:document_detail", paper.document_id)
