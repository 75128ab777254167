"""Drawing a report up: what is read is turned into lines; what hands wrote stays.

Reading takes a second and holds nothing; the lines are then laid under the report's lock.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from meetings.consolidating import outlines, places, preparing
from meetings.consolidating.holding import take_change_number, writable
from meetings.consolidating.outlines import Node
from meetings.consolidating.reading import Known
from meetings.consolidating.sentences import Drawn, draw
from meetings.models import ConsolidatedLine, ConsolidatedReport
from meetings.models.outlines import OutlineSource
from procuracy.web.errors import Refused

Progress = Callable[[int], None]
READ, LAID = 80, 95  # percent
WRITTEN = [
    *("order", "level", "source", "title", "is_heading", "generated", "text", "is_edited"),
    *("has_fresh", "version", "change_no", "breakdown", "generated_breakdown", "sources"),
    *("previous_text", "is_own"),
]


@dataclass(frozen=True)
class Outcome:
    """How many lines are new, have another text, or another one beside what a hand wrote."""

    lines: int
    changed: int
    beside: int


def generate(
    report: ConsolidatedReport,
    *,
    at: datetime.datetime,
    progress: Progress = lambda percent: None,
) -> Outcome:
    """Raises Refused for an outline that cannot be drawn, and for a report that is closed."""
    nodes = outlines.of_report(report.meeting.kind, report.meeting.organiser)
    if not nodes:
        raise Refused("Loại hội nghị này chưa có đề cương báo cáo tổng hợp: lập đề cương trước.")
    for node in nodes:
        places.places(node.line)
    # The one before may have gone out since this one was begun.
    report.previous = preparing.report_before(report.meeting)
    known = Known(report, [node.line for node in nodes], at)
    drawn: list[Drawn] = []
    for done, node in enumerate(nodes, start=1):
        drawn.append(draw(node.line, known))
        progress(READ * done // len(nodes))
    found = _lay(report, nodes, drawn, at)
    progress(LAID)
    return found


@transaction.atomic
def _lay(
    report: ConsolidatedReport, nodes: Sequence[Node], drawn: Sequence[Drawn], at: datetime.datetime
) -> Outcome:
    present = writable(report)
    lines = list(present.lines.select_for_update().order_by("order", "pk"))
    stood = {line.pk: _state(line) for line in lines}
    before = _texts(report.previous)
    number = take_change_number(present)
    there = {line.outline_id: line for line in lines if line.outline_id}
    laid: list[ConsolidatedLine] = []
    changed = 0
    for node, said in zip(nodes, drawn, strict=True):
        line = there.get(node.line.pk)
        if line is None:
            line = ConsolidatedLine(report=present, outline=node.line, version=0, order=0)
        changed += _put(line, node, said, number)
        line.previous_text = before.get(node.line.pk, "")
        laid.append(line)
    _keep_own(lines, laid)
    for order, line in enumerate(laid, start=1):
        line.order = order
    _store(stood, laid)
    ConsolidatedReport.objects.filter(pk=present.pk).update(drawn_at=at, previous=report.previous)
    return Outcome(len(laid), changed, sum(line.has_fresh for line in laid))


def _put(line: ConsolidatedLine, node: Node, said: Drawn, number: int) -> bool:
    """What the software writes now; whether the text that stands is another one by it."""
    line.level, line.source, line.title = node.level, node.line.source, node.line.title
    line.is_heading = node.line.is_heading
    is_other = line.generated != said.text
    line.generated, line.generated_breakdown = said.text, said.breakdown
    line.sources = said.sources
    if line.is_edited:
        if is_other:
            line.has_fresh, line.change_no = said.text != line.text, number
        return False
    line.breakdown = said.breakdown
    if line.pk and line.text == said.text:
        return False
    line.text, line.change_no = said.text, number
    line.version += 1
    return True


def _keep_own(lines: Sequence[ConsolidatedLine], laid: list[ConsolidatedLine]) -> None:
    """Lines that somebody added, or wrote in before the outline lost them, stay behind the line
    that they followed."""
    drawn = {line.pk for line in laid if line.pk}
    last: ConsolidatedLine | None = None
    for line in lines:
        if line.pk not in drawn:
            if not (line.is_own or line.is_edited):
                continue
            line.is_own, line.source = True, OutlineSource.OWN
            laid.insert(laid.index(last) + 1 if last else 0, line)
        last = line


def _state(line: ConsolidatedLine) -> list[Any]:
    return [getattr(line, name) for name in WRITTEN]


def _store(stood: Mapping[int, list[Any]], laid: Sequence[ConsolidatedLine]) -> None:
    """New lines, lines that are another by now, and none that stays as it stood."""
    kept = {line.pk for line in laid if line.pk}
    ConsolidatedLine.objects.filter(pk__in=stood.keys() - kept).delete()
    changed = [line for line in laid if line.pk and _state(line) != stood[line.pk]]
    ConsolidatedLine.objects.bulk_update(changed, WRITTEN)
    ConsolidatedLine.objects.bulk_create([line for line in laid if not line.pk])


def _texts(report: ConsolidatedReport | None) -> dict[int, str]:
    """By line of the outline, as the report said it; what was hidden was not said."""
    if report is None:
        return {}
    rows = report.lines.filter(outline__isnull=False, is_hidden=False)
    return {outline: text for outline, text in rows.values_list("outline_id", "text") if outline}
