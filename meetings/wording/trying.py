"""A wording tried on a meeting: what it would say, on the screen and on paper. Nothing is kept."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from meetings.models import Meeting
from meetings.papers import addressing
from meetings.papers.drafting import said as said_of
from meetings.papers.letterheads import letterhead, register_of
from meetings.papers.notice_wording import DIRECTIVES, Draft, draft
from meetings.wording import samples, sections
from meetings.wording.faults import Fault, Faulty
from meetings.wording.sections import PaperKind
from procuracy.web import paper, pdf
from procuracy.web.errors import Refused
from procuracy.web.paper import ROMAN
from units.models import Unit
from units.models.registry import DocumentKind
from units.signing import signing_block, usual_signer


@dataclass(frozen=True)
class Trial:
    """`said`: the facts that it was drawn from; `draft` is None where there are faults."""

    said: dict[str, Any]
    draft: Draft | None
    faults: list[Fault]

    @property
    def blocks(self) -> list[dict[str, str]]:
        return _blocks(self.draft, self.said) if self.draft else []


def tried(
    text: str,
    worded: PaperKind,
    *,
    meeting: Meeting | None,
    course: str,
    office: Unit,
    on: datetime.date,
) -> Trial:
    """`office` and the day `on` are for a meeting that never was, where there is none."""
    named = Unit.objects.named(on).get(pk=office.pk) if meeting is None else None
    told = said_of(meeting) if meeting else samples.said(course, named)
    try:
        parts = sections.compiled(text, worded)
        return Trial(told, draft(sections.draw(parts, worded, told)), [])
    except Faulty as wrong:
        return Trial(told, None, wrong.faults)


def _blocks(found: Draft, said: dict[str, Any]) -> list[dict[str, str]]:
    """In the order of the wording: {kind: heading | paragraph, text}, as a paper has them."""
    blocks: list[dict[str, str]] = []
    headings = 0
    for section in found.sections:
        texts = paper.paragraphs([section.text])
        if section.role == DIRECTIVES:
            texts += _orders(said)
        if texts and section.title:
            headings += 1
            roman = ROMAN[min(headings, len(ROMAN)) - 1]
            blocks.append({"kind": "heading", "text": f"{roman}. {section.title}"})
        blocks += [{"kind": "paragraph", "text": text} for text in texts]
    if blocks:
        blocks[-1]["text"] = paper.ended(blocks[-1]["text"])
    return blocks


def _orders(said: dict[str, Any]) -> list[str]:
    return [
        f"{no}. {addressing.closed(one['text'], one['leads'], one['others'], one['due'])}"
        for no, one in enumerate(said["directives"], start=1)
    ]


def printed(trial: Trial, office: Unit, on: datetime.date) -> bytes:
    """The draft on paper, number and date blank. Refused when the office has no register for it or
    nobody who signs."""
    if trial.draft is None:
        raise Refused("Mẫu còn lỗi: sửa xong mới xem được bản in.")
    kind = DocumentKind.NOTICE
    signer = usual_signer(office, kind, on)
    facts = letterhead(register_of(office, kind), kind, on) | {
        "subject": trial.draft.subject,
        "recipients": trial.draft.recipients_text.split("\n"),
        "filing": trial.draft.filing,
        "signer": signing_block(signer, on, kind) if signer else {},
    }
    facts = pdf.printable(facts)
    context = paper.letterhead(facts) | {"blocks": pdf.printable(trial.blocks), "annexes": []}
    return pdf.render(render_to_string("print/notice.html", context))
