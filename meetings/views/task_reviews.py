"""The list of tasks without a day that a meeting dates, closes or keeps."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings import states
from meetings.forms.task_reviews import ReviewForm
from meetings.models import Meeting
from meetings.permissions.task_reviews import may_review_tasks
from meetings.tasks import review_lists, reviewing
from meetings.views.answers import telling
from meetings.views.tasks import name_units
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.views.papers import paper
from units.acting import Request
from units.models import Unit

PAGE = 20  # orders, each with all its units
CHANGED = "Người khác vừa xem xét một nhiệm vụ trong danh sách: đọc lại rồi ghi phần còn lại."


@requires(may_review_tasks, load=Meeting)
def task_review_list(request: Request, meeting: Meeting) -> HttpResponse:
    """Every order may be decided, for all its units or some; `same` keeps what an earlier meeting
    kept, in its words."""
    if request.method == "POST" and "same" in request.POST:
        with telling(request, "Đã ghi tiếp tục như lần xem xét trước."):
            reviewing.keep_as_before(meeting, by=request.user, at=clock.now())
        return redirect("meetings:task_review_list", meeting.pk)
    page = Paginator(reviewing.orders(meeting), PAGE).get_page(request.GET.get("page"))
    forms = _forms(request, meeting, list(page.object_list))
    refusal, status = "", 200
    if request.method == "POST":
        refusal, status = _decided(request, meeting, forms), 422
        if not refusal and all(form.is_valid() for form in forms):
            messages.success(request, "Đã ghi kết quả xem xét.")
            return redirect("meetings:task_review_list", meeting.pk)
        status = 409 if refusal else 422
    context = _context(request, meeting, forms) | {"page": page, "query": "", "refusal": refusal}
    return render(request, "meetings/task_review_list.html", context, status=status)


def _forms(request: Request, meeting: Meeting, orders: list[int]) -> list[ReviewForm]:
    tasks = list(reviewing.waiting(meeting).filter(directive__in=orders))
    name_units(tasks, request.today)
    data = request.POST if request.method == "POST" else None
    on = max(states.day_of(meeting), request.today)
    by_order = groupby(tasks, key=lambda task: task.directive_id)
    return [ReviewForm(data, tasks=list(some), on=on) for _, some in by_order]


def _decided(request: Request, meeting: Meeting, forms: list[ReviewForm]) -> str:
    """Why nothing was written down; "" when all was, or when a form says what is wrong."""
    offered = {form.add_prefix("outcome") for form in forms}
    wanted = {k for k, v in request.POST.items() if k.endswith("-outcome") and v}
    if wanted - offered:
        return CHANGED
    if [form for form in forms if not form.is_valid()]:
        return ""
    decisions = [one for form in forms for one in form.decisions()]
    if not decisions:
        return "Chưa chọn kết quả xem xét cho nhiệm vụ nào."
    try:
        reviewing.decide(meeting, decisions, by=request.user, at=clock.now())
    except Refused as refused:
        return refused.message
    return ""


def _context(request: Request, meeting: Meeting, forms: list[ReviewForm]) -> dict[str, Any]:
    done = list(reviewing.made(meeting))
    names = Unit.objects.named(request.today).in_bulk({row.task.unit_id for row in done})
    for row in done:
        row.unit_name = names[row.task.unit_id].short_name  # type: ignore[attr-defined]
    return {
        "meeting": meeting,
        "forms": forms,
        "count": reviewing.unreviewed(meeting).count(),
        "done": done,
        "kept_before": any(form.initial["words"] for form in forms),
        "closed": reviewing.refusal(meeting),
        "today": request.today,
    }


@require_safe
@requires(may_review_tasks, load=Meeting)
def task_review_print(request: Request, meeting: Meeting) -> HttpResponse:
    return paper(request, review_lists.page(meeting, request.today))
