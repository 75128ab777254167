"""Who may do what with units, people, accounts and documents, and why not."""

from procuracy.web.access import Answer, Denied, action
from units.models import Appointment, Document, Person, Register, Role, Unit, User

NO_POSITION = Denied("Tài khoản chưa được phân công chức vụ.")
OTHER_OFFICE = Denied("Đơn vị này thuộc cơ quan khác.")

# Personnel and administrator hold each other's keys; neither can give himself a position.
GIVEN_BY_ADMINISTRATOR = (Role.PERSONNEL, Role.ADMINISTRATOR)


@action("Xem cơ cấu tổ chức, cán bộ", on=Unit)
def may_see_organisation(user: User, thing: object = None) -> Answer:
    return NO_POSITION if user.acting is None else True


@action("Sửa thông tin đơn vị")
def may_edit_unit(user: User, unit: Unit) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if not user.acting.keeps_office:
        return Denied("Chỉ Văn phòng của cơ quan sửa thông tin đơn vị.")
    return True if is_ours(user.acting, unit) else OTHER_OFFICE


def is_ours(acting: Appointment, unit: Unit) -> bool:
    """The unit is the office worked for, stands below it, or was followed by one of these."""
    return unit.pk in acting.office_ids or unit.parent_id in acting.office_ids


def roles_given_by(user: User) -> list[Role]:
    """The roles this user may give to somebody else."""
    if user.acting is None:
        return []
    if user.acting.role == Role.ADMINISTRATOR:
        return list(GIVEN_BY_ADMINISTRATOR)
    if user.acting.role == Role.PERSONNEL:
        return [role for role in Role if role not in GIVEN_BY_ADMINISTRATOR]
    return []


@action("Thêm, sửa thông tin cán bộ")
def may_keep_persons(user: User, person: Person | None = None) -> Answer:
    """Add a person, or correct the particulars of one of the own office."""
    if user.acting is None:
        return NO_POSITION
    if not roles_given_by(user):
        return Denied("Chỉ cán bộ tổ chức và quản trị hệ thống ghi thông tin cán bộ.")
    if person is not None and not _is_our_person(user.acting, person):
        return Denied("Cán bộ này thuộc cơ quan khác.")
    return True


def _is_our_person(acting: Appointment, person: Person) -> bool:
    """Holds or held a position in the own office, or has never held any."""
    units = [held.unit for held in person.appointments.select_related("unit")]
    return not units or any(is_ours(acting, unit) for unit in units)


@action("Ghi bổ nhiệm cho cán bộ")
def may_appoint(user: User, person: Person) -> Answer:
    """Give the person a position; a person of another office may take up one here too."""
    if user.acting is None:
        return NO_POSITION
    if not roles_given_by(user):
        return Denied("Chỉ cán bộ tổ chức ghi việc bổ nhiệm.")
    if person.pk == user.person_id:
        return Denied("Không tự ghi chức vụ cho chính mình: nhờ cán bộ tổ chức khác.")
    return True


@action("Ghi thôi giữ chức vụ")
def may_end_appointment(user: User, appointment: Appointment) -> Answer:
    answer = may_appoint(user, appointment.person)
    if not answer or user.acting is None:
        return answer
    if appointment.role not in roles_given_by(user):
        return Denied("Chức vụ này do bộ phận khác ghi.")
    return True if is_ours(user.acting, appointment.unit) else OTHER_OFFICE


@action("Cấp, khóa tài khoản, cấp lại mật khẩu")
def may_keep_accounts(user: User, person: Person | None = None) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.role != Role.ADMINISTRATOR:
        return Denied("Chỉ quản trị hệ thống quản lý tài khoản.")
    if person is None:
        return True
    if person.pk == user.person_id:
        return Denied("Không tự khóa hoặc cấp lại mật khẩu cho tài khoản của mình.")
    if not _is_our_person(user.acting, person):
        return Denied("Cán bộ này thuộc cơ quan khác.")
    return True


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
