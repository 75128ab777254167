"""Entering a month's figures of a unit, cell by cell."""

import datetime
import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from procuracy.web.numbers import NumberRefused
from targets import calendar, checked, correcting, cumulative, entry, remembered, sheets
from targets.field_forms import AnswerForm
from targets.models import FieldQuestion, Figure, Indicator, WorkYear
from targets.permissions import may_answer_question, may_enter_figures, may_read
from targets.sheets import Line, Sheet
from targets.submission_page import Page
from targets.views.readable import (
    chosen_lines,
    readable_line,
    readable_lines,
    seen_unit,
    seen_units,
    typed_unit,
)
from targets.years import entry_month
from units.acting import Request
from units.models import Unit
from units.reach import reach


@requires(may_read)
def figure_list(request: Request) -> HttpResponse:
    """Who has entered how much for a month; a unit with only itself to show goes to its grid."""
    month = _month(request.GET.get("month", "")) or entry_month(request.today)
    own = seen_units(request).filter(pk__in=reach(request.acting).whole)
    units = list(own.exclude(kind=Unit.Kind.PROVINCE).existing(month))
    if len(units) == 1 and may_enter_figures(request.user, units[0]):
        return redirect("targets:figure_entry", unit=units[0].pk, month=month)
    counts = sheets.entered(units, month)
    checks = checked.by_unit(units, month)
    context = {
        "month": month,
        "months": [calendar.add_months(entry_month(request.today), -back) for back in range(18)],
        "rows": [(unit, *counts.get(unit.pk, (0, None)), checks.get(unit.pk)) for unit in units],
    }
    return render(request, "targets/figure_list.html", context)


@requires(may_read)
def figure_entry(request: Request, unit: int, month: datetime.date) -> HttpResponse:
    seen = seen_unit(request, unit)
    try:
        year = entry.check_month(seen, month, request.today)
    except Refused as refused:
        raise Http404(refused.message) from None
    may_enter = may_enter_figures(request.user, seen)
    lines = chosen_lines(request, seen, month)
    if request.method == "POST":
        if not may_enter:
            return refuse(request, may_enter)
        return _save_all(request, seen, month, year, lines)
    sheet = sheets.sheet(seen, month, year, lines, request.today)
    return render(request, "targets/figure_entry.html", _context(request, seen, month, year, sheet))


@require_POST
@requires(may_read)
def figure_save(request: Request, unit: int, month: datetime.date, indicator: int) -> HttpResponse:
    """One cell, asked by htmx; answers with what changed on the page."""
    seen, catalogue = typed_unit(request, unit), remembered.now()
    asked = readable_line(request, catalogue, seen, month, indicator)
    may_enter = may_enter_figures(request.user, seen)
    if not may_enter:
        return refuse(request, may_enter)
    try:
        year = entry.check_month(seen, month, request.today, catalogue.year)
    except Refused as refused:
        return _answer(request, seen, month, Line(asked, error=refused.message), status=422)
    sums = cumulative.typed_so(seen, [asked])
    figure, problem = _save_one(request, seen, month, asked, _since(year, asked, sums))
    known = None if problem else {asked.pk: figure} if figure else {}
    sheet = sheets.sheet(
        *(seen, month, year, [asked], request.today),
        catalogue=catalogue,
        sums=sums,
        figures=known,
    )
    line = sheet.lines[0]
    if problem is None:
        first = calendar.first_of_month(year.starts_on)
        restated = {pk for _, pk in correcting.restated([seen.pk], first, month)}
        for card in sheet.cards:
            card.mark(restated)
        return _answer(request, seen, month, line, sheet)
    _explain(line, problem, _typed(request, asked))
    return _answer(request, seen, month, line, status=409 if line.is_contested else 422)


Problem = NumberRefused | Refused | entry.Conflict


def _since(year: WorkYear, line: Indicator, sums: set[int]) -> datetime.date | None:
    """First month of the sum that is typed for a line; None where the month's figure is."""
    return calendar.first_of_month(year.starts_on) if line.pk in sums else None


def _save_one(
    request: Request,
    unit: Unit,
    month: datetime.date,
    line: Indicator,
    since: datetime.date | None,
) -> tuple[Figure | None, Problem | None]:
    """What stands there now, or why nothing was saved."""
    cell = entry.Cell(unit, month, line)
    typed, seen = _typed(request, line), request.POST.get(f"seen-{line.pk}", "")
    at = clock.now()
    try:
        stored = entry.save(cell, typed=typed, seen=seen, by=request.user, at=at, since=since)
    except (NumberRefused, Refused, entry.Conflict) as problem:
        return None, problem
    return stored, None


def _save_all(
    request: Request,
    unit: Unit,
    month: datetime.date,
    year: WorkYear,
    lines: list[Indicator],
) -> HttpResponse:
    """The whole form, without JavaScript: what is right is saved, what is wrong comes back."""
    posted = [line for line in lines if f"f-{line.pk}" in request.POST]
    sums = cumulative.typed_so(unit, posted)
    tried = {
        line.pk: _save_one(request, unit, month, line, _since(year, line, sums))[1]
        for line in posted
    }
    problems = {key: problem for key, problem in tried.items() if problem}
    sheet = sheets.sheet(unit, month, year, lines, request.today)
    if not problems:
        messages.success(request, f"Đã lưu số liệu tháng {month.month}/{month.year}.")
        return redirect(request.get_full_path())
    for line in sheet.lines:
        if line.indicator.pk in problems:
            _explain(line, problems[line.indicator.pk], _typed(request, line.indicator))
    # What was typed stays in its cells, also where the month was accepted meanwhile.
    context = _context(request, unit, month, year, sheet) | {
        "may_enter": True,
        "problem_count": len(problems),
    }
    return render(request, "targets/figure_entry.html", context, status=422)


def _explain(line: Line, problem: Problem, typed: str) -> None:
    line.typed = typed
    if isinstance(problem, entry.Conflict):
        line.is_contested, line.theirs = True, problem.stored
    else:
        line.error = str(problem)


def _answer(
    request: Request,
    unit: Unit,
    month: datetime.date,
    line: Line,
    sheet: Sheet | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The cell's note, and out of band what the new figure changed."""
    context = {
        "line": line,
        "unit": unit,
        "month": month,
        "may_enter": True,
        "section": sheet.sections[0] if sheet else None,
        "cards": sheet.cards if sheet else [],
        "checks": sheet.checks if sheet else [],
        "page": Page(request.user, unit, month, clock.now()),  # asked where a balance is broken
        "typed": _typed(request, line.indicator),
        "is_settled": request.POST.get("settled") == "1",
        "is_saved": status == 200,
        "save_url": request.path,
    }
    response = render(request, "targets/_figure_saved.html", context, status=status)
    if status == 200:
        response["HX-Trigger"] = json.dumps({"figure-saved": _news(context)})
    return response


def _news(context: dict[str, Any]) -> dict[str, Any]:
    """For static/js/figures.js: the number as it is written, unless the cell was typed in again."""
    line = context["line"]
    return {
        "input": f"f-{line.indicator.pk}",
        "typed": context["typed"],
        "shown": line.shown,
        "settled": context["is_settled"],
    }


def _context(
    request: Request, unit: Unit, month: datetime.date, year: WorkYear, sheet: Sheet
) -> dict[str, Any]:
    following = calendar.add_months(month, 1)
    since = calendar.first_of_month(year.starts_on)
    page = Page(request.user, unit, month, clock.now(), since)
    for card in sheet.cards:
        card.mark(page.restated)
    return {
        "page": page,
        "may_enter": page.may_type,
        "unit": unit,
        "month": month,
        "year": year,
        "sections": sheet.sections,
        "field_code": request.GET.get("field", ""),
        "fields": {
            line.field.code: line.field for line in readable_lines(request, unit, month)
        }.values(),
        "year_before": calendar.add_months(month, -12),
        "previous_month": calendar.add_months(month, -1),
        "next_month": following if following <= request.today else None,
        "questions": _questions(request, unit, month),
        "query": "?" + urlencode({"field": request.GET["field"]}) if "field" in request.GET else "",
    }


def _questions(
    request: Request, unit: Unit, month: datetime.date
) -> list[tuple[FieldQuestion, AnswerForm | None]]:
    """What departments ask about the month, each with the form of who may answer."""
    rows = FieldQuestion.objects.visible_to(request.user).filter(
        field_check__unit=unit, field_check__month=month
    )
    told = rows.select_related("field_check__field", "asked_by__person", "answered_by__person")
    return [
        (one, AnswerForm(prefix=f"q{one.pk}") if _is_asked(request, one) else None) for one in told
    ]


def _is_asked(request: Request, question: FieldQuestion) -> bool:
    return question.answered_at is None and bool(may_answer_question(request.user, question))


def _typed(request: Request, line: Indicator) -> str:
    return request.POST.get(f"f-{line.pk}", "")


def _month(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
