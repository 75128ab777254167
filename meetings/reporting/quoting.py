"""Words of watched matters in reports: shown only while their registers keep words (ADR 20)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from meetings.matters import narrative
from meetings.models import Matter, ReportSection
from meetings.models.kind_sections import SectionSource
from meetings.reporting.prefilling import Line, lines_of

# As `reverse("meetings:matter_detail")` writes it into a line.
LINK = re.compile(r"/matters/(\d+)/$")
AGE = "; "  # what stands before the words in a line's note


def matters_in(stored: Iterable[Mapping[str, str]]) -> set[int]:
    """Ids of the matters that lines lead to."""
    found = (LINK.search(one.get("link", "")) for one in stored)
    return {int(match[1]) for match in found if match}


def shown_lines(section: ReportSection) -> list[Line]:
    """As drawn up, words of registers that keep counts only by now left out; the stored lines stay
    as they are."""
    lines = lines_of(section.facts)
    if section.source != SectionSource.MATTERS or not (ids := matters_in(section.facts)):
        return lines
    rows = Matter.objects.filter(pk__in=ids).select_related("register", "unit__parent")
    silent = narrative.silenced(rows)
    return [_silent(line) if _matter(line) in silent else line for line in lines]


def _matter(line: Line) -> int | None:
    match = LINK.search(line.link)
    return int(match[1]) if match else None


def _silent(line: Line) -> Line:
    return replace(line, note=line.note.partition(AGE)[0])
