"""The code proposed for a unit that is yet to be founded: like QT2-KV9."""

from collections.abc import Collection

MARKS = {"region": "KV", "department": "P", "district": "H", "province": "T"}


def stem(above: str, kind: str) -> str:
    """What a unit's code begins with, below the unit whose code is `above`."""
    return f"{above}-{MARKS[kind]}"[:16]


def free(beginning: str, number: int | None, taken: Collection[str]) -> str:
    """The first one from `number` on that nobody has."""
    first = number or 1
    return next(
        code for n in range(first, first + 9999) if (code := f"{beginning}{n}") not in taken
    )
