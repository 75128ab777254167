"""Giving targets to a unit for a work year, and the unit's promise."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from procuracy.web.access import refuse, requires
from targets.forms import AssignmentForm
from targets.models import Target, TargetAssignment, TargetSet, WorkYear
from targets.permissions import may_assign_targets, may_commit_targets, may_read
from targets.scores import goal_text
from units.acting import Request
from units.models import Unit
from units.models.organisation import UnitQuerySet


@requires(may_read)
def assignment_list(request: Request) -> HttpResponse:
    year = _year(request)
    counted = Count("assignments", filter=Q(assignments__work_year=year))
    units = _seen(request).existing(min(request.today, year.ends_on)).annotate(given=counted)
    context = {
        "year": year,
        "years": WorkYear.objects.filter(starts_on__lte=request.today),
        "units": units.order_by("order"),
    }
    return render(request, "targets/assignment_list.html", context)


@requires(may_read)
def target_assign(request: Request, unit: int) -> HttpResponse:
    """All targets of the sets in force; the Office writes thresholds, the unit its promise."""
    seen = get_object_or_404(_seen(request), pk=unit)
    year = _year(request)
    gives = may_assign_targets(request.user)
    promises = may_commit_targets(request.user, seen)
    if request.method == "POST" and not (gives or promises):
        return refuse(request, promises)
    rows = _rows(request, seen, year, gives=bool(gives), promises=bool(promises))
    if request.method == "POST" and all(form.is_valid() for _, form, _ in rows):
        _store(seen, year, rows)
        messages.success(request, f"Đã lưu chỉ tiêu giao năm {year.year}.")
        return redirect(request.get_full_path())
    context = {
        "unit": seen,
        "year": year,
        "rows": rows,
        "may_give": gives,
        "may_promise": promises,
        "problem_count": sum(bool(form.errors) for _, form, _ in rows),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/target_assign.html", context, status=status)


Row = tuple[Target, AssignmentForm, str]


def _rows(
    request: Request, unit: Unit, year: WorkYear, *, gives: bool, promises: bool
) -> list[Row]:
    """(target, its form, the set's own threshold in words)."""
    in_force = TargetSet.objects.valid(year.ends_on)
    targets = Target.objects.filter(target_set__in=in_force).select_related("field")
    known = {row.target_id: row for row in unit.assignments.filter(work_year=year)}
    data = request.POST if request.method == "POST" else None
    return [
        (
            target,
            AssignmentForm(
                data,
                prefix=str(target.pk),
                assignment=known.get(target.pk),
                gives=gives,
                promises=promises,
            ),
            goal_text(target, target.threshold),
        )
        for target in targets.order_by("field__order", "order", "code")
    ]


@transaction.atomic
def _store(unit: Unit, year: WorkYear, rows: list[Row]) -> None:
    for target, form, _ in rows:
        given = form.cleaned_data
        if not given["is_assigned"]:
            if form.assignment:
                form.assignment.delete()
            continue
        row = form.assignment or TargetAssignment(target=target, unit=unit, work_year=year)
        row.assigned_threshold = given["assigned_threshold"]
        row.committed_threshold = given["committed_threshold"]
        row.due_on = given["due_on"]
        if row.pk is None or form.has_changed():
            row.save()


def _seen(request: Request) -> UnitQuerySet:
    named = Unit.objects.named(request.today)
    return named.filter(pk__in=request.acting.seen_unit_ids)


def _year(request: Request) -> WorkYear:
    asked = request.GET.get("year", "")
    year = WorkYear.objects.filter(year=asked).first() if asked.isdecimal() else None
    year = year or WorkYear.objects.at(request.today)
    if year is None:
        raise Http404("Chưa có năm công tác nào.")
    return year
