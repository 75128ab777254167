"""The Office's reports of the last monthly meeting, which went out, and of the coming one; hands
have been at the second."""

import datetime

from meetings.consolidating import editing, generating, preparing
from meetings.demonstration import consolidated_sent
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting
from units.models import Role, User

KIND = "giao-ban-thang"
# Of lines that the Office writes itself.
WORDS = {
    "Tội phạm về trật tự xã hội": "Trộm cắp tài sản tại các khu vực giáp ranh tăng; một số vụ do "
    "người chưa thành niên thực hiện theo nhóm, hẹn nhau qua mạng xã hội.",
    "Tội phạm về ma túy": "Không.",
    "Tai nạn, cháy nổ, vi phạm khác": "Không.",
    "Phối hợp liên ngành": "Họp giao ban ba ngành tố tụng tỉnh; thống nhất danh mục án điểm quý.",
}
ADDED = (
    "Việc đang làm",
    "Phòng 1 rà soát toàn bộ nguồn tin tạm đình chỉ trước ngày họp, báo cáo lãnh đạo Viện.",
)


def play(staff: Staff, today: datetime.date) -> None:
    at = datetime.datetime.combine(today, datetime.time(7, 45), tzinfo=HANOI)
    held = staff.held["QT2-VP", Role.OFFICE_STAFF][0]
    clerk = User.objects.get(person=held.person_id).act_on(today)
    meetings = Meeting.objects.filter(organiser__code="QT2", kind__code=KIND)
    meetings = meetings.exclude(state__in=[Meeting.State.CANCELLED, Meeting.State.DRAFT])
    report = None
    for meeting in meetings.select_related("kind", "organiser").order_by("starts_at", "pk"):
        if report is not None:
            consolidated_sent.play(staff, today)
        report = preparing.prepare(meeting, by=clerk, at=at)
        generating.generate(report, at=at)
        _write(report, clerk, at)
    if report is not None:
        _edit(report, clerk, at)
    ConsolidatedReport.objects.filter(drawing="").update(
        drawing=ConsolidatedReport.Drawing.DONE, progress=100, asked_at=at
    )


def _write(report: ConsolidatedReport, clerk: User, at: datetime.datetime) -> None:
    for line in report.lines.filter(title__in=WORDS).order_by("order"):
        editing.write(line, WORDS[line.title], seen=line.version, by=clerk, at=at)


def _edit(report: ConsolidatedReport, clerk: User, at: datetime.datetime) -> None:
    """One line by hand that has another text by now, one set aside, one added."""
    report.refresh_from_db()
    line = report.lines.get(title="Giải quyết nguồn tin về tội phạm", source="figures")
    text = f"{line.text} Tin chờ kết luận giám định chiếm phần lớn số quá hạn."
    editing.write(line, text, seen=line.version, by=clerk, at=at)
    # As if a unit had corrected its figures since.
    ConsolidatedLine.objects.filter(pk=line.pk).update(has_fresh=True)
    aside = report.lines.get(title="Bồi thường thiệt hại trong tố tụng")
    editing.hide(aside, reason="Không phát sinh từ đầu năm công tác")
    last = report.lines.get(title="Phối hợp liên ngành")
    editing.add(last, title=ADDED[0], text=ADDED[1], by=clerk, at=at)
