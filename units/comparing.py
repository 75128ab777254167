"""Whether a copy says what was issued: words compared page by page, and where they differ.

Pure: texts of pages in, what was found out. Spaces, line breaks and page numbers count for nothing;
every letter, figure and sign does.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

# Several engines print the same sign in their own way.
_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00ad": ""})
_WORD = re.compile(r"\S+")
MOST_DIFFERENCES = 40
LONGEST_SHOWN = 300
# Somebody who hands in a file of other size hands in another document.
MOST_WORDS = 40_000
# Words that a document system puts onto the edge of a page: who signed, when, with which number.
MOST_STAMPED = 60
# Number and day stand among the first words of the first page.
HEADING = 70
_LETTERS = re.compile(r"[\W\d_]+")
_DIGIT = re.compile(r"\d")


class Text(StrEnum):
    SAME = "same"
    REFLOWED = "reflowed"  # the same words on other pages
    STAMPED = "stamped"  # words were added, or blanks for number and day left; none is missing
    DIFFERENT = "different"
    NONE = "none"  # a picture: nothing to read


@dataclass(frozen=True)
class Difference:
    """`issued`: words that the copy lacks; `copy`: those it has instead. `page` of the issued."""

    page: int
    after: str
    issued: str
    copy: str

    def columns(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    issued: list[str], copy: list[str], blanks: Iterable[str] = ()
) -> tuple[Text, list[Difference]]:
    """`blanks`: words that a page signed before it was numbered does not have yet."""
    ours, theirs = _words(issued), _words(copy)
    if not theirs:
        return Text.NONE, []
    if _joined(ours) == _joined(theirs):
        alike = [_joined(_words([text])) for text in issued] == [
            _joined(_words([text])) for text in copy
        ]
        return (Text.SAME if alike and len(issued) == len(copy) else Text.REFLOWED), []
    if len(theirs) > MOST_WORDS:
        return Text.DIFFERENT, [Difference(1, "", "", "văn bản dài hơn hẳn")]
    found = list(_differences(ours, theirs))
    is_stamped = all(_is_stamp(ours, at, one, set(blanks)) for at, one in found)
    return (Text.STAMPED if is_stamped else Text.DIFFERENT), [
        _short(one) for _, one in found[:MOST_DIFFERENCES]
    ]


def _is_stamp(ours: list[tuple[str, int]], at: int, one: Difference, blanks: set[str]) -> bool:
    """Added at the edge of a page; or number and day, still blank when it was signed."""
    lacking = one.issued.split()
    if not lacking:
        is_edge = at in (0, len(ours)) or ours[at - 1][1] != ours[at][1]
        return is_edge and len(one.copy.split()) <= MOST_STAMPED
    is_heading = at < HEADING and one.page == 1 and set(lacking) <= blanks
    letters = _LETTERS.sub("", one.copy) in _LETTERS.sub("", one.issued)
    return is_heading and letters and not _DIGIT.search(one.copy)


def _words(pages: list[str]) -> list[tuple[str, int]]:
    """Every word with the page on which it stands; a page's own number is none of them."""
    found = []
    for number, text in enumerate(pages, 1):
        plain = unicodedata.normalize("NFC", text).translate(_ALIKE)
        words = _WORD.findall(plain)
        if number > 1 and words[:1] == [str(number)]:
            words = words[1:]
        found += [(word, number) for word in words]
    return found


def _joined(words: list[tuple[str, int]]) -> str:
    return "".join(word for word, _ in words)


def _differences(
    ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> Iterable[tuple[int, Difference]]:
    """With the number of issued words before each."""
    one, other = [word for word, _ in ours], [word for word, _ in theirs]
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    middle = one[start : len(one) - end], other[start : len(other) - end]
    for tag, a, b, c, d in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if tag == "equal" or "".join(middle[0][a:b]) == "".join(middle[1][c:d]):
            continue
        page = ours[min(start + a, len(ours) - 1)][1] if ours else 1
        yield (
            start + a,
            Difference(
                page=page,
                after=" ".join(one[max(0, start + a - 4) : start + a]),
                issued=" ".join(middle[0][a:b]),
                copy=" ".join(middle[1][c:d]),
            ),
        )


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return at
    return min(len(one), len(other))


def _short(one: Difference) -> Difference:
    cut = LONGEST_SHOWN
    return Difference(one.page, one.after[:cut], one.issued[:cut], one.copy[:cut])
