"""The notice of a conclusion: who drafts, approves, signs off, numbers and releases it."""

from meetings.models import Meeting, Notice
from meetings.permissions.meetings import UNASSIGNED, may_run_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User

HEADING = "Thông báo kết luận"


@action("Xem danh sách thông báo kết luận", on=Notice)
def may_list_notices(user: User) -> Answer:
    """Drafts are seen by the issuing office; recipients read the issued document."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    works = acting.leads_office or acting.keeps_office
    if works or acting.role in (Role.REGISTRY_CLERK, Role.INSPECTOR):
        return True
    return Denied("Dự thảo thông báo do lãnh đạo, Văn phòng và văn thư của cơ quan xử lý.")


@action("Xem dự thảo thông báo kết luận")
def may_see_notice(user: User, notice: Notice) -> Answer:
    return may_list_notices(user)


@action("Lập thông báo kết luận")
def may_create_notice(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Soạn thông báo kết luận")
def may_edit_notice(user: User, notice: Notice) -> Answer:
    return may_run_meeting(user, notice.meeting)


@action("Duyệt thông báo kết luận")
def may_approve_notice(user: User, notice: Notice) -> Answer:
    """Leadership, or the head of Office; never whoever only drafted it."""
    acting = user.acting
    if acting and (acting.leads_office or acting.role == Role.HEAD_OF_OFFICE):
        return may_run_meeting(user, notice.meeting)
    return Denied("Thông báo do lãnh đạo cơ quan hoặc Chánh Văn phòng duyệt.")


@action("Trả lại thông báo để sửa")
def may_return_notice(user: User, notice: Notice) -> Answer:
    return may_sign_notice(user, notice)


@action("Trình ký, ghi nhận chữ ký")
def may_sign_notice(user: User, notice: Notice) -> Answer:
    """Record that the paper was signed: the Office, leadership or the registry clerk."""
    if user.acting and user.acting.keeps_register:
        return _of_office(user, notice)
    return may_run_meeting(user, notice.meeting)


@action("Cấp số văn bản")
def may_number_notice(user: User, notice: Notice) -> Answer:
    if user.acting and user.acting.keeps_register:
        return _of_office(user, notice)
    return Denied("Số văn bản do văn thư của cơ quan cấp.")


@action("Phát hành văn bản")
def may_release_notice(user: User, notice: Notice) -> Answer:
    return may_sign_notice(user, notice)


def _of_office(user: User, notice: Notice) -> Answer:
    if user.acting and notice.meeting.organiser_id in user.acting.office_ids:
        return True
    return Denied("Văn thư chỉ xử lý văn bản của cơ quan mình.")
