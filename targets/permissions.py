"""Who may read and write plans, figures and targets. Each rule answers True or says why not."""

from procuracy.web.access import Answer, Denied, action
from targets.models import FieldCheck, FieldQuestion, Figure, Plan, PlanTask
from units.models import Role, Unit, User
from units.permissions import decides_for
from units.reach import IN_THE_FIELD, reach

HEADING = "Kế hoạch, chỉ tiêu, số liệu"

NO_POSITION = Denied("Tài khoản chưa được phân công chức vụ.")
NO_BUSINESS = Denied("Quản trị hệ thống không xem kế hoạch và số liệu nghiệp vụ.")
_OFFICE = {Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF}


@action("Xem kế hoạch, số liệu, chỉ tiêu", on=Figure)
def may_read(user: User, thing: object = None) -> Answer:
    """Plans, figures and boards; which of them is for `visible_to` and `seen_unit_ids`."""
    if user.acting is None:
        return NO_POSITION
    return NO_BUSINESS if user.acting.role == Role.ADMINISTRATOR else True


@action("Sửa danh mục dùng chung: năm công tác, dòng thống kê, chỉ tiêu")
def may_edit_catalogue(user: User, thing: object = None) -> Answer:
    """Work years, instruments, lines and targets are common: a province's Office keeps them."""
    answer = may_read(user)
    if not answer or user.acting is None:
        return answer
    if user.acting.keeps_office and user.acting.office.kind == Unit.Kind.PROVINCE:
        return True
    return Denied("Văn phòng VKSND tỉnh sửa danh mục dùng chung.")


@action("Nhập số liệu tháng")
def may_enter_figures(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if unit.pk not in user.acting.own_unit_ids:
        return Denied("Số liệu của đơn vị khác chỉ được xem; đơn vị nào nhập số liệu đơn vị đó.")
    if not user.acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị nhập số liệu của đơn vị.")
    return True


@action("Xem số liệu lĩnh vực ở mọi đơn vị", on=FieldCheck)
def may_see_fields(user: User) -> Answer:
    """A department in its fields, and whoever reads the whole province."""
    answer = may_read(user)
    if not answer or user.acting is None:
        return answer
    acting = user.acting
    reads_all = acting.office.kind == Unit.Kind.PROVINCE and acting.office_ids <= (
        acting.seen_unit_ids
    )
    if reads_all or reach(acting).is_by_field:
        return True
    return Denied("Trang này dành cho phòng nghiệp vụ, lãnh đạo và Văn phòng VKSND tỉnh.")


@action("Hỏi lại, kiểm tra số liệu thuộc lĩnh vực của phòng")
def may_check_field(user: User, check: FieldCheck) -> Answer:
    """Who works in the field, of other units: nobody checks himself."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if check.unit_id in acting.own_unit_ids:
        return Denied("Không tự kiểm tra số liệu của đơn vị mình.")
    scope = reach(acting)
    if acting.role in IN_THE_FIELD and scope.covers(check.unit_id, check.field_id):
        return True
    return Denied("Phòng nghiệp vụ phụ trách lĩnh vực này hỏi và kiểm tra số liệu.")


@action("Trả lời câu hỏi của phòng nghiệp vụ về số liệu")
def may_answer_question(user: User, question: FieldQuestion) -> Answer:
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if question.field_check.unit_id not in acting.own_unit_ids:
        return Denied("Câu hỏi này do đơn vị được hỏi trả lời.")
    if not acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị trả lời câu hỏi về số liệu.")
    return True


@action("Xem bảng xếp hạng các đơn vị")
def may_rank_units(user: User) -> Answer:
    """Leadership only: a ranking is for who decides, not for those who stand in it."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.role in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY):
        return True
    return Denied("Bảng xếp hạng dành cho lãnh đạo VKSND tỉnh.")


@action("Giao chỉ tiêu cho các đơn vị")
def may_assign_targets(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.role not in _OFFICE:
        return Denied("Văn phòng VKSND tỉnh giao chỉ tiêu cho các đơn vị.")
    return True


@action("Đăng ký ngưỡng phấn đấu")
def may_commit_targets(user: User, unit: Unit) -> Answer:
    """The unit's leaders promise; nobody promises for another unit."""
    if user.acting is None:
        return NO_POSITION
    if unit.pk in user.acting.own_unit_ids and (user.acting.leads_unit or user.acting.leads_office):
        return True
    return Denied("Lãnh đạo đơn vị đăng ký ngưỡng phấn đấu của đơn vị mình.")


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
