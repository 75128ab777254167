"""What stands around the tasks of a phiếu giao việc, in the words of the office that gave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meetings.wording import house, keeping
from meetings.wording.keeping import Source
from meetings.wording.sections import Drawn
from meetings.wording.slip import SLIP
from procuracy.web.dates import printed_short
from units.models import Document, Unit

LEADS = "chủ trì"


@dataclass(frozen=True)
class Words:
    """Of all slips of a document: two queries."""

    document: Document
    office: dict[str, Any]
    source: Source

    def of(self, unit: str, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """As `laid_out`; `lines` as `meetings.papers.slips` says them."""
        told = said(self.document, self.office, unit, lines)
        return laid_out(keeping.drawn(SLIP, told, self.source).sections)


def words(document: Document, office: Unit) -> Words:
    names = office.naming(document.dated_on)
    told = {
        "name": names.name,
        "short_name": names.short_name,
        "is_province": office.kind == Unit.Kind.PROVINCE,
    }
    return Words(document, told, keeping.source(SLIP, office.pk, None, house.USUAL))


def laid_out(drawn: Sequence[Drawn]) -> dict[str, Any]:
    """{title, opening: [line], closing: [line]}: above the table of tasks and below it."""
    texts = {one.role: one.text for one in drawn}
    return {
        "title": texts["title"],
        "opening": texts.get("opening", "").splitlines(),
        "closing": texts.get("closing", "").splitlines(),
    }


def said(
    document: Document, office: dict[str, Any], unit: str, lines: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What the wording of a slip may name; `office` {name, short_name, is_province}."""
    return {
        "document": {
            "name": str(document),
            "date": printed_short(document.dated_on),
            "subject": document.subject,
        },
        "unit": unit,
        "office": office,
        "tasks": len(lines),
        "leads": sum(line["part"] == LEADS for line in lines),
    }
