"""The notice of a conclusion: who drafts, approves, signs off, numbers and releases it."""

from meetings.models import Meeting, Notice
from meetings.permissions import papers
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Thông báo kết luận"


@action("Xem danh sách thông báo kết luận", on=Notice)
def may_list_notices(user: User) -> Answer:
    """Drafts are seen by the issuing office; recipients read the issued document."""
    return papers.reads_drafts(user, "thông báo")


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
    return papers.approves(user, notice.meeting, "Thông báo")


@action("Trả lại thông báo để sửa")
def may_return_notice(user: User, notice: Notice) -> Answer:
    return may_sign_notice(user, notice)


@action("Trình ký, ghi nhận chữ ký")
def may_sign_notice(user: User, notice: Notice) -> Answer:
    return papers.handles(user, notice.meeting)


@action("Cấp số văn bản")
def may_number_notice(user: User, notice: Notice) -> Answer:
    return papers.numbers(user, notice.meeting)


@action("Phát hành văn bản")
def may_release_notice(user: User, notice: Notice) -> Answer:
    return may_sign_notice(user, notice)
