"""What two versions of a paper differ in, on paper: added words underlined, removed ones struck."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf

TITLE = "SO SÁNH HAI BẢN CỦA VĂN BẢN"


def changes_pdf(facts: Mapping[str, Any]) -> bytes:
    """superior_name, office_name, state, illustrative: as of every print; `subject`, `before`,
    `after`: words; `changes`: list of {heading, words, pieces: [{text, kind}]}."""
    facts = pdf.printable(dict(facts))
    context = dict(facts) | {
        "document_title": f"{TITLE.capitalize()}: {facts['subject']}",
        "superior_lines": paper.office_lines(facts["superior_name"]),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": [TITLE],
        "period": facts["subject"],
    }
    return pdf.render(render_to_string("print/paper_changes.html", context))
