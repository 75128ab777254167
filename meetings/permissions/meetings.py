"""Calling, preparing and leading a meeting."""

from meetings.models import Meeting
from meetings.models.concerning import reads_whole
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User

HEADING = "Hội nghị"

UNASSIGNED = "Tài khoản chưa được phân công chức vụ."


@action("Xem lịch họp", on=Meeting)
def may_list_meetings(user: User) -> Answer:
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.role == Role.ADMINISTRATOR:
        return Denied("Quản trị hệ thống không xem nội dung nghiệp vụ.")
    return True


@action("Xem hội nghị: chương trình, thành phần dự")
def may_see_meeting(user: User, meeting: Meeting) -> Answer:
    """Participants, leadership and the Office: exactly whom the row exists for."""
    return may_list_meetings(user)


@action("Lập hội nghị")
def may_create_meeting(user: User) -> Answer:
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.keeps_office or user.acting.leads_office:
        return True
    return Denied("Chỉ lãnh đạo và Văn phòng của cơ quan được lập cuộc họp.")


@action("Chuẩn bị, điều hành hội nghị")
def may_run_meeting(user: User, meeting: Meeting) -> Answer:
    """Prepare, open, conclude and cancel: the organiser's leadership and Office; of a leaders'
    briefing those of them who read it whole, for all this shows everything."""
    if not (answer := may_create_meeting(user)):
        return answer
    assert user.acting
    if meeting.organiser_id not in user.acting.office_ids:
        return Denied("Chỉ lãnh đạo và Văn phòng của cơ quan tổ chức được làm việc này.")
    if reads_whole(user, meeting):
        return True
    return Denied(
        "Giao ban lãnh đạo do Viện trưởng, Chánh Văn phòng, người chủ trì và thư ký của cuộc họp "
        "điều hành; mỗi người khác chỉ xem phần liên quan đến mình."
    )
