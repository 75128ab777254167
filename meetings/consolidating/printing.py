"""The consolidated report on paper: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4.

The facts are the only input; they are frozen when the report is numbered. Their shape, besides
kind_name, superior_name, office_name, number, symbol, place, dated_on, year, subject, recipients,
filing, signer and illustrative as in `meetings.papers.printing`:

opening, closing   list of paragraphs
units    short names of the units that have numbers, in order
lines    list of {number, title, level, source, paragraphs, entries} in reading order;
         `paragraphs`: list of list of {text, changed, note}; `entries`: the numbers by unit,
         {label, total, parts: [[name, number]], missing: [name], note}
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string

from meetings.consolidating.wording import footnote
from procuracy.web import docx, paper, pdf
from procuracy.web.annexes import annexes

Facts = Mapping[str, Any]
Block = dict[str, Any]

SHORT, LINE = 30, 90  # letters: of a unit with its number; that one line of notes holds
SLANTED = 3  # headings from this level on
MARKED = "Chữ màu đỏ: nội dung thay đổi so với báo cáo kỳ trước."
ANNEX = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU"
ANNEX_COLUMNS = {"no": "TT", "content": "Chỉ tiêu", "result": "Kết quả", "units": "Theo đơn vị"}


def report_pdf(facts: Facts) -> bytes:
    return pdf.render(report_html(facts))


def report_html(facts: Facts) -> str:
    """What is printed; every typed text is escaped."""
    return render_to_string("print/consolidated.html", report_context(facts))


def report_docx(facts: Facts) -> bytes:
    return docx.document(report_context(facts))


def report_context(facts: Facts) -> dict[str, Any]:
    """What stands where, on paper and in a Word file alike."""
    facts = pdf.printable(facts)
    blocks = [
        *map(_text, paper.paragraphs(facts["opening"])),
        *(block for line in facts["lines"] for block in _line(line)),
        *map(_text, paper.paragraphs(facts["closing"])),
        *map(_text, paper.replacing(facts)),
    ]
    _end(blocks)
    if _is_marked(blocks):
        legend = [{"text": MARKED, "changed": True, "note": ""}]
        blocks.insert(0, _text(MARKED) | {"runs": legend, "is_slanted": True})
    return paper.letterhead({**facts, "subject": subject_of(facts["subject"])}) | {
        "blocks": blocks,
        "annexes": annexes(facts, _annex(facts["lines"])),
    }


def subject_of(subject: str) -> str:
    """Its days in brackets stand on a line of their own."""
    return subject.replace(" (", "\n(", 1)


def _line(line: Mapping[str, Any]) -> Iterable[Block]:
    if line["title"]:
        heading = f"{line['number']} {line['title']}".strip()
        yield _text(heading) | {
            "kind": "heading",
            "is_slanted": line["level"] >= SLANTED,
        }
    for runs in line["paragraphs"]:
        text = "".join(run["text"] for run in runs)
        yield _text(text) | {"runs": [{**run, "parts": _parts(run["note"])} for run in runs]}


def _text(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


def _end(blocks: list[Block]) -> None:
    """`./.` behind the last word, whether that is a text or the last run of a line."""
    if not blocks:
        return
    last = blocks[-1]
    last["text"] = paper.ended(last["text"])
    if runs := last.get("runs"):
        runs[-1]["text"] = paper.ended(runs[-1]["text"])


def _is_marked(blocks: Iterable[Block]) -> bool:
    return any(run["changed"] for block in blocks for run in block.get("runs", []))


def _annex(lines: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The targets that the report speaks of, with each unit's result."""
    entries = [
        (line, entry) for line in lines if line["source"] == "target" for entry in line["entries"]
    ]
    rows = [
        {
            "no": number,
            "content": line["title"] or entry.get("label", ""),
            "result": _said(line),
            "units": footnote(entry),
        }
        for number, (line, entry) in enumerate(entries, 1)
    ]
    return paper.annex_table(
        {"title": ANNEX, "rows": rows},
        ANNEX_COLUMNS,
        always=ANNEX_COLUMNS,
        centred={"no"},
    )


def _said(line: Mapping[str, Any]) -> str:
    return "\n".join("".join(run["text"] for run in runs) for runs in line["paragraphs"])


def _parts(note: str) -> list[dict[str, Any]]:
    """A unit and its number, which stay on one line. What the engine need not break is left whole:
    it lays out all notes of a page anew for each of them."""
    if len(note) < LINE:
        return [{"text": note, "is_kept": False}]
    parts = [f"{part};" for part in note.split("; ")]
    return [{"text": part, "is_kept": len(part) < SHORT} for part in [*parts[:-1], parts[-1][:-1]]]
