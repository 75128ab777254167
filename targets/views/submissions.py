"""A unit's month on its way to the Office: the month's list, a unit's page and its steps."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets import calendar, deadlines, entry, submission_boards, submitting
from targets.models import Submission
from targets.permissions.submissions import (
    may_accept_submission,
    may_return_submission,
    may_see_submissions,
    may_send_figures,
    may_set_deadlines,
    may_submit_figures,
)
from targets.submission_boards import Tally
from targets.submission_forms import GiveBackForm, NoteForm
from targets.submission_page import Page
from targets.years import entry_month
from units.acting import Request
from units.models import Unit

MONTHS_BACK = 18
GAP_NOTE = "Lý do thiếu số liệu, ghi chú"


@require_safe
@requires(may_see_submissions)
def submission_list(request: Request) -> HttpResponse:
    """All units of a month; who answers for one unit only goes to its page."""
    latest = entry_month(request.today)
    months = [calendar.add_months(latest, -back) for back in range(MONTHS_BACK)]
    month = next((one for one in months if f"{one:%Y-%m}" == request.GET.get("month")), latest)
    units = submission_boards.reporting(request.acting.seen_unit_ids, month, month)
    if len(units) == 1 and may_submit_figures(request.user, units[0]):
        return redirect("targets:submission_detail", units[0].pk, month)
    now = clock.now()
    rows = submission_boards.of_month(units, month, now)
    only = request.GET.get("only", "")
    context = {
        "month": month,
        "months": months,
        "rows": [row for row in rows if _wanted(row.sent, only)],
        "tally": Tally.of(row.sent for row in rows),
        "accepted": sum(row.sent.is_accepted for row in rows),
        "only": only,
        "now": now,
        "period": deadlines.month_period(month),
        "may_set_deadlines": may_set_deadlines(request.user),
    }
    return render(request, "targets/submission_list.html", context)


def _wanted(sent: submission_boards.Sent, only: str) -> bool:
    if only == "silent":
        return not sent.is_received
    return not (only == "waiting" and (sent.is_accepted or not sent.is_received))


@require_safe
@requires(may_see_submissions)
def submission_detail(request: Request, unit: int, month: datetime.date) -> HttpResponse:
    return _page(request, _seen(request, unit, month), month)


@require_POST
@requires(may_see_submissions)
def submission_submit(request: Request, unit: int, month: datetime.date) -> HttpResponse:
    seen = _seen(request, unit, month)
    answer = may_submit_figures(request.user, seen)
    if not answer:
        return refuse(request, answer)
    form = NoteForm(request.POST, label=GAP_NOTE)
    return _done(
        request,
        seen,
        month,
        form,
        "Đã trình thủ trưởng đơn vị.",
        lambda said: submitting.submit(
            seen, month, by=request.user, at=clock.now(), note=said["note"]
        ),
    )


@require_POST
@requires(may_see_submissions)
def submission_send(request: Request, unit: int, month: datetime.date) -> HttpResponse:
    """The figures that the page showed are those that go out."""
    seen = _seen(request, unit, month)
    answer = may_send_figures(request.user, seen)
    if not answer:
        return refuse(request, answer)
    form = NoteForm(request.POST, label=GAP_NOTE)
    return _done(
        request,
        seen,
        month,
        form,
        "Đã gửi Văn phòng.",
        lambda said: submitting.send(
            seen,
            month,
            by=request.user,
            at=clock.now(),
            seen=request.POST.get("seen"),
            note=said["note"],
        ),
    )


@require_POST
@requires(may_see_submissions, load=Submission)
def submission_confirm(request: Request, submission: Submission) -> HttpResponse:
    unit = _named(submission)
    answer = may_send_figures(request.user, unit)
    if not answer:
        return refuse(request, answer)
    return _done(
        request,
        unit,
        submission.month,
        NoteForm(request.POST),
        "Đã duyệt số liệu sửa sau khi gửi.",
        lambda _: submitting.confirm(
            submission, by=request.user, at=clock.now(), seen=request.POST.get("seen")
        ),
    )


@require_POST
@requires(may_return_submission, load=Submission)
def submission_return(request: Request, submission: Submission) -> HttpResponse:
    form = GiveBackForm(request.POST)
    return _done(
        request,
        _named(submission),
        submission.month,
        form,
        "Đã trả lại đơn vị.",
        lambda said: submitting.give_back(
            submission, reason=said["reason"], by=request.user, at=clock.now()
        ),
    )


@require_POST
@requires(may_accept_submission, load=Submission)
def submission_accept(request: Request, submission: Submission) -> HttpResponse:
    form = NoteForm(request.POST)
    return _done(
        request,
        _named(submission),
        submission.month,
        form,
        "Đã tiếp nhận: số liệu của tháng được giữ nguyên, chỉ sửa bằng đề nghị điều chỉnh.",
        lambda said: submitting.accept(
            submission,
            by=request.user,
            at=clock.now(),
            note=said["note"],
            seen=request.POST.get("seen"),
            waits=request.POST.get("unchecked") != "1",
        ),
    )


def _done(
    request: Request,
    unit: Unit,
    month: datetime.date,
    form: Form,
    sentence: str,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Carries out one step, or shows the page again with what was typed and why not."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, sentence)
            return redirect("targets:submission_detail", unit.pk, month)
    return _page(request, unit, month, form, status=422)


def _page(
    request: Request,
    unit: Unit,
    month: datetime.date,
    form: Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    following = calendar.add_months(month, 1)
    context = {
        "page": Page(request.user, unit, month, clock.now()),
        "unit": unit,
        "month": month,
        "previous_month": calendar.add_months(month, -1),
        "next_month": following if following <= request.today else None,
        "errors": form if form is not None and form.non_field_errors() else None,
        "note_form": form if isinstance(form, NoteForm) else NoteForm(label=GAP_NOTE),
        "return_form": form if isinstance(form, GiveBackForm) else GiveBackForm(),
    }
    return render(request, "targets/submission_detail.html", context, status=status)


def _seen(request: Request, unit: int, month: datetime.date) -> Unit:
    """Read as a whole, and reporting that month; else Http404."""
    named = Unit.objects.named(calendar.month_end(month))
    seen = get_object_or_404(named.filter(pk__in=request.acting.seen_unit_ids), pk=unit)
    try:
        entry.check_month(seen, month, request.today)
    except Refused as refused:
        raise Http404(refused.message) from None
    return seen


def _named(submission: Submission) -> Unit:
    named = Unit.objects.named(calendar.month_end(submission.month))
    return named.get(pk=submission.unit_id)
