"""A unit's report on paper, as it stands: its sections with lines, words and difficulties."""

import datetime
from collections import Counter
from typing import Any

from django.template.loader import render_to_string

from meetings.models import Difficulty, ReportSection, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting.prefilling import Line
from meetings.reporting.reading import Reading
from meetings.scheduling import planning
from procuracy.web import paper, pdf
from procuracy.web.dates import screen_moment
from targets.board_facts import office_facts
from targets.verdicts import Verdict
from units.models import Unit, User

TITLE = "Báo cáo phục vụ hội nghị"


def drawn(report: UnitReport, user: User, *, at: datetime.datetime) -> bytes:
    return pdf.render(html(report, user, at=at))


def html(report: UnitReport, user: User, *, at: datetime.datetime) -> str:
    """A4 upright, what this reader reads of it. The unit stands at the head: a department below
    its province."""
    reading = Reading(report, user)
    on = planning.day_of(report.meeting)
    unit = Unit.objects.named(on).select_related("parent").get(pk=report.unit_id)
    heads = pdf.printable(office_facts(unit.office, on, at=at))
    is_office = unit.is_office
    context = pdf.printable(
        {
            "subtitle": report.meeting.title,
            "state": _state(report, at),
            "is_partial": not reading.is_whole,
            "sections": [_section(one, reading) for one in reading.sections],
            "files": [one.name for one in report.files.light()] if reading.is_whole else [],
        }
    )
    above, own = heads["superior_name"], heads["office_name"]
    context |= {
        "document_title": f"{TITLE}: {unit.short_name}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(above if is_office else own),
        "issuer_lines": paper.office_lines(own if is_office else pdf.printable(unit.name)),
        "title_lines": [TITLE.upper()],
    }
    return render_to_string("print/unit_report.html", context)


def _state(report: UnitReport, at: datetime.datetime) -> str:
    if report.is_received and report.sent_at:
        return f"Gửi lúc {screen_moment(report.sent_at)}"
    return f"Bản nháp, in lúc {screen_moment(at)}"


def _section(section: ReportSection, reading: Reading) -> dict[str, Any]:
    is_raised = section.source == Source.DIFFICULTIES
    rows = [_difficulty(one) for one in reading.difficulties()] if is_raised else []
    said = [line for line in reading.text(section).splitlines() if line.strip()]
    lines = reading.lines(section)
    return {
        "title": section.title,
        "lines": _lines(section, lines),
        "paragraphs": said,
        "difficulties": rows,
        "is_empty": not (lines or said or rows),
    }


def _lines(section: ReportSection, found: list[Line]) -> list[str]:
    """One by one; of all targets, which the board prints, only how many stand how."""
    if section.source != Source.FIGURES:
        return [_words(line) for line in found]
    counted = Counter(Verdict(line.verdict) for line in found if line.verdict)
    told = [f"{counted[one]} {one.word}" for one in Verdict if counted[one] and one.word]
    return [f"{len(found)} chỉ tiêu được giao: {', '.join(told)}."] if told else []


def _words(line: Line) -> str:
    """`Tỷ lệ giải quyết tin (chỉ tiêu ≥ 90 %): ! nguy cơ 78,57 %. Nguyên nhân …`"""
    standing = f": {line.standing}" if line.standing else ""
    note = f" ({line.note.rstrip('.')})" if line.note else ""
    return f"{line.text.rstrip('.')}{standing}{note}."


def _difficulty(row: Difficulty) -> dict[str, str]:
    return {
        "text": row.text,
        "proposal": row.proposal,
        "answer": row.answer,
        "by": row.answered_by.person.full_name if row.answered_by else "",
    }
