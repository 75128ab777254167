"""A công văn on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5.

The facts are the only input; they are frozen when the letter is issued. Their shape, besides
kind_name, superior_name, office_name, number, symbol, place, dated_on, year, subject, recipients,
filing, signer and illustrative as in `meetings.papers.printing`:

addressed   list of str, printed after "Kính gửi:"
opening     list of paragraphs: the whole text
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes

Facts = Mapping[str, Any]
ABOUT_LINE = 34  # letters of size 12 that fit the 70 mm below the number


def letter_pdf(facts: Facts) -> bytes:
    return pdf.render(letter_html(facts))


def letter_html(facts: Facts) -> str:
    """What is printed; every typed text is escaped."""
    return render_to_string("print/letter.html", letter_context(facts))


def letter_docx(facts: Facts) -> bytes:
    return docx.document(letter_context(facts))


def letter_context(facts: Facts) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    return paper.letterhead(facts) | {
        "about_lines": about_lines(facts["subject"]),
        "addressed": _ended(facts["addressed"]),
        "blocks": paper.blocks(paper.paragraphs(facts["opening"]), ()),
        "annexes": annexes(facts),
    }


def about_lines(subject: str) -> list[str]:
    return paper.balanced(f"V/v {subject[:1].lower()}{subject[1:]}", ABOUT_LINE)


def _ended(names: list[str]) -> list[str]:
    """One stands alone after "Kính gửi:"; of several each has a line with its sign."""
    names = [name.rstrip(" ;.,") for name in names]
    if len(names) < 2:
        return names
    return [f"- {name}{';' if at < len(names) else '.'}" for at, name in enumerate(names, 1)]
