"""Monthly figures: who types them, and the departments that read and check their fields."""

from procuracy.web.access import Answer, Denied, action
from targets.models import FieldCheck, FieldQuestion
from targets.permissions.targets import NO_POSITION, may_read
from units.models import Unit, User
from units.reach import IN_THE_FIELD, reach

HEADING = "Số liệu tháng"


@action("Nhập số liệu tháng")
def may_enter_figures(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    # The unit itself first: those it succeeds cost a query, at every keystroke that is saved.
    if unit.pk != user.acting.unit_id and unit.pk not in user.acting.own_unit_ids:
        return Denied("Số liệu của đơn vị khác chỉ được xem; đơn vị nào nhập số liệu đơn vị đó.")
    if not user.acting.types_figures:
        return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị nhập số liệu của đơn vị.")
    return True


@action("Tải, nạp sổ nhập số liệu (Excel) của đơn vị")
def may_load_workbooks(user: User, thing: object = None) -> Answer:
    """Who types figures; whose workbook it is, is asked again as a file comes back."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.types_figures:
        return True
    return Denied("Cán bộ tổng hợp và lãnh đạo đơn vị nhập số liệu của đơn vị.")


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
