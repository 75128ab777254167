"""Who is asked, and about what: people in every seat of two provinces, and samples of things."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Model

from procuracy.web import clock
from units.models import Appointment, Field, Person, Role, Unit, User
from units.role_table import Seat

SINCE = datetime.date(2020, 1, 1)
# Things made under the seal of a regional office are another office's business for the province.
HOME, REGION, ABROAD = "home", "region", "abroad"


@dataclass(frozen=True)
class Sample:
    thing: Model
    where: str = HOME

    @property
    def is_abroad(self) -> bool:
        return self.where == ABROAD

    def is_home_of(self, seat: Seat) -> bool:
        return self.where == HOME or (self.where == REGION and seat.place == "khu vực")


@dataclass
class World:
    users: dict[str, User] = field(default_factory=dict)
    samples: dict[type[Model], list[Sample]] = field(default_factory=dict)
    # Keys of the samples that exist for each of the people, once somebody asked.
    seen: dict[tuple[type[Model], User], set[int]] = field(default_factory=dict)

    def add(self, thing: Model, where: str = HOME) -> None:
        self.samples.setdefault(type(thing), []).append(Sample(thing, where))


@dataclass
class Province:
    unit: Unit
    secretariat: Unit
    departments: list[Unit]
    regions: list[Unit]

    @property
    def units(self) -> list[Unit]:
        return [self.unit, self.secretariat, *self.departments, *self.regions]


def unit_of(province: Province, seat: Seat) -> Unit:
    if seat.place == "khu vực":
        return province.regions[0]
    if seat.place == "phòng":
        return province.departments[0]
    leaders = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)
    return province.unit if seat.role in leaders else province.secretariat


def field_of_work(key: str) -> Field:
    return Field.objects.create(code=f"mau-{key}", name=f"Mẫu {key}", short_name=f"Mẫu {key}")


def make_province(key: str, fields: list[Field]) -> Province:
    def unit(name: str, kind: str, parent: Unit | None = None) -> Unit:
        return Unit.objects.create(code=f"mau-{key}-{name}", kind=kind, parent=parent)

    top = unit("tinh", Unit.Kind.PROVINCE)
    departments = [unit(f"phong-{no}", Unit.Kind.DEPARTMENT, top) for no in (1, 2)]
    for department, work in zip(departments, fields, strict=True):
        department.fields.add(work)
    regions = [unit(f"khu-vuc-{no}", Unit.Kind.REGION, top) for no in (1, 2)]
    return Province(top, unit("van-phong", Unit.Kind.DEPARTMENT, top), departments, regions)


def somebody(name: str, where: Unit, role: str) -> User:
    """Somebody in a seat, acting in it today."""
    person = Person.objects.create(full_name=name)
    Appointment.objects.create(
        person=person, unit=where, role=role, position=name, valid_from=SINCE
    )
    user = User(username=name, person=person)
    user.set_unusable_password()
    user.save()
    return user.act_on(clock.today())


def holder_of(world: World, code: str) -> Appointment:
    acting = world.users[code].acting
    assert acting
    return acting
