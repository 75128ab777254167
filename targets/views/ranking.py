"""The ranking of units, for leadership: on the screen, on A4 lying across, as a workbook."""

from django.http import HttpResponse
from django.shortcuts import render

from procuracy.web import clock
from procuracy.web.access import requires
from targets import ranking
from targets.board_facts import seen_board
from targets.boards import Board
from targets.choices import AsOf, as_of
from targets.permissions import may_rank_units
from targets.views import papers
from units.acting import Request


@requires(may_rank_units)
def unit_ranking(request: Request) -> HttpResponse:
    chosen, board = _seen(request)
    context = {
        "chosen": chosen,
        "ranked": ranking.ranked(board.rows),
        "verdicts": ranking.SHOWN,
        "note": ranking.NOTE,
        "now": clock.now(),
    }
    return render(request, "targets/unit_ranking.html", context)


@requires(may_rank_units)
def unit_ranking_print(request: Request) -> HttpResponse:
    return papers.paper(request, ranking.page(_seen(request)[1]))


@requires(may_rank_units)
def unit_ranking_sheet(request: Request) -> HttpResponse:
    return papers.workbook(request, ranking.page(_seen(request)[1]))


def _seen(request: Request) -> tuple[AsOf, Board]:
    chosen = as_of(request.acting, request.GET, request.today)
    return chosen, seen_board(request.acting, chosen, today=request.today)
