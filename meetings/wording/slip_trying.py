"""A phiếu giao việc that never was: what a wording of it is tried on."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from meetings.papers import slip_wording
from meetings.papers.letterheads import superior_name
from meetings.wording import samples
from meetings.wording.paper_samples import DOCUMENT
from meetings.wording.sections import Drawn
from procuracy.web import paper, pdf
from units.models import Demonstration, Unit

Said = Mapping[str, Any]

UNIT = "Phòng 1"
TABLE = "(Bảng nhiệm vụ của đơn vị.)"


def sample(course: str, office: Unit | None) -> dict[str, Any]:
    """As `meetings.papers.slip_wording.said` gives it, with the lines of the slip."""
    told = samples.said(course, office)
    lines = [
        {
            "number": number,
            "paragraph": one["no"],
            "text": one["text"],
            "part": slip_wording.LEADS,
            "holder": "",
            "due": one["due"],
            "product": "",
        }
        for number, one in enumerate(told["directives"], start=1)
    ]
    return {
        "document": DOCUMENT,
        "unit": UNIT,
        "office": told["office"],
        "tasks": len(lines),
        "leads": len(lines),
        "lines": lines,
    }


def body(drawn: list[Drawn], said: Said) -> list[dict[str, str]]:
    words = slip_wording.laid_out(drawn)
    texts = [*words["opening"], TABLE, *words["closing"]]
    return [{"kind": "paragraph", "text": text} for text in texts]


def page(drawn: list[Drawn], said: Said, office: Unit, on: datetime.date) -> str:
    """As `meetings.papers.slips` prints one."""
    slip = slip_wording.laid_out(drawn) | {"unit": said["unit"], "lines": said["lines"]}
    heads = {
        "superior_lines": paper.office_lines(superior_name(office, on)),
        "issuer_lines": paper.office_lines(office.naming(on).name),
    }
    context = {
        "document_title": "Phiếu giao việc (xem thử mẫu)",
        "illustrative": Demonstration.objects.exists(),
        "printed": "Bản xem thử",
        "source": f"Kèm theo {DOCUMENT['named']}",
        "slips": [pdf.printable(slip) | heads],
    }
    return render_to_string("print/task_slips.html", context)
