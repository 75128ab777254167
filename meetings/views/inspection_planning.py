"""The yearly list made: many units at once in a grid, and the re-inspections of the year's end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from meetings.forms.inspection_plan import CommonForm, Row, rows
from meetings.forms.inspections import RepeatForm
from meetings.inspections import planning, repeating
from meetings.models import Inspection
from meetings.permissions.inspections import may_plan_inspections
from meetings.views.inspections import year_asked
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets.models import WorkYear
from units.acting import Request
from units.models import Unit


@requires(may_plan_inspections)
def inspection_plan(request: Request) -> HttpResponse:
    """`?start=last` begins with last year's list; nothing is stored before it is sent."""
    year = year_asked(request)
    if year is None:
        return render(request, "meetings/inspection_plan.html", {"year": None})
    common, grid = _grid(request, year)
    if request.method == "POST" and _is_valid(common, grid):
        lines = [line for row in grid for line in row.form.lines(row.unit)]
        office = _office(request)
        made = planning.plan_many(office, year, lines, by=request.user, at=clock.now())
        words = f"Đã đưa vào danh sách {len(made)} cuộc." if made else "Không có gì mới."
        messages.success(request, words)
        return redirect(_list(year))
    context = {
        "year": year,
        "years": WorkYear.objects.all(),
        "rows": grid,
        "common": common,
        "is_started": _wants_last(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/inspection_plan.html", context, status=status)


def _grid(request: Request, year: WorkYear) -> tuple[CommonForm, list[Row]]:
    office, offices, today = _office(request), request.acting.office_ids, request.today
    leads = list(planning.leads(office, today).named(today))
    present = Inspection.objects.standing().filter(office__in=offices, work_year=year)
    sent = request.POST if request.method == "POST" else None
    common = CommonForm(sent, leads=leads)
    return common, rows(
        list(planning.below(office, today).named(today)),
        leads,
        year,
        list(present.order_by("planned_month", "pk")),
        data=sent,
        common=common if sent is not None else None,
        start=planning.last_years(offices, year) if _wants_last(request) else (),
    )


def _wants_last(request: Request) -> bool:
    return request.method == "GET" and request.GET.get("start") == "last"


def _is_valid(common: CommonForm, grid: list[Row]) -> bool:
    """Every line shows its errors."""
    return all([one.is_valid() for one in (common, *(row.form for row in grid))])  # noqa: C419


@requires(may_plan_inspections)
def inspection_repeat(request: Request) -> HttpResponse:
    """What is not repaired by unit; one press makes the re-inspections of those chosen."""
    year = year_asked(request)
    if year is None:
        return render(request, "meetings/inspection_repeat.html", {"year": None})
    office, offices = _office(request), request.acting.office_ids
    found = repeating.proposals(offices, year)
    units = Unit.objects.filter(pk__in=[one.unit_id for one in found])
    months = planning.months_of(year)
    this_month = request.today.replace(day=1)
    form = RepeatForm(
        request.POST or None,
        units=units,
        year=year,
        office=office,
        today=request.today,
        initial={
            "units": [one.unit_id for one in found],
            "month": (this_month if this_month in months else months[-1]).isoformat(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _repeat(request, form, office, year)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _told(made))
            return redirect(_list(year) + "&mode=again")
    names = units.named(request.today).in_bulk()
    context: dict[str, Any] = {
        "year": year,
        "years": WorkYear.objects.all(),
        "form": form,
        "proposals": [{"unit": names[one.unit_id], "rows": one.rows} for one in found],
        "chosen": {str(key) for key in form["units"].value() or []},
        "today": request.today,
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/inspection_repeat.html", context, status=status)


def _repeat(request: Request, form: RepeatForm, office: Unit, year: WorkYear) -> repeating.Made:
    given = form.cleaned_data
    return repeating.make(
        office,
        request.acting.office_ids,
        year,
        [unit.pk for unit in given["units"]],
        month=given["month"],
        lead=given["lead"],
        by=request.user,
        at=clock.now(),
    )


def _told(made: repeating.Made) -> str:
    if not made.findings:
        return "Các nội dung này đã có trong cuộc phúc tra."
    return f"Đã đưa {made.findings} nội dung vào {made.inspections} cuộc phúc tra mới lập."


def _office(request: Request) -> Unit:
    return Unit.objects.select_related("parent").get(pk=request.acting.office.pk)


def _list(year: WorkYear) -> str:
    return f"{reverse('meetings:inspection_list')}?year={year.year}"
