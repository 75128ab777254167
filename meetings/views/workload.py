"""Pages of the workload: of units and people, and what one person has to do."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.permissions.workload import may_see_workload
from meetings.tasks import following
from meetings.work.workload import Workload, page, people_seen, tasks_of, units_seen
from meetings.work.workload import workload as counted
from procuracy.web.access import requires
from targets.sections import Page
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit


@require_safe
@requires(may_see_workload)
def workload(request: Request) -> HttpResponse:
    units = units_seen(request.acting, request.today)
    shown, found, unit = _page(request, units)
    context = {
        "page": shown,
        "found": found,
        "units": units,
        "unit": unit,
        "query": f"?unit={unit.pk}" if unit else "",
    }
    return render(request, "meetings/workload.html", context)


@require_safe
@requires(may_see_workload)
def workload_print(request: Request) -> HttpResponse:
    return paper(request, _page(request, units_seen(request.acting, request.today))[0])


@require_safe
@requires(may_see_workload)
def workload_sheet(request: Request) -> HttpResponse:
    return workbook(request, _page(request, units_seen(request.acting, request.today))[0])


@require_safe
@requires(may_see_workload)
def workload_person(request: Request, pk: int) -> HttpResponse:
    """Of somebody who holds a position in a unit that the visitor oversees."""
    person = get_object_or_404(people_seen(request.acting, request.today), pk=pk)
    tasks = tasks_of(person, request.user)
    directives = list(following.told(tasks["directive"]))  # type: ignore[arg-type]
    for task in directives:
        task.told_origin = following.origin(task)  # type: ignore[attr-defined]
    context = {
        "person": person,
        "plan_tasks": list(tasks["plan"]),
        "led_tasks": list(tasks["led"]),
        "directives": directives,
        "today": request.today,
    }
    return render(request, "meetings/workload_person.html", context)


def _page(request: Request, units: list[Unit]) -> tuple[Page, Workload, Unit | None]:
    asked = request.GET.get("unit", "")
    unit = next((one for one in units if str(one.pk) == asked), None)
    found = counted(request.acting, request.today, unit)
    return page(found, request.today, unit), found, unit
