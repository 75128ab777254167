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
from targets import cascade_page, plans
from targets.models import Plan, PlanTask, WorkYear
from targets.permissions import may_read, may_take_up_task
from targets.plans import cascade
from targets.sections import Page
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit

# All tasks; those nobody took up; those that rest on nothing.
FILTERS = ("", "open", "loose")


@require_safe
@requires(may_read)
def plan_cascade(request: Request) -> HttpResponse:
    return render(request, "targets/plan_cascade.html", _context(request))


@require_safe
@requires(may_read)
def plan_cascade_print(request: Request) -> HttpResponse:
    found = _page(request)
    return paper(request, found) if found else redirect("targets:plan_cascade")


@require_safe
@requires(may_read)
def plan_cascade_sheet(request: Request) -> HttpResponse:
    found = _page(request)
    return workbook(request, found) if found else redirect("targets:plan_cascade")


def _page(request: Request) -> Page | None:
    """What the screen shows; nothing before the first plan."""
    found = _context(request)
    if found["year"] is None:
        return None
    return cascade_page.page(found["above"], found["year"], found["rows"], found["loose"])


def _context(request: Request) -> dict[str, Any]:
    years = list(WorkYear.objects.filter(plans__isnull=False).distinct())
    year = _chosen(years, request.GET.get("year", ""), WorkYear.objects.at(request.today))
    kind = request.GET.get("filter", "")
    kind = kind if kind in FILTERS else ""
    context: dict[str, Any] = {"years": years, "year": year, "filter": kind}
    context["query"] = f"?{request.GET.urlencode()}" if request.GET else ""
    return context | _cascade(request, year, kind) if year else context


def _cascade(request: Request, year: WorkYear, kind: str) -> dict[str, Any]:
    """Who reads the whole office sees every unit's part, and drafts; a unit sees its own part of
    what is approved."""
    acting, today = request.acting, request.today
    above = acting.unit.parent or acting.unit
    is_whole = above.pk in acting.seen_unit_ids
    seen = PlanTask.objects.visible_to(request.user)
    rows: list[Any] = list(cascade.with_takers(cascade.tasks_above(above, year), seen, today))
    rows = [row for row in rows if is_whole or row.plan.is_live]
    named = Prefetch("plan__unit", Unit.objects.named(today))
    loose = cascade.resting_on_nothing(above, year).filter(pk__in=seen.values("pk"))
    untaken = [row for row in rows if not row.takers]
    return {
        "above": Unit.objects.named(today).get(pk=above.pk),
        "is_whole": is_whole,
        "rows": untaken if kind == "open" else rows,
        "all_count": len(rows),
        "untaken": untaken,
        "loose": list(loose.select_related("plan").prefetch_related(named)),
        "may_take_up": bool(rows) and may_take_up_task(request.user, rows[0]),
        "today": today,
    }


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
