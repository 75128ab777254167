"""Two texts word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s\[\]]+|[\[\]]")


@dataclass(frozen=True)
class Piece:
    text: str
    is_changed: bool = False


def differences(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; changed is what the other one does not have at that place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found = SequenceMatcher(None, old, new, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in found.get_opcodes():
        is_changed = kind != "equal"
        _add(left, "".join(old[a:b]), is_changed)
        _add(right, "".join(new[c:d]), is_changed)
    return left, right


def _add(pieces: list[Piece], text: str, is_changed: bool) -> None:
    if text:
        pieces.append(Piece(text, is_changed and bool(text.strip())))
