"""Who has sent the report of a meeting, who is late, by minutes: on the screen and on paper."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from meetings import reporting
from meetings.models import Meeting, UnitReport
from meetings.reporting import checking
from meetings.reporting.checking import Checked
from meetings.scheduling import planning
from procuracy.web.dates import screen_moment
from targets.sections import Cell, Head, Page, Section, counted
from units.models import Unit

HEADS = [
    Head("Đơn vị", 20),
    Head("Trạng thái", 24),
    Head("Hạn gửi", 14, is_whole=True),
    Head("Gửi lúc", 14, is_whole=True),
    Head("Chậm (phút)", 8, is_number=True),
    Head("Phòng nghiệp vụ kiểm tra", 20),
]


FIELDS_NAMED = 3


@dataclass(frozen=True)
class Row:
    report: UnitReport
    late: int
    checked: Checked

    @property
    def state(self) -> str:
        """`trả lại: thiếu nguyên nhân`, `đã gửi, chờ tiếp nhận`."""
        states, report = UnitReport.State, self.report
        if report.state == states.RETURNED:
            return f"trả lại: {report.return_reason}"
        words = {
            states.DRAFT: "chưa gửi",
            states.SUBMITTED: "chờ thủ trưởng duyệt",
            states.SENT: "đã gửi, chờ tiếp nhận",
        }
        return words.get(states(report.state), report.get_state_display())

    @property
    def checks(self) -> str:
        """`3/5 lĩnh vực; 1 ý kiến`, nothing for a department's own."""
        if not self.checked.wanted or not self.report.is_received:
            return ""
        remarks = len(self.checked.remarks)
        said = f"; {remarks} ý kiến" if remarks else ""
        return f"{self.checked.done}/{len(self.checked.wanted)} lĩnh vực{said}"

    @property
    def unchecked(self) -> str:
        """`còn: Dân sự; Hành chính` while some departments have spoken and others have not."""
        if not self.checks or not self.checked.done or not self.checked.is_open:
            return ""
        missing = self.checked.missing
        names = [one.short_name for one in missing[:FIELDS_NAMED]]  # some hold commas themselves
        more = len(missing) - len(names)
        return f"còn: {'; '.join(names)}{f' và {more} lĩnh vực khác' if more else ''}"


@dataclass(frozen=True)
class Board:
    meeting: Meeting
    rows: list[Row]

    @property
    def sent(self) -> int:
        return sum(row.report.is_received for row in self.rows)

    @property
    def on_time(self) -> int:
        return sum(row.report.is_received and not row.late for row in self.rows)

    @property
    def checked(self) -> int:
        """Reports of which every field asked has been looked at."""
        return sum(row.report.is_received and row.checked.is_checked for row in self.rows)

    @property
    def accepted(self) -> int:
        return sum(row.report.state == UnitReport.State.ACCEPTED for row in self.rows)


def board(meeting: Meeting, now: datetime.datetime, only: str = "") -> Board:
    """A fixed number of queries, however many units; named as on the meeting's day.

    `only`: `silent` (not sent), `unchecked` (some field not looked at), `waiting` (sent, not
    accepted).
    """
    units = Unit.objects.named(planning.day_of(meeting)).in_bulk(
        meeting.reports.values_list("unit", flat=True)
    )
    reports = list(meeting.reports.order_by("unit__order", "unit__code"))
    for one in reports:
        one.meeting, one.unit = meeting, units[one.unit_id]
    checked = checking.checked(reports, meeting)
    rows = [Row(one, reporting.minutes_late(one, now), checked[one.pk]) for one in reports]
    return Board(meeting, [row for row in rows if _wanted(row, only)])


def _wanted(row: Row, only: str) -> bool:
    report = row.report
    if only == "silent":
        return not report.is_received
    if only == "unchecked":
        return report.state == UnitReport.State.SENT and row.checked.is_open
    return only != "waiting" or report.state == UnitReport.State.SENT


def page(found: Board) -> Page:
    """For print and workbook."""
    meeting = found.meeting
    due = meeting.reports_due_at
    table = Section(
        title="",
        sheet="Báo cáo của đơn vị",
        heads=HEADS,
        rows=[_cells(row) for row in found.rows],
        empty="Chưa có đơn vị nào được yêu cầu gửi báo cáo.",
    )
    return Page(
        has_figures=False,
        title="Tình hình gửi báo cáo phục vụ hội nghị",
        file=f"bao-cao-don-vi-{meeting.pk}",
        period=meeting.title,
        subtitle=f"Hạn gửi chung: {screen_moment(due)}" if due else "",
        sections=[table],
        facts=[
            ("Đã gửi", Cell(f"{found.sent}/{len(found.rows)}")),
            ("Đúng hạn", Cell(str(found.on_time))),
            ("Đã kiểm tra xong", Cell(str(found.checked))),
            ("Đã tiếp nhận", Cell(str(found.accepted))),
        ],
        back=(reverse("meetings:unit_report_list", args=[meeting.pk]), "Báo cáo phục vụ hội nghị"),
    )


def _cells(row: Row) -> list[Cell]:
    report = row.report
    sent, extended = report.sent_at if report.is_received else None, report.extension_reason
    return [
        Cell(report.unit.short_name),
        Cell(row.state, note=f"gia hạn: {extended}" if extended else ""),
        Cell(screen_moment(report.due_at) if report.due_at else ""),
        Cell(screen_moment(sent) if sent else ""),
        counted(row.late),
        Cell(row.checks, note=row.unchecked),
    ]
