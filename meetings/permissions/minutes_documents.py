"""The record of a meeting on paper: who prepares, approves, signs off, numbers and releases it."""

from meetings.models import Meeting, MinutesDocument, MinutesVersion
from meetings.permissions import papers
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Biên bản trình ký"


@action("Xem biên bản đã chốt, các lần kết luận")
def may_see_version(user: User, version: MinutesVersion) -> Answer:
    """What was concluded before a reopening is for those who run the meeting."""
    return may_run_meeting(user, version.meeting)


@action("Xem biên bản trình ký")
def may_see_minutes_document(user: User, paper: MinutesDocument) -> Answer:
    return papers.reads_drafts(user, "biên bản")


@action("Lập biên bản trình ký, biên bản bổ sung")
def may_create_minutes_document(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Soạn biên bản trình ký")
def may_edit_minutes_document(user: User, paper: MinutesDocument) -> Answer:
    return may_run_meeting(user, paper.meeting)


@action("Duyệt biên bản")
def may_approve_minutes_document(user: User, paper: MinutesDocument) -> Answer:
    return papers.approves(user, paper.meeting, "Biên bản")


@action("Trả lại, ghi nhận chữ ký, phát hành biên bản")
def may_handle_minutes_document(user: User, paper: MinutesDocument) -> Answer:
    return papers.handles(user, paper.meeting)


@action("Cấp số biên bản")
def may_number_minutes_document(user: User, paper: MinutesDocument) -> Answer:
    return papers.numbers(user, paper.meeting)
