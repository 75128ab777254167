"""The same things of another unit of the province, and of units that have closed.

`access_table` says who may what with the things of Phòng 9 and of the region. Here stand those of
a department in another field and of a region that was not invited; and those of a department and
a district that ended last month, which Phòng 9 and the region follow. What is expected of them
follows from the table: another unit's people are its own, a successor stands for who went before.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting
from targets.models import WorkYear
from tests import factories as f
from tests.access_table import REGION_ALL, UNIT, Row, Things
from tests.access_world import approved, submitted, watched
from units.models import Role, Unit, User

ENDED = datetime.date(2026, 10, 31)
DEPARTMENT_THINGS = {
    "unit_department",
    "department_plan",
    "department_task",
    "led_task",
    "department_version",
    "evidence",
    "person",
    "appointment",
    "title",
    "released_task",
    "released_line",
    "matter",
    "closed_matter",
}
REGION_THINGS = {
    "unit_region",
    "region_plan",
    "field_question",
    "draft_report",
    "regional_meeting",
    "submission",
    "accepted_submission",
    "correction",
    "extension",
}


def owners(row: Row) -> set[str]:
    """Whose the row's things are in the table."""
    return UNIT if set(row.things) <= DEPARTMENT_THINGS else REGION_ALL


# Their addresses also name something that only the unit of the table has; a position is taken up
# by the one person who holds it.
ONLY_THERE = {
    "units:predecessor_verify",
    "units:predecessor_drop",
    "units:appointment_act",
    "targets:explanation_edit",
}


def asked(rows: list[Row]) -> list[Row]:
    """Pages about things that belong to a unit, and are not everybody's."""
    bound = DEPARTMENT_THINGS | REGION_THINGS
    owned = [row for row in rows if row.is_owned and set(row.things) <= bound]
    return [row for row in owned if row.name not in ONLY_THERE]


def of_another(row: Row, who: str) -> str | None:
    """Whom of the table a visitor stands for with another unit's thing; None: he is refused.

    Where existence is no secret (organisation) the unit's own people know of others, too.
    """
    if who in owners(row) and row.outside == 404:
        return None
    is_their_clerk = who == "absent_clerk" and owners(row) == REGION_ALL
    return "region_clerk" if is_their_clerk else who


@dataclass(frozen=True)
class Elsewhere:
    """The table's names, for a department's things and for a region's."""

    department: Things
    region: Things

    def of(self, row: Row) -> Things:
        return self.department if owners(row) == UNIT else self.region


def another_unit(things: Things, users: dict[str, User], year: WorkYear) -> Elsewhere:
    """Phòng 7 in a field of its own, and the region nobody called."""
    province, absent = things["unit_province"], things["unit_absent"]
    work = f.field("Án hình sự")
    department = f.department(province, "Phòng 7")
    department.fields.add(work)
    clerk = f.user(Role.UNIT_CLERK, department)
    line = f.indicator("Số vụ án", where=work)
    target = f.target(line)
    f.assignment(target, department, year)
    f.assignment(things["target"], absent, year)
    own = _of_department(things, department, clerk, year) | {"indicator": line, "target": target}
    return Elsewhere(things | own, things | _of_region(things, absent, users))


def closed_units(things: Things, users: dict[str, User], year: WorkYear) -> Elsewhere:
    """Followed by Phòng 9 and by the region, in whose hands their things are now."""
    province, since = things["unit_province"], ENDED + datetime.timedelta(1)
    department = f.department(province, "Phòng 12", valid_to=ENDED)
    department.fields.add(things["field"])
    district = f.unit(
        "VKSND huyện Gio Linh", kind=Unit.Kind.DISTRICT, parent=province, valid_to=ENDED
    )
    f.succession(department, things["unit_department"], on=since)
    f.succession(district, things["unit_region"], on=since)
    for where in (department, district):
        f.assignment(things["target"], where, year)
    clerk = f.user(Role.UNIT_CLERK, department)
    return Elsewhere(
        things | _of_department(things, department, clerk, year),
        things | _of_region(things, district, users),
    )


def _of_department(things: Things, where: Unit, clerk: User, year: WorkYear) -> dict[str, Any]:
    assert clerk.person
    plan = f.plan(where, year)
    line = f.plan_task(plan, origin="Thông báo kết luận")
    released = things["released_task"].directive
    task = f.plan_task(plan)
    return {
        "unit_department": where,
        "department_plan": plan,
        "department_task": task,
        **approved(plan, task, clerk),
        "led_task": f.plan_task(things["province_plan"], lead=where),
        "person": clerk.person,
        "appointment": clerk.acting,
        "title": f.title(clerk.person),
        "released_task": f.directive_task(released, where, due_on=f.TODAY, plan_task=line),
        "released_line": line,
        **watched(things["matter_register"], where),
    }


def _of_region(things: Things, where: Unit, users: dict[str, User]) -> dict[str, Any]:
    check = f.field_check(where, things["field"], things["figure"].month)
    meeting = f.meeting(where, state=Meeting.State.IN_SESSION)
    sent = submitted(where, things["indicator"], things["month"], users["office"])
    return {
        **sent,
        "unit_region": where,
        "region_plan": f.plan(where, things["year"]),
        "field_question": f.field_question(check, users["unit_clerk"]),
        "draft_report": f.unit_report(things["in_session_meeting"], where),
        "draft_difficulty": f.difficulty(f.unit_report(things["draft_meeting"], where)),
        "regional_meeting": meeting,
        "regional_intervention": f.intervention(meeting, users["region_clerk"]),
    }
