"""Corrections of accepted figures: asked for by the unit, decided by the Office."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from procuracy.web.numbers import NumberRefused
from targets import calendar, correcting, sheets
from targets.models import Figure, FigureCorrection, Indicator, Submission
from targets.permissions.submissions import (
    may_ask_correction,
    may_decide_correction,
    may_see_submissions,
)
from targets.submission_forms import CorrectionForm, DecisionForm
from units.acting import Request
from units.models import Unit

PAGE = 50


@require_safe
@requires(may_see_submissions)
def correction_list(request: Request) -> HttpResponse:
    """Those that wait first; of the units one reads."""
    rows = FigureCorrection.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in FigureCorrection.State.values:
        rows = rows.filter(state=state)
    told = rows.select_related("submission", "indicator", "asked_by", "decided_by")
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    names = Unit.objects.named(request.today).in_bulk([c.submission.unit_id for c in page])
    context = {
        "page": page,
        "rows": [(row, names[row.submission.unit_id]) for row in page],
        "state": state,
        "states": FigureCorrection.State,
        "query": urlencode({"state": state}) + "&",
    }
    return render(request, "targets/correction_list.html", context)


@requires(may_see_submissions, load=Submission)
def correction_create(request: Request, submission: Submission, indicator: int) -> HttpResponse:
    """For one line of an accepted month."""
    line = _line(submission, indicator)
    answer = may_ask_correction(request.user, submission)
    if not answer:
        return refuse(request, answer)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = correcting.ask(
                submission,
                line,
                typed=form.cleaned_data["new_value"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
        except NumberRefused as refused:
            form.add_error("new_value", str(refused))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã gửi đề nghị điều chỉnh tới Văn phòng.")
            return redirect("targets:correction_detail", made.pk)
    rows = Figure.objects.filter(unit=submission.unit_id, month=submission.month, indicator=line)
    context = {
        "submission": submission,
        "unit": _named(submission),
        "line": line,
        "figure": rows.select_related("entered_by__person").first(),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "targets/correction_create.html", context, status=status)


@require_safe
@requires(may_see_submissions, load=FigureCorrection)
def correction_detail(request: Request, correction: FigureCorrection) -> HttpResponse:
    return _page(request, correction)


@require_POST
@requires(may_decide_correction, load=FigureCorrection)
def correction_approve(request: Request, correction: FigureCorrection) -> HttpResponse:
    """What it would break is shown first, and accepted only with a tick."""
    is_confirmed = request.POST.get("is_confirmed") == "1"
    return _decided(
        request,
        correction,
        DecisionForm(request.POST),
        "Đã điều chỉnh; các chỉ tiêu dùng số này được đánh dấu số liệu đã điều chỉnh.",
        partial(
            correcting.approve, accepted=request.POST.getlist("broken") if is_confirmed else ()
        ),
    )


@require_POST
@requires(may_decide_correction, load=FigureCorrection)
def correction_refuse(request: Request, correction: FigureCorrection) -> HttpResponse:
    return _decided(
        request,
        correction,
        DecisionForm(request.POST, is_refusal=True),
        "Đã trả lời đơn vị: số liệu giữ nguyên.",
        correcting.refuse,
    )


def _decided(
    request: Request,
    correction: FigureCorrection,
    form: DecisionForm,
    sentence: str,
    act: Callable[..., object],
) -> HttpResponse:
    if form.is_valid():
        try:
            act(correction, by=request.user, at=clock.now(), note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, sentence)
            return redirect("targets:correction_detail", correction.pk)
    correction.refresh_from_db()
    return _page(request, correction, form, status=422)


def _page(
    request: Request,
    correction: FigureCorrection,
    form: DecisionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "correction": correction,
        "unit": _named(correction.submission),
        "form": form or DecisionForm(),
        "may_decide": may_decide_correction(request.user, correction),
        "broken": correcting.broken_by(correction) if correction.is_waiting else [],
    }
    return render(request, "targets/correction_detail.html", context, status=status)


def _line(submission: Submission, key: int) -> Indicator:
    line = sheets.wanted(submission.unit, submission.month).filter(pk=key).first()
    if line is None:
        raise Http404("Dòng thống kê này không thuộc báo cáo của đơn vị.")
    return line


def _named(submission: Submission) -> Unit:
    named = Unit.objects.named(calendar.month_end(submission.month))
    return named.get(pk=submission.unit_id)
