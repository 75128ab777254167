"""The ranking of units, for leadership."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from procuracy.web import clock
from procuracy.web.access import requires
from targets import ranking
from targets.board_facts import facts, period_words, seen_board
from targets.choices import as_of
from targets.permissions import may_rank_units
from targets.printing import ranking_pdf
from units.acting import Request


@requires(may_rank_units)
def unit_ranking(request: Request) -> HttpResponse:
    return render(request, "targets/unit_ranking.html", _context(request))


@requires(may_rank_units)
def unit_ranking_print(request: Request) -> HttpResponse:
    context = _context(request)
    at = clock.now()
    heads = facts(context["board"], request.acting.office, at=at)
    drawn = ranking_pdf(heads | {"ranked": context["ranked"], "verdicts": context["verdicts"]})
    headers = {"Content-Disposition": 'inline; filename="xep-hang-don-vi.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


def _context(request: Request) -> dict[str, Any]:
    chosen = as_of(request.acting, request.GET, request.today)
    board = seen_board(request.acting, chosen, today=request.today)
    return {
        "chosen": chosen,
        "board": board,
        "period": period_words(board),
        "ranked": ranking.ranked(board.rows),
        "verdicts": ranking.SHOWN,
        "now": clock.now(),
    }
