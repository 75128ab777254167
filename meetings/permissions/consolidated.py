"""The consolidated report of a meeting: who draws it up, edits it, and takes it further."""

from meetings.models import ConsolidatedLine, ConsolidatedReport, Meeting, ReportDelivery
from meetings.permissions import papers
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import User
from units.permissions import may_read_documents

HEADING = "Báo cáo tổng hợp"


@action("Xem dự thảo báo cáo tổng hợp")
def may_see_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return papers.reads_drafts(user, "báo cáo tổng hợp")


def sees_line(user: User, line: ConsolidatedLine) -> Answer:
    """Its history is for who sees the draft."""
    return may_see_consolidated(user, line.report)


@action("Lập báo cáo tổng hợp")
def may_create_consolidated(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Soạn báo cáo tổng hợp")
def may_write_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return may_run_meeting(user, report.meeting)


@action("Sửa, ẩn, thêm dòng của báo cáo tổng hợp")
def may_write_line(user: User, line: ConsolidatedLine) -> Answer:
    return may_write_consolidated(user, line.report)


@action("Duyệt báo cáo tổng hợp")
def may_approve_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return papers.approves(user, report.meeting, "Báo cáo")


@action("Trả lại, ghi nhận chữ ký, phát hành, gửi báo cáo tổng hợp; nhắc người chưa mở")
def may_handle_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return papers.handles(user, report.meeting)


@action("Cấp số báo cáo tổng hợp")
def may_number_consolidated(user: User, report: ConsolidatedReport) -> Answer:
    return papers.numbers(user, report.meeting)


@action("Mở báo cáo tổng hợp được gửi")
def may_read_delivery(user: User, delivery: ReportDelivery) -> Answer:
    """Whoever it was sent to, as long as he reads documents at all; its opening is his receipt,
    nobody else gives it."""
    if not (answer := may_read_documents(user)):
        return answer
    if user.person_id == delivery.person_id:
        return True
    return Denied("Báo cáo này gửi đến người khác; xem ai đã mở ở trang theo dõi.")
