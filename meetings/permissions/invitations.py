"""The invitation to a meeting: who drafts, approves, signs off, numbers and releases it."""

from meetings.models import Invitation, Meeting
from meetings.permissions import papers
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Giấy mời"


@action("Xem giấy mời chưa phát hành")
def may_see_invitation(user: User, invitation: Invitation) -> Answer:
    return papers.reads_drafts(user, "giấy mời")


@action("Lập giấy mời")
def may_create_invitation(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)


@action("Soạn giấy mời")
def may_edit_invitation(user: User, invitation: Invitation) -> Answer:
    return may_run_meeting(user, invitation.meeting)


@action("Duyệt giấy mời")
def may_approve_invitation(user: User, invitation: Invitation) -> Answer:
    return papers.approves(user, invitation.meeting, "Giấy mời")


@action("Trả lại, ghi nhận chữ ký, phát hành giấy mời")
def may_handle_invitation(user: User, invitation: Invitation) -> Answer:
    return papers.handles(user, invitation.meeting)


@action("Cấp số giấy mời")
def may_number_invitation(user: User, invitation: Invitation) -> Answer:
    return papers.numbers(user, invitation.meeting)
