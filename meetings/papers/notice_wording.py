"""The texts of a conclusion as they were worded, in the order in which they will stand.

What they say comes from a wording: the office's own or the house's (`meetings.wording`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.wording.sections import Drawn

OPENING, ASSESSMENT = "opening", "assessment"
DIRECTIVES, ORGANISATION = "directives", "organisation"
OWN = "own"
SUBJECT, RECIPIENTS, FILING = "subject", "recipients", "filing"
AROUND = {SUBJECT, RECIPIENTS, FILING}


@dataclass(frozen=True)
class Section:
    role: str
    title: str  # of its heading, where it has one
    text: str


@dataclass(frozen=True)
class Draft:
    """`sections` in their order; of `OWN` ones there may be several."""

    subject: str
    sections: tuple[Section, ...]
    recipients_text: str
    filing: str

    def text(self, role: str) -> str:
        return next((one.text for one in self.sections if one.role == role), "")


def draft(drawn: Sequence[Drawn]) -> Draft:
    """Several paragraphs of a text are parted by line breaks."""
    around = {one.role: one.text for one in drawn if one.role in AROUND}
    return Draft(
        subject=around[SUBJECT],
        sections=tuple(
            Section(one.role, one.title, one.text) for one in drawn if one.role not in AROUND
        ),
        recipients_text=around[RECIPIENTS],
        filing=around[FILING],
    )
