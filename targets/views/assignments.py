"""Giving targets to a unit for a work year, and the unit's promise."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from procuracy.web import clock
from procuracy.web.access import refuse, requires
from targets import assigning, assignment_prints, given, promises
from targets.assigning import Change, Stored
from targets.assignment_forms import ReasonForm
from targets.models import Target, TargetAssignment, TargetSet, WorkYear
from targets.permissions import may_assign_targets, may_commit_targets, may_read
from targets.promises import GIVEN, Aspect
from targets.regiving import Regiving
from targets.scores import goal_text
from units.acting import Request
from units.models import Unit
from units.models.organisation import UnitQuerySet
from units.reach import reach

NAMES = {
    Aspect.ASSIGNED: "assigned_threshold",
    Aspect.COMMITTED: "committed_threshold",
    Aspect.DUE: "due_on",
}


@requires(may_read)
def assignment_list(request: Request) -> HttpResponse:
    """How much of the year's sets each unit was given, has promised, and lacks a threshold for."""
    year = asked_year(request)
    standing = Q(
        assignments__work_year=year,
        assignments__withdrawn_on__isnull=True,
        assignments__target__target_set__in=TargetSet.objects.valid(_last_day(request, year)),
    )
    units = seen_units(request, year).annotate(
        given=Count("assignments", filter=standing),
        open=Count(
            "assignments",
            filter=standing
            & Q(
                assignments__assigned_threshold__isnull=True,
                assignments__target__threshold__isnull=True,
            )
            & ~Q(assignments__target__measure="qualitative")
            & ~Q(assignments__target__direction="zero"),
        ),
        promised=Count(
            "assignments", filter=standing & Q(assignments__committed_threshold__isnull=False)
        ),
    )
    context = {
        "year": year,
        "years": WorkYear.objects.all(),
        "units": units,
        "may_give": may_assign_targets(request.user),
    }
    return render(request, "targets/assignment_list.html", context)


@dataclass
class Row:
    """A target of the unit as it stands on the page, by aspect."""

    target: Target
    goal: str
    row: TargetAssignment | None
    told: str = ""  # given anew or taken away after a judging day
    typed: dict[Aspect, str] = field(default_factory=dict)
    errors: dict[Aspect, str] = field(default_factory=dict)

    def text(self, aspect: Aspect) -> str:
        return self.typed.get(aspect, promises.shown(self.row, aspect))

    @property
    def is_given(self) -> bool:
        return bool(self.text(Aspect.ASSIGNED))

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Of each aspect: name, label, text without the mark of a common threshold, error."""
        return [
            {
                "aspect": aspect,
                "name": f"{self.target.pk}-{NAMES[aspect]}",
                "text": "" if (text := self.text(aspect)) == GIVEN else text,
                "error": self.errors.get(aspect, ""),
            }
            for aspect in Aspect
        ]


@requires(may_read)
def target_assign(request: Request, unit: int) -> HttpResponse:
    """All targets of the sets in force; the Office writes thresholds, the unit its promise."""
    year = asked_year(request)
    seen = _asked(request, unit, year)
    gives = may_assign_targets(request.user)
    promised = may_commit_targets(request.user, seen)
    if request.method == "POST" and not (gives or promised):
        return refuse(request, promised)
    rows = _rows(request, seen, year)
    regiving = Regiving.of(year, [row.target for row in rows], request.today)
    reason = ReasonForm()
    if request.method == "POST":
        aspects = [*([Aspect.ASSIGNED, Aspect.DUE] if gives else [])]
        aspects += [Aspect.COMMITTED] if promised else []
        changes = _changes(request, seen, rows, aspects)
        stored, reason = stored_with_reason(request, year, changes)
        if not (stored.wrong or stored.contested):
            messages.success(request, _done(year, stored))
            return redirect(request.get_full_path())
        _explain(rows, stored)
    context = {
        "unit": seen,
        "year": year,
        "rows": rows,
        "seen": json.dumps(
            {f"{row.target.pk}-{a}": promises.shown(row.row, a) for row in rows for a in Aspect}
        ),
        "may_give": gives,
        "may_promise": promised,
        "ended": assigning.ended_words(year, request.today),
        "reason": reason,
        "asks_reason": any(row.told or (row.row and regiving.is_over(row.row)) for row in rows),
        "problem_count": sum(bool(row.errors) for row in rows),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/target_assign.html", context, status=status)


@require_safe
@requires(may_read)
def target_assign_print(request: Request, unit: int) -> HttpResponse:
    year = asked_year(request)
    seen = _asked(request, unit, year)
    rows = seen.assignments.filter(
        work_year=year, target__target_set__in=TargetSet.objects.valid(_last_day(request, year))
    )
    ordered = rows.select_related("target__field").order_by(
        "target__field__order", "target__order", "target__code"
    )
    if not ordered:
        messages.error(request, f"Chưa giao chỉ tiêu năm {year.year} nên không có gì để in.")
        return redirect("targets:target_assign", unit=seen.pk)
    facts = assignment_prints.facts(seen, year, list(ordered), at=clock.now())
    drawn = assignment_prints.assignments_pdf(facts)
    headers = {"Content-Disposition": f'inline; filename="chi-tieu-giao-{year.year}.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


def _rows(request: Request, unit: Unit, year: WorkYear) -> list[Row]:
    in_force = TargetSet.objects.valid(_last_day(request, year))
    targets = Target.objects.filter(target_set__in=in_force).select_related("field")
    known = {row.target_id: row for row in unit.assignments.filter(work_year=year)}
    rows = []
    for target in targets.order_by("field__order", "order", "code"):
        row = known.get(target.pk)
        later = given.told(row) if row else None
        standing = row if row and row.withdrawn_on is None else None
        told = later.words if later else ""
        rows.append(Row(target, goal_text(target, target.threshold), standing, told))
    return rows


def stored_with_reason(
    request: Request, year: WorkYear, changes: list[Change]
) -> tuple[Stored, ReasonForm]:
    """Nothing is stored beside a reason that cannot be kept."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return assigning.store(year, changes, today=request.today, reason=reason), form
    sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return Stored(wrong={(one.key, one.aspect): sentence for one in changes}), form


def _changes(request: Request, unit: Unit, rows: list[Row], aspects: list[Aspect]) -> list[Change]:
    """What differs from what the page showed; that is kept for the page in each row too."""
    seen = _seen_texts(request)
    found = []
    for row in rows:
        for aspect in aspects:
            typed = request.POST.get(f"{row.target.pk}-{NAMES[aspect]}", "").strip()[:40]
            if aspect is Aspect.ASSIGNED:
                ticked = f"{row.target.pk}-is_assigned" in request.POST
                typed = (typed or GIVEN) if ticked else ""
            row.typed[aspect] = typed
            was = seen.get(f"{row.target.pk}-{aspect}", promises.shown(row.row, aspect))
            if typed != was and (row.row or aspect is Aspect.ASSIGNED or row.is_given):
                found.append(Change(unit.pk, row.target, aspect, typed, was))
    return found


def _seen_texts(request: Request) -> dict[str, str]:
    try:
        seen = json.loads(request.POST.get("seen", "{}"))
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}


def _explain(rows: list[Row], stored: Stored) -> None:
    by_target = {row.target.pk: row for row in rows}
    for ((_, target), aspect), sentence in stored.wrong.items():
        by_target[target].errors[aspect] = sentence
    for ((_, target), aspect), present in stored.contested.items():
        row = by_target[target]
        row.errors[aspect] = (
            f"Người khác vừa ghi “{present or 'trống'}”. Lưu lần nữa để ghi "
            f"“{row.typed[aspect] or 'trống'}”."
        )
    # What was right is stored by now, and is what the page shows next.
    for (_, target), assignment in stored.rows.items():
        by_target[target].row = assignment


def _done(year: WorkYear, stored: Stored) -> str:
    done = f"Đã lưu chỉ tiêu giao năm {year.year}."
    if stored.dropped:
        count = len(stored.dropped)
        done += f" Bỏ {count} ngưỡng đăng ký thấp hơn ngưỡng giao mới: đơn vị đăng ký lại."
    return done


def seen_units(request: Request, year: WorkYear) -> UnitQuerySet:
    """Units of which the reader sees what they are given; those of the year's last day so far."""
    on = _last_day(request, year)
    rows = Unit.objects.named(on).existing(on)
    return rows.filter(pk__in=request.acting.seen_unit_ids).order_by("order", "code")


def _asked(request: Request, unit: int, year: WorkYear) -> Unit:
    """Also one that has ended by now: what it was given may be read."""
    rows = Unit.objects.named(_last_day(request, year)).select_related("parent")
    found: Unit = get_object_or_404(rows, pk=unit, pk__in=request.acting.seen_unit_ids)
    return found


def asked_unit(request: Request, unit: int) -> Unit:
    """Also one that has ended: it may be read about. Http404 for what is not seen."""
    found: Unit = get_object_or_404(
        Unit.objects.named(request.today).filter(pk__in=reach(request.acting).unit_ids), pk=unit
    )
    return found


def _last_day(request: Request, year: WorkYear) -> Any:
    return min(max(request.today, year.starts_on), year.ends_on)


def asked_year(request: Request) -> WorkYear:
    asked = request.GET.get("year", "")
    year = WorkYear.objects.filter(year=asked).first() if asked.isdecimal() else None
    year = year or WorkYear.objects.at(request.today)
    if year is None:
        raise Http404("Chưa có năm công tác nào.")
    return year
