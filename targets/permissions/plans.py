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


@action("Trình, rút lại kế hoạch và bổ sung kế hoạch")
def may_submit_plan(user: User, plan: Plan) -> Answer:
    return may_edit_plan(user, plan)


@action("Đưa kế hoạch vào thực hiện")
def may_start_plan(user: User, plan: Plan) -> Answer:
    """After the number and the day are known: by those who keep the plan or approved it."""
    return may_edit_plan(user, plan) or may_approve_plan(user, plan)


@action("Lập, rút bổ sung, điều chỉnh kế hoạch đã phê duyệt")
def may_supplement_plan(user: User, plan: Plan) -> Answer:
    return may_edit_plan(user, plan)


@action("Sửa nhiệm vụ trong kế hoạch")
def may_edit_task(user: User, task: PlanTask) -> Answer:
    return may_edit_plan(user, task.plan)


@action("Ghi diễn biến, kết quả nhiệm vụ trong kế hoạch")
def may_finish_task(user: User, task: PlanTask) -> Answer:
    """Whoever keeps the plan, the unit that leads the task, and who has it in charge himself."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if task.lead_id in acting.own_unit_ids and acting.types_figures:
        return True
    if may_edit_plan(user, task.plan):
        return True
    if any(person.pk == acting.person_id for person in task.people.all()):
        return True
    return Denied("Đơn vị chủ trì, người phụ trách hoặc đơn vị lập kế hoạch ghi kết quả nhiệm vụ.")


@action("Nhận nhiệm vụ cấp trên vào chương trình của đơn vị")
def may_take_up_task(user: User, task: PlanTask) -> Answer:
    """A unit directly below the one whose plan it stands in, by those who write its programme."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if acting.unit.parent_id != task.plan.unit_id:
        return Denied("Chỉ nhận nhiệm vụ trong kế hoạch của đơn vị cấp trên trực tiếp.")
    if not acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị nhận nhiệm vụ vào chương trình.")
    return True
