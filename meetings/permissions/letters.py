"""Ordinary official letters: a unit writes, its office approves, signs off, numbers, releases."""

from meetings.models import Letter
from procuracy.web.access import Answer, Denied, action
from units.models import Role, User
from units.permissions.organisation import NO_POSITION

HEADING = "Công văn"


@action("Xem danh sách công văn của cơ quan, đơn vị")
def may_list_letters(user: User) -> Answer:
    """Which ones is a matter of `Letter.objects.visible_to`."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    works = acting.leads_office or acting.keeps_office or acting.keeps_register
    if works or acting.types_figures or acting.role == Role.INSPECTOR:
        return True
    return Denied("Công văn do người soạn của đơn vị, lãnh đạo, Văn phòng và văn thư xử lý.")


@action("Soạn công văn")
def may_create_letter(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.types_figures:
        return True
    return Denied("Công văn do lãnh đạo, cán bộ tổng hợp của đơn vị hoặc Văn phòng soạn.")


@action("Xem công văn đang xử lý")
def may_see_letter(user: User, letter: Letter) -> Answer:
    return may_list_letters(user)


@action("Sửa công văn")
def may_edit_letter(user: User, letter: Letter) -> Answer:
    """Who writes in its unit, and the Office and leadership of the issuing office."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    writes = acting.types_figures and letter.unit_id in acting.own_unit_ids
    if writes or ((acting.keeps_office or acting.leads_office) and _is_of_office(user, letter)):
        return True
    return Denied("Công văn do đơn vị soạn thảo, Văn phòng và lãnh đạo cơ quan sửa.")


@action("Duyệt công văn")
def may_approve_letter(user: User, letter: Letter) -> Answer:
    """Leadership or the head of Office; the head of a unit what its own people sign by order."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    signs_here = letter.signer.unit_id == letter.unit_id and letter.unit_id in acting.own_unit_ids
    if acting.leads_unit and signs_here:
        return True
    leads = acting.leads_office or acting.role == Role.HEAD_OF_OFFICE
    if leads and _is_of_office(user, letter):
        return True
    return Denied("Công văn do lãnh đạo cơ quan, Chánh Văn phòng hoặc lãnh đạo đơn vị ký duyệt.")


@action("Trả lại, ghi nhận chữ ký, phát hành công văn")
def may_handle_letter(user: User, letter: Letter) -> Answer:
    acting = user.acting
    if acting is None:
        return NO_POSITION
    works = acting.leads_office or acting.keeps_office or acting.keeps_register
    if works and _is_of_office(user, letter):
        return True
    return Denied("Công văn do lãnh đạo, Văn phòng và văn thư của cơ quan trình ký, phát hành.")


@action("Cấp số công văn; hủy số")
def may_number_letter(user: User, letter: Letter) -> Answer:
    if user.acting and user.acting.keeps_register and _is_of_office(user, letter):
        return True
    return Denied("Số văn bản do văn thư của cơ quan cấp.")


def _is_of_office(user: User, letter: Letter) -> bool:
    return bool(user.acting) and letter.office_id in user.acting.office_ids  # type: ignore[union-attr]
