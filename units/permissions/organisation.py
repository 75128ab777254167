"""Who may do what with units, people, accounts and the history, and why not."""

import datetime

from django.db.models import Q

from procuracy.web import clock
from procuracy.web.access import Answer, Denied, action
from units.models import (
    Appointment,
    Delegation,
    Person,
    PersonTitle,
    Portfolio,
    Reorganisation,
    Role,
    RoleSetting,
    Unit,
    User,
)
from units.models.reorganisation import READERS
from units.overseeing import active_delegation, overseen

HEADING = "Tổ chức, cán bộ"

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


@action("Thêm đơn vị, nhập danh sách đơn vị từ XLSX")
def may_create_unit(user: User, parent: Unit | None = None) -> Answer:
    """Below the own province, or one that it succeeds; without a parent: anywhere at all."""
    return _province_office(user, parent)


@action("Ghi đơn vị kết thúc hoạt động")
def may_close_unit(user: User, unit: Unit) -> Answer:
    return _province_office(user, unit)


@action("Đính chính mã, số, ngày của đơn vị")
def may_correct_unit(user: User, unit: Unit) -> Answer:
    return _province_office(user, unit)


def _province_office(user: User, unit: Unit | None) -> Answer:
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if not acting.keeps_office or acting.office.kind != Unit.Kind.PROVINCE:
        return Denied("Chỉ Văn phòng VKSND cấp tỉnh ghi đơn vị thành lập, kết thúc, đính chính.")
    return True if unit is None or is_ours(acting, unit) else OTHER_OFFICE


@action("Xem việc sắp xếp tổ chức", on=Reorganisation)
def may_see_reorganisations(user: User, record: Reorganisation | None = None) -> Answer:
    """Names of colleagues and of work stand there; which ones is a matter of `visible_to`."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if acting.role in READERS and acting.office.kind == Unit.Kind.PROVINCE:
        return True
    return Denied(
        "Việc sắp xếp tổ chức dành cho lãnh đạo, Văn phòng, cán bộ tổ chức và thanh tra "
        "của VKSND cấp tỉnh."
    )


@action("Sáp nhập, chia tách, chuyển đơn vị; hoàn tác", on=Reorganisation)
def may_reorganise(user: User, thing: Reorganisation | Unit | None = None) -> Answer:
    """The Office of a province, for it and for those it succeeds."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    is_office = acting.role in (Role.HEAD_OF_OFFICE, Role.OFFICE_STAFF)
    if not is_office or acting.office.kind != Unit.Kind.PROVINCE:
        return Denied("Chỉ Văn phòng VKSND cấp tỉnh thực hiện việc sắp xếp tổ chức.")
    office = thing.office if isinstance(thing, Reorganisation) else thing
    return True if office is None or is_ours(acting, office) else OTHER_OFFICE


def is_ours(acting: Appointment, unit: Unit) -> bool:
    """The unit is the office worked for, stands below it, or was followed by one of these."""
    return unit.pk in acting.office_ids or unit.parent_id in acting.office_ids


def decides_for(acting: Appointment, unit: Unit) -> Answer:
    """A province's head in every unit of it; a deputy in his portfolio, or under a mandate.

    For what leadership decides about a unit's own work. Meetings that a deputy chairs and papers
    that he signs for the head (KT.) do not ask this.
    """
    if acting.role not in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY):
        return Denied("Việc này do lãnh đạo VKSND tỉnh quyết định.")
    if unit.pk not in acting.seen_unit_ids:
        return OTHER_OFFICE
    if acting.role == Role.PROVINCE_HEAD:
        return True
    on = acting.taken_on or clock.today()
    held = overseen(acting, on)
    if held.covers(unit_id=unit.pk) or held.field_ids & _fields_of(unit, bool(held.field_ids)):
        return True
    return True if active_delegation(acting, on) else _overseen_by_another(unit, on)


def _fields_of(unit: Unit, asked: bool) -> frozenset[int]:
    """A department's fields of work: who oversees the field oversees its department."""
    if not asked or unit.is_office:
        return frozenset()
    return frozenset(unit.fields.values_list("pk", flat=True))


def _overseen_by_another(unit: Unit, on: datetime.date) -> Denied:
    """Names who oversees the unit, or its work where it is a department."""
    of_unit = Q(unit=unit, field__isnull=True)
    of_work = Q(unit__isnull=True, field__in=unit.fields.all())
    rows = Portfolio.objects.current(on).filter(of_unit if unit.is_office else of_unit | of_work)
    leaders = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)
    names = rows.filter(appointment__role__in=leaders).order_by("appointment__person__given_name")
    held = dict.fromkeys(names.values_list("appointment__person__full_name", flat=True))
    if not held:
        return Denied("Đơn vị này chưa phân công lãnh đạo phụ trách: do Viện trưởng quyết định.")
    comrades = "đồng chí" if len(held) == 1 else "các đồng chí"
    return Denied(f"Đơn vị này do {comrades} {', '.join(held)} phụ trách.")


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


@action("Sửa mô tả vai trò, yêu cầu xác thực hai bước")
def may_edit_roles(user: User, role: RoleSetting | None = None) -> Answer:
    """The words and what signing in asks; what a role may do is not edited by anybody."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.role != Role.ADMINISTRATOR:
        return Denied("Chỉ quản trị hệ thống sửa mô tả vai trò.")
    return True


@action("Ghi điều động, luân chuyển, biệt phái")
def may_transfer(user: User, appointment: Appointment) -> Answer:
    return may_end_appointment(user, appointment)


@action("Sửa, xóa chức vụ ghi nhầm")
def may_correct_appointment(user: User, appointment: Appointment) -> Answer:
    """Whether anything rests on it is a matter of the action."""
    return may_end_appointment(user, appointment)


@action("Ghi chức danh của cán bộ")
def may_keep_titles(user: User, title: PersonTitle) -> Answer:
    return may_keep_persons(user, title.person)


@action("Nhập danh sách cán bộ từ tệp Excel")
def may_import_persons(user: User) -> Answer:
    """Persons with their first positions, so for whoever gives the positions of the office."""
    if user.acting is None:
        return NO_POSITION
    if user.acting.role != Role.PERSONNEL:
        return Denied("Chỉ cán bộ tổ chức nhập danh sách cán bộ.")
    return True


@action("Phân công phụ trách đơn vị, lĩnh vực", on=Portfolio)
def may_keep_portfolios(user: User, portfolio: Portfolio | None = None) -> Answer:
    """Of the own office: its head decides, its Office and personnel write it down."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if not (acting.role == Role.PERSONNEL or acting.keeps_office or _heads_office(acting)):
        return Denied("Phân công phụ trách do Viện trưởng, Văn phòng và cán bộ tổ chức ghi.")
    if portfolio is not None and portfolio.appointment.office.pk not in acting.office_ids:
        return OTHER_OFFICE
    return True


def _heads_office(acting: Appointment) -> bool:
    heads = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)
    return acting.role in heads and acting.unit.is_office


@action("Ủy quyền, thu hồi ủy quyền", on=Delegation)
def may_delegate(user: User, delegation: Delegation | None = None) -> Answer:
    """The head; his Office writes down what he signed on paper."""
    acting = user.acting
    if acting is None:
        return NO_POSITION
    if not (acting.keeps_office or _heads_office(acting)):
        if acting.delegation_id:
            return Denied("Người được ủy quyền không ủy quyền lại cho người khác.")
        return Denied("Ủy quyền do Viện trưởng ký, Văn phòng của cơ quan ghi.")
    if delegation is not None and delegation.grantor.unit_id not in acting.office_ids:
        return OTHER_OFFICE
    return True


@action("Tra cứu lịch sử thay đổi của cơ quan, xuất bảng tính")
def may_search_history(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.role != Role.INSPECTOR:
        return Denied("Chỉ thanh tra tra cứu lịch sử; lịch sử một bản ghi ở trang của bản ghi đó.")
    return True


@action("Xem, in niêm phong lịch sử hằng ngày")
def may_see_seals(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    acting = user.acting
    if acting.role in (Role.INSPECTOR, Role.HEAD_OF_OFFICE) or acting.leads_office:
        return True
    return Denied("Niêm phong lịch sử dành cho lãnh đạo, Chánh Văn phòng và thanh tra.")


@action("Đề nghị xóa nội dung lộ bí mật nhà nước")
def may_ask_purge(user: User) -> Answer:
    if user.acting is None:
        return NO_POSITION
    if user.acting.role not in (Role.INSPECTOR, Role.HEAD_OF_OFFICE):
        return Denied("Chỉ Chánh Văn phòng và thanh tra đề nghị xóa nội dung lộ bí mật.")
    return True


@action("Xác nhận xóa nội dung lộ bí mật nhà nước")
def may_confirm_purge(user: User) -> Answer:
    """The second person; that it is another one is asked again when it is carried out."""
    if user.acting is None:
        return NO_POSITION
    if not user.acting.leads_office:
        return Denied("Chỉ lãnh đạo cơ quan xác nhận xóa nội dung lộ bí mật.")
    return True


@action("Xem việc xóa nội dung lộ bí mật nhà nước")
def may_see_purges(user: User) -> Answer:
    return may_ask_purge(user) or may_confirm_purge(user)
