"""`python -m tests.meetings.measured`: what the decree prescribes beside what was printed.

One table of every kind of paper, as a province's and as a regional office's, short, long and
awkward, then of the register and of slips; lengths in mm from the page's left and top edge.
"""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.meetings.kind_elements import Found

FORMAT = "{:<17}{:<9}{:<42}{:<20}{:<20}{:<7}{:<13}{:>6}{:>7}{:>9}  {}\n"
HEADINGS = (
    "kind",
    "office",
    "text (pages)",
    "element",
    "prescribed",
    "size",
    "face",
    "left",
    "right",
    "baseline",
    "",
)


def main() -> None:
    sys.stdout.write(FORMAT.format(*HEADINGS))
    for row in rows():
        sys.stdout.write(FORMAT.format(*row))


def rows() -> Iterator[tuple[str, ...]]:
    from tests.meetings import kind_elements, paper_kinds, side_papers

    for case in paper_kinds.cases():
        paper = kind_elements.printed(*case)
        for one in kind_elements.elements(paper):
            yield _row(case, paper.total, one)
    for case in side_papers.cases():
        pages = side_papers.printed(*case)
        for one in side_papers.elements(*case[:2], pages[0]):
            yield _row(case, len(pages), one)


def _row(case: tuple[str, str, str], pages: int, one: "Found") -> tuple[str, ...]:
    kind, office, text = case
    span = one.span
    return (
        kind,
        office,
        f"{text} ({pages})",
        one.name,
        f"{one.smallest:g}-{one.largest:g} {one.face}",
        "/".join(f"{size:g}" for size in sorted(span.sizes)),
        ", ".join(sorted(span.faces)),
        f"{span.left:.1f}",
        f"{span.right:.1f}",
        f"{span.baseline:.1f}",
        "" if one.is_right else "WRONG",
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")
    django.setup()
    main()
