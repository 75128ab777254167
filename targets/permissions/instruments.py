"""Instruments: who keeps what came from elsewhere, who drafts and approves the office's own."""

from procuracy.web.access import Answer, Denied, action
from targets.models import Award, Instrument
from targets.permissions.targets import NO_POSITION, may_edit_catalogue
from units.models import Role, User

HEADING = "Văn bản căn cứ, khen thưởng"


@action("Soạn thảo, thêm văn bản căn cứ")
def may_add_instrument(user: User) -> Answer:
    """The Office drafts for its own; what came from elsewhere is kept by the province's."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.keeps_office:
        return True
    return Denied("Văn phòng soạn thảo và nhập văn bản căn cứ.")


@action("Sửa văn bản căn cứ, kèm tệp, ghi hiệu lực")
def may_edit_instrument(user: User, instrument: Instrument) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if instrument.unit_id is None:
        return may_edit_catalogue(user)
    if user.acting.keeps_office and instrument.unit_id in user.acting.office_ids:
        return True
    return Denied("Văn phòng của đơn vị soạn thảo sửa văn bản này.")


@action("Phê duyệt văn bản căn cứ do đơn vị soạn thảo")
def may_approve_instrument(user: User, instrument: Instrument) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.leads_office and instrument.unit_id in user.acting.office_ids:
        return True
    return Denied("Lãnh đạo của đơn vị soạn thảo phê duyệt văn bản này.")


@action("Ghi khen thưởng")
def may_add_award(user: User) -> Answer:
    """Personnel keep them with the persons' other records, the Office with the year's results."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.keeps_office or user.acting.role == Role.PERSONNEL:
        return True
    return Denied("Văn phòng, đơn vị tổ chức cán bộ ghi khen thưởng.")


@action("Sửa, xóa khen thưởng")
def may_edit_award(user: User, award: Award) -> Answer:
    return may_add_award(user)
