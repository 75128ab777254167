"""Who words the paper of a plan: what an office writes, in words of its own or the house's, is kept
by an application above, which registers itself when it starts."""

from collections.abc import Callable
from typing import Any

Said = dict[str, Any]
# Hears a sentence about an office's wording that could not be used.
Tell = Callable[[str], object]
# By office, from facts as `targets.plan_drafting.said` gives them: {subject, opening, purpose,
# organisation, recipients, filing}; what a wording leaves out is not there.
Words = Callable[[int, Said, Tell], dict[str, str]]

_registered: list[Words] = []


def register(words: Words) -> None:
    _registered[:] = [words]


def worded(office_id: int, said: Said, tell: Tell) -> dict[str, str]:
    (words,) = _registered
    return words(office_id, said, tell)


def nobody(words: str) -> None:
    """Where none is there to be told."""
