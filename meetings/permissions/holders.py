"""Tasks that nobody holds since an appointment ended."""

from meetings.models import DirectiveTask
from meetings.permissions.meetings import UNASSIGNED
from procuracy.web.access import Answer, Denied, action
from units.models import User

HEADING = "Nhiệm vụ theo dõi"
BY_OFFICE = "Văn phòng, lãnh đạo của cơ quan giao nhiệm vụ giao lại người thực hiện."


@action("Xem nhiệm vụ không còn người thực hiện", on=DirectiveTask)
def may_list_unheld(user: User) -> Answer:
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    return True if acting.keeps_office or acting.leads_office else Denied(BY_OFFICE)


@action("Giao lại nhiệm vụ của người đã thôi giữ chức vụ")
def may_name_holder(user: User, task: DirectiveTask) -> Answer:
    """Whose order it is."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    ours = task.directive.giver_id in acting.office_ids
    if ours and (acting.keeps_office or acting.leads_office):
        return True
    return Denied(BY_OFFICE)
