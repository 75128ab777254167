"""Sums by kind of unit, portfolio and field: on the screen, on A4 lying across, as a workbook."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procuracy.web import clock, xlsx
from procuracy.web.access import requires
from targets import filters, rollup_page
from targets.board_facts import office_facts, seen_board, state_words
from targets.choices import as_of
from targets.models import View
from targets.permissions import may_read
from targets.printing import dashboard_pdf
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


@require_safe
@requires(may_read)
def rollup_board_print(request: Request) -> HttpResponse:
    page = _context(request)["page"]
    drawn = dashboard_pdf(page, office_facts(request.acting.office, request.today, at=clock.now()))
    headers = {"Content-Disposition": f'inline; filename="{file_name(page, request.today, "pdf")}"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


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
