"""Sections of a draft added and taken out, drawn up anew, chosen between; annexes; steps back."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.notices import NoticeSectionAddForm, ParagraphFieldForm
from meetings.models import Notice
from meetings.papers import notice_annexes, notice_editing, notice_sections, notice_steps
from meetings.permissions.notices import may_edit_notice
from meetings.views.answers import telling
from meetings.views.notice_desk import PAGE, desk, section_by
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request


def _back(notice: Notice, anchor: str = "") -> HttpResponse:
    page = reverse("meetings:notice_edit", args=[notice.pk])
    return redirect(f"{page}#{anchor}" if anchor else page)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_section_add(request: Request, notice: Notice) -> HttpResponse:
    form = NoticeSectionAddForm(notice, request.POST)
    if not form.is_valid():
        return render(request, PAGE, desk(request, notice) | {"add_form": form}, status=422)
    said = form.cleaned_data
    with telling(request, "Đã thêm mục vào cuối dự thảo; dùng nút Lên để chuyển chỗ."):
        notice_sections.add(notice, said["role"], said["title"], by=request.user, at=clock.now())
    return _back(notice, "sections-end")


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_section_remove(request: Request, notice: Notice, section: str) -> HttpResponse:
    row = section_by(notice, section)
    with telling(request, f"Đã bỏ mục “{row.heading}”; có thể hoàn tác."):
        notice_sections.remove(row, by=request.user, at=clock.now())
    return _back(notice)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_redraw(request: Request, notice: Notice) -> HttpResponse:
    """What no hand has changed follows the record; the rest is shown beside it."""
    try:
        differ = notice_sections.redraw(
            notice, by=request.user, at=clock.now(), tell=partial(messages.warning, request)
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return _back(notice)
    if differ:
        told = f"Đã soạn lại. Chọn một trong hai bản ở: {', '.join(differ)}."
        messages.warning(request, told)
    else:
        messages.success(request, "Đã soạn lại theo biên bản; phần đã sửa tay được giữ nguyên.")
    return _back(notice)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_text_choose(request: Request, notice: Notice, section: str) -> HttpResponse:
    """`section`: of a section, or "p17" of a paragraph."""
    is_paragraph = section[:1] == "p" and section[1:].isdecimal() and len(section) < 11
    row = (
        get_object_or_404(notice.paragraphs.select_related("notice"), pk=section[1:])
        if is_paragraph
        else section_by(notice, section)
    )
    try:
        with telling(request, "Đã chọn; bản kia không mất, còn trong lịch sử."):
            notice_sections.choose(
                row,
                takes=request.POST.get("which") == "fresh",
                base=request.POST.get("base", ""),
                beside=request.POST.get("beside", ""),
                by=request.user,
                at=clock.now(),
            )
    except notice_editing.Conflict:
        messages.error(request, "Một trong hai bản vừa thay đổi: đọc lại rồi chọn.")
    return _back(notice, section)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_undo(request: Request, notice: Notice) -> HttpResponse:
    step = request.POST.get("step", "")
    number = int(step) if step.isdecimal() and len(step) < 12 else 0
    try:
        words = notice_steps.undo(notice, number)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã hoàn tác: {words}.")
    return _back(notice)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_by_field(request: Request, notice: Notice) -> HttpResponse:
    by_field = request.POST.get("by_field") == "1"
    words = "dưới tên lĩnh vực" if by_field else "thành một danh sách"
    with telling(request, f"Đã xếp các ý kiến chỉ đạo {words}."):
        notice_editing.put_by_field(notice, by_field, by=request.user, at=clock.now())
    return _back(notice, "paragraphs")


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_field(request: Request, notice: Notice, paragraph: int) -> HttpResponse:
    """The heading that a paragraph without a directive stands below; none: what is common."""
    row = get_object_or_404(notice.paragraphs, pk=paragraph)
    form = ParagraphFieldForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chọn lĩnh vực có trong danh sách.")
        return _back(notice, "paragraphs")
    field = form.cleaned_data["field"]
    with telling(request, f"Đã chuyển đoạn vào {field or 'nhiệm vụ chung'}."):
        notice_editing.set_field(row, field, by=request.user, at=clock.now())
    return _back(notice, f"p{row.pk}")


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_earlier(request: Request, notice: Notice) -> HttpResponse:
    """The annex on earlier conclusions: put in, drawn up anew, or left out."""
    if request.POST.get("act") == "leave":
        with telling(
            request, "Đã bỏ phụ lục tình hình thực hiện kết luận kỳ trước; có thể hoàn tác."
        ):
            notice_annexes.leave_earlier_out(notice, by=request.user, at=clock.now())
    else:
        with telling(request, "Đã lấy tình hình thực hiện kết luận kỳ trước vào phụ lục."):
            notice_annexes.take_earlier(notice, by=request.user, at=clock.now())
    return _back(notice, "earlier")


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_unmet(request: Request, notice: Notice) -> HttpResponse:
    """The annex on targets behind, likewise."""
    if request.POST.get("act") == "leave":
        with telling(request, "Đã bỏ phụ lục chỉ tiêu chưa đạt; có thể hoàn tác."):
            notice_annexes.leave_unmet_out(notice, by=request.user, at=clock.now())
    else:
        with telling(request, "Đã lấy chỉ tiêu chưa đạt vào phụ lục theo số liệu hiện tại."):
            notice_annexes.take_unmet(notice, by=request.user, at=clock.now())
    return _back(notice, "unmet")
