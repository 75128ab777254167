"""The board of units × targets, its cells and its print."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from procuracy.web.dates import printed_short, screen_day
from targets import boards, cells
from targets.choices import AsOf, as_of
from targets.models import Target, TargetAssignment
from targets.permissions import may_assign_targets, may_enter_figures, may_read
from targets.printing import board_pdf
from targets.verdicts import Verdict
from units.acting import Request
from units.models import Demonstration, Field, Unit
from units.models.organisation import UnitQuerySet


@requires(may_read)
def target_board(request: Request) -> HttpResponse:
    chosen = as_of(request.acting, request.GET, request.today)
    full = _board(request, chosen)
    only_behind = request.GET.get("only") == "behind"
    board = full.behind_only() if only_behind else full
    counts = full.counts()
    context = {
        "chosen": chosen,
        "board": board.drawn(chosen.query),
        "counts": counts,
        "shares": shares(counts),
        "legend": boards.LEGEND,
        "fields": Field.objects.all(),
        "field_code": request.GET.get("field", ""),
        "only_behind": only_behind,
        "now": clock.now(),
        "may_assign": may_assign_targets(request.user),
    }
    return render(request, "targets/target_board.html", context)


@requires(may_read)
def board_print(request: Request) -> HttpResponse:
    chosen = as_of(request.acting, request.GET, request.today)
    board = _board(request, chosen)
    if request.GET.get("only") == "behind":
        board = board.behind_only()
    pdf = board_pdf(_facts(board, chosen, request))
    name = f"bang-chi-tieu-{chosen.period.ends_on:%Y-%m}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@requires(may_read)
def target_cell(request: Request, unit: int, target: int) -> HttpResponse:
    seen = get_object_or_404(_seen(request), pk=unit)
    wanted = get_object_or_404(Target.objects.select_related("field"), pk=target)
    chosen = as_of(request.acting, request.GET, request.today)
    context = {
        "chosen": chosen,
        "unit": seen,
        "target": wanted,
        "may_enter": may_enter_figures(request.user, seen),
    }
    if seen.kind == Unit.Kind.PROVINCE:
        board = _board(request, chosen)
        return render(request, "targets/target_total.html", context | cells.total(board, wanted))
    found = cells.of_unit(seen, wanted, chosen, request.today)
    return render(request, "targets/target_cell.html", context | found)


@require_POST
@requires(may_read)
def none_arose_mark(request: Request, unit: int, target: int) -> HttpResponse:
    """Tick or untick that nothing arose to be counted, for the year shown."""
    seen = get_object_or_404(_seen(request), pk=unit)
    answer = may_enter_figures(request.user, seen)
    if not answer:
        return refuse(request, answer)
    chosen = as_of(request.acting, request.POST, request.today)
    row = get_object_or_404(TargetAssignment, unit=seen, target=target, work_year=chosen.year)
    row.none_arose = request.POST.get("none_arose") == "1"
    row.save(update_fields=["none_arose"])
    response = redirect("targets:target_cell", unit=unit, target=target)
    response["Location"] += chosen.query
    return response


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
    return named.filter(pk__in=request.acting.seen_unit_ids)


def _board(request: Request, chosen: AsOf) -> boards.Board:
    acting = request.acting
    return boards.assemble(
        year=chosen.year,
        period=chosen.period,
        spans=chosen.spans,
        units=boards.reporting_units(acting, chosen.year),
        province=boards.province_of(acting, chosen.period.ends_on),
        field_code=request.GET.get("field", ""),
        today=request.today,
    )


def _facts(board: boards.Board, chosen: AsOf, request: Request) -> dict[str, Any]:
    office = request.acting.office
    named = Unit.objects.named(chosen.period.ends_on).select_related("parent").get(pk=office.pk)
    above = named.parent and Unit.objects.named(chosen.period.ends_on).get(pk=named.parent.pk)
    rows = [*board.rows, *([board.total] if board.total else [])]
    return {
        "superior_name": above.name if above else "Viện kiểm sát nhân dân tối cao",
        "office_name": named.name,
        "title": "Bảng tổng hợp kết quả thực hiện chỉ tiêu",
        "period": _period_words(chosen),
        "state": f"Số liệu lúc {_moment(clock.now())}",
        "targets": [
            {"group": c.target.field.short_name, "name": c.target.short_name, "goal": c.goal}
            for c in board.columns
        ],
        "rows": [
            {
                "unit": "Toàn tỉnh" if row is board.total else row.unit.short_name,
                "is_total": row is board.total,
                "cells": [
                    {"glyph": s.verdict.glyph, "value": s.shown, "word": s.verdict.word}
                    if s.is_assigned
                    else None
                    for s in row.scores
                ],
            }
            for row in rows
        ],
        "legend": [{"glyph": v.glyph, "word": v.word} for v in boards.LEGEND],
        "illustrative": Demonstration.objects.exists(),
    }


def _period_words(chosen: AsOf) -> str:
    """`Lũy kế đến hết tháng 3/2026, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)`."""
    first, last = printed_short(chosen.year.starts_on), printed_short(chosen.period.ends_on)
    label = chosen.period.label[0].lower() + chosen.period.label[1:]
    return f"Lũy kế {label}, năm công tác {chosen.year.year} (từ {first} đến {last})"


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} ngày {screen_day(local.date())}"
