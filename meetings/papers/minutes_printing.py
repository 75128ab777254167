"""The record of a meeting on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9.

The facts are the only input; they are frozen when the record is numbered. Their shape, besides
kind_name, superior_name, office_name, number, symbol, year, subject, recipients, filing, signer and
illustrative as in `meetings.papers.printing`; `place` is empty, the form has none:

content      as `meetings.minutes_content.content` gives it; None of a supplement
layout       as `meetings.papers.minutes_wording.layout`; older records have none
corrects     "số … ngày …" of the record that a supplement belongs to
cause, correction   lists of paragraphs, of a supplement
secretary    {position, name}: signs on the left
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from meetings.papers import minutes_wording
from meetings.papers.minutes_wording import Layout
from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes

Facts = Mapping[str, Any]
Block = dict[str, str]


def minutes_pdf(facts: Facts) -> bytes:
    return pdf.render(minutes_html(facts))


def minutes_html(facts: Facts) -> str:
    """What is printed; every typed text is escaped."""
    return render_to_string("print/minutes.html", minutes_context(facts))


def minutes_docx(facts: Facts) -> bytes:
    return docx.document(minutes_context(facts))


def minutes_context(facts: Facts) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    said = facts.get("content")
    found = _supplement(facts) if said is None else record_blocks(said, facts.get("layout"))
    found[-1]["text"] = paper.ended(found[-1]["text"])
    kind = "BIÊN BẢN BỔ SUNG" if facts.get("content") is None else facts["kind_name"]
    return paper.letterhead({**facts, "kind_name": kind}) | {
        "blocks": found,
        "annexes": annexes(facts),
        "secretary_lines": [facts["secretary"]["position"].upper()],
        "secretary_name": facts["secretary"]["name"],
    }


def record_blocks(said: Mapping[str, Any], layout: Layout | None = None) -> list[Block]:
    """The text of a record, as `paper.blocks` gives texts, its parts as they are laid out; without
    a layout by the house's own wording."""
    parts = minutes_wording.house_layout(said) if layout is None else layout
    return [block for part in parts for block in _part(part, said)]


def _part(part: Mapping[str, str], said: Mapping[str, Any]) -> list[Block]:
    """A heading stands above what there is to say; the course of the meeting always has its own."""
    role, title = part["role"], part["title"]
    below = [_text(line) for line in paper.paragraphs([part["text"]])]
    below += JOINED[role](said) if role in JOINED else []
    return [*([_heading(title)] if title and (below or role == "heard") else []), *below]


def _present(said: Mapping[str, Any]) -> list[Block]:
    return [_text(line) for line in minutes_wording.site_lines(said)]


def _heard(said: Mapping[str, Any]) -> list[Block]:
    """What was said, below the line of the agenda that it belongs to, in the order of speech."""
    found: list[Block] = []
    # Older records name the lines by the keys of their rows.
    titles = {one.get("no") or one.get("id"): one["title"] for one in said["agenda"]}
    shown: Any = None
    number = 0
    for row in said["said"]:
        if row["item"] != shown and row["item"] in titles:
            shown, number = row["item"], number + 1
            found.append(_heading(f"{number}. {titles[shown]}"))
        lines = paper.paragraphs([row["text"]])
        if lines:
            found += [
                _text(f"{row['speaker']} ({row['kind']}): {lines[0]}"),
                *map(_text, lines[1:]),
            ]
    return found


def _concluded(said: Mapping[str, Any]) -> list[Block]:
    found: list[Block] = []
    for one in said["directives"]:
        first, *rest = paper.paragraphs([one["text"]]) or [""]
        lines = [f"{one['no']}. {first}", *rest]
        lines[-1] = f"{paper.sentence(lines[-1])} {_order(one)}".rstrip()
        found += map(_text, lines)
    if said.get("gives_no_task"):
        found.append(_text("Hội nghị không phát sinh nhiệm vụ."))
    return found


# What is joined to a part's own words, from the record.
JOINED = {"present": _present, "heard": _heard, "concluded": _concluded}


def _order(one: Mapping[str, Any]) -> str:
    """`Thực hiện: Phòng 1; phối hợp: Phòng 9; thời hạn: trước ngày 15/12/2026.`"""
    parts = [
        ("thực hiện", ", ".join(one["leads"])),
        ("phối hợp", ", ".join(one["others"])),
        ("thời hạn", one["due"]),
        ("sản phẩm", one["product"]),
    ]
    text = "; ".join(f"{label}: {value}" for label, value in parts if value)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _supplement(facts: Facts) -> list[Block]:
    return [
        _text(f"Bổ sung, đính chính Biên bản {facts['corrects']}."),
        *(_text(f"Lý do: {line}") for line in paper.paragraphs(facts["cause"])[:1]),
        *map(_text, paper.paragraphs(facts["cause"])[1:]),
        _heading("Nội dung bổ sung, đính chính:"),
        *map(_text, paper.paragraphs(facts["correction"])),
        _text(
            "Các nội dung khác của Biên bản nêu trên không thay đổi. Biên bản bổ sung này được lưu "
            "cùng Biên bản nêu trên."
        ),
    ]


def _text(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


def _heading(text: str) -> Block:
    return {"kind": "heading", "text": text}
