"""The conclusion of a meeting, the way back, and what was kept of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings import states
from meetings.conclusion import commitments, concluding, expanding, minutes_versions
from meetings.conclusion.conclusion_checks import Check, checklist, orders_of
from meetings.forms.conclusion import ConclusionForm, ReopenForm, chosen
from meetings.models import Directive, Meeting, MinutesVersion
from meetings.papers import minutes_printing
from meetings.permissions.directives import may_conclude
from meetings.permissions.meetings import may_see_meeting
from meetings.permissions.minutes_documents import may_see_version
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request


@requires(may_conclude, load=Meeting)
def meeting_conclude(request: Request, meeting: Meeting) -> HttpResponse:
    """First the list of what must be in order, then the conclusion."""
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    no_task = chosen(request.POST)
    checks = checklist(meeting, now, no_task)
    form = ConclusionForm(
        data,
        checks=checks,
        chooses=not meeting.kind.needs_notice,
        orders=orders_of(meeting),
    )
    if request.method == "POST" and form.is_valid():
        try:
            said: dict[str, Any] = {"reasons": form.reasons, "issues_notice": form.issues_notice}
            said["no_task"] = no_task
            concluding.conclude(meeting, by=request.user, at=now, **said)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã kết luận hội nghị và giao nhiệm vụ cho từng đơn vị.")
            return redirect("meetings:meeting_detail", meeting.pk)
    context = {
        "meeting": meeting,
        "checks": [(check, _field(form, check)) for check in checks],
        "form": form,
        "tasks": _tasks_to_give(meeting),
        "promises": commitments.listing(meeting),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_conclude.html", context, status=status)


def _field(form: ConclusionForm, check: Check) -> Any:
    return form[check.rule.value] if check.rule and check.rule.value in form.fields else None


def _tasks_to_give(meeting: Meeting) -> list[tuple[Directive, int]]:
    """Each directive with the number of tasks that the conclusion will make of it."""
    on = states.day_of(meeting)
    orders = meeting.directives.orders()
    directives = orders.prefetch_related("addressees__appointment", "addressees__group")
    known: expanding.Known = {}
    return [
        (one, 0 if one.gives_no_task else len(expanding.parts(one, on, known)))
        for one in directives
    ]


@requires(may_conclude, load=Meeting)
def meeting_reopen(request: Request, meeting: Meeting) -> HttpResponse:
    """Says what follows and asks why; what was concluded is kept."""
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            concluding.reopen(meeting, reason=reason, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã mở lại hội nghị; bản đã kết luận được giữ nguyên.")
            return redirect("meetings:meeting_desk", meeting.pk)
    context = {
        "meeting": meeting,
        "form": form,
        "refusal": concluding.reopening_refusal(meeting),
        "version": minutes_versions.latest(meeting),
        "task_count": concluding.tasks_of(meeting).count(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_reopen.html", context, status=status)


@require_POST
@requires(may_conclude, load=Meeting)
def meeting_close(request: Request, meeting: Meeting) -> HttpResponse:
    with telling(request, "Đã kết thúc hội nghị."):
        concluding.close(meeting, by=request.user, at=clock.now())
    return redirect("meetings:meeting_detail", meeting.pk)


@require_safe
@requires(may_see_meeting, load=Meeting)
def meeting_log(request: Request, meeting: Meeting) -> HttpResponse:
    """Which states it came through, who did it and why; the records kept, their overrides."""
    versions = meeting.versions.select_related("by__person").prefetch_related("overrides")
    context = {
        "meeting": meeting,
        "steps": meeting.steps.select_related("by__person").order_by("at", "pk"),
        "versions": versions.defer("content"),
        "may_conclude": may_conclude(request.user, meeting),
    }
    return render(request, "meetings/meeting_log.html", context)


@require_safe
@requires(may_see_version, load=MinutesVersion)
def minutes_version(request: Request, version: MinutesVersion) -> HttpResponse:
    """The record as it was concluded that time, word for word."""
    purged = minutes_versions.is_purged(version)
    context = {
        "meeting": version.meeting,
        "version": version,
        "overrides": version.overrides.all(),
        "blocks": [] if purged else minutes_printing.record_blocks(version.content),
        "is_purged": purged,
        "is_same": minutes_versions.same(version),
    }
    return render(request, "meetings/minutes_version.html", context)
