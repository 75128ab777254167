"""The invitation on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.7.

The facts are the only input; they are frozen when the invitation is issued. Their shape, besides
kind_name, superior_name, office_name, number, symbol, place, dated_on, year, subject, recipients,
filing, signer and illustrative as in `meetings.papers.printing`:

invited               list of str: whoever is asked to come
event, chair, time    str;  held_at  str: where the meeting is
notes                 list of paragraphs
replaces              str: the issued invitation that this one replaces, or ""
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes

Facts = Mapping[str, Any]


def invitation_pdf(facts: Facts) -> bytes:
    return pdf.render(invitation_html(facts))


def invitation_html(facts: Facts) -> str:
    """What is printed; every typed text is escaped."""
    return render_to_string("print/invitation.html", invitation_context(facts))


def invitation_docx(facts: Facts) -> bytes:
    return docx.document(invitation_context(facts))


def invitation_context(facts: Facts) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    context = paper.letterhead(facts)
    blocks = paper.blocks(lines(facts, context["office_in_sentence"]), ())
    return context | {"blocks": blocks, "annexes": annexes(facts)}


def lines(facts: Facts, office: str) -> list[str]:
    """`Viện kiểm sát … trân trọng kính mời: …`; of several invited each has a line of its own."""
    invited = [name.rstrip(" ;.,") for name in facts["invited"]]
    asked = f"{office} trân trọng kính mời:"
    if len(invited) == 1:
        opening = [f"{asked} {invited[0]}."]
    else:
        ends = [";"] * (len(invited) - 1) + ["."]
        rows = [f"- {name}{end}" for name, end in zip(invited, ends, strict=True)]
        opening = [asked, *rows]
    return [
        *opening,
        *(f"{label}: {paper.sentence(text)}" for label, text in _facts(facts)),
        *paper.paragraphs(facts["notes"]),
        *paper.replacing(facts),
    ]


def _facts(facts: Facts) -> list[tuple[str, str]]:
    return [
        ("Tới dự", facts["event"]),
        ("Chủ trì", facts["chair"]),
        ("Thời gian", facts["time"]),
        ("Địa điểm", facts["held_at"]),
    ]
