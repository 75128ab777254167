"""The office's own wordings of its papers."""

from meetings.models import PaperWording
from meetings.permissions.meetings import may_create_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Mẫu văn bản"


@action("Xem mẫu văn bản của cơ quan", on=PaperWording)
def may_list_wordings(user: User) -> Answer:
    return may_create_meeting(user)


@action("Sửa mẫu văn bản của cơ quan", on=PaperWording)
def may_edit_wording(user: User) -> Answer:
    """Who draws up the office's papers keeps their wordings."""
    return may_create_meeting(user)


@action("Xem một bản của mẫu văn bản")
def may_see_wording(user: User, wording: PaperWording) -> Answer:
    return may_create_meeting(user)
