"""What the unit that asked is told."""

from meetings.models import DirectiveTask
from meetings.permissions.meetings import UNASSIGNED
from procuracy.web.access import Answer, Denied, action
from units.models import User

HEADING = "Nhiệm vụ theo dõi"


@action("Xác nhận đã biết việc được trả lời, cam kết")
def may_note_told(user: User, task: DirectiveTask) -> Answer:
    """The unit whose question or difficulty the task answers."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if task.directive.asked_by_id not in acting.own_unit_ids:
        return Denied("Chỉ đơn vị đã nêu câu hỏi, khó khăn xác nhận đã biết.")
    if not acting.types_figures:
        return Denied("Lãnh đạo, cán bộ tổng hợp của đơn vị xác nhận đã biết.")
    return True
