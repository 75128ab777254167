"""The conclusion notice on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4.

The facts are the only input. They are frozen when a notice is issued, so a reprint of old facts
says what the signed paper said. Their shape:

kind_name, superior_name, office_name, symbol, place, subject   str
number int | None, dated_on ISO date | None, year int           None leaves a blank for the pen
opening, assessment, organisation                               list of paragraphs
directives_intro                                                str
directives          list of {no, text, addressees ("A; B" or ""), due ("trước ngày …" or "")}
recipients          list of str;  filing  str, printed after "Lưu:"
signer              {authority ("TL. VIỆN TRƯỞNG" or ""), position, name}
annex               {title, rows: list of {no, content, lead, coordinating, leader, due, product}}
                    or None
illustrative        bool: BẢN MINH HỌA in the bottom margin of every page
"""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import docx, paper, pdf

ASSESSMENT = "Đánh giá tình hình, kết quả công tác"
DIRECTIVES = "Nhiệm vụ, giải pháp"
ORGANISATION = "Tổ chức thực hiện"
# Phrases of a term that can follow "hoàn thành"; others ("hằng tháng") stand after "thời hạn:".
COMPLETION = re.compile(r"(trước|trong|chậm nhất|xong|vào|muộn nhất|đến|hết)\b", re.IGNORECASE)
COMMON_NOUNS = re.compile(r"(Các|Những|Mọi|Toàn|Tất cả|Từng|Thủ trưởng|Lãnh đạo|Cán bộ)\b")
ANNEX_COLUMNS = {
    "no": "TT",
    "content": "Nội dung nhiệm vụ",
    "lead": "Đơn vị chủ trì",
    "coordinating": "Đơn vị phối hợp",
    "leader": "Lãnh đạo phụ trách",
    "due": "Thời hạn",
    "product": "Sản phẩm",
}
ALWAYS_SHOWN = {"no", "content", "lead", "due"}
CENTRED = {"no", "due"}


def notice_pdf(facts: Mapping[str, Any]) -> bytes:
    """The notice as PDF/A; equal facts give equal bytes."""
    return pdf.render(notice_html(facts))


def notice_html(facts: Mapping[str, Any]) -> str:
    """The notice as the HTML that is printed; every typed text is escaped."""
    return render_to_string("print/notice.html", notice_context(facts))


def notice_docx(facts: Mapping[str, Any]) -> bytes:
    """The notice as a Word file, for offices that sign in their own document system."""
    return docx.document(notice_context(facts))


def notice_context(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    context = paper.letterhead(facts)
    return context | {"blocks": blocks(facts), "annex": annex_table(facts.get("annex"))}


def blocks(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """The text in reading order, as `paper.blocks` gives it."""
    sections = (
        (ASSESSMENT, paper.paragraphs(facts.get("assessment") or [])),
        (DIRECTIVES, directive_paragraphs(facts)),
        (ORGANISATION, paper.paragraphs(facts.get("organisation") or [])),
    )
    return paper.blocks(paper.paragraphs(facts.get("opening") or []), sections)


def directive_paragraphs(facts: Mapping[str, Any]) -> list[str]:
    """The introduction and the numbered directives, each closed by who does it and by when."""
    found = paper.paragraphs([facts.get("directives_intro") or ""])
    for directive in facts.get("directives") or []:
        texts = paper.paragraphs([directive["text"]])
        if not texts:
            continue
        order = order_sentence(
            directive["text"],
            directive.get("addressees") or "",
            directive.get("due") or "",
        )
        texts[-1] = f"{paper.sentence(texts[-1])} {order}".rstrip()
        found += [f"{directive['no']}. {texts[0]}", *texts[1:]]
    return found


def order_sentence(text: str, addressees: str, due: str) -> str:
    """'Giao các phòng nghiệp vụ và VKSND khu vực thực hiện, hoàn thành trước ngày 15/12/2026.'

    What the directive's own text already says is not said again.
    """
    said = text.casefold()
    names = [name.strip(" .,") for name in addressees.split(";") if name.strip(" .,")]
    if all(name.casefold() in said for name in names):
        names = []
    due = due.strip(" .;,")
    if due.casefold() in said:
        due = ""
    term = _term(due)
    if names:
        return f"Giao {_listed(names)} thực hiện{', ' + term if term else ''}."
    return f"{term[:1].upper()}{term[1:]}." if term else ""


def _term(due: str) -> str:
    if not due:
        return ""
    due = due[:1].lower() + due[1:]
    return f"hoàn thành {due}" if COMPLETION.match(due) else f"thời hạn: {due}"


def _listed(names: list[str]) -> str:
    """'các phòng, Văn phòng và Thanh tra'; names that hold a comma are parted by semicolons."""
    names = [n[:1].lower() + n[1:] if COMMON_NOUNS.match(n) else n for n in names]
    if any("," in name for name in names):
        return "; ".join(names)
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def annex_table(annex: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return paper.annex_table(annex, ANNEX_COLUMNS, always=ALWAYS_SHOWN, centred=CENTRED)
