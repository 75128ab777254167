"""Who words the paper of a plan: what an office writes, in words of its own or the house's, is kept
by an application above, which registers itself when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]
# Hears a sentence about an office's wording that could not be used.
Tell = Callable[[str], object]


@dataclass(frozen=True)
class Part:
    """`role`: subject, opening, a section of `targets.plan_printing`, recipients or filing."""

    role: str
    title: str
    text: str


# By office, from facts as `targets.plan_drafting.said` gives them, in reading order; what a wording
# leaves out is not there.
Words = Callable[[int, Said, Tell], list[Part]]

_registered: list[Words] = []


def register(words: Words) -> None:
    _registered[:] = [words]


def worded(office_id: int, said: Said, tell: Tell) -> list[Part]:
    (words,) = _registered
    return words(office_id, said, tell)


def nobody(words: str) -> None:
    """Where none is there to be told."""
