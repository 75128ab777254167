"""Sums by kind of unit, portfolio and field: on the screen, on A4 lying across, as a workbook."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from targets import board_prints, filters, rollup_page
from targets.board_facts import seen_board, state_words
from targets.choices import as_of
from targets.models import BoardPrint, View
from targets.permissions import may_read
from targets.sections import file_name, spreads
from units.acting import Request


@require_safe
@requires(may_read)
def rollup_board(request: Request) -> HttpResponse:
    context = _context(request) | {
        "views": list(View),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "now": clock.now(),
    }
    return render(request, "targets/rollup_board.html", context)


@require_POST
@requires(may_read)
def rollup_board_print(request: Request) -> HttpResponse:
    """Asked for as a board's print is: seventy targets with their formulas take a while."""
    chosen = as_of(request.acting, request.GET, request.today)
    board = seen_board(request.acting, chosen, today=request.today)
    asked = board_prints.ask_page(
        by=request.user, kind=BoardPrint.Kind.SUMS, board=board, chosen=chosen, at=clock.now()
    )
    return redirect(asked.page, asked.pk)


@require_safe
@requires(may_read)
def rollup_board_sheet(request: Request) -> HttpResponse:
    page = _context(request)["page"]
    book = xlsx.stream(spreads(page, state_words(clock.now())))
    return xlsx.download(book, file_name(page, request.today, "xlsx"))


def _context(request: Request) -> dict[str, Any]:
    chosen = as_of(request.acting, request.GET, request.today)
    board = seen_board(request.acting, chosen, today=request.today)
    leaders = filters.leaders_of(request.acting, request.today)
    return {"chosen": chosen, "page": rollup_page.page(board, chosen, leaders, request.today)}
