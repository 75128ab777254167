"""Who sees how much others have to do."""

from meetings.permissions.meetings import UNASSIGNED
from procuracy.web.access import Answer, Denied, action
from targets.models import Plan
from units.models import User

HEADING = "Khối lượng công việc"


@action("Xem khối lượng công việc của các đơn vị, của từng người", on=Plan)
def may_see_workload(user: User) -> Answer:
    """Leadership and Office of all units they read; who leads a unit or writes its plan, of it."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if acting.leads_office or acting.keeps_office or acting.types_figures:
        return True
    return Denied("Lãnh đạo, Văn phòng, cán bộ tổng hợp của đơn vị xem khối lượng công việc.")
