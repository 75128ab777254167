"""Annexes of a paper: those drawn from its facts and those that a clerk wrote, in one order.

A written one is {title, text, is_table}: paragraphs line by line, or a table as it is pasted from
a workbook, cells parted by tabs, the first row its heading.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from procuracy.web import paper

WIDEST = 40  # letters: a column of longer texts gets no more room
STEP = 5  # per cent
SHORT = 12  # letters: columns of nothing longer are centred
HEADING = re.compile(r"[IVX]+\. ")  # a line that begins so is a heading of a written annex
Drawn = dict[str, Any]


def annexes(facts: Mapping[str, Any], *generated: Mapping[str, Any] | None) -> list[Drawn]:
    """As `print/_annex.html` and the Word file take them, numbered where there are several."""
    drawn = [dict(one) for one in generated if one]
    written = map(written_annex, facts.get("annexes") or [])
    return paper.numbered([*drawn, *written])


def is_table(text: str) -> bool:
    return "\t" in text.strip("\n").partition("\n")[0]


def cells(text: str) -> list[list[str]]:
    """Rows of a pasted table; a cell with a line break stands in quotation marks there."""
    rows = csv.reader(io.StringIO(text.strip("\n")), delimiter="\t")
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def written_annex(annex: Mapping[str, Any]) -> Drawn:
    title = annex["title"].upper()
    if annex.get("is_table"):
        return {"title": title} | _table(cells(annex["text"]))
    texts = paper.paragraphs([annex["text"]])
    return {"title": title, "wide": False, "blocks": [_block(text) for text in texts]}


def _block(text: str) -> dict[str, str]:
    if HEADING.match(text):
        return {"kind": "heading", "text": text.rstrip(" .")}
    return {"kind": "paragraph", "text": text}


def _table(rows: list[list[str]]) -> Drawn:
    count = max(map(len, rows))
    head, *body = [row + [""] * (count - len(row)) for row in rows]
    columns = list(zip(head, *body, strict=True))
    centred = [_is_short(column[1:]) for column in columns]
    return {
        "wide": count > paper.UPRIGHT_COLUMNS,
        "columns": [
            {"key": f"p{width}", "label": label}
            for label, width in zip(head, _widths(columns), strict=True)
        ],
        "rows": [
            [
                {"text": text, "centred": is_centred, "mark": ""}
                for text, is_centred in zip(row, centred, strict=True)
            ]
            for row in body
        ],
    }


def _is_short(texts: Iterable[str]) -> bool:
    return all(len(text) <= SHORT for text in texts)


def _widths(columns: list[tuple[str, ...]]) -> list[int]:
    """Per cent of the table, in steps that print.css knows: each column holds its longest word,
    long texts share the rest."""
    wanted = []
    for column in columns:
        word = max((len(word) for text in column for word in text.split()), default=1)
        text = min(max(map(len, column), default=1), WIDEST)
        wanted.append(max(word, text * 0.6) + 2)
    return [max(STEP, STEP * round(100 * one / sum(wanted) / STEP)) for one in wanted]
