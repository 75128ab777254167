"""The world in which every page is asked for by everybody: two provinces with the same things.

`Province.things` holds one object per kind and state, under the names that `access_table` uses.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from meetings.models import MatterRegister, Meeting, MeetingKind, Notice, UnitReport
from procuracy.web.models import Seal
from targets.calendar import periods
from targets.models import Indicator, Period, Plan, PlanTask, WorkYear
from tests import factories as f
from tests.factories import (
    amending,
    answers,
    calendars,
    conclusion,
    consolidated,
    desk,
    distribution,
    figures,
    giving,
    inspections,
    letters,
    matters,
    reviews,
    sessions,
    signed_copies,
    submissions,
    tasks,
    volumes,
    wordings,
    workbooks,
)
from tests.factories import plans as plan_rows
from tests.units.issuing import PDF, issued
from units.models import Document, DocumentRecipient, Field, Register, Role, RoleSetting, Unit, User

# Who is asked, in the order of the table's columns: (short name, role, where in the province).
SEATS = {
    "head": (Role.PROVINCE_HEAD, "province"),
    "deputy": (Role.PROVINCE_DEPUTY, "province"),
    "office_head": (Role.HEAD_OF_OFFICE, "secretariat"),
    "office": (Role.OFFICE_STAFF, "secretariat"),
    "registry": (Role.REGISTRY_CLERK, "secretariat"),
    "unit_head": (Role.UNIT_HEAD, "department"),
    "unit_deputy": (Role.UNIT_DEPUTY, "department"),
    "unit_clerk": (Role.UNIT_CLERK, "department"),
    "personnel": (Role.PERSONNEL, "personnel"),
    "inspector": (Role.INSPECTOR, "inspectorate"),
    "admin": (Role.ADMINISTRATOR, "secretariat"),
    "region_head": (Role.UNIT_HEAD, "region"),
    "region_clerk": (Role.UNIT_CLERK, "region"),
    "region_registry": (Role.REGISTRY_CLERK, "region"),
    # A unit that was not invited and is not addressed.
    "absent_clerk": (Role.UNIT_CLERK, "absent"),
}


@dataclass(frozen=True)
class Province:
    units: dict[str, Unit]
    users: dict[str, User]
    things: dict[str, Any]


def build(short_name: str, field: Field, year: WorkYear) -> Province:
    units = make_units(short_name, field)
    users = {
        name: f.user(role, units[where], position="Viện trưởng" if "head" in name else "")
        for name, (role, where) in SEATS.items()
    }
    deputy = users["deputy"].acting
    assert deputy
    for overseen in ("region", "absent"):
        f.portfolio(deputy, unit=units[overseen])
    things: dict[str, Any] = {**{f"unit_{name}": unit for name, unit in units.items()}}
    things |= make_people(users, units)
    things |= make_reorganised(users, units)
    things |= make_duties(users, units)
    things |= make_history(users, units)
    things |= make_plans(units, users, field, year)
    things |= make_meetings(units, users)
    things |= sessions.held(units, users, things["department_plan"], things["department_task"])
    things |= make_matters(units)
    things |= make_inspections(units)
    things |= make_calendar(units, users, year, things["scheduled_meeting"])
    return Province(units, users, things)


def make_units(short_name: str, field: Field) -> dict[str, Unit]:
    province = f.province(short_name)
    department = f.department(province, "Phòng 9")
    department.fields.add(field)
    return {
        "province": province,
        "secretariat": f.secretariat(province),
        "department": department,
        "personnel": f.department(province, "Phòng Tổ chức cán bộ"),
        "inspectorate": f.department(province, "Thanh tra"),
        "region": f.region(province, "VKSND khu vực 5"),
        "absent": f.region(province, "VKSND khu vực 6", symbol="VKSKV6"),
    }


def make_years() -> WorkYear:
    """Work year 2027 with its periods."""
    year = f.work_year(2027)
    Period.objects.bulk_create(
        Period(work_year=year, **vars(span))
        for span in periods(year.year, year.starts_on, year.ends_on)
    )
    return year


def make_people(users: dict[str, User], units: dict[str, Unit]) -> dict[str, Any]:
    clerk = users["unit_clerk"]
    assert clerk.person
    return {
        "person": clerk.person,
        "appointment": clerk.acting,
        "announcement": f.announcement(clerk),
        "title": f.title(clerk.person),
        "account": clerk,
        "role": RoleSetting.objects.get_or_create(
            role=Role.UNIT_CLERK, defaults={"name": "cán bộ tổng hợp", "description": "Nhập số"}
        )[0],
        "unit_name": units["department"].names.get(),
        "register": Register.objects.get(office=units["province"]),
    }


def make_duties(users: dict[str, User], units: dict[str, Unit]) -> dict[str, Any]:
    """The head's own portfolio, and a mandate of the past: neither changes what anybody may do."""
    head, deputy = users["head"].acting, users["deputy"].acting
    assert head
    assert deputy
    day = datetime.date(2026, 1, 5)
    return {
        "portfolio": f.portfolio(head, unit=units["region"]),
        "delegation": f.delegation(head, deputy, valid_from=day, valid_to=day),
    }


def make_history(users: dict[str, User], units: dict[str, Unit]) -> dict[str, Any]:
    """The chain of seals is one for all offices; a purge is asked for by one."""
    person = users["unit_clerk"].person
    assert person
    return {
        "seal": Seal.objects.first() or f.seal(f.NOW),
        "purge": f.purge_request(person, "phone", users["inspector"]),
    }


def make_reorganised(users: dict[str, User], units: dict[str, Unit]) -> dict[str, Any]:
    """A district that the region is thought to follow, and a record without anything moved."""
    old = f.unit(
        "VKSND huyện Cam Lộ",
        kind=Unit.Kind.DISTRICT,
        parent=units["province"],
        valid_to=datetime.date(2025, 6, 30),
    )
    return {
        "succession": f.succession(old, units["region"], is_assumed=True),
        "reorganisation": f.reorganisation(units["province"], users["office"]),
    }


def make_plans(
    units: dict[str, Unit], users: dict[str, User], field: Field, year: WorkYear
) -> dict[str, Any]:
    line = f.indicator(where=field)
    target = f.target(line, f.indicator("Tổng số tin báo", where=field))
    for where in (units["province"], units["department"], units["region"]):
        assignment = f.assignment(target, where, year, assigned_threshold=90)
    figure = f.figure(line, units["department"], datetime.date(2026, 10, 1), 7, users["unit_clerk"])
    month = year.periods.get(kind=Period.Kind.MONTH, number=1)
    plans = {
        f"{name}_plan": f.plan(units[name], year) for name in ("province", "department", "region")
    }
    tasks = {
        f"{name}_task": f.plan_task(plans[f"{name}_plan"]) for name in ("department", "region")
    }
    tasks["led_task"] = f.plan_task(plans["province_plan"], lead=units["department"])
    tasks["province_task"] = f.plan_task(plans["province_plan"])
    return {
        "year": year,
        "month": month,
        "indicator": line,
        "balance": figures.balance([line], [f.indicator(where=field)]),
        "target": target,
        "target_set": target.target_set,
        **make_instruments(units),
        "award": plan_rows.award(units["department"], year),
        "meeting_kind": f.meeting_kind(),
        "assignment": assignment,
        "field": field,
        "field_question": f.field_question(
            f.field_check(units["region"], field, figure.month), users["unit_clerk"]
        ),
        "figure": figure,
        "explanation": f.explanation(
            target,
            units["department"],
            year.periods.get(kind="month", number=1),
            users["unit_head"],
        ),
        **submitted(units["region"], line, month, users["office"]),
        "board_print": f.board_print(users["unit_clerk"], year.periods.all()[0]),
        "workbook": workbooks.workbook(users["unit_clerk"], year.periods.all()[0]),
        "workbook_load": workbooks.workbook_load(users["unit_clerk"], figure.month),
        **plans,
        **tasks,
        **approved(plans["department_plan"], tasks["department_task"], users["unit_head"]),
    }


def make_calendar(
    units: dict[str, Unit], users: dict[str, User], year: WorkYear, meeting: Meeting
) -> dict[str, Any]:
    kind, _ = MeetingKind.objects.get_or_create(
        code="world-weekly",
        defaults={"name": "Giao ban tuần", "title_template": "Giao ban tuần", "weekday": 1},
    )
    province, clerk = units["province"], users["office"]
    return {
        "meeting_series": calendars.meeting_series(province, clerk, kind=kind, work_year=year),
        "host_turn": calendars.host_turn(province, units["region"]),
        "meeting_news": calendars.meeting_news(meeting, users["unit_clerk"], clerk),
        "holiday": calendars.holiday(),
    }


def make_inspections(units: dict[str, Unit]) -> dict[str, Any]:
    """The region is inspected by Phòng 9, was before, and is looked at again; the other region
    inspects itself."""
    office, region, lead = units["province"], units["region"], units["department"]
    MeetingKind.objects.get_or_create(
        code="kiem-tra", defaults={"name": "Kiểm tra", "title_template": "Kiểm tra"}
    )
    row = inspections.inspection(office, region, lead)
    before = inspections.inspection(
        office, region, lead, state="concluded", planned_month=datetime.date(2027, 1, 1)
    )
    again = inspections.inspection(office, region, lead, mode="again")
    return {
        "inspection": row,
        "finding": inspections.finding(row),
        "self_inspection": inspections.inspection(office, units["absent"], lead, mode="self"),
        "carried_finding": inspections.finding(again, carried_from=inspections.finding(before)),
    }


def make_matters(units: dict[str, Unit]) -> dict[str, Any]:
    register = matters.matter_register()
    return {"matter_register": register, **watched(register, units["department"])}


def watched(register: MatterRegister, where: Unit) -> dict[str, Any]:
    """In a field of its own; one is watched, one was closed."""
    closed = {"closed_on": datetime.date(2026, 10, 1), "closing_reason": "đình chỉ"}
    return {
        "matter": matters.matter(register, where),
        "closed_matter": matters.matter(register, where, **closed),
    }


def make_instruments(units: dict[str, Unit]) -> dict[str, Any]:
    issued = f.instrument()
    draft = f.instrument(state="draft", unit=units["province"])
    file = plan_rows.instrument_file(issued)
    return {"instrument": issued, "draft_instrument": draft, "instrument_file": file}


def submitted(where: Unit, line: Indicator, month: Period, office: User) -> dict[str, Any]:
    """October sent, September received and asked to be corrected, and more time given."""
    october = datetime.date(2026, 10, 1)
    september = datetime.date(2026, 9, 1)
    accepted = submissions.submission(where, september, "accepted", by=office)
    return {
        "submission": submissions.submission(where, october),
        "accepted_submission": accepted,
        "correction": submissions.correction(accepted, line, f.user(Role.UNIT_CLERK, where)),
        "extension": submissions.extension(where, month, f.NOW, office),
    }


def approved(plan: Plan, task: PlanTask, by: User) -> dict[str, Any]:
    """A version of the plan, the paper that issues it, and what proves that its task goes on."""
    assert by.acting
    paper = plan_rows.plan_document(plan, by, by.acting)
    return {
        "department_version": paper.version,
        "plan_document": paper,
        "evidence": plan_rows.evidence(plan_rows.progress(task, by)),
    }


def make_meetings(units: dict[str, Unit], users: dict[str, User]) -> dict[str, Any]:
    things: dict[str, Any] = {}
    for state in Meeting.State:
        things[f"{state}_meeting"] = make_meeting(units, users, state)
    live = things["in_session_meeting"]
    things["intervention"] = live.interventions.get()
    things["agenda_item"] = live.agenda.get()
    things |= seated(live, units["region"], users["region_head"])
    things["phrase"] = desk.phrase(units["province"])
    things["wording"] = wordings.wording(units["province"], users["office"])
    things["exhibit"] = desk.exhibit(things["intervention"], units["department"])
    things["directive"] = live.directives.get()
    asked = answers.asked_task(units["province"], units["department"], units["region"])
    things["asked_task"] = asked
    things["task_reclaim"] = tasks.reclaim(asked, units["region"], users["region_clerk"])
    given_by = users["head"].acting
    assert given_by
    given = giving.outside_directive(given_by, [units["department"]])
    things |= {"outside_directive": given, "addressee_group": giving.any_group()}
    things["chair_question"] = conclusion.chair_question(live, units["region"], users["office"])
    things["invitation"] = conclusion.invitation(things["scheduled_meeting"])
    reviews.version(things["invitation"], users["office"])
    things["paper_comment"] = reviews.comment(things["invitation"], users["head"])
    held = conclusion.minutes_version(things["concluded_meeting"], users["office"])
    things["minutes_version"] = held
    things["minutes_document"] = conclusion.minutes_document(held)
    things |= make_consolidated(live, things["concluded_meeting"], users)
    things["sent_report"] = live.reports.get(state=UnitReport.State.SENT)
    things["draft_report"] = live.reports.get(state=UnitReport.State.DRAFT)
    things |= make_reports(things["sent_report"], things["draft_report"])
    held = things["concluded_meeting"].reports.filter(unit=units["region"])
    held.update(state=UnitReport.State.SENT, sent_at=f.NOW, sent_by=users["region_head"])
    things["region_report"] = held.get()
    for notice_state in Notice.State:
        things |= make_concluded(units, users, notice_state)
    signer = users["head"].acting
    assert signer
    things["amending_paper"] = amending.amending_paper(things["released_document"], signer)
    things["signed_copy"] = signed_copies.signed_copy(
        things["released_document"], users["registry"]
    )
    things["trust_root"] = signed_copies.trust_root(units["province"], users["office"])
    things |= make_volumes(things["released_document"], users["registry"])
    things["letter"] = letters.letter(units["department"], users["unit_clerk"], signer)
    regional = f.meeting(
        units["region"], state=Meeting.State.IN_SESSION, chair=users["region_head"].acting
    )
    things["regional_meeting"] = regional
    things["regional_intervention"] = f.intervention(regional, users["region_clerk"])
    return things


def make_volumes(document: Document, keeper: User) -> dict[str, Any]:
    """A closed one, one that waits, and what was decided when its time was over."""
    return {
        "volume": volumes.volume(document, keeper),
        "volume_order": volumes.volume_order(document, keeper),
        "disposal": volumes.disposal(document, keeper),
        "retention_rule": volumes.common_rule(),
    }


def make_consolidated(live: Meeting, held: Meeting, users: dict[str, User]) -> dict[str, Any]:
    """A draft, and an issued one that was sent to a unit's head."""
    seat = users["head"].acting
    assert seat
    draft = consolidated.consolidated_report(live, seat)
    sent = consolidated.released(
        consolidated.consolidated_report(held, seat), users["registry"], pdf=PDF
    )
    return {
        "consolidated_report": draft,
        "consolidated_line": draft.lines.get(order=2),
        "outline_line": consolidated.outline_line(live.kind),
        "report_delivery": consolidated.delivery(sent, users["unit_head"]),
    }


def make_reports(sent: UnitReport, draft: UnitReport) -> dict[str, Any]:
    """What goes with reports: an attachment, difficulties raised and still drafted."""
    return {
        "report_file": f.report_file(sent),
        "difficulty": f.difficulty(sent, raised_at=f.NOW),
        "draft_difficulty": f.difficulty(draft),
    }


def seated(meeting: Meeting, region: Unit, head: User) -> dict[str, Any]:
    """The region at its own site, its head waiting to speak."""
    assert head.acting
    site = f.site(meeting, region, "Điểm cầu khu vực")
    seat = f.attendance(meeting, head.acting, site)
    turn = meeting.turns.create(attendance=seat, order=1, asked_at=f.NOW)
    return {"region_site": site, "region_seat": seat, "turn": turn}


def make_meeting(
    units: dict[str, Unit], users: dict[str, User], state: str, **more: Any
) -> Meeting:
    """Phòng 9 and the first region are invited; everything a meeting has, once."""
    ended = {"concluded_at": f.NOW} if state in ("concluded", "closed") else {}
    made = f.meeting(
        units["province"],
        title=f"Hội nghị {state}",
        state=state,
        chair=users["head"].acting,
        starts_at=f.NOW - datetime.timedelta(days=2),
        invited=[units["department"], units["region"]],
        **ended,
        **more,
    )
    hall = f.site(made, units["province"], "Hội trường")
    speaker = users["unit_head"].acting
    assert speaker
    f.attendance(made, speaker, hall)
    f.agenda_item(made)
    f.intervention(made, users["office"], speaker=made.attendances.get())
    f.directive(made, units=[units["department"]])
    f.unit_report(made, units["region"])
    f.unit_report(
        made,
        units["department"],
        results="Đã giải quyết 7 tin báo.",
        state=UnitReport.State.SENT,
        sent_at=f.NOW,
        sent_by=users["unit_head"],
    )
    return made


def make_concluded(units: dict[str, Unit], users: dict[str, User], state: str) -> dict[str, Any]:
    """A concluded meeting whose notice is at `state`, with the task it gives to Phòng 9."""
    meeting = make_meeting(units, users, Meeting.State.CONCLUDED)
    directive = meeting.directives.get()
    plan = f.plan(units["department"], meeting.work_year, title=f"Chương trình, {state}")
    line = f.plan_task(plan, origin="Thông báo kết luận")
    task = f.directive_task(directive, units["department"], due_on=f.TODAY, plan_task=line)
    facts: dict[str, Any] = {}
    outside: dict[str, Any] = {}
    if state != Notice.State.DRAFT:
        facts |= {"approved_by": users["head"], "approved_at": f.NOW}
    if state not in (Notice.State.DRAFT, Notice.State.APPROVED):
        facts |= {"signed_on": f.TODAY, "signature_recorded_by": users["registry"]}
    if state in (Notice.State.NUMBERED, Notice.State.RELEASED):
        register = Register.objects.get(office=units["province"])
        facts["document"] = issued(register, users["registry"])
    if state == Notice.State.RELEASED:
        facts["released_at"] = timezone.now()
        DocumentRecipient.objects.create(
            document=facts["document"], unit=units["department"], delivered_at=f.NOW
        )
        outside = distribution.outside(facts["document"])
    notice = f.notice(meeting, state=state, signer=users["head"].acting, **facts)
    notice.recipients.set([units["department"]])
    paragraph = notice.paragraphs.create(directive=directive, order=1, text=directive.text)
    return {
        **outside,
        f"{state}_notice": notice,
        f"{state}_paragraph": paragraph,
        f"{state}_document": notice.document,
        f"{state}_task": task,
        "task_file": inspections.task_file(task, users["unit_clerk"]),
        "task_extension": tasks.extension(task, users["unit_clerk"]),
        "task_answer": tasks.answer(task, users["unit_clerk"]),
        "task_reminder": tasks.reminder(task, users["unit_clerk"]),
        f"{state}_line": line,
    }
