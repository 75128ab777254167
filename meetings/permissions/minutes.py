"""The record of a meeting."""

from meetings.models import Meeting
from meetings.permissions.meetings import may_list_meetings, may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Biên bản"


@action("Đọc biên bản")
def may_read_minutes(user: User, meeting: Meeting) -> Answer:
    """Participants, leadership and the Office: exactly whom the meeting exists for."""
    return may_list_meetings(user)


@action("Ghi biên bản")
def may_write_minutes(user: User, meeting: Meeting) -> Answer:
    """The organiser's Office types; its leadership may correct."""
    return may_run_meeting(user, meeting)
