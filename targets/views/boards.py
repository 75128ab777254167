"""The board of units × targets and its cells."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.errors import Refused
from targets import boards, cell_page, cells, filters, nil_targets
from targets.answer_forms import TargetAnswerForm
from targets.board_facts import seen_board
from targets.choices import AsOf, as_of
from targets.models import Target, TargetAssignment, View
from targets.permissions import (
    may_answer_target,
    may_assign_targets,
    may_enter_figures,
    may_read,
)
from targets.scores import RESTATED_WORDS, SMALL_WORDS, regiven_notes
from targets.sections import Page
from targets.verdicts import Verdict
from targets.views import papers
from units.acting import Request
from units.models import Unit
from units.models.organisation import UnitQuerySet
from units.reach import reach


@requires(may_read)
def target_board(request: Request) -> HttpResponse:
    chosen = as_of(request.acting, request.GET, request.today)
    leaders = filters.leaders_of(request.acting, request.today)
    wanted = filters.chosen(request.GET, leaders)
    full = seen_board(request.acting, chosen, field_code=wanted.field_code, today=request.today)
    part = wanted.portfolio_of(full, request.today)
    board = part.holding(wanted.verdicts) if wanted.verdicts else part
    context = {
        "chosen": chosen,
        "wanted": wanted,
        "board": board.drawn(chosen.query),
        "counts": (counts := part.counts()),
        "shares": shares(counts),
        "base": request.path,
        "legend": boards.LEGEND,
        "sight": board.sight,
        "views": [View.REPORTED, View.SUCCESSOR],
        "fields": chosen.catalogue.fields(),
        "leaders": leaders,
        "verdicts": filters.VERDICTS,
        "small_words": SMALL_WORDS,
        "restated_words": RESTATED_WORDS,
        "regiven_words": regiven_notes(score for row in board.shown for score in row.scores),
        "now": clock.now(),
        "may_assign": may_assign_targets(request.user),
    }
    return render(request, "targets/target_board.html", context)


@requires(may_read)
def target_cell(request: Request, unit: int, target: int) -> HttpResponse:
    seen, wanted, chosen = _cell(request, unit, target)
    if seen.kind == Unit.Kind.PROVINCE:
        page = reverse("targets:target_page", args=[wanted.pk])
        return redirect(page + chosen.query)
    context = {
        "chosen": chosen,
        "unit": seen,
        "target": wanted,
        "views": [View.REPORTED, View.SUCCESSOR],
        "may_enter": may_enter_figures(request.user, seen),
        "answer_form": _answer_form(request, seen, wanted),
    }
    found = cells.of_unit(seen, wanted, chosen, request.today)
    if context["may_enter"] and found["score"].is_assigned and nil_targets.may_tick(wanted):
        given = found["assignment"]
        context["nil_months"] = nil_targets.open_months(given) if given else []
    return render(request, "targets/target_cell.html", context | found)


@requires(may_read)
def target_cell_print(request: Request, unit: int, target: int) -> HttpResponse:
    return papers.paper(request, _cell_page(request, unit, target), tells_verdicts=True)


@requires(may_read)
def target_cell_sheet(request: Request, unit: int, target: int) -> HttpResponse:
    return papers.workbook(request, _cell_page(request, unit, target))


def _cell_page(request: Request, unit: int, target: int) -> Page:
    seen, wanted, chosen = _cell(request, unit, target)
    if seen.kind == Unit.Kind.PROVINCE:
        raise Http404("Kết quả toàn tỉnh in ở trang của chỉ tiêu.")
    found = cells.of_unit(seen, wanted, chosen, request.today)
    return cell_page.page(seen, wanted, chosen, found)


def _cell(request: Request, unit: int, target: int) -> tuple[Unit, Target, AsOf]:
    seen = get_object_or_404(_seen(request), pk=unit)
    wanted = get_object_or_404(Target.objects.select_related("field"), pk=target)
    _check_readable(request, seen, wanted)
    return seen, wanted, as_of(request.acting, request.GET, request.today)


def _answer_form(request: Request, unit: Unit, target: Target) -> TargetAnswerForm | None:
    is_asked = target.measure == Target.Measure.QUALITATIVE
    return TargetAnswerForm() if is_asked and may_answer_target(request.user, unit) else None


@require_POST
@requires(may_read)
def none_arose_mark(request: Request, unit: int, target: int) -> HttpResponse:
    """Tick or untick that nothing arose to be counted, for the year shown."""
    seen = get_object_or_404(_seen(request), pk=unit)
    _check_readable(request, seen, get_object_or_404(Target, pk=target))
    answer = may_enter_figures(request.user, seen)
    if not answer:
        return refuse(request, answer)
    chosen = as_of(request.acting, request.POST, request.today)
    given = TargetAssignment.objects.select_related("target", "unit", "work_year")
    row = get_object_or_404(given, unit=seen, target=target, work_year=chosen.year)
    try:
        since = _month(request.POST.get("since"))
        is_nil = request.POST.get("none_arose") == "1"
        nil_targets.mark(row, is_nil=is_nil, since=since, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    response = redirect("targets:target_cell", unit=unit, target=target)
    response["Location"] += chosen.query
    return response


def _month(text: str | None) -> datetime.date | None:
    """From `2026-05`; nothing is the year's first. Refused for what is no month."""
    try:
        return datetime.date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        raise Refused("Chọn tháng bắt đầu trong danh sách.") from None


def shares(counts: Sequence[tuple[Verdict, int]]) -> list[dict[str, Any]]:
    """Parts of a bar 1000 wide, by verdict."""
    whole = sum(count for _, count in counts) or 1
    drawn, start = [], 0
    for verdict, count in counts:
        width = round(count * 1000 / whole)
        drawn.append({"verdict": verdict, "start": start, "width": width})
        start += width
    return drawn


def _seen(request: Request) -> UnitQuerySet:
    named = Unit.objects.named(request.today).select_related("parent")
    return named.filter(pk__in=reach(request.acting).unit_ids)


def _check_readable(request: Request, unit: Unit, target: Target) -> None:
    """Of another unit a department opens its own fields' targets only; else Http404."""
    if not reach(request.acting).covers(unit.pk, target.field_id):
        raise Http404("Chỉ tiêu này thuộc lĩnh vực của phòng khác.")
