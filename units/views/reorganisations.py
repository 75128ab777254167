"""The succession assistant: what was done, what is missing, and a new one from draft to record."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Reorganisation, Succession, Unit, UnitName
from units.permissions import may_reorganise, may_see_reorganisations
from units.reorganisation_forms import CHOICE, DraftForms, StartForm
from units.reorganising import reform
from units.reorganising.applying import apply, dry_run
from units.reorganising.checking import OnlyRenamed
from units.reorganising.predecessors import missing
from units.reorganising.reporting import Report
from units.reorganising.undoing import hanging, undo

PAGE = "units/reorganisation_create.html"


@requires(may_see_reorganisations)
def reorganisation_list(request: Request) -> HttpResponse:
    may = may_reorganise(request.user)
    office_ids = request.acting.office_ids
    context = {
        "records": Reorganisation.objects.visible_to(request.user).select_related("by__person"),
        "missing": missing(office_ids, request.today),
        "unrecorded": len(reform.unrecorded(office_ids)),
        "reform": reform,
        "may_reorganise": may,
    }
    return render(request, "units/reorganisation_list.html", context)


@requires(may_see_reorganisations, load=Reorganisation)
def reorganisation_detail(request: Request, record: Reorganisation) -> HttpResponse:
    may = may_reorganise(request.user, record)
    named = Unit.objects.named(record.on)
    rows = Succession.objects.prefetch_related(
        Prefetch("predecessor", named), Prefetch("successor", named)
    )
    context = {
        "record": record,
        "facts": record.facts,
        "successions": rows.filter(reorganisation=record).order_by("pk"),
        "may_undo": may,
        "hanging": hanging(record) if may and record.undone_at is None else [],
    }
    return render(request, "units/reorganisation_detail.html", context)


@requires(may_reorganise, load=Reorganisation)
@require_POST
def reorganisation_undo(request: Request, record: Reorganisation) -> HttpResponse:
    try:
        undo(record, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã hoàn tác: mọi dữ liệu trở lại như trước khi sắp xếp.")
    return redirect("units:reorganisation_detail", record.pk)


@requires(may_reorganise)
@require_POST
def reform_load(request: Request) -> HttpResponse:
    """Records of the reform of 2025 for the own province."""
    made = reform.load(by=request.user, at=clock.now(), office_ids=request.acting.office_ids)
    if made:
        messages.success(request, f"Đã ghi {len(made)} việc sắp xếp từ ngày 01/7/2025.")
    else:
        messages.info(request, "Việc sắp xếp ngày 01/7/2025 đã được ghi đủ, không thay đổi gì.")
    return redirect("units:reorganisation_list")


@requires(may_reorganise)
def reorganisation_create(request: Request) -> HttpResponse:
    """Kind and day in the address; the rest is typed, tried and carried out from one form."""
    start = StartForm(request.GET if "kind" in request.GET else None)
    if not start.is_bound or not start.is_valid():
        return render(request, PAGE, {"start": start})
    kind, on = start.cleaned_data["kind"], start.cleaned_data["on"]
    data = request.POST if request.method == "POST" else None
    forms = DraftForms(kind, on, request.acting.office, _units(request, kind, on), data)
    step = request.POST.get("step", "")
    if data is None or step in ("edit", "add"):
        forms.unjudged()
        return _typed(request, start, forms)
    return _tried(request, start, forms, is_final=step == "apply")


def _units(request: Request, kind: str, on: datetime.date) -> tuple[Any, Any]:
    """Who may end, and who may follow: of the own province and those it succeeds."""
    ids = request.acting.office_ids
    eve = on - datetime.timedelta(days=1)
    ours = Unit.objects.filter(Q(pk__in=ids) | Q(parent__in=ids))
    names = UnitName.objects.filter(unit=OuterRef("parent")).exclude(unit=request.acting.office)
    last = names.order_by(F("valid_from").desc(nulls_last=True)).values("short_name")[:1]
    ours = ours.annotate(above=Subquery(last)).order_by(
        F("parent").asc(nulls_first=True), "order", "code"
    )
    ending = ours.existing(eve).named(eve)
    if kind == Reorganisation.Kind.MOVE:
        ending = ending.exclude(parent=None).exclude(parent=request.acting.office)
    return ending, ours.existing(on).named(on)


def _typed(
    request: Request,
    start: StartForm,
    forms: DraftForms,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    renamed = refused.unit if isinstance(refused, OnlyRenamed) else None
    context = {"start": start, "forms": forms, "refused": refused, "renamed": renamed}
    return render(request, PAGE, _with_words(context, start), status=status)


def _tried(
    request: Request, start: StartForm, forms: DraftForms, *, is_final: bool
) -> HttpResponse:
    """The dry run, or its page again with what is still to be chosen."""
    if not forms.is_valid():
        return _typed(request, start, forms, status=422)
    refused = None
    try:
        if is_final:
            return _applied(request, forms)
    except Refused as reason:
        refused = reason
    try:
        report = dry_run(forms.draft(), by=request.user)
    except Refused as reason:
        return _typed(request, start, forms, reason, status=422)
    return _shown(request, start, forms, report, refused)


def _applied(request: Request, forms: DraftForms) -> HttpResponse:
    record = apply(forms.draft(), by=request.user, at=clock.now())
    messages.success(request, "Đã thực hiện việc sắp xếp.")
    return redirect("units:reorganisation_detail", record.pk)


def _shown(
    request: Request,
    start: StartForm,
    forms: DraftForms,
    report: Report,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "start": start,
        "report": report,
        "refused": refused,
        "carried": _carried(request),
        "asked": [(q, report.change.choices.get(q.key, "")) for q in report.questions],
        "is_early": forms.on > request.today,
        "draft": forms.draft(),
    }
    status = 422 if refused else 200
    return render(request, PAGE, _with_words(context, start), status=status)


def _with_words(context: dict[str, Any], start: StartForm) -> dict[str, Any]:
    kind = Reorganisation.Kind(start.cleaned_data["kind"])
    return context | {
        "kind": kind,
        "on": start.cleaned_data["on"],
        "is_move": kind == Reorganisation.Kind.MOVE,
    }


def _carried(request: Request) -> list[tuple[str, str]]:
    """What was typed, on its way through the dry run; answers have fields of their own."""
    aside = {"csrfmiddlewaretoken", "step", "confirmed"}
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in aside and not name.startswith(CHOICE)
    ]
