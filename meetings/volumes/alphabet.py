"""Vietnamese alphabetical order, as PostgreSQL's `vi-x-icu` has it: A Ă Â B C D Đ E Ê … ."""

import unicodedata

_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_LETTERS, start=1)}
# Ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # of ă, â ê ô, ơ ư: letters of their own


def order(text: str) -> tuple[list[int], list[int], str]:
    """Key to sort by: the letters of the whole text first, then the tones."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        plain, tone = _parted(letter)
        letters.append(_PLACE.get(plain, 0))
        tones.append(tone)
    return letters, tones, text


def _parted(letter: str) -> tuple[str, int]:
    """`ế` → (`ê`, sắc)."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shaped = base + "".join(mark for mark in marks if mark in _SHAPES)
    tone = max((_TONES.get(mark, 0) for mark in marks), default=0)
    return unicodedata.normalize("NFC", shaped), tone
