"""Until when a month is due: by kind of unit, and for a unit that was given more time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets import deadlines, submission_boards
from targets.models import Period, SubmissionDeadline
from targets.permissions.submissions import may_set_deadlines
from targets.submission_forms import KINDS, DeadlineForm, ExtensionForm
from units.acting import Request
from units.models import Unit


@requires(may_set_deadlines)
def deadline_edit(request: Request, period: int) -> HttpResponse:
    month = _period(period)
    form = DeadlineForm(request.POST or None, initial=_stored(month))
    if request.method == "POST" and form.is_valid():
        dues = {str(kind): form.cleaned_data[kind] for kind in KINDS}
        deadlines.set_for_kinds(month, dues, by=request.user, at=clock.now())
        messages.success(request, f"Đã đặt hạn gửi số liệu {month.label.lower()}.")
        return redirect("targets:deadline_edit", month.pk)
    return _page(request, month, form=form)


@require_POST
@requires(may_set_deadlines)
def deadline_extend(request: Request, period: int) -> HttpResponse:
    month = _period(period)
    units = _units(request, month)
    form = ExtensionForm(request.POST, units=units)
    if form.is_valid():
        unit = next(one for one in units if one.pk == form.cleaned_data["unit"])
        said = {name: form.cleaned_data[name] for name in ("due_at", "reason")}
        try:
            deadlines.extend(month, unit, by=request.user, at=clock.now(), **said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã gia hạn cho {unit.short_name}.")
            return redirect("targets:deadline_edit", month.pk)
    return _page(request, month, extension=form)


@require_POST
@requires(may_set_deadlines, load=SubmissionDeadline)
def deadline_drop(request: Request, deadline: SubmissionDeadline) -> HttpResponse:
    """Ends more time that was given to a unit; a kind's deadline is emptied in its form."""
    if deadline.unit_id is None:
        raise Http404("Không phải gia hạn của một đơn vị.")
    try:
        deadlines.drop(deadline)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã bỏ gia hạn.")
    return redirect("targets:deadline_edit", deadline.period_id)


def _page(
    request: Request,
    month: Period,
    *,
    form: DeadlineForm | None = None,
    extension: ExtensionForm | None = None,
) -> HttpResponse:
    units = _units(request, month)
    names = {unit.pk: unit for unit in units}
    context: dict[str, Any] = {
        "period": month,
        "form": form or DeadlineForm(initial=_stored(month)),
        "extension_form": extension or ExtensionForm(units=units),
        "extensions": [
            (row, names[row.unit_id])
            for row in deadlines.extensions([month])
            if row.unit_id in names
        ],
    }
    is_wrong = bool((form and form.errors) or (extension and extension.errors))
    status = 422 if is_wrong else 200
    return render(request, "targets/deadline_edit.html", context, status=status)


def _period(key: int) -> Period:
    period = Period.objects.months().select_related("work_year").filter(pk=key).first()
    if period is None:
        raise Http404("Không có kỳ tháng này.")
    return period


def _stored(period: Period) -> dict[str, Any]:
    rows = period.deadlines.filter(unit__isnull=True)
    return dict(rows.values_list("unit_kind", "due_at"))


def _units(request: Request, period: Period) -> list[Unit]:
    seen = request.acting.seen_unit_ids
    return submission_boards.reporting(seen, period.month, period.month)
