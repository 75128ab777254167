"""Matters told of by their unit: the month's screen, opened, corrected, closed, watched again."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.matters import ClosingForm, MatterForm, ReopeningForm, UpdateForm
from meetings.matters import entering, narrative, recording
from meetings.matters.recording import Overtaken
from meetings.models import Matter, MatterRegister
from meetings.permissions.matters import may_keep_matters, may_update_matter
from meetings.views.matters import month_asked
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.dates import screen_month
from procuracy.web.errors import Refused
from units.acting import Request


@require_safe
@requires(may_keep_matters)
def matter_month(request: Request) -> HttpResponse:
    month = month_asked(request)
    return _screen(request, entering.entry(request.acting, month, request.today))


@require_POST
@requires(may_keep_matters)
def matter_keep_all(request: Request) -> HttpResponse:
    month = month_asked(request)
    entry = entering.entry(request.acting, month, request.today)
    try:
        told = entering.keep_all(entry, request.acting, by=request.user, at=clock.now())
        messages.success(request, f"Đã ghi không thay đổi {told} dòng của {screen_month(month)}.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(_address(month))


@require_POST
@requires(may_keep_matters)
def matter_count_save(request: Request) -> HttpResponse:
    month = month_asked(request)
    entry = entering.entry(request.acting, month, request.today, request.POST)
    if all([one.form.is_valid() for one in entry.counts]):  # noqa: C419  # each shows its errors
        try:
            stored = entering.store_counts(entry, request.acting, by=request.user, at=clock.now())
        except Refused as refused:
            return _screen(request, entry, problem=refused.message)
        words = f"Đã lưu số lượng của {len(stored)} sổ." if stored else "Không có số nào thay đổi."
        messages.success(request, words)
        return redirect(_address(month))
    return _screen(request, entry, problem="Chưa lưu số lượng: sửa các ô được đánh dấu.")


@require_POST
@requires(may_update_matter, load=Matter)
def matter_update(request: Request, matter: Matter) -> HttpResponse:
    month = month_asked(request)
    row = entering.row_of(matter, month, request.today)
    is_same = "same" in request.POST and not request.POST.get("text", "").strip()
    given = request.POST.dict() | ({"stage": matter.stage} if is_same else {})
    row.form = UpdateForm(
        given, matter=matter, is_worded="text" in row.form.fields, seen=row.card.update_id
    )
    if "same" in request.POST and not is_same:
        row.form.add_error("text", "Đã ghi thay đổi: bấm Lưu, hoặc xóa nội dung vừa ghi.")
    if row.form.is_valid() and _updated(request, row, month):
        return _row(request, entering.row_of(matter, month, request.today), month)
    return _row(request, row, month, status=422)


def _updated(request: Request, row: entering.Row, month: datetime.date) -> bool:
    given = row.form.cleaned_data
    try:
        recording.update(
            row.matter,
            month,
            stage=given["stage"],
            text=given.get("text", "").strip(),
            seen=given["seen"],
            by=request.user,
            at=clock.now(),
        )
    except Overtaken as overtaken:
        row.overtaken = overtaken.update
        row.form.add_error(None, str(overtaken))
    except Refused as refused:
        row.form.add_error(None, refused.message)
    return row.form.is_valid()


def _row(
    request: Request, row: entering.Row, month: datetime.date, *, status: int = 200
) -> HttpResponse:
    """The row for htmx; without it the whole screen, with the row as it is if it was refused."""
    if request.htmx:
        context = {"row": row, "month": month, "saved": status == 200}
        if status == 200:
            context["entry"] = entering.entry(request.acting, month, request.today)
        return render(request, "meetings/matter_month.html#row", context, status=status)
    if status == 200:
        return redirect(f"{_address(month)}#m{row.matter.pk}")
    entry = entering.entry(request.acting, month, request.today)
    for group in entry.groups:
        group.rows = [row if one.matter.pk == row.matter.pk else one for one in group.rows]
    return _screen(request, entry, status=status)


@requires(may_keep_matters)
def matter_create(request: Request, pk: int) -> HttpResponse:
    """In a register that keeps words; which one stands in the address."""
    registers = MatterRegister.objects.visible_to(request.user).in_use()
    register = get_object_or_404(registers, pk=pk)
    unit, month = request.acting.unit, month_asked(request)
    form = MatterForm(request.POST or None, register=register, unit=unit, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            made = recording.open_matter(
                register,
                unit,
                form.said(),
                stage=form.cleaned_data["stage"],
                month=month,
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Đã mở theo dõi {made.reference}.")
            return redirect(_address(month))
        except Refused as refused:
            form.add_error(None, refused.message)
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    context = {
        "form": form,
        "register": register,
        "month": month,
        "is_worded": narrative.is_kept(unit, register),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/matter_create.html", context, status=status)


@requires(may_update_matter, load=Matter)
def matter_edit(request: Request, matter: Matter) -> HttpResponse:
    form = MatterForm(
        request.POST or None,
        register=matter.register,
        unit=request.acting.unit,
        today=request.today,
        matter=matter,
        is_worded=narrative.is_kept(matter.unit, matter.register),
    )
    if form.is_bound and form.is_valid():
        try:
            recording.edit(matter, form.said(matter), seen=form.cleaned_data["seen"])
            messages.success(request, f"Đã sửa {matter.reference}.")
            return redirect("meetings:matter_detail", matter.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    context = {"form": form, "matter": matter}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/matter_edit.html", context, status=status)


@requires(may_update_matter, load=Matter)
def matter_close(request: Request, matter: Matter) -> HttpResponse:
    form = ClosingForm(request.POST or None, register=matter.register, today=request.today)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            recording.close(
                matter,
                on=given["on"],
                reason=given["reason"].strip(),
                text=given["text"].strip(),
                month=month_asked(request),
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Đã kết thúc theo dõi {matter.reference}.")
            return redirect("meetings:matter_detail", matter.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _asked(request, "meetings/matter_close.html", form, matter)


@requires(may_update_matter, load=Matter)
def matter_reopen(request: Request, matter: Matter) -> HttpResponse:
    form = ReopeningForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            recording.reopen(
                matter,
                reason=form.cleaned_data["reason"].strip(),
                month=month_asked(request),
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Theo dõi lại {matter.reference}.")
            return redirect("meetings:matter_detail", matter.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    return _asked(request, "meetings/matter_reopen.html", form, matter)


def _asked(request: Request, template: str, form: Form, matter: Matter) -> HttpResponse:
    context = {"form": form, "matter": matter}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _screen(
    request: Request, entry: entering.Entry, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "entry": entry,
        "month": entry.month,
        "months": entering.months(request.today),
        "problem": problem,
        "unit": request.acting.unit_id,
    }
    status = 422 if problem else status
    return render(request, "meetings/matter_month.html", context, status=status)


def _address(month: datetime.date) -> str:
    return f"{reverse('meetings:matter_month')}?month={month:%Y-%m}"
