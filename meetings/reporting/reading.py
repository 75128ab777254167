"""What somebody reads of a unit's report: all of it, or the lines of his fields (ADR 28)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from meetings.facts import Accounted
from meetings.models import Difficulty, Matter, MatterRegister, ReportSection, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.models.matter_registers import NOT_READERS
from meetings.permissions.reports import reads_whole
from meetings.reporting import quoting
from meetings.reporting.prefilling import Line
from targets.commitments import Tally
from targets.models import Explanation, Target
from units.models import User
from units.reach import reach

# As `reverse` writes them into lines: what each kind of line is about.
LINKS = {
    Source.FIGURES: re.compile(r"/board/\d+/(\d+)/\?"),
    Source.UNMET: re.compile(r"/board/\d+/(\d+)/\?"),
    Source.COMMITMENTS: re.compile(r"/explanations/(\d+)/$"),
    Source.MATTERS: quoting.LINK,
    Source.DIFFICULTIES: re.compile(r"/difficulties/(\d+)/$"),
}


class Reading:
    """One reader's view of one report; a fixed number of queries, however long it is."""

    def __init__(self, report: UnitReport, user: User) -> None:
        assert user.acting
        self.report, self.user, self.acting = report, user, user.acting
        self.is_whole = bool(reads_whole(user, report))

    @cached_property
    def sections(self) -> list[ReportSection]:
        return list(self.report.sections.all())

    @cached_property
    def fields(self) -> frozenset[int]:
        """Of a reader by field."""
        return reach(self.acting).fields_of(self.report.unit_id) or frozenset()

    def covers(self, field_id: int) -> bool:
        return self.is_whole or field_id in self.fields

    def text(self, section: ReportSection) -> str:
        """The unit's own words are of no field, or of all."""
        return section.text if self.is_whole else ""

    def lines(self, section: ReportSection) -> list[Line]:
        found = quoting.shown_lines(section)
        if section.source == Source.MATTERS:
            return self._matters(found)
        if self.is_whole:
            return found
        seen = self._seen(section.source)
        return [line for line in found if _about(line, section.source) in seen]

    def difficulties(self) -> list[Difficulty]:
        rows = Difficulty.objects.visible_to(self.user).filter(report=self.report)
        return list(rows.select_related("field", "answered_by__person").order_by("pk"))

    def accounted(self, known: Accounted) -> Accounted:
        """A tally over all targets is of all fields."""
        if self.is_whole:
            return known
        return replace(
            known,
            entries=[one for one in known.entries if self.covers(one.score.target.field_id)],
            due=[one for one in known.due if self.covers(one.row.target.field_id)],
            tally=Tally(),
        )

    def _matters(self, lines: list[Line]) -> list[Line]:
        """Cases by their own rule for every reader; lines of numbers by the register's field."""
        if self.acting.role in NOT_READERS:
            return []
        seen = self._seen(Source.MATTERS)
        return [
            line
            for line in lines
            if _about(line, Source.MATTERS) in seen or (not line.link and self._counts(line))
        ]

    def _counts(self, line: Line) -> bool:
        return self.is_whole or line.text.startswith(self._registers)

    @cached_property
    def _registers(self) -> tuple[str, ...]:
        rows = MatterRegister.objects.filter(field__in=self.fields)
        return tuple(f"{name}: " for name in rows.values_list("name", flat=True))

    def _seen(self, source: str) -> frozenset[int]:
        return self._known.get(source, frozenset())

    @cached_property
    def _known(self) -> dict[str, frozenset[int]]:
        """Keys of what lines are about and this reader may see, by source."""
        targets = Target.objects.filter(field__in=self.fields)
        rows: dict[str, QuerySet[Any]] = {
            Source.FIGURES: targets,
            Source.UNMET: targets,
            Source.COMMITMENTS: Explanation.objects.visible_to(self.user),
            Source.MATTERS: Matter.objects.visible_to(self.user),
            Source.DIFFICULTIES: Difficulty.objects.visible_to(self.user),
        }
        wanted = rows if not self.is_whole else {Source.MATTERS: rows[Source.MATTERS]}
        return {source: self._among(found, source) for source, found in wanted.items()}

    def _among(self, rows: QuerySet[Any], source: str) -> frozenset[int]:
        told = (line for one in self.sections if one.source == source for line in one.facts)
        keys = _keys((one.get("link", "") for one in told), LINKS[Source(source)])
        if not keys:
            return frozenset()
        return frozenset(rows.filter(pk__in=keys).values_list("pk", flat=True))


def _keys(links: Iterable[str], pattern: re.Pattern[str]) -> set[int]:
    found = (pattern.search(one) for one in links)
    return {int(match[1]) for match in found if match}


def _about(line: Line, source: str) -> int | None:
    """The key of what a line is about; None of tasks and sums, which are of no field."""
    pattern = LINKS.get(Source(source))
    match = pattern.search(line.link) if pattern else None
    return int(match[1]) if match else None
