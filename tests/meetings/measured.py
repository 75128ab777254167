"""`python -m tests.meetings.measured`: what the decree prescribes beside what was printed.

One table of every kind of paper, as a province's and as a regional office's, short, long and
awkward; lengths in mm from the page's left and top edge.
"""

import os
import sys
from collections.abc import Iterator

import django

FORMAT = "{:<17}{:<9}{:<32}{:<20}{:<20}{:<7}{:<13}{:>6}{:>7}{:>9}  {}\n"
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
    from tests.meetings.kind_elements import elements, printed
    from tests.meetings.paper_kinds import cases

    for kind, office, text in cases():
        paper = printed(kind, office, text)
        for one in elements(paper):
            span = one.span
            yield (
                kind,
                office,
                f"{text} ({paper.total})",
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
