"""Three districts with people, work and papers of every sort, ready to be reorganised."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from meetings.models import Meeting, Notice, UnitReport
from targets.models import Target, WorkYear
from tests import factories as f
from tests import stored
from tests.factories.plans import plan_document
from tests.units.issuing import issued
from units.models import Appointment, Field, Register, Reorganisation, Role, Unit, User
from units.reorganising.drafts import Decision, Draft, NewUnit

ON = datetime.date(2026, 11, 1)
EVE = datetime.date(2026, 10, 31)
Kind = Reorganisation.Kind
DECISION = Decision("84/2026/NQ", datetime.date(2026, 10, 20), "Ủy ban Thường vụ Quốc hội")
REGION = NewUnit(
    kind="region",
    name="Viện kiểm sát nhân dân khu vực 9",
    short_name="VKSND khu vực 9",
    place_name="Quảng Trị",
    symbol="VKSKV9",
    number=9,
)
# Of the record itself, and of trails that tell of the undo, too.
KEPT = {"units_reorganisation", "units_movedrow", "meetings_taskevent"}
APPS = ("units_", "targets_", "meetings_")


@dataclass
class Stage:
    """A province with its Office; `districts` are filled by `fill`."""

    office: Unit
    staff: User
    districts: list[Unit]
    year: WorkYear
    targets: dict[str, Target] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def draft(self, kind: str = Kind.MERGE, **more: Any) -> Draft:
        """The three districts become one region unless something else is said."""
        return Draft(
            kind=kind,
            on=more.pop("on", ON),
            office=more.pop("office", self.office),
            source_ids=tuple(u.pk for u in more.pop("sources", self.districts)),
            target_ids=tuple(u.pk for u in more.pop("targets", [])),
            new=tuple(more.pop("new", [REGION])),
            decision=DECISION,
            choices=more.pop("choices", {}),
        )


def district(office: Unit, name: str, **more: Any) -> Unit:
    made = f.unit(f"VKSND huyện {name}", kind="district", parent=office, symbol=f"VKS-{name[:2]}")
    f.register(made)
    return made


def build() -> Stage:
    office = f.province()
    staff = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    districts = [district(office, name) for name in ("Cam Lộ", "Hướng Hóa", "Đakrông")]
    return Stage(office, staff, districts, f.work_year(2027))


@contextmanager
def filled(blocker: DjangoDbBlocker, *, is_bare: bool = False) -> Iterator[Stage]:
    """Built once for many tests, each of which works on it `apart`."""
    with blocker.unblock(), transaction.atomic():
        stage = build()
        if not is_bare:
            fill(stage)
        yield stage
        transaction.set_rollback(True)


@contextmanager
def apart(stage: Stage) -> Iterator[Stage]:
    """What is done inside is undone after it."""
    with transaction.atomic():
        yield replace(stage, staff=User.objects.get(pk=stage.staff.pk).act_on(f.TODAY))
        transaction.set_rollback(True)


def fill(stage: Stage) -> None:
    """People, portfolios, targets, figures, plans, tasks, meetings and papers of all three."""
    _people(stage)
    _targets(stage)
    _plans(stage)
    _meetings(stage)


def _people(stage: Stage) -> None:
    deputy = f.appointment(f.person("Lê Văn Phó"), stage.office, Role.PROVINCE_DEPUTY)
    for place, unit in enumerate(stage.districts):
        head = f.appointment(
            f.person(f"Viện trưởng {place}"), unit, Role.UNIT_HEAD, position="Viện trưởng"
        )
        second = f.appointment(f.person(), unit, Role.UNIT_DEPUTY, position="Phó Viện trưởng")
        f.appointment(f.person(), unit, Role.UNIT_CLERK)
        f.appointment(f.person(), unit, Role.UNIT_CLERK, valid_to=datetime.date(2025, 12, 31))
        f.portfolio(deputy, unit=unit)
        f.portfolio(second, field=_field())
        stage.things[f"head{place}"] = head
    f.delegation(stage.things["head0"], _deputy_of(stage.districts[0]))


def _field() -> Field:
    return Field.objects.first() or f.field()


def _deputy_of(unit: Unit) -> Appointment:
    return Appointment.objects.get(unit=unit, role=Role.UNIT_DEPUTY)


def _targets(stage: Stage) -> None:
    line, whole = f.indicator(), f.indicator("Tổng số tin báo")
    stage.targets = {
        "count": f.target(line, name="Số cuộc kiểm sát"),
        "same": f.target(line, whole, name="Giống nhau"),
        "differing": f.target(line, whole, name="Khác nhau"),
    }
    past = f.work_year(2026)
    for place, unit in enumerate(stage.districts):
        for name, threshold in (("count", 10 + place), ("same", 90), ("differing", 80 + place)):
            f.assignment(
                stage.targets[name],
                unit,
                stage.year,
                assigned_threshold=threshold,
                committed_threshold=threshold,
            )
        f.assignment(stage.targets["same"], unit, past, assigned_threshold=70)
        for month in (9, 10):
            f.figure(line, unit, datetime.date(2026, month, 1), place + month, stage.staff)


def _plans(stage: Stage) -> None:
    province = f.plan(stage.office, stage.year)
    basis = f.instrument()
    for unit in stage.districts:
        plan = f.plan(unit, stage.year)
        plan.bases.add(basis)
        f.plan_task(plan, content=f"Chưa xong {unit.pk}")
        f.plan_task(plan, content="Đã xong", done_on=datetime.date(2026, 10, 5))
        f.plan_task(plan, content=f"Chờ duyệt {unit.pk}", is_proposed=True)
        led = f.plan_task(province, lead=unit, content=f"Chủ trì {unit.pk}")
        led.coordinating.set([other for other in stage.districts if other != unit])
    f.plan_task(province, content="Phối hợp").coordinating.set(stage.districts)
    signer = f.appointment(f.person(), stage.office, Role.PROVINCE_HEAD)
    paper = plan_document(province, stage.staff, signer)
    paper.recipients.set(stage.districts)


def _meetings(stage: Stage) -> None:
    coming = f.meeting(stage.office, invited=stage.districts)
    f.meeting(stage.districts[0], chair=stage.things["head0"], title="Họp huyện sắp tới")
    held = f.meeting(
        stage.office,
        invited=stage.districts,
        state=Meeting.State.CONCLUDED,
        concluded_at=f.NOW,
        chair=coming.chair,
        title="Hội nghị đã kết luận",
    )
    for heard in (coming, held):
        f.agenda_item(heard, unit=stage.districts[0])
    common = f.directive(held, units=stage.districts)
    notice = f.notice(held, signer=coming.chair, state=Notice.State.DRAFT)
    notice.recipients.set(stage.districts)
    for unit in stage.districts:
        f.directive_task(common, unit)
        f.directive_task(f.directive(held, f"Việc riêng {unit.pk}"), unit, due_on=f.TODAY)
        f.unit_report(coming, unit, results=f"Kết quả {unit.pk}")
        f.unit_report(held, unit, state=UnitReport.State.SENT, sent_at=f.NOW, sent_by=stage.staff)
        f.site(coming, unit)
        issued(Register.objects.get(office=unit), stage.staff)
    f.attendance(coming, stage.things["head0"])
    stage.things |= {"coming": coming, "held": held, "common": common, "notice": notice}


def heads(stage: Stage, chosen: int = 0) -> dict[str, str]:
    """The answer that the only question about people needs in a merger."""
    return {"units.people.n0.unit_head": str(stage.things[f"head{chosen}"].pk)}


def everything() -> dict[str, list[str]]:
    """All rows of every business table as text, moments and all, but the record itself."""
    rows = {}
    with connection.cursor() as cursor:
        for table in stored.tables():
            if table.startswith(APPS) and table not in KEPT:
                cursor.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
                rows[table] = [text for (text,) in cursor.fetchall()]
    return rows
