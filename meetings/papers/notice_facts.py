"""Everything that a notice prints, gathered from its rows; frozen when it is numbered."""

import datetime
from typing import Any

from meetings.models import Directive, Notice, NoticeParagraph, NoticeSection
from meetings.papers import earlier, unmet
from meetings.papers.addressing import Addressees, addressees, due_words
from meetings.papers.drafting import signer_of
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from units.models import Register
from units.models.registry import DocumentKind
from units.signing import signing_block
from units.standing import replaced_words

ANNEX_TITLE = "PHÂN CÔNG NHIỆM VỤ"
# Above orders of no one field of work.
COMMON = "Nhiệm vụ chung"


def facts(
    notice: Notice,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """The facts that `meetings.papers.printing.notice_pdf` draws, for the day `on`.

    Without a number both number and date stay blank for the pen. Raises Refused when the signer
    does not hold the position on that day.
    """
    rows = list(notice.paragraphs.select_related("directive__field", "field"))
    names = addressees([row.directive_id for row in rows], on)
    head = letterhead(register, DocumentKind.NOTICE, on, number=number, code=code)
    return head | {
        "subject": notice.subject,
        **_sections(notice),
        "directives": [_directive(no, row, notice) for no, row in enumerate(rows, start=1)],
        "recipients": paragraphs(notice.recipients_text),
        **notice.marks(),
        "signer": signing_block(signer_of(notice, on), on, DocumentKind.NOTICE),
        "replaces": replaced_words(notice),
        "annex": annex(rows, names),
        "earlier": earlier.facts(notice),
        "unmet": unmet.facts(notice),
    }


def notice_register(notice: Notice) -> Register:
    """The office's register that takes notices; Refused when there is none."""
    return register_of(notice.meeting.organiser, DocumentKind.NOTICE)


def _sections(notice: Notice) -> dict[str, Any]:
    """`opening`, and the other sections in their order with where their words come from."""
    opening: list[str] = []
    found = []
    for one in notice.sections.all():
        texts = paragraphs(one.text)
        if one.role == NoticeSection.Role.OPENING:
            opening = texts
            continue
        told = {"role": one.role, "title": one.title, "texts": texts}
        found.append(told | {"sources": [source["text"] for source in one.sources]})
    return {"opening": opening, "sections": found}


def _directive(no: int, row: NoticeParagraph, notice: Notice) -> dict[str, Any]:
    """Who and when stand in the paragraph's own words: what was read and approved is printed.

    `directive`: its number in the conclusion, for whoever quotes the paragraph later; `field`: the
    heading it stands below.
    """
    directive = row.directive
    told = {"no": no, "text": row.text, "addressees": "", "due": ""}
    told |= {"directive": directive and directive.order}
    return told | {"field": field_heading(row) if notice.by_field else ""}


def field_heading(row: NoticeParagraph) -> str:
    field = row.heading_field
    return field.name if field else COMMON


def annex(rows: list[NoticeParagraph], names: dict[int | None, Addressees]) -> Any:
    """Phân công nhiệm vụ: every directive with units, once one of them has a date."""
    found = [
        _annex_row(no, row.directive, names[row.directive_id])
        for no, row in enumerate(rows, start=1)
        if row.directive and (names[row.directive_id].leads or names[row.directive_id].others)
    ]
    return {"title": ANNEX_TITLE, "rows": found} if any(row["due"] for row in found) else None


def _annex_row(no: int, directive: Directive, names: Addressees) -> dict[str, Any]:
    return {
        "no": no,
        "content": directive.text.strip(),
        "lead": "; ".join(names.leads or names.others),
        "coordinating": "; ".join(names.others if names.leads else []),
        "leader": "",
        "due": due_words(directive),
        "product": directive.product,
    }
