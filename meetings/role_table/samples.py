"""Two provinces with somebody in every seat and one of each thing that rules are asked about.

Built inside a transaction that is undone. A deputy oversees the first department and region only.
"""

import datetime
import hashlib
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils import timezone

from meetings.models import Directive, DirectiveTask, Meeting, MeetingKind, Notice, UnitReport
from procuracy.web import clock
from targets.models import FieldCheck, FieldQuestion, Figure, Indicator, Plan, PlanTask, WorkYear
from units.models import (
    Appointment,
    Delegation,
    Document,
    DocumentRecipient,
    Field,
    Person,
    Portfolio,
    Register,
    Reorganisation,
    Role,
    RoleSetting,
    Unit,
    User,
)
from units.models.registry import DocumentKind
from units.role_table import SEATS, Seat

SINCE = datetime.date(2020, 1, 1)
MONTH = SINCE
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


def build() -> World:
    world = World()
    fields = [_field("a"), _field("b")]
    home, abroad = _province("a", fields), _province("b", fields)
    for seat in SEATS:
        world.users[seat.code] = _user(f"mau-{seat.code}", _unit_of(home, seat), seat.role)
    _oversee(world, home)
    by = _user("mau-khac", abroad.secretariat, Role.OFFICE_STAFF)
    _organisation(world, home, abroad)
    _planned(world, home, abroad, fields, by)
    _heard(world, home, abroad, by)
    return world


def _unit_of(province: Province, seat: Seat) -> Unit:
    if seat.place == "khu vực":
        return province.regions[0]
    if seat.place == "phòng":
        return province.departments[0]
    leaders = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)
    return province.unit if seat.role in leaders else province.secretariat


def _field(key: str) -> Field:
    return Field.objects.create(code=f"mau-{key}", name=f"Mẫu {key}", short_name=f"Mẫu {key}")


def _province(key: str, fields: list[Field]) -> Province:
    def unit(name: str, kind: str, parent: Unit | None = None) -> Unit:
        return Unit.objects.create(code=f"mau-{key}-{name}", kind=kind, parent=parent)

    top = unit("tinh", Unit.Kind.PROVINCE)
    departments = [unit(f"phong-{no}", Unit.Kind.DEPARTMENT, top) for no in (1, 2)]
    for department, work in zip(departments, fields, strict=True):
        department.fields.add(work)
    regions = [unit(f"khu-vuc-{no}", Unit.Kind.REGION, top) for no in (1, 2)]
    return Province(top, unit("van-phong", Unit.Kind.DEPARTMENT, top), departments, regions)


def _user(name: str, where: Unit, role: str) -> User:
    """Somebody in a seat, acting in it today."""
    person = Person.objects.create(full_name=name)
    Appointment.objects.create(
        person=person, unit=where, role=role, position=name, valid_from=SINCE
    )
    user = User(username=name, person=person)
    user.set_unusable_password()
    user.save()
    return user.act_on(clock.today())


def _seat(world: World, code: str) -> Appointment:
    acting = world.users[code].acting
    assert acting
    return acting


def _oversee(world: World, home: Province) -> None:
    deputy = _seat(world, Role.PROVINCE_DEPUTY)
    for unit in (home.departments[0], home.regions[0]):
        world.add(Portfolio.objects.create(appointment=deputy, unit=unit, valid_from=SINCE))


def _organisation(world: World, home: Province, abroad: Province) -> None:
    for where, province in ((HOME, home), (ABROAD, abroad)):
        for unit in province.units:
            world.add(unit, where)
        for unit in (province.departments[0], province.regions[0]):
            _colleague(world, unit, Role.UNIT_CLERK, where)
        # Whom the administrator appoints, and nobody else.
        _colleague(world, province.departments[0], Role.PERSONNEL, where)
    head, deputy = _seat(world, Role.PROVINCE_HEAD), _seat(world, Role.PROVINCE_DEPUTY)
    ended = {"valid_from": SINCE, "valid_to": SINCE}
    world.add(Delegation.objects.create(grantor=head, delegate=deputy, mandate="Mẫu", **ended))
    for unit, where in ((home.unit, HOME), (abroad.unit, ABROAD)):
        world.add(_reorganised(unit, world.users[Role.OFFICE_STAFF]), where)
    world.add(RoleSetting.objects.get_or_create(role=Role.UNIT_CLERK)[0])
    for office, where in _offices(home, abroad):
        register = Register.objects.create(
            office=office, name="Mẫu", document_kinds=[DocumentKind.NOTICE]
        )
        world.add(register, where)
        for _ in range(2):  # one that is delivered, one that is not
            world.add(_document(office, world.users[Role.REGISTRY_CLERK]), where)


def _offices(home: Province, abroad: Province) -> list[tuple[Unit, str]]:
    return [(home.unit, HOME), (home.regions[0], REGION), (abroad.unit, ABROAD)]


def _colleague(world: World, unit: Unit, role: str, where: str) -> None:
    held = _user(f"mau-{unit.code}-{role}", unit, role).acting
    assert held
    world.add(held, where)
    world.add(held.person, where)


def _reorganised(office: Unit, by: User) -> Reorganisation:
    return Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGE,
        on=SINCE,
        office=office,
        instrument_code="mẫu",
        instrument_issued_on=SINCE,
        instrument_issuer="mẫu",
        by=by,
        at=timezone.now(),
    )


def _document(office: Unit, by: User) -> Document:
    return Document.objects.create(
        office=office,
        kind=DocumentKind.NOTICE,
        code="mẫu",
        subject="mẫu",
        dated_on=SINCE,
        signer_name="mẫu",
        signer_position="mẫu",
        facts={},
        pdf=b"",
        sha256=hashlib.sha256(b"").hexdigest(),
        page_count=1,
        issued_at=timezone.now(),
        issued_by=by,
    )


def _planned(world: World, home: Province, abroad: Province, fields: list[Field], by: User) -> None:
    year = WorkYear.objects.first() or WorkYear.objects.create(
        year=2020, starts_on=SINCE, ends_on=datetime.date(2020, 12, 31)
    )
    for where, province in ((HOME, home), (ABROAD, abroad)):
        for unit in (province.unit, *province.departments, *province.regions):
            plan = Plan.objects.create(unit=unit, work_year=year, title="mẫu")
            world.add(plan, where)
            task = PlanTask.objects.create(plan=plan, order=1, content="mẫu", lead=unit)
            world.add(task, where)
        for region in province.regions:
            _counted(world, region, fields, by, where)
        for department, work in zip(province.departments, fields, strict=True):
            _counted(world, department, [work], by, where)


def _counted(world: World, unit: Unit, fields: list[Field], by: User, where: str) -> None:
    """A figure in each field, and what its department asks about it."""
    for work in fields:
        line, _ = Indicator.objects.get_or_create(
            code=work.code, defaults={"field": work, "name": "mẫu", "counted_in": "vụ"}
        )
        world.add(
            Figure.objects.create(
                indicator=line,
                unit=unit,
                month=MONTH,
                value=1,
                entered_by=by,
                entered_at=timezone.now(),
            ),
            where,
        )
        check = FieldCheck.objects.create(unit=unit, field=work, month=MONTH)
        world.add(check, where)
        question = check.questions.create(text="mẫu", asked_by=by.acting, asked_at=timezone.now())
        assert isinstance(question, FieldQuestion)
        world.add(question, where)


def _heard(world: World, home: Province, abroad: Province, by: User) -> None:
    year, kind = WorkYear.objects.latest("year"), _kind()
    for office, where, invited in _calls(home, abroad):
        meeting = _meeting(office, year, kind, by)
        meeting.invited.set(invited)
        world.add(meeting, where)
        directive = Directive.objects.create(meeting=meeting, order=1, text="mẫu")
        world.add(directive, where)
        for unit in invited:
            report = UnitReport.objects.create(
                meeting=meeting,
                unit=unit,
                state=UnitReport.State.SENT,
                sent_at=timezone.now(),
                sent_by=by,
            )
            world.add(report, where)
            world.add(DirectiveTask.objects.create(directive=directive, unit=unit), where)
        notice = Notice.objects.create(
            meeting=meeting, subject="mẫu", opening="mẫu", recipients_text="mẫu", signer=by.acting
        )
        world.add(notice, where)
    _deliver(world, home)


def _calls(home: Province, abroad: Province) -> list[tuple[Unit, str, list[Unit]]]:
    """Organiser, where that is, and who is invited: to no meeting everybody."""
    firsts, seconds = ([home.departments[at], home.regions[at]] for at in range(len(home.regions)))
    return [
        (home.unit, HOME, firsts),
        (home.unit, HOME, seconds),
        (home.regions[0], REGION, []),
        (abroad.unit, ABROAD, [abroad.departments[0], abroad.regions[0]]),
    ]


def _kind() -> MeetingKind:
    return MeetingKind.objects.create(code="mau", name="mẫu", title_template="mẫu")


def _meeting(office: Unit, year: WorkYear, kind: MeetingKind, by: User) -> Meeting:
    starts = timezone.now()
    return Meeting.objects.create(
        kind=kind,
        organiser=office,
        host=office,
        work_year=year,
        title="mẫu",
        place="mẫu",
        starts_at=starts,
        ends_at=starts + datetime.timedelta(hours=1),
        chair=by.acting,
        state=Meeting.State.IN_SESSION,
    )


def _deliver(world: World, home: Province) -> None:
    """The province's document went to its first department and region."""
    document = world.samples[Document][0].thing
    for unit in (home.departments[0], home.regions[0]):
        DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=timezone.now())
