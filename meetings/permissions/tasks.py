"""What was ordered, after the meeting: who answers and who confirms."""

from meetings.models import DirectiveTask
from meetings.permissions.inspections import may_edit_inspection
from meetings.permissions.meetings import UNASSIGNED, may_list_meetings
from procuracy.web.access import Answer, Denied, action
from units.models import Unit, User
from units.permissions import decides_for

HEADING = "Nhiệm vụ theo dõi"


@action("Xem danh sách nhiệm vụ theo dõi", on=DirectiveTask)
def may_list_tasks(user: User) -> Answer:
    return may_list_meetings(user)


@action("Xem một nhiệm vụ và diễn biến")
def may_see_task(user: User, task: DirectiveTask) -> Answer:
    return may_list_tasks(user)


@action("Nhận, báo cáo kết quả nhiệm vụ")
def may_answer_task(user: User, task: DirectiveTask) -> Answer:
    """The unit's leaders and clerk, or the very person who was addressed."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if task.appointment and task.appointment.person_id == acting.person_id:
        return True
    if task.unit_id not in acting.own_unit_ids:
        return Denied("Nhiệm vụ do chính đơn vị được giao nhận và báo cáo.")
    if not acting.types_figures:
        return Denied("Chỉ lãnh đạo và cán bộ tổng hợp của đơn vị báo cáo nhiệm vụ.")
    return True


@action("Xác nhận, trả lại kết quả nhiệm vụ")
def may_confirm_task(user: User, task: DirectiveTask) -> Answer:
    """The giver's Office; its head, and a deputy for his portfolio; of an inspection also who
    leads it."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    meeting = task.directive.meeting
    if meeting is None and (answer := _may_confirm_repair(user, task)):
        return answer
    if task.directive.giver_id in acting.office_ids:
        if acting.keeps_office or (meeting and meeting.chair_id == acting.pk):
            return True
        if acting.office.kind == Unit.Kind.PROVINCE and acting.leads_office:
            return decides_for(acting, task.unit)
    if meeting is None:
        return Denied("Kết quả do đơn vị chủ trì kiểm tra hoặc Văn phòng của cơ quan xác nhận.")
    return Denied("Kết quả do Văn phòng của cơ quan tổ chức hội nghị xác nhận.")


def _may_confirm_repair(user: User, task: DirectiveTask) -> Answer:
    """The inspecting department; nobody says of his own unit that it has mended itself."""
    finding = getattr(task.directive, "finding", None)
    if finding is None or (user.acting and task.unit_id in user.acting.own_unit_ids):
        return False
    return may_edit_inspection(user, finding.inspection)
