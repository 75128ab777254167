"""Plans and working programmes: who draws them up, approves, and reports what was done."""

from procuracy.web.access import Answer, Denied, action
from targets.models import Plan, PlanTask
from targets.permissions.targets import NO_POSITION
from units.models import User
from units.permissions import decides_for

HEADING = "Kế hoạch, chương trình công tác"


@action("Lập kế hoạch, chương trình công tác")
def may_create_plan(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.types_figures or user.acting.leads_office:
        return True
    return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị lập kế hoạch, chương trình công tác.")


@action("Sửa kế hoạch, chương trình công tác")
def may_edit_plan(user: User, plan: Plan) -> Answer:
    """The unit's own people; for an office's plan those who lead it or do the Office's work."""
    if user.acting is None:
        return NO_POSITION
    own = plan.unit_id in user.acting.own_unit_ids and user.acting.types_figures
    office = plan.unit_id in user.acting.office_ids and (
        user.acting.keeps_office or user.acting.leads_office
    )
    if own or office:
        return True
    return Denied("Kế hoạch này của đơn vị khác, chỉ được xem.")


@action("Phê duyệt kế hoạch, chương trình công tác")
def may_approve_plan(user: User, plan: Plan) -> Answer:
    """The unit's own leader; above it the head of the province, a deputy in his portfolio."""
    if user.acting is None:
        return NO_POSITION
    own = plan.unit_id in user.acting.own_unit_ids and user.acting.leads_unit
    office = plan.unit_id in user.acting.office_ids and user.acting.leads_office
    if own or office:
        return True
    if user.acting.leads_office:
        return decides_for(user.acting, plan.unit)
    return Denied("Thủ trưởng đơn vị lập kế hoạch phê duyệt kế hoạch.")


@action("Sửa nhiệm vụ trong kế hoạch")
def may_edit_task(user: User, task: PlanTask) -> Answer:
    return may_edit_plan(user, task.plan)


@action("Ghi kết quả nhiệm vụ trong kế hoạch")
def may_finish_task(user: User, task: PlanTask) -> Answer:
    """Whoever keeps the plan, and the unit that leads the task."""
    if user.acting is None:
        return NO_POSITION
    if task.lead_id in user.acting.own_unit_ids and user.acting.types_figures:
        return True
    if may_edit_plan(user, task.plan):
        return True
    return Denied("Đơn vị chủ trì hoặc đơn vị lập kế hoạch ghi kết quả nhiệm vụ.")
