"""People in workbooks: the form to fill in, the list shown, and an import judged row by row."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from procuracy.web import xlsx
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Column, Fault, Kind, Row, Sheet, Table, Value
from units.actions.appointments import already_held
from units.forms import USERNAME
from units.models import Appointment, Person, PersonTitle, Role, Unit, User
from units.models.organisation import UnitQuerySet
from units.models.people import ONE_HOLDER, PersonQuerySet

NAME, TITLE, UNIT, ROLE = "Họ và tên", "Chức danh", "Đơn vị", "Vai trò"
POSITION, SINCE = "Chức vụ", "Từ ngày"
EMAIL, PHONE, USER = "Thư điện tử", "Điện thoại", "Tên đăng nhập"
SHEET = "Cán bộ"
MOST_PERSONS = 2_000
_TITLES = {title.label: title.value for title in PersonTitle.Title}
_ROLES = {role.label: role for role in Role}


def columns(roles: Iterable[Role] = tuple(Role)) -> list[Column]:
    """`roles`: those offered in the form; which of them may be given is judged by row."""
    return [
        Column(NAME, longest=80, is_required=True, width=26),
        Column(TITLE, words=tuple(_TITLES), width=24),
        Column(UNIT, longest=80, is_required=True, width=24),
        Column(ROLE, words=tuple(role.label for role in roles), is_required=True, width=26),
        Column(POSITION, longest=80, is_required=True, width=26),
        Column(SINCE, Kind.DAY, is_required=True, width=12),
        Column(EMAIL, longest=254, width=28),
        Column(PHONE, longest=30, width=16),
        Column(USER, longest=60, width=18),
    ]


# Writing


def form(roles: list[Role], units: UnitQuerySet, on: datetime.date) -> bytes:
    """An empty table, an example beside it, and the words that are understood."""
    example = (
        "Nguyễn Văn A",
        PersonTitle.Title.INTERMEDIATE_PROSECUTOR.label,
        next((unit.short_name for unit in units if unit.kind == Unit.Kind.DEPARTMENT), "Phòng 9"),
        Role.UNIT_CLERK.label,
        "Kiểm sát viên",
        on,
        "a.nguyenvan@example.vn",
        "0912 345 678",
        "a.nguyenvan",
    )
    return xlsx.write(
        [
            Table(SHEET, columns(roles), (), room=500),
            Table("Ví dụ", columns(roles), [example]),
            Table("Đơn vị", [Column("Mã", width=16), Column("Tên gọn", width=40)], _codes(units)),
            Table("Chức danh", [Column(TITLE, width=30)], [(label,) for label in _TITLES]),
            Table("Vai trò", [Column(ROLE, width=34)], [(role.label,) for role in roles]),
        ]
    )


def _codes(units: UnitQuerySet) -> list[tuple[str, str]]:
    return [(unit.code, unit.short_name) for unit in units]


def exported(people: PersonQuerySet, on: datetime.date) -> bytes:
    """`people`: with `title` and `held`; one line for each position held today."""
    shown = [*columns(), Column("Hình thức", width=18), Column("Quyết định", width=40)]
    lines = [line for person in people for line in _lines(person)]
    return xlsx.write(
        [Table(SHEET, shown, lines, lines=[f"Danh sách cán bộ ngày {screen_day(on)}"])]
    )


def _lines(person: Person) -> list[tuple[Value, ...]]:
    held: list[Appointment] = person.held  # type: ignore[attr-defined]
    contact = (person.email, person.phone, "")
    if not held:
        return [(person.full_name, person.title, "", "", "", None, *contact, "", "")]
    return [
        (
            person.full_name,
            person.title,
            f"{row.unit.short_name} ({row.unit.parent})"
            if row.unit.kind == Unit.Kind.DEPARTMENT
            else row.unit.short_name,
            row.get_role_display(),
            f"{'Quyền ' if row.is_acting else ''}{row.position}",
            row.valid_from,
            *contact,
            row.get_manner_display() + (", kiêm nhiệm" if row.is_concurrent else ""),
            row.decision,
        )
        for row in held
    ]


# Reading


@dataclass(frozen=True)
class Newcomer:
    """A person to be, with title and first position, as one row of the sheet says."""

    row: int
    full_name: str
    title: str
    unit: Unit
    role: Role
    position: str
    valid_from: datetime.date
    email: str
    phone: str
    username: str

    @property
    def title_words(self) -> str:
        return PersonTitle.Title(self.title).label if self.title else ""


@dataclass
class Judged:
    newcomers: list[Newcomer] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def judged(sheet: Sheet, *, roles: list[Role], units: UnitQuerySet) -> Judged:
    """Everything that stands against the rows; costs the same queries for one and for many.

    `roles`: those the importer may give; `units`: those he may fill.
    """
    if len(sheet.rows) > MOST_PERSONS:
        raise Refused(f"Mỗi lần nhập tối đa {MOST_PERSONS} người: chia thành nhiều tệp.")
    answer = Judged(faults=list(sheet.faults))
    known = _Known(sheet.rows, units)
    for row in sheet.rows:
        wrong: list[tuple[str, str]] = []

        def say(heading: str, sentence: str, into: list[tuple[str, str]] = wrong) -> None:
            into.append((heading, sentence))

        newcomer = _newcomer(row, roles, known, say)
        _judge_names(row, known, say)
        if newcomer and newcomer.role in ONE_HOLDER:
            _judge_holder(newcomer, known, say)
        answer.faults += [sheet.fault(row.number, *one) for one in wrong]
        if newcomer and not wrong:
            answer.newcomers.append(newcomer)
    answer.faults.sort(key=lambda fault: (fault.row, fault.letter))
    return answer


Say = Callable[[str, str], None]


class _Known:
    """What the database and the other rows hold about the rows' names, in a few queries."""

    def __init__(self, rows: list[Row], units: UnitQuerySet) -> None:
        self.units: dict[str, list[Unit]] = defaultdict(list)
        for unit in units.prefetch_related("names"):
            self.units[_plain(unit.code)].append(unit)
            for name in {_plain(named.short_name) for named in unit.names.all()}:
                self.units[name].append(unit)
        names = {_plain(row.text(NAME)) for row in rows}
        people = Person.objects.filter(full_name__in={_shown(row.text(NAME)) for row in rows})
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in people.prefetch_related("appointments"):
            if _plain(person.full_name) in names:
                self.people[_plain(person.full_name)].append(person)
        emails = {row.text(EMAIL).lower() for row in rows} - {""}
        taken = Person.objects.filter(email__in=emails | {row.text(EMAIL) for row in rows} - {""})
        self.emails = {person.email.lower(): person for person in taken}
        wanted = {row.text(USER) for row in rows} - {""}
        self.usernames = set(
            User.objects.filter(username__in=wanted).values_list("username", flat=True)
        ) | set(
            Person.objects.filter(suggested_username__in=wanted).values_list(
                "suggested_username", flat=True
            )
        )
        self.counts = {
            heading: Counter(row.text(heading).lower() for row in rows) for heading in (EMAIL, USER)
        }
        self.first: dict[str, int] = {}
        self.heads: dict[tuple[int, str], Newcomer] = {}
        held = Appointment.objects.filter(unit__in=units, role__in=ONE_HOLDER)
        self.holders: dict[tuple[int, str], list[Appointment]] = defaultdict(list)
        for one in held.select_related("person").order_by("-valid_from"):
            self.holders[one.unit_id, one.role].append(one)


def _newcomer(row: Row, roles: list[Role], known: _Known, say: Say) -> Newcomer | None:
    since, role = row.day(SINCE), _ROLES.get(row.text(ROLE))
    if since is None or role is None:
        return None
    if role not in roles:
        say(ROLE, f"Vai trò “{role.label}” do bộ phận khác ghi.")
    unit = _unit(row.text(UNIT), since, known, say)
    if unit is None:
        return None
    return Newcomer(
        row=row.number,
        full_name=_shown(row.text(NAME)),
        title=_TITLES.get(row.text(TITLE), ""),
        unit=unit,
        role=role,
        position=_shown(row.text(POSITION)),
        valid_from=since,
        email=row.text(EMAIL),
        phone=row.text(PHONE),
        username=row.text(USER),
    )


def _unit(text: str, on: datetime.date, known: _Known, say: Say) -> Unit | None:
    found = {unit.pk: unit for unit in known.units.get(_plain(text), [])}
    living = [unit for unit in found.values() if unit.exists_on(on)]
    if not found:
        say(UNIT, f"Không có đơn vị “{text[:40]}” trong cơ quan: ghi mã hoặc tên gọn.")
    elif not living:
        say(UNIT, f"Đơn vị này không hoạt động vào ngày {screen_day(on)}.")
    elif len(living) > 1:
        codes = ", ".join(unit.code for unit in living)
        say(UNIT, f"Có nhiều đơn vị cùng tên này: ghi mã ({codes}).")
    return living[0] if len(living) == 1 else None


def _judge_names(row: Row, known: _Known, say: Say) -> None:
    """The person, the address and the user name are nobody else's."""
    name, email, username = _plain(row.text(NAME)), row.text(EMAIL).lower(), row.text(USER)
    same = f"{name}|{email}|{row.text(PHONE)}"
    if before := known.first.get(same):
        say(NAME, f"Người này đã có ở dòng {before}; chức vụ kiêm nhiệm ghi ở trang cán bộ.")
    known.first.setdefault(same, row.number)
    if any(_is_same(person, email, row.text(PHONE)) for person in known.people.get(name, [])):
        say(
            NAME,
            "Đã có cán bộ này: ghi chức vụ ở trang của người ấy. "
            "Nếu là người khác trùng tên, ghi thư điện tử hoặc điện thoại để phân biệt.",
        )
    _judge_email(email, row, known, say)
    if username:
        _judge_username(username, known, say)


def _is_same(person: Person, email: str, phone: str) -> bool:
    """Of the same name: another one only when an address or a telephone tells them apart."""
    if email and person.email:
        return email == person.email.lower()
    return not (phone and person.phone) or _digits(phone) == _digits(person.phone)


def _judge_email(email: str, row: Row, known: _Known, say: Say) -> None:
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError:
        say(EMAIL, "Thư điện tử không đúng dạng, ví dụ a.nguyenvan@vks.gov.vn.")
        return
    if known.counts[EMAIL][email] > 1:
        say(EMAIL, "Thư điện tử này ghi cho hai dòng.")
    elif (other := known.emails.get(email)) and _plain(other.full_name) != _plain(row.text(NAME)):
        say(EMAIL, f"Thư điện tử này đã ghi cho {other.full_name}.")


def _judge_username(username: str, known: _Known, say: Say) -> None:
    try:
        USERNAME(username)
    except ValidationError as error:
        say(USER, str(error.messages[0]))
        return
    if known.counts[USER][username] > 1:
        say(USER, "Tên đăng nhập này ghi cho hai dòng.")
    elif username in known.usernames:
        say(USER, f"Tên đăng nhập “{username}” đã có người dùng.")


def _judge_holder(newcomer: Newcomer, known: _Known, say: Say) -> None:
    """One holder at a time: of those in office, and of the rows of the sheet."""
    place = (newcomer.unit.pk, newcomer.role)
    if before := known.heads.get(place):
        say(ROLE, f"Chức vụ này chỉ một người giữ; dòng {before.row} đã ghi {before.full_name}.")
    known.heads.setdefault(place, newcomer)
    for held in known.holders[place]:
        if held.valid_to is None or held.valid_to >= newcomer.valid_from:
            say(ROLE, already_held(held, newcomer.unit.naming(newcomer.valid_from).short_name))
            return


def _shown(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return _shown(text).casefold()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


# Between looking and writing


def packed(sheet: Sheet) -> dict[str, object]:
    """The rows as JSON holds them; judged again when they come back."""
    rows = [
        [row.number, {name: _json(cell) for name, cell in row.cells.items()}] for row in sheet.rows
    ]
    return {"digest": sheet.digest, "letters": sheet.letters, "rows": rows}


def unpacked(what: dict[str, object]) -> Sheet:
    rows = [
        Row(number, {name: _day(cell) if name == SINCE else cell for name, cell in cells.items()})
        for number, cells in what["rows"]  # type: ignore[attr-defined]
    ]
    return Sheet(str(what["digest"]), dict(what["letters"]), rows)  # type: ignore[call-overload]


def _json(cell: Value) -> str | int | None:
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def _day(cell: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(cell) if cell else None
