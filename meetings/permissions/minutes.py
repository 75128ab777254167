"""The record of a meeting."""

from meetings.models import DraftTakeover, Exhibit, Meeting
from meetings.permissions.meetings import may_list_meetings, may_run_meeting
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User

HEADING = "Biên bản"


@action("Đọc biên bản")
def may_read_minutes(user: User, meeting: Meeting) -> Answer:
    """Participants, leadership and the Office: exactly whom the meeting exists for."""
    return may_list_meetings(user)


@action("Xem, in trích biên bản giao ban lãnh đạo")
def may_read_extract(user: User, meeting: Meeting) -> Answer:
    """Each his own part; who reads the briefing whole, anybody's."""
    return may_read_minutes(user, meeting)


@action("Ghi biên bản")
def may_write_minutes(user: User, meeting: Meeting) -> Answer:
    """The organiser's Office types; its leadership may correct."""
    return may_run_meeting(user, meeting)


@action("Bỏ thẻ số liệu khỏi biên bản")
def may_drop_exhibit(user: User, exhibit: Exhibit) -> Answer:
    return may_write_minutes(user, exhibit.intervention.meeting)


@action("Nhận bản đang soạn của tài khoản đã khóa", on=DraftTakeover)
def may_inherit_drafts(user: User) -> Answer:
    acting = user.acting
    if acting and (acting.leads_office or acting.role == Role.HEAD_OF_OFFICE):
        return True
    return Denied("Chỉ Chánh Văn phòng và lãnh đạo cơ quan nhận bản đang soạn của người khác.")
