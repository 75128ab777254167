"""Giving a whole set to many units, and the workbook of it: looked at before anything is stored."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from procuracy.web import previews, xlsx
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Fault
from targets import assigning, assignment_sheets, formula_words, giving
from targets.assigning import Change, Stored
from targets.assignment_forms import FillForm, ReasonForm, SheetForm
from targets.giving import Source, Wish
from targets.models import Target, TargetSet, WorkYear
from targets.permissions import may_assign_targets, may_read
from targets.promises import Aspect
from targets.views.assignments import asked_year, seen_units, stored_with_reason
from units.acting import Request
from units.models import Unit

PURPOSE = "assignments"
SHOWN = 300
GIVES = (Aspect.ASSIGNED, Aspect.COMMITTED, Aspect.DUE)


@requires(may_assign_targets)
@never_cache
def assignment_fill(request: Request) -> HttpResponse:
    year = asked_year(request)
    sets, units = assigning.sets_of(year), _units(request, year)
    data = request.POST if request.method == "POST" else None
    asked = next((s.pk for s in sets if str(s.pk) == request.GET.get("set")), None)
    initial = {"target_set": asked} if asked else {}
    form = FillForm(data, units=units, sets=sets, initial=initial)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "year": year, "sets": sets}
        status = 422 if form.is_bound else 200
        return render(request, "targets/assignment_fill.html", context, status=status)
    said = form.cleaned_data
    targets = Target.objects.filter(target_set=said["target_set"]).select_related("field")
    targets = targets.filter(layer=said["layer"]) if said["layer"] else targets
    wish = Wish(
        year,
        said["target_set"],
        list(said["units"]),
        list(targets),
        Source(said["source"]),
        said["overwrites"],
    )
    return _look(request, year, said["target_set"], giving.changes(wish))


@require_safe
@requires(may_read)
def assignment_sheet(request: Request) -> HttpResponse:
    """The set that is looked at, with every unit that the reader sees."""
    year = asked_year(request)
    chosen = _chosen_set(request, year)
    targets = Target.objects.filter(target_set=chosen).select_related("field")
    words = formula_words.of_targets(list(targets.order_by("field__order", "order", "code")))
    units = list(_units(request, year))
    if chosen is None or not words or not units:
        messages.error(request, "Chưa có bộ chỉ tiêu hoặc đơn vị nào để ghi ra tệp.")
        return redirect("targets:assignment_list")
    content = assignment_sheets.written(year, chosen, units, words)
    return xlsx.response(content, f"Giao-chi-tieu-{year.year}.xlsx")


@requires(may_assign_targets)
@never_cache
def assignment_import(request: Request) -> HttpResponse:
    """Nothing is stored here: the differences go to the browser and come back confirmed."""
    year = asked_year(request)
    chosen = _chosen_set(request, year)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not (form.is_bound and form.is_valid()):
        return _upload(request, year, chosen, form)
    try:
        sheet = xlsx.read(
            form.cleaned_data["file"], assignment_sheets.COLUMNS, name=assignment_sheets.SHEET
        )
        if not sheet.rows and not sheet.faults:
            raise Refused("Bảng chưa có dòng nào.")
        targets = Target.objects.filter(target_set=chosen)
        loaded = assignment_sheets.read(sheet, year, _units(request, year), targets, GIVES)
    except Refused as refused:
        form.add_error("file", refused.message)
        return _upload(request, year, chosen, form)
    if loaded.faults or chosen is None:
        return _upload(request, year, chosen, form, faults=loaded.faults)
    return _look(request, year, chosen, loaded.changes)


@require_POST
@requires(may_assign_targets)
@never_cache
def assignment_apply(request: Request) -> HttpResponse:
    """Stores what was looked at; what somebody else changed meanwhile is shown, not overwritten."""
    year = asked_year(request)
    try:
        kept = previews.unseal(
            request.POST.get("changes", ""), purpose=PURPOSE, owner=request.user.pk
        )
        target_set = TargetSet.objects.get(pk=kept["set"])
        changes = _unpacked(request, year, target_set, kept["changes"])
    except Refused as refused:
        return _refused(request, year, refused.message)
    stored, reason = stored_with_reason(request, year, changes)
    told = f"Đã ghi {stored.written} ô của {target_set}, năm công tác {year.year}."
    if stored.dropped:
        told += f" Bỏ {len(stored.dropped)} ngưỡng đăng ký thấp hơn ngưỡng giao mới."
    if stored.wrong or stored.contested:
        left = [c for c in changes if _left(c, stored)]
        return _left_over(request, year, target_set, left, stored, told, reason)
    messages.success(request, told)
    response = redirect("targets:assignment_grid")
    response["Location"] += f"?year={year.year}&set={target_set.pk}"
    return response


def _left(change: Change, stored: Stored) -> bool:
    at = change.key, change.aspect
    return at in stored.wrong or at in stored.contested


def _units(request: Request, year: WorkYear) -> Any:
    return seen_units(request, year).exclude(kind=Unit.Kind.PROVINCE)


def _chosen_set(request: Request, year: WorkYear) -> TargetSet | None:
    sets = assigning.sets_of(year)
    return next((s for s in sets if str(s.pk) == request.GET.get("set")), next(iter(sets), None))


def _look(
    request: Request, year: WorkYear, target_set: TargetSet, changes: list[Change]
) -> HttpResponse:
    packed = [[c.unit, c.target.pk, c.aspect.value, c.typed, c.seen] for c in changes]
    kept = {"set": target_set.pk, "year": year.year, "changes": packed}
    context = _told(request, year, target_set, changes) | {
        "changes": previews.seal(kept, purpose=PURPOSE, owner=request.user.pk)
    }
    return render(request, "targets/assignment_preview.html", context)


def _left_over(
    request: Request,
    year: WorkYear,
    target_set: TargetSet,
    changes: list[Change],
    stored: Stored,
    told: str,
    reason: ReasonForm,
) -> HttpResponse:
    """What could not be stored, with what stands there; to be looked at again."""
    reasons = {(key, aspect): text for (key, aspect), text in stored.wrong.items()}
    for at, present in stored.contested.items():
        reasons[at] = f"Người khác vừa ghi “{present or 'trống'}”."
    again = [
        Change(c.unit, c.target, c.aspect, c.typed, stored.contested.get((c.key, c.aspect), c.seen))
        for c in changes
    ]
    packed = [[c.unit, c.target.pk, c.aspect.value, c.typed, c.seen] for c in again]
    kept = {"set": target_set.pk, "year": year.year, "changes": packed}
    context = _told(request, year, target_set, again, reasons) | {
        "changes": previews.seal(kept, purpose=PURPOSE, owner=request.user.pk),
        "told": told,
        "reason": reason,
    }
    return render(request, "targets/assignment_preview.html", context, status=409)


def _told(
    request: Request,
    year: WorkYear,
    target_set: TargetSet,
    changes: list[Change],
    reasons: dict[Any, str] | None = None,
) -> dict[str, Any]:
    names = {unit.pk: unit.short_name for unit in _units(request, year)}
    counts = Counter(_what(change) for change in changes)
    rows = [
        {
            "unit": names.get(change.unit, ""),
            "target": change.target,
            "aspect": change.aspect.label,
            "what": _what(change),
            "seen": change.seen,
            "typed": change.typed,
            "reason": (reasons or {}).get((change.key, change.aspect), ""),
        }
        for change in changes[:SHOWN]
    ]
    return {
        "year": year,
        "target_set": target_set,
        "rows": rows,
        "counts": sorted(counts.items()),
        "count": len(changes),
        "more": max(0, len(changes) - SHOWN),
        "asks_reason": assigning.asks_reason(year, changes, request.today),
        "reason": ReasonForm(),
    }


def _what(change: Change) -> str:
    if change.aspect is not Aspect.ASSIGNED:
        return change.aspect.label.lower()
    if not change.seen:
        return "giao mới"
    return "đổi ngưỡng giao" if change.typed else "thôi giao"


def _unpacked(
    request: Request, year: WorkYear, target_set: TargetSet, packed: list[Any]
) -> list[Change]:
    """Units the reader no longer sees, and targets that are gone, are left out with a sentence."""
    targets = {target.pk: target for target in target_set.targets.all()}
    seen = {unit.pk for unit in _units(request, year)}
    if any(unit not in seen or target not in targets for unit, target, *_ in packed):
        raise Refused("Đơn vị hoặc chỉ tiêu trong bản xem trước không còn: xem lại trước khi ghi.")
    return [
        Change(unit, targets[target], Aspect(aspect), typed, was)
        for unit, target, aspect, typed, was in packed
    ]


def _upload(
    request: Request,
    year: WorkYear,
    chosen: TargetSet | None,
    form: SheetForm,
    *,
    faults: list[Fault] | None = None,
) -> HttpResponse:
    context = {"form": form, "year": year, "chosen": chosen, "faults": faults}
    status = 422 if form.errors or faults else 200
    return render(request, "targets/assignment_import.html", context, status=status)


def _refused(request: Request, year: WorkYear, sentence: str) -> HttpResponse:
    context = {"form": SheetForm(), "year": year, "chosen": None, "changed": sentence}
    return render(request, "targets/assignment_import.html", context, status=422)
