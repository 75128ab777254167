"""Who comes and who speaks: marked by the Office, and at each site by its own people."""

from meetings.models import Attendance, Meeting, Site, SpeakerTurn
from meetings.permissions.meetings import UNASSIGNED, may_run_meeting, may_see_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User

HEADING = "Thành phần dự, phát biểu"


@action("Điểm danh tại một điểm cầu")
def may_mark_site(user: User, site: Site) -> Answer:
    """The Office everywhere; leaders and clerk of the site's own unit there."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if answer := may_run_meeting(user, site.meeting):
        return answer
    if site.unit_id not in acting.own_unit_ids:
        return Denied("Mỗi điểm cầu do chính đơn vị ở đó và Văn phòng điểm danh.")
    if not acting.types_figures:
        return Denied("Chỉ lãnh đạo và cán bộ tổng hợp của đơn vị điểm danh tại điểm cầu.")
    return True


@action("Ghi có mặt, vắng mặt, người dự thay")
def may_mark_attendance(user: User, attendance: Attendance) -> Answer:
    return may_mark_site(user, attendance.site)


@action("Bỏ tên khỏi thành phần dự")
def may_remove_attendance(user: User, attendance: Attendance) -> Answer:
    return may_run_meeting(user, attendance.meeting)


@action("Đăng ký phát biểu")
def may_ask_to_speak(user: User, meeting: Meeting) -> Answer:
    """The Office for anybody; participants for the people of their unit; an inspector reads."""
    if user.acting and user.acting.role == Role.INSPECTOR:
        return Denied("Thanh tra chỉ xem; muốn phát biểu thì Văn phòng ghi vào danh sách.")
    return may_see_meeting(user, meeting)


@action("Điều hành thứ tự phát biểu")
def may_step_turn(user: User, turn: SpeakerTurn) -> Answer:
    return may_run_meeting(user, turn.meeting)
