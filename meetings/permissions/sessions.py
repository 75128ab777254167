"""Working sessions with one unit and launches of its programme: who sees, accepts and chooses."""

from meetings.models import Meeting
from meetings.permissions.meetings import UNASSIGNED, may_list_meetings
from procuracy.web.access import Answer, Denied, action
from units.models import User

HEADING = "Buổi làm việc với đơn vị, triển khai chương trình"


@action("Xem trang buổi làm việc với đơn vị, trang triển khai chương trình")
def may_see_session(user: User, meeting: Meeting) -> Answer:
    """Leadership and Office of the organiser, and the unit concerned; nobody else who attends."""
    if not (answer := may_list_meetings(user)):
        return answer
    acting = user.acting
    assert acting
    if meeting.with_unit_id in acting.own_unit_ids:
        return True
    organises = meeting.organiser_id in acting.office_ids
    if organises and (acting.leads_office or acting.keeps_office):
        return True
    return Denied(
        "Chỉ lãnh đạo, Văn phòng của cơ quan tổ chức và đơn vị làm việc được xem trang này."
    )


@action("Tiếp thu yêu cầu của buổi làm việc vào chương trình của đơn vị")
def may_accept(user: User, meeting: Meeting) -> Answer:
    """The unit's leaders and clerk; the supplement then goes to its head as any other."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if meeting.with_unit_id not in acting.own_unit_ids:
        return Denied("Chính đơn vị làm việc tiếp thu yêu cầu vào chương trình của mình.")
    if not acting.types_figures:
        return Denied("Lãnh đạo và cán bộ tổng hợp của đơn vị tiếp thu yêu cầu.")
    return True


@action("Chọn khâu đột phá tại hội nghị triển khai chương trình")
def may_choose_breakthrough(user: User, meeting: Meeting) -> Answer:
    """In the hall: whoever runs the meeting, and those who write the unit's programme."""
    if not (answer := may_see_session(user, meeting)):
        return answer
    acting = user.acting
    assert acting
    if acting.types_figures or acting.leads_office or acting.keeps_office:
        return True
    return Denied(
        "Người điều hành hội nghị và người lập chương trình của đơn vị chọn khâu đột phá."
    )
