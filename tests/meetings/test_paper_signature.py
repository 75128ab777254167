"""Signature at the end of a page, for every kind of paper and both offices: whole, with text above.

The text is made as long as the page has room for it without the signature, so that the signature
must go over and take the end of the text along: six lengths a kind, each with another text or for
another office. Words and where they stand are read by `pdftotext`, a hundred times faster than by
what measures type; sizes and faces are the business of test_paper_kinds.
"""

import math
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from tests.meetings.measuring import PT
from tests.meetings.paper_kinds import ANNEXES, KINDS, LINE, LONG, OFFICES, PROVINCE, Facts

SHORT, LONG_END, AWKWARD = "một dòng", "đoạn cuối dài", "nơi nhận dài, ba dòng chức vụ, hai phụ lục"
TEXTS = (SHORT, LONG_END, AWKWARD)
BOTTOM = 277.0
# A paragraph of one line and the gap below it.
PITCH = (14 * 1.3 + 6) * PT
# Recipients that are added where the shortest text leaves little room. Those of minutes stand below
# the signature and go over with it.
FEW = {"biên bản": 0, "biên bản bổ sung": 5, "kế hoạch": 8}
# As high as a word of 12 pt is; text has 13 or 14.
SMALLER = 4.9
WORD = re.compile(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Page:
    """Its words as they are read, each with its upper and lower edge (mm)."""

    words: list[tuple[str, float, float]]

    @property
    def text(self) -> str:
        return " ".join(word for word, _, _ in self.words)

    def last(self, text: str) -> tuple[float, float]:
        """Upper and lower edge of the last place where `text` stands."""
        wanted = text.split()
        said = [word for word, _, _ in self.words]
        places = range(len(said) - len(wanted), -1, -1)
        at = next(at for at in places if said[at : at + len(wanted)] == wanted)
        return self.words[at][1], self.words[at][2]

    def lines(self, edge: float = BOTTOM + 1) -> list[float]:
        """Lower edges of the lines between the page's number and `edge`; those of footnotes and of
        recipients are smaller, and left out."""
        said = [(top, low) for _, top, low in self.words if low - top > SMALLER]
        return sorted({round(low, 1) for top, low in said if top > 19 and low <= edge})


def read(pdf: bytes) -> list[Page]:
    """The pages of the text; annexes are pages of their own."""
    asked = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
    pages = [
        Page([(word, float(top) * PT, float(low) * PT) for top, low, word in WORD.findall(page)])
        for page in told.split("<page ")[1:]
    ]
    return [page for page in pages if "PHỤ LỤC" not in page.text[:12]]


def facts(kind: str, office: str, text: str, lines: int) -> Facts:
    """With so many paragraphs of one line before the last one."""
    said = [f"{LINE} {no}" for no in range(1, lines + 1)]
    said.append(f"{LONG}; {LONG}" if text == LONG_END else LINE)
    made = KINDS[kind].facts(office, said if kind != "thông báo" else [LINE])
    if kind == "thông báo":
        made |= {"opening": said}
    if kind == "kế hoạch":
        made |= {"bases": [], "opening": []}
    if text != AWKWARD:
        return made
    many = [f"Đơn vị thứ {no} thuộc Viện kiểm sát nhân dân tỉnh" for no in range(FEW.get(kind, 16))]
    signer = made["signer"] | {"authority": "TL. VIỆN TRƯỞNG\nKT. CHÁNH VĂN PHÒNG"}
    marks = {"annexes": ANNEXES, "urgency": "hỏa tốc", "copies": 8, "signer": signer}
    return made | marks | {"recipients": [*made["recipients"], *many]}


@cache
def room(kind: str, text: str) -> tuple[int, float]:
    """How many more lines there is room for on the page of a short paper; the signature's height,
    with what must stand beside it."""
    said = facts(kind, PROVINCE, text, 1)
    *_, page = read(KINDS[kind].pdf(said))
    top, low = block(page, KINDS[kind].context(said))
    return math.floor((BOTTOM - low) / PITCH), low - top


def block(page: Page, said: dict[str, Any]) -> tuple[float, float]:
    """Upper and lower edge of what is never torn: Nơi nhận, authority, position, name."""
    words = ("Nơi nhận:", said["signer_lines"][0], said["recipients"][-1], said["signer_name"])
    edges = [page.last(text) for text in words]
    return min(top for top, _ in edges), max(low for _, low in edges)


# Each of a kind's six papers ends at another height.
CASES = [
    (kind, office, text, turn)
    for kind in KINDS
    for turn, (office, text) in enumerate((o, t) for o in OFFICES for t in TEXTS)
]


@pytest.mark.parametrize("kind", KINDS)
def test_signature_that_finds_no_room_goes_over_with_the_end_of_the_text(kind: str) -> None:
    for _, office, text, turn in (case for case in CASES if case[0] == kind):
        fits, height = room(kind, text)
        said = facts(kind, office, text, 2 + fits + turn * int(height / PITCH) // 6)
        pages, told = read(KINDS[kind].pdf(said)), KINDS[kind].context(said)
        case = f"{office}, {text}, ends at {turn}"
        assert len(pages) == 2, case
        first, last = pages
        top, low = block(last, told)
        over = last.lines(top)
        # The text alone would have found room.
        assert first.lines()[-1] + len(over) * PITCH <= BOTTOM + 2, case
        assert low <= BOTTOM + 0.5, case
        _, position = last.last(told["signer_lines"][-1])
        _, name = last.last(told["signer_name"])
        assert 25 <= name - position <= 40, case
        assert "Nơi nhận:" not in first.text, case
        assert last.text.count("./.") == 1, case
        is_long = f"{LONG.split()[-1]}./." in last.text
        assert len(over) >= (2 if is_long else 1), case
