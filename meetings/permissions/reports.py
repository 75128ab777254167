"""Reports that units send before a meeting."""

from meetings.models import Meeting, UnitReport
from meetings.permissions.meetings import UNASSIGNED, may_run_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User
from units.permissions import decides_for

HEADING = "Báo cáo phục vụ hội nghị"


@action("Đọc báo cáo phục vụ hội nghị")
def may_read_report(user: User, report: UnitReport) -> Answer:
    """The own unit always; the organiser once it was sent."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if report.unit_id in user.acting.own_unit_ids or report.sent_at:
        return True
    return Denied("Đơn vị chưa gửi báo cáo này.")


@action("Viết báo cáo phục vụ hội nghị")
def may_write_report(user: User, report: UnitReport) -> Answer:
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if report.unit_id not in acting.own_unit_ids:
        return Denied("Báo cáo do chính đơn vị viết và gửi.")
    if not acting.types_figures:
        return Denied("Chỉ lãnh đạo và cán bộ tổng hợp của đơn vị viết, gửi báo cáo.")
    return True


@action("Gửi báo cáo phục vụ hội nghị")
def may_send_report(user: User, report: UnitReport) -> Answer:
    return may_write_report(user, report)


@action("Trả lại báo cáo phục vụ hội nghị")
def may_return_report(user: User, report: UnitReport) -> Answer:
    """Whoever runs the meeting; a deputy who does not chair it, for the units of his portfolio."""
    answer, acting = may_run_meeting(user, report.meeting), user.acting
    if not answer or acting is None or acting.role != Role.PROVINCE_DEPUTY:
        return answer
    return True if report.meeting.chair_id == acting.pk else decides_for(acting, report.unit)


@action("Xem đơn vị nào đã gửi báo cáo")
def may_list_reports(user: User, meeting: Meeting) -> Answer:
    """Who has sent and who is late: the organiser's own people."""
    if user.acting and user.acting.role == Role.INSPECTOR:
        return True
    return may_run_meeting(user, meeting)
