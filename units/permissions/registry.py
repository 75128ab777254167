"""Who may do what with an office's registers and issued documents, and why not."""

from procuracy.web.access import Answer, Denied, action
from units.models import AmendingPaper, Document, Register, Role, TrustRoot, User
from units.permissions.organisation import NO_POSITION, OTHER_OFFICE

HEADING = "Sổ văn bản, văn bản đã ban hành"


@action("Đọc văn bản đã ban hành")
def may_read_documents(user: User, document: Document | None = None) -> Answer:
    """Which ones is a matter of `Document.objects.visible_to`."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.role == Role.ADMINISTRATOR:
        return Denied("Quản trị hệ thống không xem nội dung nghiệp vụ.")
    return True


@action("Xem sổ văn bản đi")
def may_see_registers(user: User, register: Register | None = None) -> Answer:
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if (
        acting.keeps_register
        or acting.keeps_office
        or acting.leads_office
        or acting.role == Role.INSPECTOR
    ):
        return True
    return Denied("Sổ văn bản đi dành cho lãnh đạo, Văn phòng, văn thư và thanh tra của cơ quan.")


@action("Mở sổ, đổi cách cấp số")
def may_keep_registers(user: User, register: Register | None = None) -> Answer:
    """Open a register of the own office, or say how it numbers."""
    if user.acting is None:
        return NO_POSITION
    if not user.acting.keeps_office:
        return Denied("Chỉ Văn phòng của cơ quan mở sổ và đổi cách cấp số.")
    if register is not None and register.office_id not in user.acting.office_ids:
        return OTHER_OFFICE
    return True


@action("Xem ai đã đọc văn bản")
def may_see_accesses(user: User, document: Document) -> Answer:
    """Who has read it: a matter of the issuing office."""
    answer = may_see_registers(user)
    if not answer or user.acting is None:
        return answer
    if document.office_id not in user.acting.office_ids:
        return Denied("Lượt xem do cơ quan ban hành theo dõi.")
    return True


@action("Ghi số không dùng tại đây")
def may_skip_numbers(user: User, register: Register) -> Answer:
    """Say why no document here bears some numbers; a matter of who numbers."""
    if user.acting is None:
        return NO_POSITION
    if not (user.acting.keeps_register or user.acting.keeps_office):
        return Denied("Số không dùng tại đây do văn thư hoặc Văn phòng của cơ quan ghi.")
    return True if register.office_id in user.acting.office_ids else OTHER_OFFICE


@action("Soạn công văn đính chính, thu hồi văn bản")
def may_amend_document(user: User, document: Document) -> Answer:
    return _works_on(user, document.office_id)


@action("Xem công văn đính chính, thu hồi đang xử lý")
def may_see_amending(user: User, paper: AmendingPaper) -> Answer:
    return True if may_see_registers(user) else _works_on(user, paper.of.office_id)


@action("Sửa công văn đính chính, thu hồi")
def may_edit_amending(user: User, paper: AmendingPaper) -> Answer:
    return _works_on(user, paper.of.office_id)


@action("Duyệt công văn đính chính, thu hồi")
def may_approve_amending(user: User, paper: AmendingPaper) -> Answer:
    """Leadership, or the head of Office; never whoever only drafted it."""
    acting = user.acting
    if acting and (acting.leads_office or acting.role == Role.HEAD_OF_OFFICE):
        return _works_on(user, paper.of.office_id)
    return Denied("Công văn do lãnh đạo cơ quan hoặc Chánh Văn phòng duyệt.")


@action("Trình ký, phát hành công văn đính chính, thu hồi")
def may_handle_amending(user: User, paper: AmendingPaper) -> Answer:
    """Record that it was signed, give it back, release it."""
    return _works_on(user, paper.of.office_id)


@action("Cấp số công văn đính chính, thu hồi; hủy số")
def may_number_amending(user: User, paper: AmendingPaper) -> Answer:
    if user.acting and user.acting.keeps_register:
        return _works_on(user, paper.of.office_id)
    return Denied("Số văn bản do văn thư của cơ quan cấp.")


@action("Đưa bản đã ký của văn bản về hồ sơ")
def may_keep_signed_copy(user: User, document: Document) -> Answer:
    return _works_on(user, document.office_id)


@action("Ghi chứng thư của đơn vị cấp chữ ký số được tin cậy")
def may_keep_trust_roots(user: User, root: TrustRoot | None = None) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if not user.acting.keeps_office:
        return Denied("Chứng thư tin cậy do Văn phòng của cơ quan ghi.")
    if root is not None and root.office_id not in user.acting.office_ids:
        return OTHER_OFFICE
    return True


def _works_on(user: User, office_id: int) -> Answer:
    """Leadership, Office and registry of the issuing office."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if not (acting.leads_office or acting.keeps_office or acting.keeps_register):
        return Denied("Văn bản do lãnh đạo, Văn phòng và văn thư của cơ quan ban hành xử lý.")
    if office_id not in acting.office_ids:
        return Denied("Văn bản do cơ quan ban hành xử lý.")
    return True
