"""The year's calendar and whose turn it is to host: the Office's work for its own office."""

from meetings.permissions.meetings import may_create_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Lịch họp"


@action("Lập lịch họp năm, xếp lượt đăng cai")
def may_plan_meetings(user: User) -> Answer:
    """Whoever may call one meeting of the office may call a year's."""
    return may_create_meeting(user)
