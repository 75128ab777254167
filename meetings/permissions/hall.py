"""The projected screen, and what the chair may ask."""

from meetings.models import Meeting
from meetings.permissions.meetings import may_list_meetings, may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Màn hình hội trường, câu hỏi cho chủ trì"


@action("Xem màn hình hội trường")
def may_watch_hall(user: User, meeting: Meeting) -> Answer:
    """Every site may project it: exactly whom the meeting exists for."""
    return may_list_meetings(user)


@action("Điều khiển màn hình hội trường, xem chỉ tiêu và vụ việc của từng đơn vị trên màn hình")
def may_steer_hall(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Xem câu hỏi cho chủ trì, ghi thành truy vấn, ghi không giải trình")
def may_question(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)
