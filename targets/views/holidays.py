"""Days off, shared by all offices: deadlines and calendars pass over them."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web.access import requires
from targets.holiday_forms import HolidayForm
from targets.models import Holiday
from targets.permissions import may_edit_catalogue
from targets.views.catalogue import form_page, posted
from units.acting import Request


@requires(may_edit_catalogue)
def holiday_list(request: Request) -> HttpResponse:
    """By calendar year, the latest first; sent, the form adds a day."""
    form = HolidayForm(posted(request))
    if form.is_bound and form.is_valid():
        made = form.save()
        messages.success(request, f"Đã ghi ngày {made.on:%d/%m/%Y}: {made.name}.")
        return redirect("targets:holiday_list")
    rows = groupby(Holiday.objects.order_by("-on"), key=lambda row: row.on.year)
    context = {"years": [(year, list(days)[::-1]) for year, days in rows], "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "targets/holiday_list.html", context, status=status)


@requires(may_edit_catalogue, load=Holiday)
def holiday_edit(request: Request, holiday: Holiday) -> HttpResponse:
    form = HolidayForm(posted(request), instance=holiday)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu ngày nghỉ. Lịch đã lập không tự đổi.")
        return redirect("targets:holiday_list")
    return form_page(request, "targets/holiday_edit.html", form, holiday=holiday)


@require_POST
@requires(may_edit_catalogue, load=Holiday)
def holiday_remove(request: Request, holiday: Holiday) -> HttpResponse:
    holiday.delete()
    messages.success(request, "Đã bỏ ngày nghỉ.")
    return redirect("targets:holiday_list")
