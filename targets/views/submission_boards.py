"""Completeness and timeliness: units × months of a work year on screen, on paper, as a workbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from targets import submission_boards, submission_printing
from targets.models import WorkYear
from targets.permissions.submissions import may_see_submissions
from targets.submission_boards import YearBoard
from targets.years import entry_month
from units.acting import Request


@require_safe
@requires(may_see_submissions)
def submission_board(request: Request) -> HttpResponse:
    board = _board(request)
    context = {
        "board": board,
        "years": WorkYear.objects.filter(starts_on__lte=request.today),
        "legend": submission_boards.LEGEND,
        "sums": submission_printing.sums(board),
        "now": clock.now(),
    }
    return render(request, "targets/submission_board.html", context)


@require_safe
@requires(may_see_submissions)
def submission_board_print(request: Request) -> HttpResponse:
    drawn = submission_printing.drawn(_board(request), request.acting.office, at=clock.now())
    headers = {"Content-Disposition": 'inline; filename="tinh-hinh-gui-so-lieu.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@require_safe
@requires(may_see_submissions)
def submission_board_export(request: Request) -> HttpResponse:
    board = _board(request)
    spreads = submission_printing.spreads(board, at=clock.now())
    return xlsx.download(xlsx.stream(spreads), f"tinh-hinh-gui-so-lieu-{board.year.year}.xlsx")


def _board(request: Request) -> YearBoard:
    """Of the year asked for, else of the month that is wanted now; Http404 while there is none."""
    until = entry_month(request.today)
    years = WorkYear.objects.filter(starts_on__lte=request.today)
    year = next((y for y in years if str(y.year) == request.GET.get("year")), None)
    year = year or years.filter(ends_on__gte=until).order_by("starts_on").first() or years.first()
    if year is None:
        raise Http404("Chưa có năm công tác nào.")
    first = year.starts_on.replace(day=1)
    last = min(until, year.ends_on.replace(day=1))
    seen = request.acting.seen_unit_ids
    units = submission_boards.reporting(seen, first, max(first, last))
    return submission_boards.of_year(units, year, until, clock.now())
