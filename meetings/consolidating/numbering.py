"""Numbers of headings and lines: I., 1., 1.1., a)."""

from collections.abc import Iterable

from meetings.models import ConsolidatedLine

LEVELS = 4
_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def numbers(lines: Iterable[ConsolidatedLine]) -> dict[int, str]:
    """By line; a line without a title is a paragraph and has none. Lines in reading order."""
    found: dict[int, str] = {}
    counted = [0] * LEVELS
    for line in lines:
        if not line.title:
            continue
        at = line.level - 1
        counted[at] += 1
        counted[at + 1 :] = [0] * (LEVELS - at - 1)
        found[line.pk] = _number(counted, at)
    return found


def _number(counted: list[int], at: int) -> str:
    number = counted[at]
    if at == 0:
        return f"{roman(number)}."
    if at == 1:
        return f"{number}."
    if at == 2:
        return f"{counted[1]}.{number}." if counted[1] else f"{number}."
    return f"{_LETTERS[(number - 1) % len(_LETTERS)]})"


def roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words
