"""Directives outside meetings: given, read back, corrected while nobody acted, withdrawn."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.conclusion import addressing
from meetings.conclusion.echoing import echo
from meetings.forms.giving import OutsideDirectiveForm, WithdrawForm
from meetings.models import DirectiveTask, OutsideDirective
from meetings.permissions.giving import (
    givers,
    may_change_outside,
    may_give,
    may_list_outside,
    may_see_outside,
)
from meetings.tasks import giving_outside
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.dates import DateRefused, parse_day
from procuracy.web.errors import Refused
from units.acting import Request
from units.models import Unit

PAGE = 50
State = DirectiveTask.State


@require_safe
@requires(may_list_outside)
def outside_directive_list(request: Request) -> HttpResponse:
    """The office's, newest first, each with how far its tasks are."""
    rows = OutsideDirective.objects.visible_to(request.user).select_related("given_by__person")
    late = Q(tasks__due_on__lt=request.today, tasks__state__in=DirectiveTask.WITH_ADDRESSEE)
    rows = rows.annotate(
        given=Count("tasks", filter=~Q(tasks__state=State.WITHDRAWN)),
        done=Count("tasks", filter=Q(tasks__state=State.CONFIRMED)),
        reported=Count("tasks", filter=Q(tasks__state=State.REPORTED)),
        late=Count("tasks", filter=late),
    )
    rows = rows.order_by("-given_on", "-order", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_give": may_give(request.user), "today": request.today}
    return render(request, "meetings/outside_directive_list.html", context)


@requires(may_give)
def outside_directive_give(request: Request) -> HttpResponse:
    form = _form(request, _day_given(request.POST.get("given_on", ""), request.today))
    if form.is_bound and form.is_valid():
        try:
            made = giving_outside.give(
                form.gift(), office=request.acting.office, by=request.user, at=clock.now()
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Đã giao: {made.tasks.count()} nhiệm vụ có hiệu lực ngay.")
            return redirect("meetings:outside_directive_detail", made.pk)
    return _page(request, "outside_directive_give", form)


@require_safe
@requires(may_give)
def outside_directive_echo(request: Request) -> HttpResponse:
    """What was typed so far, read back: whom it reaches today, by which day."""
    office, on = request.acting.office, _day_given(request.GET.get("given_on", ""), request.today)
    typed = {name: request.GET.get(name, "")[:2000] for name in ("lead", "coordinating", "due")}
    lines = echo(**typed, office=office, among=addressing.choices(office, on), on=on)
    return render(request, "meetings/_directive_echo.html", {"lines": lines})


@require_safe
@requires(may_see_outside, load=OutsideDirective)
def outside_directive_detail(request: Request, directive: OutsideDirective) -> HttpResponse:
    form = WithdrawForm(initial={"version": directive.version})
    return _detail(request, directive, form)


@requires(may_change_outside, load=OutsideDirective)
def outside_directive_correct(request: Request, directive: OutsideDirective) -> HttpResponse:
    assert directive.given_on
    form = _form(request, directive.given_on, directive)
    if form.is_bound and form.is_valid():
        try:
            giving_outside.correct(
                directive,
                form.gift(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã sửa chỉ đạo; đơn vị được giao thấy nội dung mới.")
            return redirect("meetings:outside_directive_detail", directive.pk)
    refusal = "" if form.is_bound else giving_outside.correcting_refusal(directive)
    context: dict[str, Any] = {"directive": directive, "refusal": refusal}
    return _page(request, "outside_directive_correct", form, **context)


@require_POST
@requires(may_change_outside, load=OutsideDirective)
def outside_directive_withdraw(request: Request, directive: OutsideDirective) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _detail(request, directive, form, status=422)
    said = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"]}
    with telling(request, "Đã thu hồi; lý do ghi vào diễn biến của từng nhiệm vụ."):
        giving_outside.withdraw(directive, **said, by=request.user, at=clock.now())
    return redirect("meetings:outside_directive_detail", directive.pk)


def _day_given(typed: str, today: datetime.date) -> datetime.date:
    """The day that names and terms are of; what cannot be one is for the form to refuse."""
    try:
        day = parse_day(typed)
    except DateRefused:
        return today
    return min(day, today)


def _form(
    request: Request, on: datetime.date, directive: OutsideDirective | None = None
) -> OutsideDirectiveForm:
    office = request.acting.office
    among = addressing.choices(office, on)
    leaders = givers(request.user, request.today)
    if directive and directive.given_by and directive.given_by not in leaders:
        leaders.append(directive.given_by)
    form = OutsideDirectiveForm(
        request.POST if request.method == "POST" else None,
        office=office,
        leaders=leaders,
        today=request.today,
        among=among,
        on=on,
        initial=_stored(directive, among) if directive else {"given_on": on},
    )
    if directive:
        del form.fields["given_on"]
    return form


def _stored(directive: OutsideDirective, among: list[addressing.Choice]) -> dict[str, Any]:
    rows = list(directive.addressees.all())
    return {
        "given_by": directive.given_by_id,
        "text": directive.text,
        "lead": addressing.words_of([one for one in rows if one.is_lead], among),
        "coordinating": addressing.words_of([one for one in rows if not one.is_lead], among),
        "due": directive.due_text,
        "product": directive.product,
        "field": directive.field_id,
        "occasion": directive.occasion,
        "version": directive.version,
    }


def _page(request: Request, name: str, form: OutsideDirectiveForm, **context: Any) -> HttpResponse:
    asked = {part: str(form[part].value() or "")[:2000] for part in ("lead", "coordinating", "due")}
    lines = echo(**asked, office=form.office, among=form.among, on=form.on)
    context |= {"form": form, "among": form.among, "lines": lines}
    status = 422 if form.is_bound else 200
    return render(request, f"meetings/{name}.html", context, status=status)


def _detail(
    request: Request, directive: OutsideDirective, form: WithdrawForm, *, status: int = 200
) -> HttpResponse:
    assert directive.given_on
    among = addressing.choices(request.acting.office, directive.given_on)
    tasks = list(
        directive.tasks.select_related("appointment__person").order_by(
            "-occurrence", "unit__order", "pk"
        )
    )
    names = Unit.objects.named(request.today).in_bulk({task.unit_id for task in tasks})
    now = clock.now()
    for task in tasks:
        task.directive = directive
        task.unit_name = names[task.unit_id].short_name  # type: ignore[attr-defined]
        task.is_late = task.is_overdue(now)  # type: ignore[attr-defined]
    context = {
        "directive": directive,
        "words": _stored(directive, among),
        "tasks": tasks,
        "form": form,
        "may_change": may_change_outside(request.user, directive),
        "correcting_refusal": giving_outside.correcting_refusal(directive),
        "can_withdraw": any(task.state in DirectiveTask.WITH_ADDRESSEE for task in tasks),
        "today": request.today,
    }
    page = "meetings/outside_directive_detail.html"
    return render(request, page, context, status=status)
