"""The structure of a province on a day, on A4."""

import datetime
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from procuracy.web.dates import printed_day, printed_short
from units.models import Unit
from units.structure import Group, Node, structure

SUPERIOR = "Viện kiểm sát nhân dân tối cao"
TITLE = "Cơ cấu tổ chức"


def structure_pdf(office: Unit, on: datetime.date, today: datetime.date) -> bytes:
    return pdf.render(structure_html(office, on, today))


def structure_html(office: Unit, on: datetime.date, today: datetime.date) -> str:
    naming = office.naming(on)
    groups = pdf.printable([_group(group) for group in structure(office, on)])
    context = {
        "document_title": f"{TITLE} {naming.short_name} tại ngày {printed_short(on)}",
        "superior_lines": paper.office_lines(SUPERIOR),
        "issuer_lines": paper.office_lines(pdf.printable(naming.name)),
        "title_lines": paper.heading_lines(TITLE.upper()),
        "day": printed_day(on),
        "state": f"In ngày {printed_short(today)}",
        "groups": groups,
        "count": sum(len(group["rows"]) for group in groups),
    }
    return render_to_string("print/structure.html", context)


def _group(group: Group) -> dict[str, Any]:
    return {
        "heading": group.heading,
        "rows": [_row(number, node) for number, node in enumerate(group.nodes, 1)],
    }


def _row(number: int, node: Node) -> dict[str, Any]:
    return {
        "number": number,
        "short_name": node.naming.short_name,
        "name": node.naming.name,
        "symbol": node.naming.symbol,
        "fields": node.field_words,
        "since": printed_short(node.unit.valid_from) if node.unit.valid_from else "",
        "until": printed_short(node.unit.valid_to) if node.unit.valid_to else "",
        "heads": [
            {
                "name": head.name,
                "position": f"{'Q. ' if head.is_acting else ''}{head.position}",
            }
            for head in node.heads
        ],
        "before": "; ".join(map(str, node.before)),
    }
