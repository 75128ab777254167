"""Work years and their periods: the calendar is data."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from targets import years
from targets.catalogue_forms import PeriodForm, WorkYearForm, check_overlaps
from targets.models import Period, WorkYear
from targets.permissions import may_edit_catalogue
from targets.views.catalogue import form_page, is_stored, posted
from units.acting import Request


@requires(may_edit_catalogue)
def work_year_list(request: Request) -> HttpResponse:
    rows = WorkYear.objects.annotate(period_count=Count("periods")).order_by("-year")
    context = {"years": rows, "today": request.today}
    return render(request, "targets/work_year_list.html", context)


@requires(may_edit_catalogue)
def work_year_create(request: Request) -> HttpResponse:
    form = WorkYearForm(posted(request))
    year = form.instance
    if is_stored(form, lambda: years.add_year(year)):
        messages.success(request, f"Đã lập năm công tác {year.year} và các kỳ; xem lại hạn gửi.")
        return redirect("targets:work_year_detail", pk=year.pk)
    return form_page(request, "targets/work_year_create.html", form)


@requires(may_edit_catalogue, load=WorkYear)
def work_year_edit(request: Request, year: WorkYear) -> HttpResponse:
    form = WorkYearForm(posted(request), instance=year)
    if is_stored(form, lambda: years.move_year(year)):
        messages.success(request, f"Đã lưu năm công tác {year.year}.")
        return redirect("targets:work_year_detail", pk=year.pk)
    return form_page(request, "targets/work_year_edit.html", form, year=year)


@requires(may_edit_catalogue, load=WorkYear)
def work_year_detail(request: Request, year: WorkYear) -> HttpResponse:
    """All periods of the year in one table, stored together or not at all."""
    rows = _rows(request, year)
    if request.method == "POST" and _are_valid(rows):
        years.store_periods([row.save(commit=False) for row in rows if row.has_changed()])
        messages.success(request, f"Đã lưu các kỳ của năm công tác {year.year}.")
        return redirect("targets:work_year_detail", pk=year.pk)
    context = {
        "year": year,
        "rows": rows,
        "problem_count": sum(bool(row.errors) for row in rows),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/work_year_detail.html", context, status=status)


def _rows(request: Request, year: WorkYear) -> list[PeriodForm]:
    data, kinds = posted(request), Period.Kind.values
    periods = sorted(year.periods.all(), key=lambda row: (kinds.index(row.kind), row.number))
    return [PeriodForm(data, instance=row, prefix=str(row.pk)) for row in periods]


def _are_valid(rows: list[PeriodForm]) -> bool:
    are_read = [row.is_valid() for row in rows]
    check_overlaps(rows)
    return all(are_read) and not any(row.errors for row in rows)
