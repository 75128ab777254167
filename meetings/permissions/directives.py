"""What is ordered in a meeting."""

from meetings.models import Directive, Meeting
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Ý kiến chỉ đạo, kết luận"


@action("Ghi ý kiến chỉ đạo")
def may_direct(user: User, meeting: Meeting) -> Answer:
    """Record a directive in a meeting."""
    return may_run_meeting(user, meeting)


@action("Sửa ý kiến chỉ đạo")
def may_edit_directive(user: User, directive: Directive) -> Answer:
    return may_run_meeting(user, directive.heard_in)


@action("Kết luận hội nghị")
def may_conclude(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)
