"""The record of a meeting on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9.

The facts are the only input; they are frozen when the record is numbered. Their shape, besides
kind_name, superior_name, office_name, number, symbol, year, subject, recipients, filing, signer and
illustrative as in `meetings.papers.printing`; `place` is empty, the form has none:

content      as `meetings.minutes_content.content` gives it; None of a supplement
corrects     "số … ngày …" of the record that a supplement belongs to
cause, correction   lists of paragraphs, of a supplement
secretary    {position, name}: signs on the left
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes
from procuracy.web.dates import office_day, printed_day

Facts = Mapping[str, Any]
Block = dict[str, str]

AWAY = ("excused", "absent")


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
    found = _supplement(facts) if facts.get("content") is None else record_blocks(facts["content"])
    found[-1]["text"] = paper.ended(found[-1]["text"])
    kind = "BIÊN BẢN BỔ SUNG" if facts.get("content") is None else facts["kind_name"]
    return paper.letterhead({**facts, "kind_name": kind}) | {
        "blocks": found,
        "annexes": annexes(facts),
        "secretary_lines": [facts["secretary"]["position"].upper()],
        "secretary_name": facts["secretary"]["name"],
    }


def moment_words(iso: str | None) -> str:
    """`08 giờ 00 ngày 24 tháng 11 năm 2026`."""
    if not iso:
        return ""
    moment = datetime.datetime.fromisoformat(iso)
    return f"{moment:%H} giờ {moment:%M} {printed_day(office_day(moment))}"


def record_blocks(said: Mapping[str, Any]) -> list[Block]:
    """The text of a record, as `paper.blocks` gives texts."""
    people = said["people"]
    return [
        _text(f"Thời gian bắt đầu: {moment_words(said['opened_at'])}."),
        _text(f"Địa điểm: {paper.sentence(_place(said))}"),
        *_present(said, [one for one in people if one["presence"] not in AWAY]),
        *_away([one for one in people if one["presence"] in AWAY]),
        _text(f"Chủ trì: {_comrade(said['chair'])}."),
        *([_text(f"Thư ký: {_names(said['secretaries'])}.")] if said["secretaries"] else []),
        _heading("Nội dung (theo diễn biến hội nghị):"),
        *_heard(said),
        *_concluded(said),
        _text(f"Hội nghị kết thúc vào {moment_words(said['concluded_at'])}."),
    ]


def _place(said: Mapping[str, Any]) -> str:
    sites = len(said["sites"])
    where = f", {sites:02} điểm cầu" if sites > 1 else ""
    return f"{said['place']} (hình thức {said['form']}{where})"


def _present(said: Mapping[str, Any], people: list[Mapping[str, Any]]) -> list[Block]:
    """The people of each site in a paragraph; where none are listed, the heads counted there."""
    total = sum(site["people"] for site in said["sites"]) or len(people)
    opening = f"Thành phần tham dự: {total:02} người" if total else "Thành phần tham dự"
    rows = []
    for site in said["sites"]:
        here = [one for one in people if one["site"] == site["name"]]
        count = f" ({site['people']:02} người)" if site["people"] else ""
        who = "; ".join(f"{one['name']}, {one['label']}" for one in here)
        if who or count:
            rows.append(_text(f"- {site['name']}{count}{': ' + who if who else ''}."))
    return [_text(f"{opening}{', gồm:' if rows else '.'}"), *rows]


def _away(people: list[Mapping[str, Any]]) -> list[Block]:
    if not people:
        return []
    return [_text(f"Vắng mặt: {'; '.join(_missing(one) for one in people)}.")]


def _missing(one: Mapping[str, Any]) -> str:
    why = one["excuse"] or one["presence_words"]
    instead = f", {one['replaced_by']} dự thay" if one["replaced_by"] else ""
    return f"{one['name']}, {one['label']} ({why}{instead})"


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
    if said["unexplained"]:
        found.append(_text("Nội dung không giải trình:"))
        found += [_text(f"- {paper.sentence(text)}") for text in said["unexplained"]]
    return found


def _concluded(said: Mapping[str, Any]) -> list[Block]:
    found = [_heading(f"Kết luận của {_comrade(said['chair'])}:")]
    found += [_text(line) for line in paper.paragraphs([said["assessment"]])]
    for one in said["directives"]:
        first, *rest = paper.paragraphs([one["text"]]) or [""]
        lines = [f"{one['no']}. {first}", *rest]
        lines[-1] = f"{paper.sentence(lines[-1])} {_order(one)}".rstrip()
        found += map(_text, lines)
    if said.get("gives_no_task"):
        found.append(_text("Hội nghị không phát sinh nhiệm vụ."))
    return found if len(found) > 1 else []


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


def _comrade(who: Mapping[str, Any]) -> str:
    return f"đồng chí {who['name']}, {who['position']}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"đồng chí {name}" for name in names)


def _text(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


def _heading(text: str) -> Block:
    return {"kind": "heading", "text": text}
