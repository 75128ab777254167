"""Reports that invited units write and send before a meeting."""

import datetime
import hashlib
from collections.abc import Sequence

from django.db import transaction

from meetings.models import Meeting, UnitReport
from procuracy.web.errors import Refused
from procuracy.web.history.context import drafting
from units.models import User

TITLES = {
    "results": "Kết quả nổi bật",
    "unmet": "Chỉ tiêu chưa đạt, nguyên nhân",
    "difficulties": "Khó khăn, đề xuất",
    "commitments": "Giải pháp, cam kết",
}


class SectionConflict(Exception):
    """Somebody else changed the section meanwhile; the stored report is `report`."""

    def __init__(self, report: UnitReport) -> None:
        super().__init__("Nội dung đã được người khác sửa.")
        self.report = report


def mark_of(text: str) -> str:
    """Stands for a text in the form that edits it: what the writer has seen."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def open_reports(meeting: Meeting) -> None:
    """One report for each invited unit; an untouched one of a unit no longer invited goes."""
    invited = set(meeting.invited.values_list("pk", flat=True))
    gone = meeting.reports.filter(state=UnitReport.State.DRAFT, version=0)
    gone.exclude(unit__in=invited).delete()
    UnitReport.objects.bulk_create(
        (UnitReport(meeting=meeting, unit_id=pk) for pk in sorted(invited)), ignore_conflicts=True
    )


def refusal(report: UnitReport) -> str:
    """Why the report cannot be changed now; empty when it can."""
    if report.state == UnitReport.State.SENT:
        return "Báo cáo đã gửi: muốn sửa, đề nghị Văn phòng trả lại."
    if report.meeting.state in (Meeting.State.CONCLUDED, Meeting.State.CLOSED):
        return "Hội nghị đã kết luận: không sửa báo cáo nữa."
    if report.meeting.state == Meeting.State.CANCELLED:
        return "Cuộc họp đã hủy: không cần gửi báo cáo."
    return ""


def _locked(report: UnitReport) -> UnitReport:
    rows = UnitReport.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.get(pk=report.pk)


def _writable(report: UnitReport) -> UnitReport:
    present = _locked(report)
    if sentence := refusal(present):
        raise Refused(sentence)
    return present


@transaction.atomic
@drafting()
def write_section(
    report: UnitReport, section: str, text: str, *, seen: str, sent: Sequence[str] = ()
) -> UnitReport:
    """Store one section, if the writer saw what it replaces.

    `seen` is the mark of the text the form began with; `sent` holds texts the same form sent
    before without an answer: to follow one's own words is no conflict.
    """
    present = _writable(report)
    stored = getattr(present, section)
    if stored == text:
        return present
    if seen != mark_of(stored) and stored not in sent:
        raise SectionConflict(present)
    setattr(present, section, text)
    present.version += 1
    present.save(update_fields=[section, "version"])
    return present


@transaction.atomic
def send(report: UnitReport, *, version: int, by: User, at: datetime.datetime) -> None:
    """Sent is what the sender saw; the moment counts for the deadline."""
    present = _writable(report)
    if present.version != version:
        raise Refused("Báo cáo vừa được sửa: đọc lại bản mới nhất rồi gửi.")
    if not any(getattr(present, section).strip() for section in UnitReport.SECTIONS):
        raise Refused("Báo cáo chưa có nội dung: viết ít nhất một mục rồi gửi.")
    present.state = UnitReport.State.SENT
    present.sent_at, present.sent_by = at, by
    present.save(update_fields=["state", "sent_at", "sent_by"])


@transaction.atomic
def give_back(report: UnitReport, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Trả lại: the unit mends it and sends again; the new moment counts."""
    present = _locked(report)
    if present.state != UnitReport.State.SENT:
        raise Refused("Chỉ trả lại được báo cáo đã gửi.")
    present.state = UnitReport.State.RETURNED
    present.return_reason = reason
    present.save(update_fields=["state", "return_reason"])


def minutes_late(report: UnitReport, now: datetime.datetime) -> int:
    """Whole minutes after the deadline at which it was sent, or that have passed; 0 in time."""
    due = report.meeting.reports_due_at
    sent = report.sent_at if report.state == UnitReport.State.SENT else now
    if due is None or sent is None or sent <= due:
        return 0
    return max(1, int((sent - due).total_seconds() // 60))
