"""The draft's desk: texts saved in place, paragraphs and sections in their order, steps back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.notices import (
    NoticePartiesForm,
    NoticeSectionForm,
    NoticeTextForm,
    paragraph_form,
    text_form,
)
from meetings.models import Notice, NoticeParagraph
from meetings.papers import notice_editing as editing
from meetings.papers import notice_sections as sections
from meetings.permissions.notices import may_edit_notice
from meetings.views.answers import telling
from meetings.views.notice_desk import PAGE, desk, paragraph_rows, section_by
from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from units.acting import Request
from units.recipient_forms import PROPOSE, proposal

STEPS = {"up": -1, "down": 1}
# Stores the form's text, begun from a digest; the digest from now on.
Save = Callable[[str, str], str]


@require_safe
@requires(may_edit_notice, load=Notice)
def notice_edit(request: Request, notice: Notice) -> HttpResponse:
    if not notice.is_editable:
        messages.error(request, "Thông báo đã duyệt, không sửa được; cần sửa thì trả lại dự thảo.")
        return redirect("meetings:notice_detail", notice.pk)
    return render(request, PAGE, desk(request, notice))


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_text_edit(request: Request, notice: Notice, section: str) -> HttpResponse:
    """One of the notice's own texts, or a section; a button beside it may move the section."""
    if section in editing.TEXTS:
        return _save_own(request, notice, section)
    row = section_by(notice, section)
    form = NoticeSectionForm(row, request.POST)

    def save(text: str, base: str) -> str:
        return sections.save(row, form.name, text, base=base, by=request.user, at=clock.now())

    answer = _save_text(request, notice, form, save)
    steps = STEPS.get(request.POST.get("move", ""))
    if steps is None or answer.status_code >= 400:
        return answer
    with telling(request, f"Đã chuyển mục “{row.heading}”."):
        sections.move(row, steps, by=request.user, at=clock.now())
    return _anew(request, notice, form.key)


def _save_own(request: Request, notice: Notice, name: str) -> HttpResponse:
    def save(text: str, base: str) -> str:
        return editing.save_text(notice, name, text, base=base, by=request.user, at=clock.now())

    return _save_text(request, notice, text_form(notice, name, request.POST), save)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_edit(request: Request, notice: Notice, paragraph: int) -> HttpResponse:
    """Saves the paragraph's text; a button beside it may move the paragraph in the same breath."""
    row = get_object_or_404(notice.paragraphs, pk=paragraph)
    form = paragraph_form(row, request.POST)

    def save(text: str, base: str) -> str:
        return editing.save_paragraph(row, text, base=base, by=request.user, at=clock.now())

    answer = _save_text(request, notice, form, save)
    steps = STEPS.get(request.POST.get("move", ""))
    if steps is None or answer.status_code >= 400:
        return answer
    editing.move_paragraph(row, steps, by=request.user, at=clock.now())
    return _paragraphs(request, notice, focus=row)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_add(request: Request, notice: Notice) -> HttpResponse:
    try:
        row = editing.add_paragraph(notice, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meetings:notice_detail", notice.pk)
    return _paragraphs(request, notice, focus=row)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_fill(request: Request, notice: Notice) -> HttpResponse:
    with telling(request, "Đã bổ sung các chỉ đạo còn thiếu."):
        editing.fill(notice, by=request.user, at=clock.now())
    return redirect("meetings:notice_edit", notice.pk)


@require_POST
@requires(may_edit_notice, load=Notice)
def notice_paragraph_remove(request: Request, notice: Notice, paragraph: int) -> HttpResponse:
    row = get_object_or_404(notice.paragraphs, pk=paragraph)
    try:
        editing.remove_paragraph(row, by=request.user, at=clock.now())
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
        return render(request, PAGE, desk(request, notice) | {"parties": form}, status=422)
    try:
        with telling(request, "Đã lưu người ký, nơi nhận, phụ lục."):
            editing.set_parties(notice, **form.said(), by=request.user, at=clock.now())
            if PROPOSE in request.POST:
                shown = editing.digest(notice.recipients_text)
                editing.save_text(
                    notice,
                    "recipients_text",
                    proposal(form),
                    base=shown,
                    by=request.user,
                    at=clock.now(),
                )
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
    return render(request, PAGE, desk(request, notice) | context, status=409)


def _save_text(request: Request, notice: Notice, form: NoticeTextForm, save: Save) -> HttpResponse:
    """Saved: the new digest. Else what to correct (422), or both texts (409); nothing is lost."""
    if not form.is_valid():
        return _text_answer(request, notice, form, status=422)
    try:
        base = save(form.cleaned_data["text"], form.begun_from)
    except editing.Conflict as conflict:
        form.conflict = conflict
        return _text_answer(request, notice, form, status=409)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _text_answer(request, notice, form, status=409)
    if not is_part(request):
        messages.success(request, "Đã lưu.")
        return _to(notice, form.key)
    form.shown_base = base
    return _text_answer(request, notice, form)


def _text_answer(
    request: Request, notice: Notice, form: NoticeTextForm, *, status: int = 200
) -> HttpResponse:
    if is_part(request):
        return render(request, f"{PAGE}#answer", {"form": form, "notice": notice}, status=status)
    if status >= 400:
        return render(request, PAGE, desk(request, notice, bound=form), status=status)
    return _to(notice, form.key)


def _paragraphs(request: Request, notice: Notice, *, focus: NoticeParagraph | None) -> HttpResponse:
    """The list of paragraphs again, the cursor in the one that moved."""
    if not is_part(request):
        return _to(notice, f"p{focus.pk}" if focus else "paragraphs")
    rows = paragraph_rows(notice)
    for row in rows:
        if row["paragraph"] == focus:
            row["form"].fields["text"].widget.attrs["data-focus"] = True
    answer = render(request, f"{PAGE}#paragraphs", {"notice": notice, "rows": rows})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#paragraphs", "outerHTML"
    return answer


def _anew(request: Request, notice: Notice, anchor: str) -> HttpResponse:
    """The whole page, for what changes its order."""
    answer = _to(notice, anchor)
    if not is_part(request):
        return answer
    told = HttpResponse(status=204)
    told["HX-Redirect"] = answer["Location"]
    # An address that differs by its anchor alone leads nowhere by itself.
    told["HX-Refresh"] = "true"
    return told


def _to(notice: Notice, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('meetings:notice_edit', args=[notice.pk])}#{anchor}")


def is_part(request: Request) -> bool:
    return request.headers.get("HX-Request") == "true"
