"""Tasks without a day before a meeting, and tasks that nobody holds."""

from meetings.models import Meeting
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Nhiệm vụ theo dõi"


@action("Xem xét nhiệm vụ không có hạn tại hội nghị")
def may_review_tasks(user: User, meeting: Meeting) -> Answer:
    """Who writes the meeting's record writes down what it decided."""
    return may_run_meeting(user, meeting)
