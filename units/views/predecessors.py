"""Whom a body follows: entered, verified or dropped where reference data did not know."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Succession, Unit
from units.permissions import may_reorganise
from units.reorganisation_forms import PredecessorForm, SourceForm
from units.reorganising import predecessors, reform
from units.reorganising.drafts import NewUnit
from units.reorganising.predecessors import Entry

PAGE = "units/predecessor_create.html"


@requires(may_reorganise, load=Unit)
def predecessor_create(request: Request, unit: Unit) -> HttpResponse:
    form = _form(request, unit)
    if request.method == "POST" and form.is_valid() and _entered(request, unit, form):
        return redirect("units:reorganisation_list")
    return _page(request, unit, form, 422 if form.errors else 200)


def _page(
    request: Request,
    unit: Unit,
    form: PredecessorForm,
    status: int = 200,
    checked: tuple[int, SourceForm] | None = None,
) -> HttpResponse:
    eve = Unit.objects.named(_eve(unit))
    rows = unit.inheritances.order_by("pk").prefetch_related(Prefetch("predecessor", eve))
    context = {
        "unit": unit,
        "naming": unit.naming(unit.valid_from or request.today),
        "form": form,
        "rows": [(row, _check_form(row, checked)) for row in rows],
    }
    return render(request, PAGE, context, status=status)


def _check_form(row: Succession, checked: tuple[int, SourceForm] | None) -> SourceForm:
    if checked and checked[0] == row.pk:
        return checked[1]
    return SourceForm(auto_id=f"id_{row.pk}_%s", initial={"source": row.source})


def _eve(unit: Unit) -> datetime.date:
    return (unit.valid_from or reform.ON) - datetime.timedelta(days=1)


def _form(request: Request, unit: Unit) -> PredecessorForm:
    """Ended on the eve: of the own line, or a province that nobody follows yet."""
    ids, eve = request.acting.office_ids, _eve(unit)
    ours = Q(pk__in=ids) | Q(parent__in=ids)
    ours |= Q(kind=Unit.Kind.PROVINCE, successions__isnull=True)
    ended = Unit.objects.filter(ours, valid_to=eve).exclude(successions__successor=unit)
    parents = Unit.objects.filter(pk__in=ids, valid_to=eve)
    return PredecessorForm(
        request.POST if request.method == "POST" else None,
        ended=ended.named(eve).distinct(),
        parents=parents.named(eve),
        initial=_expected(unit),
    )


def _expected(unit: Unit) -> dict[str, Any]:
    """The first body that the law names and the register lacks, and that law."""
    decision = reform.DECISION if unit.valid_from == reform.ON else None
    offered: dict[str, Any] = {"kind": unit.kind}
    if decision:
        offered |= {
            "code": decision.code,
            "issued_on": decision.issued_on,
            "issuer": decision.issuer,
        }
    known = [str(row.predecessor.naming(_eve(unit)).short_name) for row in unit.inheritances.all()]
    for new in predecessors.expected_of(unit.code):
        if new.short_name not in known:
            return offered | {
                "name": new.name,
                "short_name": new.short_name,
                "place_name": new.place_name,
                "symbol": new.symbol,
            }
    return offered


def _entered(request: Request, unit: Unit, form: PredecessorForm) -> bool:
    data = form.cleaned_data
    new = NewUnit(
        kind=data["kind"],
        name=data["name"],
        short_name=data["short_name"],
        place_name=data["place_name"],
        symbol=data["symbol"],
    )
    entry = Entry(unit=data["unit"]) if data["unit"] else Entry(new=new, parent=data["parent"])
    try:
        predecessors.enter(unit, entry, form.decision, by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, "Đã ghi đơn vị trước.")
    return True


@requires(may_reorganise, load=Unit)
@require_POST
def predecessor_verify(request: Request, unit: Unit, succession: int) -> HttpResponse:
    row = _row(unit, succession)
    form = SourceForm(request.POST, auto_id=f"id_{row.pk}_%s", initial={"source": row.source})
    if not form.is_valid():
        offered = _form_unsent(request, unit)
        return _page(request, unit, offered, 422, (row.pk, form))
    try:
        source = form.cleaned_data["source"]
        predecessors.verify(row, source=source, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã kiểm chứng quan hệ kế thừa.")
    return redirect("units:predecessor_create", unit.pk)


def _form_unsent(request: Request, unit: Unit) -> PredecessorForm:
    form = _form(request, unit)
    form.is_bound = False
    form.data = {}
    return form


@requires(may_reorganise, load=Unit)
@require_POST
def predecessor_drop(request: Request, unit: Unit, succession: int) -> HttpResponse:
    try:
        predecessors.drop(_row(unit, succession), by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã gỡ quan hệ kế thừa chưa kiểm chứng.")
    return redirect("units:predecessor_create", unit.pk)


def _row(unit: Unit, pk: int) -> Succession:
    row = Succession.objects.filter(successor=unit, pk=min(pk, 2**62)).first()
    if row is None:
        raise Http404
    return row
