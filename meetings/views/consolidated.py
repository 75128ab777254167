"""The page of a consolidated report: drawn up by the worker, edited line by line."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from meetings.consolidating import editing, orders, page, preparing
from meetings.consolidating.editing import LineConflict
from meetings.consolidating.holding import refusal
from meetings.consolidating.page import Shown
from meetings.forms.consolidated import AddForm, HideForm, LineForm, line_form
from meetings.forms.minutes import sent_before
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting
from meetings.permissions.consolidated import (
    may_create_consolidated,
    may_see_consolidated,
    may_write_consolidated,
    may_write_line,
)
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires, unattended
from procuracy.web.errors import Refused
from targets.permissions import may_edit_catalogue
from units.acting import Request

PAGE = "meetings/consolidated_write.html"


@require_POST
@requires(may_create_consolidated, load=Meeting)
def consolidated_create(request: Request, meeting: Meeting) -> HttpResponse:
    """Begins the report and has it drawn up, or goes on with the one there is."""
    try:
        report = preparing.prepare(
            meeting, by=request.user, at=clock.now(), tell=partial(messages.warning, request)
        )
        if report.is_editable and not report.drawing:
            orders.ask(report, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:meeting_detail", meeting.pk)
    return redirect("meetings:consolidated_write", report.pk)


@require_safe
@requires(may_see_consolidated, load=ConsolidatedReport)
def consolidated_write(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """All lines; `line`: the one that is open to be written in."""
    return render(request, PAGE, _context(request, report))


def _context(
    request: Request,
    report: ConsolidatedReport,
    refused: Shown | None = None,
    answer: dict[str, Any] | None = None,
    opened: int | None = None,
) -> dict[str, Any]:
    """`refused`: a line with what came of the form that was sent, in place of the stored one."""
    lines = page.shown(report, list(report.lines.select_related("edited_by__person")))
    writes = bool(may_write_consolidated(request.user, report)) and not refusal(report)
    wanted = opened or _number(request.GET.get("line", ""))
    parts = []
    for one in lines:
        if refused and refused.line.pk == one.line.pk:
            parts.append(_part(request, report, refused, is_open=True) | (answer or {}))
        else:
            parts.append(_part(request, report, one, is_open=one.line.pk == wanted))
    return {
        "report": report,
        "meeting": report.meeting,
        "parts": parts,
        "stage": report.stage(clock.now()),
        "is_writable": writes,
        "may_write": may_write_consolidated(request.user, report),
        "may_outline": bool(may_edit_catalogue(request.user)),
        "closed": refusal(report),
        "fresh": [one for one in lines if one.line.has_fresh],
        "others": [],
        "newer": [],
    }


def _part(
    request: Request, report: ConsolidatedReport, one: Shown, *, is_open: bool = False
) -> dict[str, Any]:
    """One line as the page draws it."""
    line = one.line
    writes = bool(may_write_consolidated(request.user, report)) and not refusal(report)
    return {
        "shown": one,
        "line": line,
        "report": report,
        "is_writable": writes,
        "is_open": is_open and writes and not line.is_heading,
        "form": line_form(line),
        "hide_form": HideForm(auto_id=f"id_hide_{line.pk}_%s"),
        "add_form": AddForm(auto_id=f"id_add_{line.pk}_%s"),
    }


@require_POST
@requires(may_write_consolidated, load=ConsolidatedReport)
def consolidated_draw(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Lấy số liệu mới: what hands wrote stays."""
    with telling(request, "Đang lập lại theo số liệu mới nhất; dòng đã sửa tay giữ nguyên."):
        orders.ask(report, at=clock.now())
    return redirect("meetings:consolidated_write", report.pk)


@unattended
@require_GET
@requires(may_see_consolidated, load=ConsolidatedReport)
def consolidated_progress(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Asks for itself every second with what it shows; 204 while nothing has changed."""
    stage = report.stage(clock.now())
    if not request.htmx:
        return redirect("meetings:consolidated_write", report.pk)
    if request.GET.get("shown") == f"{stage}-{report.progress}":
        return HttpResponse(status=204)
    if stage == "done" and not request.GET.get("lines"):
        # The first drawing: there is nothing on the page that somebody could be typing in.
        return HttpResponse(headers={"HX-Redirect": _address(report)})
    context = {"report": report, "stage": stage, "parts": request.GET.get("lines")}
    return render(request, f"{PAGE}#drawing", context)


@unattended
@require_POST
@requires(may_write_consolidated, load=ConsolidatedReport)
def consolidated_present(request: Request, report: ConsolidatedReport) -> HttpResponse:
    """Told every few seconds by an open page; answered with who else is here and what changed."""
    seen, line = (_number(request.POST.get(name, "")) for name in ("seen", "line"))
    others = editing.look(report, request.user, line=line, at=clock.now())
    newer = []
    if seen is not None and report.change_no > seen:
        lines = page.shown(report, list(report.lines.select_related("edited_by__person")))
        newer = [one for one in lines if one.line.change_no > seen]
        newer = [one for one in newer if not _is_own(one.line, request, report)]
    context = {"report": report, "others": others, "newer": newer, "open_line": line}
    return render(request, f"{PAGE}#present", context)


def _is_own(line: ConsolidatedLine, request: Request, report: ConsolidatedReport) -> bool:
    """Written last by this user, not by a drawing since."""
    if line.edited_by_id != request.user.pk or line.edited_at is None:
        return False
    return report.drawn_at is None or line.edited_at >= report.drawn_at


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line(request: Request, line: ConsolidatedLine) -> HttpResponse:
    """One line: drawn by itself, and saved while it is typed in. `finish` closes it."""
    if request.method != "POST":
        if not request.htmx:
            return render(request, PAGE, _context(request, line.report, opened=line.pk))
        return _line(request, line, is_open="open" in request.GET, is_focused=True)
    form = LineForm(request.POST, initial={"text": line.text}, auto_id=f"id_{line.pk}_%s")
    if not form.is_valid():
        return _answer(request, line, form, status=422)
    said = form.cleaned_data
    seen = said["version"] if said["over"] is None else said["over"]
    before = sent_before(request.POST)
    try:
        stored = editing.write(
            line, said["text"], seen=seen, by=request.user, at=clock.now(), sent=before
        )
    except LineConflict as conflict:
        return _answer(request, conflict.line, form, status=409)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _answer(request, line, form, status=422)
    if not request.htmx:
        messages.success(request, "Đã lưu dòng.")
        return redirect(f"{_address(line.report)}#line-{line.pk}")
    if "finish" in request.POST:
        return _line(request, stored, is_focused=True)
    return _answer(request, stored, form, status=200)


def _answer(
    request: Request, line: ConsolidatedLine, form: LineForm, *, status: int
) -> HttpResponse:
    """What came of one sending, beside the text that stays in the field."""
    context = {
        "line": line,
        "report": line.report,
        "form": form,
        "saved": status == 200,
        "conflict": status == 409,
        "theirs": line.text,
        "theirs_by": str(line.edited_by or "Phần mềm (lập lại theo số liệu mới)"),
        "theirs_at": line.edited_at if line.is_edited else None,
        "mine": form.data.get("text", ""),
    }
    if request.htmx:
        return render(request, f"{PAGE}#answer", context, status=status)
    refused = page.single(line.report, line)
    whole = _context(request, line.report, refused, context)
    return render(request, PAGE, whole, status=status)


def _line(
    request: Request, line: ConsolidatedLine, *, is_open: bool = False, is_focused: bool = False
) -> HttpResponse:
    """The line's own section, put where it stands whatever asked for it."""
    part = _part(request, line.report, page.single(line.report, line), is_open=is_open)
    context = {"part": part, "is_focused": is_focused, "request": request}
    response = render(request, f"{PAGE}#one_line", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#line-{line.pk}", "outerHTML"
    return response


@require_POST
@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line_choose(request: Request, line: ConsolidatedLine) -> HttpResponse:
    """Lấy bản mới, or giữ bản sửa, of the two that were shown beside each other."""
    seen = _number(request.POST.get("version", "")) or 0
    beside = request.POST.get("beside", "")
    fresh = request.POST.get("which") == "fresh"
    with telling(request, "Đã lấy bản mới." if fresh else "Đã giữ bản sửa."):
        try:
            if fresh:
                editing.take_fresh(line, seen=seen, beside=beside, by=request.user, at=clock.now())
            else:
                editing.keep_own(line, beside=beside)
        except LineConflict as conflict:
            raise Refused("Dòng này vừa thay đổi: xem lại hai bản rồi chọn.") from conflict
    return _back(line)


@require_POST
@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line_hide(request: Request, line: ConsolidatedLine) -> HttpResponse:
    form = HideForm(request.POST, auto_id=f"id_hide_{line.pk}_%s")
    if not form.is_valid():
        return _refused(request, line, hide_form=form)
    with telling(request, "Dòng này không đưa vào báo cáo."):
        editing.hide(line, reason=form.cleaned_data["reason"])
    return _back(line)


@require_POST
@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line_show(request: Request, line: ConsolidatedLine) -> HttpResponse:
    with telling(request, "Đã đưa dòng này vào báo cáo."):
        editing.show(line)
    return _back(line)


@require_POST
@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line_add(request: Request, line: ConsolidatedLine) -> HttpResponse:
    """A line of one's own right behind this one."""
    form = AddForm(request.POST, auto_id=f"id_add_{line.pk}_%s")
    if not form.is_valid():
        return _refused(request, line, add_form=form)
    try:
        made = editing.add(line, **_said(form), by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error(None, refused.message)
        return _refused(request, line, add_form=form)
    messages.success(request, "Đã thêm dòng.")
    return _back(made)


def _said(form: AddForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("title", "text")}


@require_POST
@requires(may_write_line, load=ConsolidatedLine)
def consolidated_line_remove(request: Request, line: ConsolidatedLine) -> HttpResponse:
    with telling(request, "Đã bỏ dòng."):
        editing.remove(line)
    return redirect(_address(line.report))


def _refused(request: Request, line: ConsolidatedLine, **forms: Any) -> HttpResponse:
    """The page again, with the form that was sent open."""
    context = _context(request, line.report)
    for part in context["parts"]:
        if part["line"].pk == line.pk:
            part |= forms | {"is_more_open": True}
    return render(request, PAGE, context, status=422)


def _back(line: ConsolidatedLine) -> HttpResponse:
    return redirect(f"{_address(line.report)}#line-{line.pk}")


def _address(report: ConsolidatedReport) -> str:
    return reverse("meetings:consolidated_write", args=[report.pk])
