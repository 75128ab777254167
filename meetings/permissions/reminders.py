"""When an office's leaders are told of late tasks."""

from meetings.permissions.meetings import may_create_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import User

HEADING = "Nhắc việc"


@action("Đặt thời hạn báo lãnh đạo về nhiệm vụ quá hạn")
def may_set_escalation(user: User) -> Answer:
    """Leadership and Office of the office that gives the tasks."""
    if may_create_meeting(user):
        return True
    return Denied("Thời hạn báo lãnh đạo do lãnh đạo, Văn phòng của cơ quan đặt.")
