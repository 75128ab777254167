"""Consolidated reports whose lines are written down, not drawn up."""

import datetime
from typing import Any
from unittest import mock

from meetings.consolidating import papers
from meetings.models import (
    ConsolidatedLine,
    ConsolidatedReport,
    Meeting,
    MeetingKind,
    OutlineLine,
    ReportDelivery,
)
from tests.factories.units import NOW, TODAY
from units import registry
from units.models import Appointment, User

SAID: tuple[tuple[int, str, str], ...] = (
    (1, "Tình hình tội phạm", ""),
    (2, "Tin báo", "Thụ lý 4 tin[1], đã giải quyết 3 tin[2]."),
    (2, "Khởi tố", "Không."),
)
ENTRIES: list[dict[str, Any]] = [
    {"label": "Tin thụ lý", "parts": [["Phòng 1", 3, "/x"], ["Phòng 9", 1, "/y"]], "total": 4},
    {"label": "Tin đã giải quyết", "parts": [["Phòng 1", 3]], "missing": ["Phòng 9"], "total": 3},
]


def consolidated_report(meeting: Meeting, signer: Appointment, **more: Any) -> ConsolidatedReport:
    report = ConsolidatedReport.objects.create(
        meeting=meeting,
        signer=signer,
        since=more.pop("since", datetime.date(2026, 10, 1)),
        until=more.pop("until", datetime.date(2026, 10, 31)),
        subject="Kết quả công tác (từ ngày 01/10/2026 đến ngày 31/10/2026)",
        opening="Báo cáo kết quả công tác như sau:",
        closing="Trên đây là báo cáo.",
        recipients_text="Lãnh đạo Viện\nCác phòng",
        drawing=ConsolidatedReport.Drawing.DONE,
        **more,
    )
    report.recipients.set(meeting.invited.all())
    ConsolidatedLine.objects.bulk_create(
        consolidated_line(report, order, level, title, text)
        for order, (level, title, text) in enumerate(SAID, 1)
    )
    return report


def consolidated_line(
    report: ConsolidatedReport, order: int, level: int, title: str, text: str, **more: Any
) -> ConsolidatedLine:
    return ConsolidatedLine(
        report=report,
        order=order,
        level=level,
        title=title,
        text=text,
        generated=text,
        is_heading=not text,
        source="figures" if text else "heading",
        breakdown=ENTRIES if "[" in text else [],
        **more,
    )


def released(report: ConsolidatedReport, by: User, *, pdf: bytes) -> ConsolidatedReport:
    """Numbered and released; its page is not drawn."""
    with mock.patch.object(papers, "report_pdf", return_value=pdf):
        document = registry.issue(
            papers.report_register(report),
            papers.KIND,
            dated_on=TODAY,
            render=lambda number, code: papers.WAY.draw(
                report, TODAY, papers.report_register(report), number, code
            ),
            by=by,
            at=NOW,
        )
    rows = ConsolidatedReport.objects.filter(pk=report.pk)
    facts = {"approved_by": by, "approved_at": NOW, "signature_recorded_by": by}
    facts |= {"signed_on": TODAY, "released_at": NOW, "state": "released"}
    rows.update(document=document, **facts)
    return rows.select_related("document", "meeting__organiser").get()


def delivery(report: ConsolidatedReport, reader: User, **more: Any) -> ReportDelivery:
    assert reader.acting
    assert reader.person
    return ReportDelivery.objects.create(
        report=report,
        person=reader.person,
        unit=reader.acting.unit,
        delivered_at=more.pop("delivered_at", NOW),
        **more,
    )


def outline_line(kind: MeetingKind, title: str = "Việc khác") -> OutlineLine:
    return OutlineLine.objects.create(
        kind=kind, office_kind="province", order=1, source="own", title=title
    )
