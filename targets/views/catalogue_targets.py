"""Targets and the dated sets they come in."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from procuracy.web.access import requires
from targets import catalogue, formula_words
from targets.models import Target, TargetSet
from targets.permissions import may_edit_catalogue, may_read
from targets.target_forms import TargetForm
from targets.target_set_forms import NewTargetSetForm, TargetSetForm
from targets.views.catalogue import asked_field, form_page, is_stored, posted
from units.acting import Request
from units.models import Field


@requires(may_read)
def target_list(request: Request) -> HttpResponse:
    """A set's targets with the sums behind their percentages."""
    fields, sets = list(Field.objects.all()), list(TargetSet.objects.select_related("replaces"))
    chosen, field = _chosen_set(request, sets), asked_field(request, fields)
    rows = Target.objects.filter(target_set=chosen)
    rows = rows.filter(field=field) if field else rows
    context = {
        "sets": sets,
        "chosen": chosen,
        "fields": fields,
        "field": field,
        "rows": _explained(rows),
        "newer": next((one for one in sets if chosen and one.replaces_id == chosen.pk), None),
        "may_edit": may_edit_catalogue(request.user),
    }
    return render(request, "targets/target_list.html", context)


@requires(may_edit_catalogue)
def target_create(request: Request) -> HttpResponse:
    fields, sets = list(Field.objects.all()), list(TargetSet.objects.all())
    initial = {"target_set": _chosen_set(request, sets), "field": asked_field(request, fields)}
    return _target(
        request,
        TargetForm(posted(request), initial=initial, today=request.today),
        "target_create.html",
    )


@requires(may_edit_catalogue, load=Target)
def target_edit(request: Request, target: Target) -> HttpResponse:
    form = TargetForm(posted(request), instance=target, today=request.today)
    return _target(request, form, "target_edit.html")


@requires(may_edit_catalogue)
def target_set_create(request: Request) -> HttpResponse:
    form = NewTargetSetForm(posted(request), today=request.today)
    copied = 0

    def add() -> None:
        nonlocal copied
        options = {name: form.cleaned_data[name] for name in ("copied", "replaces")}
        copied = catalogue.add_set(form.instance, **options)

    if is_stored(form, add):
        done = f"Đã lập {form.instance}: {copied} chỉ tiêu được chép. "
        then = "Sửa chỉ tiêu của bản mới rồi giao cho các đơn vị trước ngày có hiệu lực."
        messages.success(request, done + then)
        return _to_set(form.instance.pk)
    return form_page(request, "targets/target_set_create.html", form)


@requires(may_edit_catalogue, load=TargetSet)
def target_set_edit(request: Request, target_set: TargetSet) -> HttpResponse:
    form = TargetSetForm(posted(request), instance=target_set, today=request.today)
    if is_stored(form, form.save):
        messages.success(request, f"Đã lưu {form.instance}.")
        return _to_set(target_set.pk)
    return form_page(request, "targets/target_set_edit.html", form, target_set=target_set)


def _target(request: Request, form: TargetForm, template: str) -> HttpResponse:
    target = form.instance
    if is_stored(form, lambda: catalogue.store_target(target, form.sides)):
        messages.success(request, f"Đã lưu chỉ tiêu {target.code}.")
        return _to_set(target.target_set_id)
    lines = sorted(form.lines.values(), key=lambda row: (row.field.order, row.order, row.code))
    return form_page(request, f"targets/{template}", form, target=target, lines=lines)


def _to_set(pk: int) -> HttpResponse:
    response = redirect("targets:target_list")
    response["Location"] += f"?set={pk}"
    return response


def _chosen_set(request: Request, sets: list[TargetSet]) -> TargetSet | None:
    """The one asked for, else the one in force, else the newest."""
    asked = request.GET.get("set", "")
    named = next((row for row in sets if str(row.pk) == asked), None)
    in_force = set(TargetSet.objects.valid(request.today).values_list("pk", flat=True))
    return named or next((row for row in sets if row.pk in in_force), next(iter(sets), None))


def _explained(targets: QuerySet[Target]) -> list[dict[str, Any]]:
    """One query beside that of the targets."""
    words = formula_words.of_targets(list(targets.select_related("field")))
    return [
        {"target": one.target, "field": one.target.field, "goal": one.goal, "words": one}
        for one in words
    ]
