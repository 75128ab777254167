"""Matters: read by field, told of by the unit, opened to words by the head of Office."""

from meetings.models import Matter, MatterRegister
from meetings.models.matter_registers import NOT_READERS
from meetings.permissions.meetings import UNASSIGNED
from procuracy.web.access import Answer, Denied, action
from targets.permissions import may_edit_catalogue
from units.models import Role, Unit, User

HEADING = "Vụ, việc theo dõi"


@action("Xem vụ, việc theo dõi", on=Matter)
def may_list_matters(user: User, thing: object = None) -> Answer:
    """Which ones is for `visible_to`: own units, own fields, the whole office for its leaders."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.role == Role.ADMINISTRATOR:
        return Denied("Quản trị hệ thống không xem nội dung nghiệp vụ.")
    if user.acting.role in NOT_READERS:
        return Denied("Vụ, việc theo dõi dành cho lãnh đạo, Văn phòng và cán bộ nghiệp vụ.")
    return True


@action("Mở, ghi vụ, việc của đơn vị mình")
def may_keep_matters(user: User) -> Answer:
    if not (answer := may_list_matters(user)):
        return answer
    assert user.acting
    if user.acting.types_figures:
        return True
    return Denied("Vụ, việc do lãnh đạo và cán bộ tổng hợp của đơn vị ghi.")


@action("Cập nhật, kết thúc vụ, việc theo dõi")
def may_update_matter(user: User, matter: Matter) -> Answer:
    if not (answer := may_keep_matters(user)):
        return answer
    assert user.acting
    if matter.unit_id in user.acting.own_unit_ids:
        return True
    return Denied("Vụ, việc do chính đơn vị theo dõi cập nhật.")


@action("Thêm, sửa sổ theo dõi vụ, việc", on=MatterRegister)
def may_keep_matter_registers(user: User, thing: object = None) -> Answer:
    """Common to all offices, like other catalogues."""
    return may_edit_catalogue(user)


@action("Cho ghi từng vụ, việc trong một sổ, hoặc chỉ ghi số lượng")
def may_switch_narrative(user: User, register: MatterRegister) -> Answer:
    """Design, rule 8: words in a register are the head of Office's decision."""
    if user.acting is None:
        return Denied(UNASSIGNED)
    if user.acting.role != Role.HEAD_OF_OFFICE or user.acting.office.kind != Unit.Kind.PROVINCE:
        return Denied("Chánh Văn phòng VKSND tỉnh quyết định sổ nào được ghi từng vụ, việc.")
    return True
