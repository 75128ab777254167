"""What was ordered, after the meeting: who answers and who confirms."""

from meetings.models import DirectiveTask
from meetings.permissions.inspections import may_edit_inspection
from meetings.permissions.meetings import UNASSIGNED, may_list_meetings
from meetings.tasks import reclaiming
from meetings.tasks.answering import HEADS
from procuracy.web.access import Answer, Denied, action
from units.models import Role, Unit, User
from units.permissions import decides_for

HEADING = "Nhiệm vụ theo dõi"
GRANTED_BY_GIVER = (
    "Viện trưởng, Phó Viện trưởng phụ trách, Chánh Văn phòng của cơ quan giao nhiệm vụ quyết định "
    "gia hạn."
)


@action("Xem danh sách nhiệm vụ theo dõi", on=DirectiveTask)
def may_list_tasks(user: User) -> Answer:
    return may_list_meetings(user)


@action("Xem một nhiệm vụ và diễn biến")
def may_see_task(user: User, task: DirectiveTask) -> Answer:
    return may_list_tasks(user)


@action("Nhận, báo cáo kết quả nhiệm vụ")
def may_answer_task(user: User, task: DirectiveTask) -> Answer:
    """The unit's leaders and clerk, or the very person who was addressed or put in charge."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    named = (task.appointment, task.in_charge)
    if any(seat is not None and seat.person_id == acting.person_id for seat in named):
        return True
    if task.unit_id not in acting.own_unit_ids:
        return Denied("Nhiệm vụ do chính đơn vị được giao nhận và báo cáo.")
    if not acting.types_figures:
        return Denied("Chỉ lãnh đạo và cán bộ tổng hợp của đơn vị báo cáo nhiệm vụ.")
    return True


@action("Cử người phụ trách nhiệm vụ của đơn vị; duyệt, trả lại báo cáo của cán bộ")
def may_head_task(user: User, task: DirectiveTask) -> Answer:
    """The heads of the unit that has it."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if task.unit_id not in acting.own_unit_ids or acting.role not in HEADS:
        return Denied("Thủ trưởng, phó thủ trưởng của đơn vị được giao làm việc này.")
    return True


@action("Quyết định đề nghị gia hạn nhiệm vụ")
def may_extend_task(user: User, task: DirectiveTask) -> Answer:
    """The giver's head, a deputy in his portfolio, who chaired the meeting, and the head of Office,
    who does not for his own Office."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if task.directive.giver_id not in acting.office_ids:
        return Denied(GRANTED_BY_GIVER)
    if acting.role == Role.HEAD_OF_OFFICE:
        own = task.unit_id in acting.own_unit_ids
        return Denied("Đề nghị của Văn phòng do lãnh đạo Viện quyết định.") if own else True
    if not acting.leads_office:
        return Denied(GRANTED_BY_GIVER)
    meeting = task.directive.meeting
    if acting.heads_office or (meeting is not None and meeting.chair_id == acting.pk):
        return True
    if acting.role == Role.PROVINCE_DEPUTY:
        return decides_for(acting, task.unit)
    return True


@action("Chuyển giao nhiệm vụ cho đơn vị khác")
def may_hand_over_task(user: User, task: DirectiveTask) -> Answer:
    """Whose order it is says who carries it out: not the unit that would be rid of it."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if task.directive.giver_id in acting.office_ids and acting.role == Role.OFFICE_STAFF:
        return True
    return may_extend_task(user, task)


@action("Đề nghị nhận lại nhiệm vụ đã chuyển giao")
def may_reclaim_task(user: User, task: DirectiveTask) -> Answer:
    """The leaders and the clerk of a unit that handed it over."""
    acting = user.acting
    if acting is None:
        return Denied(UNASSIGNED)
    if not acting.types_figures or reclaiming.last_from(task, acting) is None:
        return Denied("Lãnh đạo, cán bộ tổng hợp của đơn vị đã chuyển giao đề nghị nhận lại.")
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
