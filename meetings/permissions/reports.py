"""Reports that units send before a meeting."""

from meetings.models import Meeting, ReportSection, UnitReport
from meetings.permissions.meetings import UNASSIGNED, may_run_meeting
from meetings.reporting import checking
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User
from units.permissions import decides_for

HEADING = "Báo cáo phục vụ hội nghị"


@action("Đọc báo cáo phục vụ hội nghị")
def may_read_report(user: User, report: UnitReport) -> Answer:
    """The own unit always; the others once it was sent, and not while it is mended."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if report.unit_id in user.acting.own_unit_ids or report.is_received:
        return True
    if report.state == report.State.RETURNED:
        return Denied("Báo cáo đã trả lại: đọc tiếp khi đơn vị sửa xong, gửi lại.")
    return Denied("Đơn vị chưa gửi báo cáo này.")


def reads_whole(user: User, report: UnitReport) -> Answer:
    """Words of all fields, tasks, files, history (ADR 28); one query."""
    if not (answer := may_read_report(user, report)):
        return answer
    if UnitReport.objects.whole_to(user).filter(pk=report.pk).exists():
        return True
    return Denied("Báo cáo được đọc trong lĩnh vực phụ trách; tài liệu, lịch sử không thuộc riêng.")


def reads_section(user: User, section: ReportSection) -> Answer:
    """Its history is for who reads the whole report."""
    return reads_whole(user, section.report)


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


@action("Trình báo cáo phục vụ hội nghị lên thủ trưởng")
def may_submit_report(user: User, report: UnitReport) -> Answer:
    return may_write_report(user, report)


@action("Duyệt, gửi báo cáo phục vụ hội nghị")
def may_send_report(user: User, report: UnitReport) -> Answer:
    """What leaves the unit is answered for by its leaders."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if report.unit_id in acting.own_unit_ids and (acting.leads_unit or acting.leads_office):
        return True
    return Denied("Thủ trưởng đơn vị duyệt, gửi báo cáo của đơn vị mình.")


@action("Trả lại báo cáo phục vụ hội nghị")
def may_return_report(user: User, report: UnitReport) -> Answer:
    """The head what was put before him; what was sent, whoever runs the meeting, and a deputy who
    does not chair it for the units of his portfolio. Which of them is its state's."""
    if may_send_report(user, report):
        return True
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


@action("Đặt hạn, mở báo cáo phục vụ hội nghị")
def may_open_reports(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Gia hạn báo cáo phục vụ hội nghị cho một đơn vị")
def may_extend_report(user: User, report: UnitReport) -> Answer:
    return may_run_meeting(user, report.meeting)


@action("Kiểm tra báo cáo phục vụ hội nghị trong lĩnh vực của phòng")
def may_check_report(user: User, report: UnitReport) -> Answer:
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if report.unit_id in acting.own_unit_ids:
        return Denied("Phòng không kiểm tra báo cáo của chính mình.")
    if checking.own_fields(acting, report):
        return True
    return Denied("Phòng nghiệp vụ phụ trách lĩnh vực kiểm tra báo cáo của các đơn vị.")


@action("Tiếp nhận báo cáo phục vụ hội nghị")
def may_accept_report(user: User, report: UnitReport) -> Answer:
    """The Office of the organiser."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if acting.keeps_office and report.meeting.organiser_id in acting.office_ids:
        return True
    return Denied("Văn phòng của cơ quan tổ chức tiếp nhận báo cáo.")
