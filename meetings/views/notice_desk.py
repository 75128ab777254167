"""What the desk of a draft notice shows: its sections, its orders, where each came from."""

import re
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.consolidating import comparing
from meetings.forms.notices import (
    NoticePartiesForm,
    NoticeSectionAddForm,
    NoticeSectionForm,
    NoticeTextForm,
    ParagraphFieldForm,
    paragraph_form,
    text_form,
)
from meetings.models import Notice, NoticeParagraph, NoticeSection
from meetings.papers import notice_editing as editing
from meetings.papers.notice_facts import field_heading
from meetings.papers.printing import shown_earlier, shown_unmet
from units.acting import Request

PAGE = "meetings/notice_edit.html"
OWN_KEY = re.compile(r"s(\d{1,9})")


def section_by(notice: Notice, key: str) -> NoticeSection:
    """A section by its part, or by "s17"; else 404."""
    if own := OWN_KEY.fullmatch(key):
        return get_object_or_404(notice.sections.select_related("notice"), pk=own[1])
    if key == NoticeSection.Role.OWN:
        raise Http404
    return get_object_or_404(notice.sections.select_related("notice"), role=key)


def paragraph_rows(notice: Notice) -> list[dict[str, Any]]:
    """Paragraphs with their forms, where they came from, and the heading that begins there."""
    rows = notice.paragraphs.select_related("directive__intervention", "directive__field", "field")
    found: list[dict[str, Any]] = []
    choices = ParagraphFieldForm.choices() if notice.by_field else []
    above = ""
    for row in rows:
        heading = field_heading(row) if notice.by_field else ""
        shown = heading if heading != above else ""
        above = heading
        told = {"paragraph": row, "form": paragraph_form(row), "heading": shown}
        if notice.by_field and row.directive is None:
            told["field_form"] = ParagraphFieldForm.of(row, choices)
        found.append(told | beside(row))
    return found


def beside(row: NoticeSection | NoticeParagraph) -> dict[str, Any]:
    """For who chooses between both texts: their digests, and where they differ."""
    return {
        "base": editing.digest(row.text),
        "beside": editing.digest(row.generated),
        "both": comparing.differences(row.text, row.generated) if row.has_fresh else None,
    }


def desk(request: Request, notice: Notice, bound: NoticeTextForm | None = None) -> dict[str, Any]:
    """`bound` takes the place of the form it was made from."""
    own = {name: text_form(notice, name) for name in editing.TEXTS}
    rows = paragraph_rows(notice)
    parts = [
        {"section": one, "form": NoticeSectionForm(one)} | beside(one)
        for one in notice.sections.select_related("notice")
    ]
    if bound and bound.key in own:
        own[bound.key] = bound
    elif bound:
        for one in [*rows, *parts]:
            one["form"] = bound if one["form"].key == bound.key else one["form"]
    return {
        "notice": notice,
        "meeting": notice.meeting,
        "subject_form": own.pop("subject"),
        "parts": parts,
        "rows": rows,
        "after": list(own.values()),
        "add_form": NoticeSectionAddForm(notice),
        "parties": NoticePartiesForm(notice, request.today),
        "earlier": shown_earlier(notice),
        "unmet": shown_unmet(notice),
        "last_step": notice.steps.select_related("by__person").first(),
        "missing": notice.meeting.directives.orders().exclude(paragraphs__notice=notice).count(),
    }
