"""Targets: what is common to all offices, who gives them, who promises, who ranks."""

from procuracy.web.access import Answer, Denied, action
from targets.models import Figure
from targets.models.submissions import receives
from units.models import Role, Unit, User

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
    """The province's Office; whoever keeps a region's office works under thresholds given to it."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.role in _OFFICE and receives(user.acting):
        return True
    return Denied("Văn phòng VKSND tỉnh giao chỉ tiêu cho các đơn vị.")


@action("Đánh giá chỉ tiêu định tính")
def may_answer_target(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if unit.pk in user.acting.own_unit_ids and user.acting.types_figures:
        return True
    return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị đánh giá chỉ tiêu định tính của đơn vị mình.")


@action("Đăng ký ngưỡng phấn đấu")
def may_commit_targets(user: User, unit: Unit) -> Answer:
    """The unit's leaders promise; nobody promises for another unit."""
    if user.acting is None:
        return NO_POSITION
    if unit.pk in user.acting.own_unit_ids and (user.acting.leads_unit or user.acting.leads_office):
        return True
    return Denied("Lãnh đạo đơn vị đăng ký ngưỡng phấn đấu của đơn vị mình.")
