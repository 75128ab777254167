"""A warm notice through the whole path against the bare print engine on the same HTML.

Whole path: facts → Django template → PDF/A bytes. Bare: WeasyPrint on the HTML that the template
gave, with the same shared fonts, parsed stylesheet and options. Pairs alternate in one process, so
that a busy machine slows both; the ratio of medians is what counts (goal 1.15).
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from weasyprint import HTML

from meetings.papers.printing import notice_html, notice_pdf
from procuracy.web import pdf
from tests.meetings.measuring import sheets
from tests.meetings.notice_facts import directives, province_facts

PAIRS = 25
GOAL = 1.15
ROW = "{:<20}{:>7}{:>14}{:>14}{:>9}{:>8}\n"
NOTICES: dict[str, dict[str, Any]] = {
    "notice, one page": {"directives": directives(1), "organisation": ["Hết"]},
    "notice, three pages": {"directives": directives(14)},
}


def main() -> None:
    """Prints one row per notice: pages, medians in ms, their ratio and the goal."""
    sys.stdout.write(ROW.format("warm", "pages", "whole path ms", "bare ms", "ratio", "goal"))
    for name, changes in NOTICES.items():
        facts = province_facts(**changes)
        pages = len(sheets(notice_pdf(facts)))
        whole, bare = medians(facts)
        sys.stdout.write(
            ROW.format(
                name, pages, f"{whole:.1f}", f"{bare:.1f}", f"{whole / bare:.3f}", f"{GOAL:.2f}"
            )
        )


def medians(facts: dict[str, Any]) -> tuple[float, float]:
    """Median ms of the whole path and of the bare engine, over PAIRS alternating pairs."""
    html = notice_html(facts)
    bare(html)
    pairs = []
    for turn in range(PAIRS):
        calls: list[Callable[[], bytes]] = [lambda: notice_pdf(facts), lambda: bare(html)]
        order = (0, 1) if turn % 2 else (1, 0)
        times = {which: elapsed(calls[which]) for which in order}
        pairs.append((times[0], times[1]))
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def bare(html: str) -> bytes:
    """The engine alone, with what `pdf.render` shares between renders."""
    fetcher, options = pdf.engine()
    return HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=fetcher).write_pdf(**options)


def elapsed(call: Callable[[], bytes]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000
