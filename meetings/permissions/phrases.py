"""Phrases of an office's minutes."""

from meetings.models import Phrase
from meetings.permissions.meetings import may_create_meeting
from procuracy.web.access import Answer, action
from units.models import User

HEADING = "Câu mẫu"


@action("Xem câu mẫu ghi biên bản", on=Phrase)
def may_list_phrases(user: User) -> Answer:
    return may_create_meeting(user)


@action("Sửa câu mẫu ghi biên bản")
def may_edit_phrase(user: User, phrase: Phrase) -> Answer:
    """Who types the office's minutes keeps its phrases."""
    return may_create_meeting(user)
