"""The day and the state of a meeting: what may still change, asked under its lock."""

import datetime
from typing import Any

from django.utils import timezone

from meetings.models import Meeting, MeetingStep
from procuracy.web.errors import Refused
from units.models import User

FROZEN = (
    "Hội nghị đã kết luận hoặc đã hủy: chương trình, điểm cầu, thành phần dự không sửa được nữa."
)


def day_of(meeting: Meeting) -> datetime.date:
    return timezone.localtime(meeting.starts_at).date()


def locked(meeting: Meeting) -> Meeting:
    """The present row, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def may_change(meeting: Meeting) -> bool:
    """Programme, sites and attendance are frozen with the conclusion."""
    return meeting.state in (
        Meeting.State.DRAFT,
        Meeting.State.SCHEDULED,
        Meeting.State.IN_SESSION,
    )


def changeable(meeting: Meeting) -> Meeting:
    """The locked row; refused once the conclusion froze it. Followers of the record hear of it."""
    present = locked(meeting)
    if not may_change(present):
        raise Refused(FROZEN)
    if present.is_open:
        tell_followers(present)
    return present


def tell_followers(meeting: Meeting) -> None:
    """Of a meeting that this transaction has locked: whoever follows the record asks anew."""
    meeting.change_no += 1
    meeting.surroundings_no = meeting.change_no
    meeting.save(update_fields=["change_no", "surroundings_no"])


def change(
    meeting: Meeting,
    state: Meeting.State,
    refusal: str,
    *,
    by: User,
    at: datetime.datetime,
    reason: str = "",
    **facts: Any,
) -> None:
    """Move a meeting to another state under its lock; a second press finds it moved already.

    Who did it and why goes into its log (MeetingStep).
    """
    present = locked(meeting)
    if not present.may_become(state):
        raise Refused(refusal.format(state=present.get_state_display()))
    # Whoever follows the record hears of it as of any change.
    number = present.change_no + 1
    facts |= {"state": state, "change_no": number, "surroundings_no": number}
    Meeting.objects.filter(pk=meeting.pk).update(**facts)
    MeetingStep.objects.create(meeting=meeting, state=state, reason=reason, by=by, at=at)
    meeting.refresh_from_db()
