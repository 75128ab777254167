"""The table of roles and actions on A4 lying across."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf

TITLE = "Bảng vai trò và việc được làm"


def roles_pdf(facts: Mapping[str, Any]) -> bytes:
    return pdf.render(roles_html(facts))


def roles_html(facts: Mapping[str, Any]) -> str:
    """superior_name, office_name, state   str
    names   {role: its name in this office}
    groups, seats, scopes   as `units.role_table` has them
    """
    context = {
        "document_title": TITLE,
        "superior_lines": paper.office_lines(pdf.printable(facts["superior_name"])),
        "issuer_lines": paper.office_lines(pdf.printable(facts["office_name"])),
        "title_lines": paper.heading_lines(TITLE),
        "state": facts["state"],
        "seats": facts["seats"],
        "groups": facts["groups"],
        "scopes": facts["scopes"],
    }
    return render_to_string("print/roles.html", context)
