"""Who takes a meeting's paper which step: the same for a notice, an invitation, a record.

Not asked by pages themselves; the rules of each kind say it in their own words.
"""

from meetings.models import Meeting
from meetings.permissions.meetings import UNASSIGNED, may_run_meeting
from procuracy.web.access import Answer, Denied
from units.models import Role, User


def reads_drafts(user: User, what: str) -> Answer:
    """Drafts are seen by the issuing office; recipients read the issued document."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    works = acting.leads_office or acting.keeps_office
    if works or acting.role in (Role.REGISTRY_CLERK, Role.INSPECTOR):
        return True
    return Denied(f"Dự thảo {what} do lãnh đạo, Văn phòng và văn thư của cơ quan xử lý.")


def approves(user: User, meeting: Meeting, what: str) -> Answer:
    """Leadership, or the head of Office; never whoever only drafted it."""
    acting = user.acting
    if acting and (acting.leads_office or acting.role == Role.HEAD_OF_OFFICE):
        return may_run_meeting(user, meeting)
    return Denied(f"{what} do lãnh đạo cơ quan hoặc Chánh Văn phòng duyệt.")


def handles(user: User, meeting: Meeting) -> Answer:
    """Record that the paper was signed, give it back, release it: the Office, leadership or the
    registry clerk."""
    if user.acting and user.acting.keeps_register:
        return _of_office(user, meeting)
    return may_run_meeting(user, meeting)


def numbers(user: User, meeting: Meeting) -> Answer:
    if user.acting and user.acting.keeps_register:
        return _of_office(user, meeting)
    return Denied("Số văn bản do văn thư của cơ quan cấp.")


def _of_office(user: User, meeting: Meeting) -> Answer:
    if user.acting and meeting.organiser_id in user.acting.office_ids:
        return True
    return Denied("Văn thư chỉ xử lý văn bản của cơ quan mình.")
