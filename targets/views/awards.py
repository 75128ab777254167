"""Awards of units and persons."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from procuracy.web.access import requires
from targets.instrument_forms import AwardForm
from targets.instrument_lists import award_page
from targets.models import Award, WorkYear
from targets.permissions import may_read
from targets.permissions.instruments import may_add_award, may_edit_award
from targets.views.catalogue import form_page, is_stored, posted
from targets.views.papers import paper, workbook
from units.acting import Request
from units.models import Unit


@require_safe
@requires(may_read)
def award_list(request: Request) -> HttpResponse:
    rows, year = _asked(request)
    context = {
        "rows": rows,
        "year": year,
        "years": WorkYear.objects.filter(awards__isnull=False).distinct(),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_add": may_add_award(request.user),
    }
    return render(request, "targets/award_list.html", context)


@require_safe
@requires(may_read)
def award_print(request: Request) -> HttpResponse:
    return paper(request, award_page(*_asked(request)))


@require_safe
@requires(may_read)
def award_sheet(request: Request) -> HttpResponse:
    return workbook(request, award_page(*_asked(request)))


def _asked(request: Request) -> tuple[Any, WorkYear | None]:
    """All awards one may read, or those of a work year."""
    asked = request.GET.get("year", "")
    is_year = len(asked) == 4 and asked.isascii() and asked.isdigit()
    year = WorkYear.objects.filter(year=asked).first() if is_year else None
    rows = Award.objects.visible_to(request.user)
    rows = rows.filter(work_year=year) if year else rows
    named = Prefetch("unit", Unit.objects.named(request.today))
    return rows.select_related("person", "work_year").prefetch_related(named), year


@requires(may_add_award)
def award_create(request: Request) -> HttpResponse:
    now = WorkYear.objects.at(request.today)
    form = AwardForm(
        posted(request), acting=request.acting, today=request.today, initial={"work_year": now}
    )
    if is_stored(form, form.save):
        messages.success(request, f"Đã ghi {form.instance}.")
        return redirect("targets:award_list")
    return form_page(request, "targets/award_create.html", form)


@requires(may_edit_award, load=Award)
def award_edit(request: Request, award: Award) -> HttpResponse:
    form = AwardForm(posted(request), acting=request.acting, today=request.today, instance=award)
    if is_stored(form, form.save):
        messages.success(request, f"Đã lưu {form.instance}.")
        return redirect("targets:award_list")
    return form_page(request, "targets/award_edit.html", form, award=award)


@requires(may_edit_award, load=Award)
def award_remove(request: Request, award: Award) -> HttpResponse:
    """Asked first; what was removed stays in the history."""
    if request.method == "POST":
        award.delete()
        messages.success(request, "Đã xóa khen thưởng ghi nhầm.")
        return redirect("targets:award_list")
    unit = Unit.objects.named(award.decided_on).get(pk=award.unit_id)
    return render(request, "targets/award_remove.html", {"award": award, "unit": unit})
