"""The list of tasks without a day that a meeting dates, closes or keeps."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page as Shown
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

PAGE = 50
DONE = "Đã ghi kết quả xem xét."


@requires(may_review_tasks, load=Meeting)
def task_review_list(request: Request, meeting: Meeting) -> HttpResponse:
    """Every line may be decided; `same` keeps what an earlier meeting kept, in its words."""
    page = Paginator(reviewing.waiting(meeting), PAGE).get_page(request.GET.get("page"))
    if request.method == "POST" and "same" in request.POST:
        with telling(request, "Đã ghi tiếp tục như lần xem xét trước."):
            reviewing.keep_as_before(meeting, by=request.user, at=clock.now())
        return redirect("meetings:task_review_list", meeting.pk)
    data = request.POST if request.method == "POST" else None
    on = max(states.day_of(meeting), request.today)
    forms = [ReviewForm(data, task=task, on=on) for task in page.object_list]
    refusal = ""
    if data is not None and not [form for form in forms if not form.is_valid()]:
        refusal = _decided(request, meeting, forms)
        if not refusal:
            messages.success(request, DONE)
            return redirect("meetings:task_review_list", meeting.pk)
    context = _context(request, meeting, page, forms) | {"refusal": refusal}
    status = 200 if data is None else 409 if refusal else 422
    return render(request, "meetings/task_review_list.html", context, status=status)


def _decided(request: Request, meeting: Meeting, forms: list[ReviewForm]) -> str:
    """Why not; "" when all is written down."""
    wanted = [form.decision() for form in forms if form.decides]
    if len(wanted) < sum(bool(v) for k, v in request.POST.items() if k.endswith("-outcome")):
        return "Người khác vừa xem xét một nhiệm vụ trong danh sách: đọc lại rồi ghi phần còn lại."
    if not wanted:
        return "Chưa chọn kết quả xem xét cho nhiệm vụ nào."
    try:
        reviewing.decide(meeting, wanted, by=request.user, at=clock.now())
    except Refused as refused:
        return refused.message
    return ""


def _context(
    request: Request, meeting: Meeting, page: Shown[Any], forms: list[ReviewForm]
) -> dict[str, Any]:
    name_units(page.object_list, request.today)
    done = list(reviewing.made(meeting))
    names = Unit.objects.named(request.today).in_bulk({row.task.unit_id for row in done})
    for row in done:
        row.unit_name = names[row.task.unit_id].short_name  # type: ignore[attr-defined]
    return {
        "meeting": meeting,
        "page": page,
        "query": "",
        "forms": forms,
        "done": done,
        "kept_before": any(getattr(form.task, "last_words", None) for form in forms),
        "closed": reviewing.refusal(meeting),
        "asks": any(form.asks for form in forms),
        "today": request.today,
    }


@require_safe
@requires(may_review_tasks, load=Meeting)
def task_review_print(request: Request, meeting: Meeting) -> HttpResponse:
    return paper(request, review_lists.page(meeting, request.today))
