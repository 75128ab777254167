"""What a clerk says of a month beside its numbers: nothing arose, this is right, I type sums."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from targets import confirming, cumulative, entry, nil_fields, remembered, sheets
from targets.permissions import may_enter_figures, may_read
from targets.views.readable import readable_line, readable_lines, seen_unit
from units.acting import Request
from units.models import Field, Unit


@require_POST
@requires(may_read)
def figure_check_mark(
    request: Request, unit: int, month: datetime.date, indicator: int
) -> HttpResponse:
    """An unusual figure is right (`checked` 1), or is not after all (0)."""
    seen, catalogue = seen_unit(request, unit), remembered.now()
    line = readable_line(request, catalogue, seen, month, indicator)
    may_enter = may_enter_figures(request.user, seen)
    if not may_enter:
        return refuse(request, may_enter)
    try:
        year = entry.check_month(seen, month, request.today)
        if request.POST.get("checked") == "0":
            confirming.withdraw(seen, month, line)
        else:
            confirming.confirm(seen, month, line, by=request.user, at=clock.now())
    except Refused as refused:
        error = sheets.Line(line, error=refused.message)
        return render(request, "targets/_figure_note.html", {"line": error}, status=422)
    if not request.htmx:
        return redirect("targets:figure_entry", unit=unit, month=month)
    sheet = sheets.sheet(seen, month, year, [line], request.today, catalogue=catalogue)
    context = {"line": sheet.lines[0], "unit": seen, "month": month, "may_enter": may_enter}
    return render(request, "targets/_figure_note.html", context)


@require_POST
@requires(may_read)
def field_nil_mark(request: Request, unit: int, month: datetime.date, field: int) -> HttpResponse:
    """Không phát sinh (`nil` 1), or taken back (0)."""
    seen = seen_unit(request, unit)
    asked = _field(request, seen, month, field)

    def act() -> str:
        entry.check_month(seen, month, request.today)
        if request.POST.get("nil") == "0":
            nil_fields.untick(seen, month, asked)
            return f"Đã bỏ ghi không phát sinh: {asked.name}."
        nil_fields.tick(seen, month, asked, by=request.user, at=clock.now())
        return f"Đã ghi {screen_month(month)} không phát sinh: {asked.name}."

    return _done(request, seen, month, asked, act)


@require_POST
@requires(may_read)
def entry_habit_choose(
    request: Request, unit: int, month: datetime.date, field: int
) -> HttpResponse:
    """The unit types a field's figures by the month (`sums` 0) or as the year's sums (1)."""
    seen = seen_unit(request, unit)
    asked = _field(request, seen, month, field)

    def act() -> str:
        is_cumulative = request.POST.get("sums") == "1"
        cumulative.choose(seen, asked, is_cumulative=is_cumulative)
        way = "số lũy kế từ đầu năm công tác" if is_cumulative else "số phát sinh trong tháng"
        return f"{asked.name}: từ nay nhập {way}."

    return _done(request, seen, month, asked, act)


def _field(request: Request, unit: Unit, month: datetime.date, pk: int) -> Field:
    for line in readable_lines(request, unit, month):
        if line.field_id == pk:
            return line.field
    raise Http404("Đơn vị không có dòng thống kê nào thuộc lĩnh vực này.")


def _done(
    request: Request, unit: Unit, month: datetime.date, field: Field, act: Callable[[], str]
) -> HttpResponse:
    """Back to the field's place in the grid."""
    may_enter = may_enter_figures(request.user, unit)
    if not may_enter:
        return refuse(request, may_enter)
    try:
        messages.success(request, act())
    except Refused as refused:
        messages.error(request, refused.message)
    address = reverse("targets:figure_entry", args=[unit.pk, month])
    return redirect(f"{address}#field-{field.pk}")
