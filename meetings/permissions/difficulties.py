"""Difficulties that units raise with their reports, and what leaders answer."""

from meetings.models import Difficulty
from meetings.permissions.meetings import UNASSIGNED, may_list_meetings
from procuracy.web import clock
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User
from units.overseeing import overseen
from units.permissions import decides_for

HEADING = "Khó khăn, đề xuất của đơn vị"


@action("Xem khó khăn, đề xuất của đơn vị", on=Difficulty)
def may_list_difficulties(user: User, thing: object = None) -> Answer:
    """Which of them is for `visible_to`."""
    return may_list_meetings(user)


@action("Ghi khó khăn, đề xuất vào báo cáo của đơn vị")
def may_note_difficulty(user: User, difficulty: Difficulty) -> Answer:
    return _own(user, difficulty, "Khó khăn, đề xuất do chính đơn vị ghi.")


@action("Trả lời khó khăn, đề xuất của đơn vị")
def may_answer_difficulty(user: User, difficulty: Difficulty) -> Answer:
    """The head of the office that held the meeting; a deputy for units and fields he oversees."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if not acting.leads_office or difficulty.report.meeting.organiser_id not in acting.office_ids:
        return Denied("Lãnh đạo cơ quan tổ chức hội nghị trả lời khó khăn, đề xuất.")
    if acting.role != Role.PROVINCE_DEPUTY:
        return True
    held = overseen(acting, acting.taken_on or clock.today())
    if held.covers(unit_id=difficulty.unit_id, field_id=difficulty.field_id):
        return True
    return decides_for(acting, difficulty.unit)


@action("Nhận trả lời, kết thúc hoặc đề nghị trả lời lại khó khăn")
def may_settle_difficulty(user: User, difficulty: Difficulty) -> Answer:
    return _own(user, difficulty, "Đơn vị nêu khó khăn cho biết trả lời đã đủ hay chưa.")


def _own(user: User, difficulty: Difficulty, refusal: str) -> Answer:
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if difficulty.unit_id in acting.own_unit_ids and acting.types_figures:
        return True
    return Denied(refusal)
