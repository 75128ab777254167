"""`python -m tests.meetings.measured`: what the decree prescribes beside what was printed."""

import os
import sys

import django

from tests.meetings.elements import CLOSING, ELEMENTS, located

FORMAT = "{:<18}{:<24}{:<10}{:<14}{:>7}{:>8}{:>10}\n"


def main() -> None:
    """One table per printed case; lengths in mm from the page's left and top edge."""
    from tests.meetings.printed import CASES, body

    for case in CASES:
        sys.stdout.write(f"\n{case}\n")
        sys.stdout.write(
            FORMAT.format("element", "prescribed", "size", "face", "left", "right", "baseline")
        )
        for element in ELEMENTS + CLOSING:
            span = located(body(case)[-1 if element in CLOSING else 0], element, case)
            sys.stdout.write(
                FORMAT.format(
                    element.name,
                    f"{element.smallest}-{element.largest} {element.face}",
                    "/".join(f"{size:g}" for size in sorted(span.sizes)),
                    ", ".join(span.faces),
                    f"{span.left:.1f}",
                    f"{span.right:.1f}",
                    f"{span.baseline:.1f}",
                )
            )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")
    django.setup()
    main()
