"""Who receives documents, follows their acknowledgement and keeps the names of recipients."""

from procuracy.web.access import Answer, Denied, action
from units.models import (
    Document,
    DocumentRecipient,
    OutsideBody,
    OutsideRecipient,
    RecipientGroup,
    Role,
    User,
)
from units.permissions.organisation import NO_POSITION, OTHER_OFFICE

HEADING = "Phát hành, tiếp nhận văn bản"


@action("Tiếp nhận văn bản gửi đến đơn vị")
def may_acknowledge_document(user: User, document: Document) -> Answer:
    """Whoever receives for a unit that has it; whether it was done is the domain's business."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if not acting.receives_documents:
        return Denied("Lãnh đạo, cán bộ tổng hợp, văn thư của đơn vị tiếp nhận văn bản đến.")
    received = DocumentRecipient.objects.filter(document=document)
    if not received.filter(unit_id__in=acting.own_unit_ids).exists():
        return Denied("Đơn vị không thuộc nơi nhận văn bản này trên hệ thống.")
    return True


@action("Xem đơn vị nào đã tiếp nhận văn bản")
def may_follow_documents(user: User) -> Answer:
    """Leadership, Office, registry and inspection of the issuing office."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    keeps = acting.keeps_office or acting.keeps_register or acting.leads_office
    if keeps or acting.role == Role.INSPECTOR:
        return True
    return Denied("Việc tiếp nhận do lãnh đạo, Văn phòng, văn thư cơ quan ban hành theo dõi.")


@action("Đặt thời hạn tiếp nhận văn bản")
def may_set_acknowledgement_term(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.keeps_office:
        return True
    return Denied("Thời hạn tiếp nhận do Văn phòng của cơ quan đặt.")


@action("Xem danh sách cơ quan bên ngoài, nhóm nơi nhận")
def may_see_outside_bodies(user: User) -> Answer:
    return may_follow_documents(user)


@action("Thêm, sửa cơ quan bên ngoài")
def may_edit_outside_bodies(user: User, row: OutsideBody | None = None) -> Answer:
    return _keeps_names(user, row)


@action("Thêm, sửa nhóm nơi nhận")
def may_edit_recipient_groups(user: User, row: RecipientGroup | None = None) -> Answer:
    return _keeps_names(user, row)


@action("Ghi văn bản đã gửi bưu điện")
def may_post_document(user: User, row: OutsideRecipient | None = None) -> Answer:
    """The Office or the registry clerk of the issuing office."""
    if user.acting is None:
        return NO_POSITION
    if not (user.acting.keeps_register or user.acting.keeps_office):
        return Denied("Văn thư hoặc Văn phòng của cơ quan ghi việc gửi bưu điện.")
    if row is not None and row.document.office_id not in user.acting.office_ids:
        return OTHER_OFFICE
    return True


def _keeps_names(user: User, row: OutsideBody | RecipientGroup | None) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if not (user.acting.keeps_register or user.acting.keeps_office):
        return Denied("Danh sách nơi nhận do Văn phòng, văn thư của cơ quan giữ.")
    if row is not None and row.office_id not in user.acting.office_ids:
        return OTHER_OFFICE
    return True
