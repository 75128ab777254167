"""What is ordered in a meeting."""

from meetings.models import Directive, Meeting
from meetings.permissions.meetings import may_run_meeting
from procuracy.web.access import Answer
from units.models import User


def may_direct(user: User, meeting: Meeting) -> Answer:
    """Record a directive in a meeting."""
    return may_run_meeting(user, meeting)


def may_edit_directive(user: User, directive: Directive) -> Answer:
    return may_run_meeting(user, directive.meeting)


def may_conclude(user: User, meeting: Meeting) -> Answer:
    return may_run_meeting(user, meeting)
