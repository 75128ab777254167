"""The people of the demonstration: real offices and positions, placeholder names, no real official.

`ACCOUNTS` is the list that is printed for somebody who tries the application.
"""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from units.models import Appointment, Person, Role, Unit, User

PASSWORD = "Minh-hoa-2026"
REFORM = datetime.date(2025, 7, 1)
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
_MIDDLES = ("Văn", "Thị", "Đức", "Thu", "Minh")
_GIVEN = "ABCDEGHKLMNPQRSTVXY"


def placeholder_names() -> Iterator[str]:
    """Nguyễn Văn A, Trần Thị B …: plainly nobody's name; 950 of them."""
    for number in itertools.count():
        given = _GIVEN[number % len(_GIVEN)]
        surname = _SURNAMES[number % len(_SURNAMES)]
        middle = _MIDDLES[number // (len(_GIVEN) * 2) % len(_MIDDLES)]
        yield f"{surname} {middle} {given}"


@dataclass(frozen=True)
class Seat:
    """A position to fill: `suffix` names the account, if there is one."""

    unit: str
    role: Role
    position: str
    suffix: str = ""


def province_seats(code: str) -> list[Seat]:
    """The seats of a province's leadership, Office and of the departments that have accounts."""
    return [
        Seat(code, Role.PROVINCE_HEAD, "Viện trưởng", "vientruong"),
        Seat(code, Role.PROVINCE_DEPUTY, "Phó Viện trưởng", "phovientruong"),
        Seat(f"{code}-VP", Role.HEAD_OF_OFFICE, "Chánh Văn phòng", "chanhvanphong"),
        Seat(f"{code}-VP", Role.OFFICE_STAFF, "Chuyên viên tổng hợp", "tonghop"),
        Seat(f"{code}-VP", Role.OFFICE_STAFF, "Chuyên viên tổng hợp", "thuky"),
        Seat(f"{code}-VP", Role.REGISTRY_CLERK, "Văn thư", "vanthu"),
        Seat(f"{code}-VP", Role.REGISTRY_CLERK, "Văn thư", "vanthu2"),
        Seat(f"{code}-P9", Role.UNIT_HEAD, "Trưởng Phòng 9", "truongphong9"),
        Seat(f"{code}-P9", Role.UNIT_DEPUTY, "Phó Trưởng Phòng 9", "phophong9"),
        Seat(f"{code}-P9", Role.UNIT_CLERK, "Chuyên viên Phòng 9", "phong9"),
        Seat(f"{code}-P15", Role.PERSONNEL, "Chuyên viên Phòng Tổ chức cán bộ", "tochuc"),
        Seat(f"{code}-TT", Role.INSPECTOR, "Thanh tra viên", "thanhtra"),
        Seat(f"{code}-VP", Role.ADMINISTRATOR, "Quản trị hệ thống", "quantri"),
    ]


def unit_seats(unit: Unit, prefix: str = "") -> list[Seat]:
    """Head, deputy, clerk; for a body with its own seal a registry clerk too."""
    if unit.is_office:
        seats = [
            Seat(unit.code, Role.UNIT_HEAD, "Viện trưởng", "vientruong"),
            Seat(unit.code, Role.UNIT_DEPUTY, "Phó Viện trưởng", "phovientruong"),
            Seat(unit.code, Role.UNIT_CLERK, "Cán bộ tổng hợp", "tonghop"),
            Seat(unit.code, Role.REGISTRY_CLERK, "Văn thư", "vanthu"),
        ]
    else:
        title = "Chánh Thanh tra" if unit.code.endswith("-TT") else "Trưởng phòng"
        seats = [Seat(unit.code, Role.UNIT_HEAD, title)]
    return seats if prefix else [Seat(s.unit, s.role, s.position) for s in seats]


class Staff:
    """Makes people for seats and remembers who holds which, for the scripts."""

    def __init__(self) -> None:
        self._names = placeholder_names()
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        # (unit code, role) → appointments in the order made; the first is the one scripts mean.
        self.held: dict[tuple[str, str], list[Appointment]] = {}
        # Writes for those who have no account of their own; nobody can sign in as it.
        self.stand_in = User(username="minh-hoa", is_active=False)
        self.stand_in.set_unusable_password()
        self.stand_in.save()
        self._password = User()
        self._password.set_password(PASSWORD)

    def hire(self, seat: Seat, since: datetime.date, prefix: str = "") -> Person:
        person = Person.objects.create(full_name=next(self._names))
        unit = self.units[seat.unit]
        until = unit.valid_to if unit.valid_to else None
        self.appoint(person, seat, since, until)
        if prefix and seat.suffix:
            username = f"{prefix}.{seat.suffix}"
            User.objects.create(username=username, person=person, password=self._password.password)
        return person

    def appoint(
        self, person: Person, seat: Seat, since: datetime.date, until: datetime.date | None
    ) -> Appointment:
        made = Appointment.objects.create(
            person=person,
            unit=self.units[seat.unit],
            role=seat.role,
            position=seat.position,
            valid_from=since,
            valid_to=until,
        )
        self.held.setdefault((seat.unit, seat.role), []).append(made)
        return made

    def holder(self, reference: str) -> Appointment:
        """The appointment meant by "unit code:role"."""
        code, role = reference.split(":")
        return self.held[code, role][0]

    def user_of(self, code: str, *roles: str) -> User | None:
        """An account among the holders of the first of these roles that has one."""
        for role in roles:
            for appointment in self.held.get((code, role), []):
                found = User.objects.filter(person_id=appointment.person_id).first()
                if found:
                    return found
        return None


# Seeds' provinces → (account prefix, the province that follows it, roles there if they change).
_FOLLOWED = {
    "QT": ("qt", "QT2", {}),
    "VL": ("vl", "VL2", {}),
    "TV": (
        "tv",
        "VL2",
        {
            Role.PROVINCE_HEAD: (Role.PROVINCE_DEPUTY, "Phó Viện trưởng"),
            Role.HEAD_OF_OFFICE: (Role.OFFICE_STAFF, "Phó Chánh Văn phòng"),
            Role.UNIT_HEAD: (Role.UNIT_DEPUTY, "Phó Trưởng Phòng 9"),
        },
    ),
    "PY": ("py", "DL2", {}),
}


def fill(staff: Staff) -> None:
    """Everybody of the four provinces, and where the reform of 1 July 2025 took them."""
    long_ago = datetime.date(2015, 1, 1)
    for code, (prefix, follower, changes) in _FOLLOWED.items():
        for seat in province_seats(code):
            person = staff.hire(seat, long_ago, prefix)
            role, position = changes.get(seat.role, (seat.role, seat.position))
            followed = seat.unit.replace(code, follower, 1)
            staff.appoint(person, Seat(followed, role, position), REFORM, None)
        with_accounts = {f"{code}-P9", f"{code}-VP"}
        for unit in sorted(staff.units.values(), key=lambda u: u.code):
            if unit.parent and unit.parent.code == code and unit.code not in with_accounts:
                for seat in unit_seats(unit):
                    staff.hire(seat, unit.valid_from or long_ago)
    for follower in ("QT2", "VL2", "DL2"):
        _fill_regions(staff, follower)


def _fill_regions(staff: Staff, follower: str) -> None:
    taken = {f"{follower}-P9", f"{follower}-VP"}
    for unit in sorted(staff.units.values(), key=lambda u: u.code):
        if unit.parent is None or unit.parent.code != follower or unit.code in taken:
            continue
        prefix = unit.code.split("-")[1].lower() if follower == "QT2" and unit.is_office else ""
        for seat in unit_seats(unit, prefix):
            staff.hire(seat, REFORM, prefix)
