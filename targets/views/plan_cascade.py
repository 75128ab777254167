"""From the office's tasks to the units' and back: who took what up, what rests on nothing."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from targets import plans
from targets.models import Plan, PlanTask, WorkYear
from targets.permissions import may_read, may_take_up_task
from targets.plans import cascade
from units.acting import Request
from units.models import Unit

FILTERS = {"": "Mọi nhiệm vụ", "open": "Chưa có đơn vị nhận", "loose": "Không gắn cấp trên"}


@require_safe
@requires(may_read)
def plan_cascade(request: Request) -> HttpResponse:
    years = list(WorkYear.objects.filter(plans__isnull=False).distinct())
    year = _chosen(years, request.GET.get("year", ""), WorkYear.objects.at(request.today))
    kind = request.GET.get("filter", "")
    context: dict[str, Any] = {"years": years, "year": year, "filters": FILTERS}
    context["filter"] = kind if kind in FILTERS else ""
    if year is not None:
        context |= _cascade(request, year, context["filter"])
    return render(request, "targets/plan_cascade.html", context)


def _cascade(request: Request, year: WorkYear, kind: str) -> dict[str, Any]:
    """Who reads the whole office sees every unit's part; a unit sees its own."""
    acting, today = request.acting, request.today
    above = acting.unit.parent or acting.unit
    seen = PlanTask.objects.visible_to(request.user)
    rows = list(cascade.with_takers(cascade.tasks_above(above, year), seen, today))
    rows = [row for row in rows if row.plan.is_live or may_read_drafts(request, above)]
    loose = list(
        cascade.resting_on_nothing(above, year)
        .filter(pk__in=seen.values("pk"))
        .select_related("plan")
        .prefetch_related(Prefetch("plan__unit", Unit.objects.named(today)))
    )
    untaken = [row for row in rows if not row.takers]  # type: ignore[attr-defined]
    return {
        "above": Unit.objects.named(today).get(pk=above.pk),
        "is_whole": above.pk in acting.seen_unit_ids,
        "rows": untaken if kind == "open" else rows,
        "untaken": untaken,
        "loose": loose,
        "counts": {"": len(rows), "open": len(untaken), "loose": len(loose)},
        "may_take_up": bool(rows) and may_take_up_task(request.user, rows[0]),
        "today": today,
    }


def may_read_drafts(request: Request, above: Unit) -> bool:
    return above.pk in request.acting.seen_unit_ids


@require_POST
@requires(may_take_up_task, load=PlanTask)
def plan_task_take_up(request: Request, task: PlanTask) -> HttpResponse:
    unit = Unit.objects.named(request.today).get(pk=request.acting.unit_id)
    try:
        line = plans.take_up(task, unit=unit, name=unit.short_name, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("targets:plan_cascade")
    messages.success(request, _taken(line.plan))
    return redirect("targets:plan_task_edit", pk=line.pk)


def _taken(plan: Plan) -> str:
    waits = " (bổ sung, chờ trình duyệt)" if plan.is_live else ""
    return f"Đã nhận nhiệm vụ vào “{plan.title}”{waits}. Ghi người phụ trách, giải pháp, thời hạn."


def _chosen(years: list[WorkYear], asked: str, usual: WorkYear | None) -> WorkYear | None:
    """The one asked for; else the running one, if there are plans for it; else the latest."""
    found = next((year for year in years if str(year.year) == asked), None)
    if found or not years:
        return found
    return usual if usual in years else max(years, key=lambda year: year.year)
