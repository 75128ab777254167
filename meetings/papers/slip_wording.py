"""What stands around the tasks of a phiếu giao việc, in the words of the office that gave them."""

from collections.abc import Sequence
from typing import Any

from meetings.wording import house, keeping
from meetings.wording.keeping import Source
from meetings.wording.sections import Drawn
from meetings.wording.slip import SLIP
from procuracy.web.dates import printed_short
from units.models import Document, Unit

LEADS = "chủ trì"


def source(office: Unit) -> Source:
    """One for all slips of a document."""
    return keeping.source(SLIP, office.pk, None, house.USUAL)


def words(
    document: Document, office: Unit, unit: str, lines: Sequence[dict[str, Any]], chosen: Source
) -> dict[str, Any]:
    """As `laid_out`; `lines` as `meetings.papers.slips` says them."""
    return laid_out(keeping.drawn(SLIP, said(document, office, unit, lines), chosen).sections)


def laid_out(drawn: Sequence[Drawn]) -> dict[str, Any]:
    """{title, opening: [line], closing: [line]}: above the table of tasks and below it."""
    texts = {one.role: one.text for one in drawn}
    return {
        "title": texts["title"],
        "opening": texts.get("opening", "").splitlines(),
        "closing": texts.get("closing", "").splitlines(),
    }


def said(
    document: Document, office: Unit, unit: str, lines: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What the wording of a slip may name."""
    names = office.naming(document.dated_on)
    return {
        "document": {
            "name": str(document),
            "date": printed_short(document.dated_on),
            "subject": document.subject,
        },
        "unit": unit,
        "office": {
            "name": names.name,
            "short_name": names.short_name,
            "is_province": office.kind == Unit.Kind.PROVINCE,
        },
        "tasks": len(lines),
        "leads": sum(line["part"] == LEADS for line in lines),
    }
