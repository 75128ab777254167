"""The draft's desk: sections saved in place, paragraphs in their order."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.notices import (
    NoticePartiesForm,
    NoticeTextForm,
    paragraph_form,
    section_form,
)
from meetings.models import Notice, NoticeParagraph
from meetings.papers import notice_editing as editing
from meetings.papers.printing import shown_earlier
from meetings.permissions.notices import may_edit_notice
from meetings.views.answers import telling
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.recipient_forms import PROPOSE, proposal

PAGE = "meetings/notice_edit.html"


@require_safe
@requires(may_edit_notice, load=Notice)
def notice_edit(request: Request, notice: Notice) -> HttpResponse:
    if not notice.is_editable:
        messages.error(request, "Thông báo đã duyệt, không sửa được; cần sửa thì trả lại dự thảo.")
        return redirect("meetings:notice_detail", notice.pk)
    return render(request, PAGE, _desk(request, notice))


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_text_edit(request: Request, notice: Notice, section: str) -> HttpResponse:
    if section not in editing.SECTIONS:
        raise Http404
    form = section_form(notice, section, request.POST)

    def save(text: str, base: str) -> None:
        editing.save_section(notice, section, text, base=base)

    return _save_text(request, notice, form, save)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_edit(request: Request, notice: Notice, paragraph: int) -> HttpResponse:
    """Saves the paragraph's text; a button beside it may move the paragraph in the same breath."""
    row = get_object_or_404(notice.paragraphs, pk=paragraph)
    form = paragraph_form(row, request.POST)

    def save(text: str, base: str) -> None:
        editing.save_paragraph(row, text, base=base)

    answer = _save_text(request, notice, form, save)
    steps = {"up": -1, "down": 1}.get(request.POST.get("move", ""))
    if steps is None or answer.status_code >= 400:
        return answer
    editing.move_paragraph(row, steps)
    return _paragraphs(request, notice, focus=row)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_add(request: Request, notice: Notice) -> HttpResponse:
    try:
        row = editing.add_paragraph(notice)
    except Refused as refused:
        return _refused(request, notice, refused)
    return _paragraphs(request, notice, focus=row)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_fill(request: Request, notice: Notice) -> HttpResponse:
    with telling(request, "Đã bổ sung các chỉ đạo còn thiếu."):
        editing.fill(notice)
    return redirect("meetings:notice_edit", notice.pk)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_remove(request: Request, notice: Notice, paragraph: int) -> HttpResponse:
    row = get_object_or_404(notice.paragraphs, pk=paragraph)
    try:
        editing.remove_paragraph(row)
    except Refused as refused:
        form = paragraph_form(row, request.POST)
        form.add_error(None, refused.message)
        return _text_answer(request, notice, form, status=409)
    return _paragraphs(request, notice, focus=notice.paragraphs.first())


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_parties_edit(request: Request, notice: Notice) -> HttpResponse:
    form = NoticePartiesForm(notice, request.today, request.POST)
    if not form.is_valid():
        context = _desk(request, notice) | {"parties": form}
        return render(request, PAGE, context, status=422)
    try:
        with telling(request, "Đã lưu người ký, nơi nhận, phụ lục."):
            editing.set_parties(notice, **form.said())
            if PROPOSE in request.POST:
                shown = editing.digest(notice.recipients_text)
                editing.save_section(notice, "recipients_text", proposal(form), base=shown)
    except editing.Conflict as conflict:
        return _parties_again(request, notice, form, conflict.theirs)
    return redirect("meetings:notice_edit", notice.pk)


def _parties_again(
    request: Request, notice: Notice, form: NoticePartiesForm, theirs: str
) -> HttpResponse:
    """What the other person saved stands above; sent again, the own annexes are saved over it."""
    form.data = request.POST.copy()
    form.data["annex_base"] = editing.digest(theirs)
    context = {"parties": form, "theirs": [("Phụ lục", theirs)]}
    return render(request, PAGE, _desk(request, notice) | context, status=409)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_earlier(request: Request, notice: Notice) -> HttpResponse:
    """The annex on earlier conclusions: put in, drawn up anew, or left out."""
    if request.POST.get("act") == "leave":
        with telling(request, "Đã bỏ phụ lục tình hình thực hiện kết luận kỳ trước."):
            editing.leave_earlier_out(notice)
    else:
        with telling(request, "Đã lấy tình hình thực hiện kết luận kỳ trước vào phụ lục."):
            editing.take_earlier(notice, at=clock.now())
    return redirect(f"{reverse('meetings:notice_edit', args=[notice.pk])}#earlier")


def _save_text(
    request: Request, notice: Notice, form: NoticeTextForm, save: Callable[[str, str], None]
) -> HttpResponse:
    """Saved: the new digest. Else what to correct (422), or both texts (409); nothing is lost."""
    if not form.is_valid():
        return _text_answer(request, notice, form, status=422)
    text = form.cleaned_data["text"]
    try:
        save(text, form.begun_from)
    except editing.Conflict as conflict:
        form.conflict = conflict
        return _text_answer(request, notice, form, status=409)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _text_answer(request, notice, form, status=409)
    if not is_part(request):
        messages.success(request, "Đã lưu.")
        return redirect(f"{reverse('meetings:notice_edit', args=[notice.pk])}#{form.key}")
    form.shown_base = editing.digest(text)
    return _text_answer(request, notice, form)


def _text_answer(
    request: Request, notice: Notice, form: NoticeTextForm, *, status: int = 200
) -> HttpResponse:
    if is_part(request):
        return render(request, f"{PAGE}#answer", {"form": form, "notice": notice}, status=status)
    return render(request, PAGE, _desk(request, notice, bound=form), status=status)


def _paragraphs(request: Request, notice: Notice, *, focus: NoticeParagraph | None) -> HttpResponse:
    """The list of paragraphs again, the cursor in the one that moved."""
    if not is_part(request):
        anchor = f"p{focus.pk}" if focus else "paragraphs"
        return redirect(f"{reverse('meetings:notice_edit', args=[notice.pk])}#{anchor}")
    rows = _rows(notice)
    for row in rows:
        if row["paragraph"] == focus:
            row["form"].fields["text"].widget.attrs["data-focus"] = True
    answer = render(request, f"{PAGE}#paragraphs", {"notice": notice, "rows": rows})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#paragraphs", "outerHTML"
    return answer


def _refused(request: Request, notice: Notice, refused: Refused) -> HttpResponse:
    messages.error(request, refused.message)
    return redirect("meetings:notice_detail", notice.pk)


def _rows(notice: Notice) -> list[dict[str, Any]]:
    """Paragraphs with their forms and where they came from."""
    rows = notice.paragraphs.select_related("directive__intervention")
    return [{"paragraph": row, "form": paragraph_form(row)} for row in rows]


def _desk(request: Request, notice: Notice, bound: NoticeTextForm | None = None) -> dict[str, Any]:
    """`bound` takes the place of the form it was made from."""
    rows = _rows(notice)
    sections = {name: section_form(notice, name) for name in editing.SECTIONS}
    if bound and bound.key in sections:
        sections[bound.key] = bound
    elif bound:
        for row in rows:
            row["form"] = bound if row["form"].key == bound.key else row["form"]
    first = ("subject", "opening", "assessment", "directives_intro")
    return {
        "notice": notice,
        "meeting": notice.meeting,
        "before": [sections[name] for name in first],
        "rows": rows,
        "after": [form for name, form in sections.items() if name not in first],
        "parties": NoticePartiesForm(notice, request.today),
        "earlier": shown_earlier(notice),
        "missing": notice.meeting.directives.orders().exclude(paragraphs__notice=notice).count(),
    }


def is_part(request: Request) -> bool:
    return request.headers.get("HX-Request") == "true"
