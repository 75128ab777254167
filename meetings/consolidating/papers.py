"""The consolidated report on its way through the registry (steps: units.issuing)."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from meetings.consolidating.numbering import numbers
from meetings.consolidating.printing import report_pdf
from meetings.consolidating.wording import Run
from meetings.consolidating.wording import paragraphs as worded
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting
from meetings.papers.letterheads import letterhead, paragraphs, register_of
from procuracy.web.errors import Refused
from units.distributing import has_recipients
from units.issuing import Way
from units.models import Register, Unit
from units.models.registry import DocumentKind
from units.signing import signing_block
from units.standing import replaced_words

KIND = DocumentKind.REPORT
TEXTS = ("subject", "opening", "closing", "recipients_text", "filing")
Drawing = ConsolidatedReport.Drawing


def shortcoming(report: ConsolidatedReport, on: datetime.date) -> str:
    """What still stands in the way of approval, as the end of a sentence; empty when nothing."""
    if report.meeting.state == Meeting.State.CANCELLED:
        return "hội nghị đã hủy."
    if report.drawing == Drawing.WAITING:
        return "phần mềm đang lập số liệu, chờ xong rồi duyệt."
    lines = report.lines.shown()
    if not any(line.text.strip() for line in lines):
        return "báo cáo chưa có nội dung: lập số liệu trước."
    if fresh := [line for line in lines if line.has_fresh]:
        name = f"dòng “{fresh[0]}”{_and_more(fresh)}"
        return f"{name} có bản mới chưa xem: lấy bản mới hoặc giữ bản sửa."
    if unsaid := [line for line in lines if not line.is_heading and not line.text.strip()]:
        name = f"dòng “{unsaid[0]}”{_and_more(unsaid)}"
        return f"{name} chưa có nội dung: viết, ghi “Không.” hoặc ẩn đi."
    if not has_recipients(report):
        return "chưa chọn đơn vị nhận."
    try:
        signing_block(report.signer, on, KIND)
        report_register(report)
    except Refused as refused:
        return refused.message[:1].lower() + refused.message[1:]
    return ""


def _and_more(lines: Sequence[ConsolidatedLine]) -> str:
    return f" (và {len(lines) - 1} dòng khác)" if len(lines) > 1 else ""


def report_register(report: ConsolidatedReport) -> Register:
    return register_of(report.meeting.organiser, KIND)


def facts(
    report: ConsolidatedReport,
    *,
    on: datetime.date,
    register: Register,
    number: int | None = None,
    code: str = "",
) -> dict[str, Any]:
    """What `meetings.consolidating.printing` draws for the day `on`; Refused when its signer does
    not hold the position then."""
    said = lines_said(report)
    return letterhead(register, KIND, on, number=number, code=code) | {
        "subject": report.subject,
        "opening": paragraphs(report.opening),
        "lines": said,
        "units": units_named(said, report.meeting.organiser, on),
        "closing": paragraphs(report.closing),
        "recipients": paragraphs(report.recipients_text),
        **report.marks(),
        "signer": signing_block(report.signer, on, KIND),
        "replaces": replaced_words(report),
    }


def lines_said(report: ConsolidatedReport) -> list[dict[str, Any]]:
    """The lines that the report shows, in reading order; two queries."""
    lines = report.lines.shown()
    shown_as = numbers(lines)
    is_first = report.previous_id is None
    return [
        {
            "number": shown_as.get(line.pk, ""),
            "title": line.title,
            "level": line.level,
            "source": line.source,
            "paragraphs": [
                [_run(run) for run in one]
                for one in worded(
                    line.text, None if is_first else line.previous_text, line.breakdown
                )
            ],
            "entries": [_entry(entry) for entry in line.breakdown],
        }
        for line in lines
    ]


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Without the links of the page, which a paper outlives."""
    return entry | {"parts": [part[:2] for part in entry.get("parts") or []]}


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "changed": run.is_changed, "note": run.note}


def units_named(lines: Iterable[dict[str, Any]], office: Unit, on: datetime.date) -> list[str]:
    """Short names of the units that have numbers in the lines, in the office's order."""
    found: dict[str, None] = {}
    for line in lines:
        for entry in line["entries"]:
            found |= dict.fromkeys(part[0] for part in entry.get("parts") or [])
            found |= dict.fromkeys(entry.get("missing") or [])
    ordered = Unit.objects.existing(on).of_office(office).named(on).order_by("order", "pk")
    place = {unit.short_name: at for at, unit in enumerate(ordered)}
    return sorted(found, key=lambda name: place.get(name, len(place)))


def locked(report: ConsolidatedReport) -> ConsolidatedReport:
    """The row as it is now; whoever changes it or a line of it waits here."""
    ConsolidatedReport.objects.select_for_update().get(pk=report.pk)
    rows = ConsolidatedReport.objects.select_related(
        "meeting__organiser__parent", "signer__person", "signer__unit__parent", "document"
    )
    return rows.get(pk=report.pk)


def _draw(
    report: ConsolidatedReport, on: datetime.date, register: Register, number: int, code: str
) -> tuple[dict[str, Any], bytes]:
    frozen = facts(report, on=on, register=register, number=number, code=code)
    return frozen, report_pdf(frozen)


WAY = Way[ConsolidatedReport](
    noun="Báo cáo",
    locked=locked,
    kind=lambda report: KIND,
    shortcoming=shortcoming,
    # Its figures run to the end of the period; nothing is signed before the period began.
    earliest=lambda report: (report.since, "ngày đầu kỳ số liệu"),
    register=report_register,
    draw=_draw,
    writes=False,  # to its readers: meetings.consolidating.delivering
)
