"""Inspections of the new Quảng Trị: last year's list carried out, this year's planned; invented.

Of what was found most is repaired, some waits to be confirmed, some is late; one unit is to be
looked at again.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.inspections import planning, repeating, sessions, stepping
from meetings.inspections.planning import Line
from meetings.models import (
    DirectiveTask,
    Inspection,
    InspectionFinding,
    InspectionMode,
    Meeting,
    MeetingKind,
)
from meetings.scheduling import habits
from meetings.tasks import following
from targets import working_days
from targets.calendar import first_of_month
from targets.models import WorkYear
from units.models import Role, Unit, User

Mode = InspectionMode
TERM = 45  # days to repair, from the conclusion


@dataclass(frozen=True)
class Found:
    """`how` far the unit is: confirmed, reported or open."""

    text: str
    repair: str
    how: str = "confirmed"


@dataclass(frozen=True)
class Case:
    """`month` counts within the work year."""

    unit: str
    mode: InspectionMode
    lead: str
    month: int
    subject: str
    found: tuple[Found, ...] = ()


REPORTS = "Quản lý, giải quyết nguồn tin về tội phạm"
CUSTODY = "Kiểm sát việc tạm giữ, tạm giam, thi hành án hình sự"
DISCIPLINE = "Kỷ luật nghiệp vụ, kỷ luật nội vụ, chế độ thông tin báo cáo"
CIVIL = "Kiểm sát việc giải quyết án hành chính, dân sự"

LAST = (
    Case(
        "QT2-KV1",
        Mode.INSPECTED,
        "QT2-TT",
        3,
        DISCIPLINE,
        (
            Found(
                "Ba báo cáo tháng gửi chậm từ 1 đến 3 ngày; sổ theo dõi văn bản chưa cập nhật.",
                "Phân công người theo dõi, cập nhật đủ sổ văn bản đến, không để báo cáo chậm hạn.",
            ),
            Found(
                "Hồ sơ kiểm sát lập chưa đủ bút lục ở 5 hồ sơ.",
                "Rà soát, bổ sung đủ bút lục 5 hồ sơ và kiểm tra chéo trong đơn vị.",
            ),
        ),
    ),
    Case(
        "QT2-KV2",
        Mode.INSPECTED,
        "QT2-P9",
        4,
        CIVIL,
        (
            Found(
                "Chưa phát hiện vi phạm thời hạn gửi bản án của Tòa án trong 4 vụ.",
                "Tổng hợp vi phạm, ban hành kiến nghị yêu cầu khắc phục.",
                "reported",
            ),
            Found("Phiếu kiểm sát ghi chưa đủ nội dung.", ""),
        ),
    ),
    Case(
        "QT2-KV3",
        Mode.INSPECTED,
        "QT2-TT",
        5,
        REPORTS,
        (
            Found(
                "Còn 6 tin báo tạm đình chỉ đã hết lý do chưa yêu cầu phục hồi.",
                "Rà soát toàn bộ tin báo tạm đình chỉ, yêu cầu phục hồi giải quyết.",
                "open",
            ),
            Found(
                "Chưa trực tiếp kiểm sát tại hai Công an cấp xã theo kế hoạch.",
                "Tổ chức trực tiếp kiểm sát, ban hành kết luận, kiến nghị.",
                "open",
            ),
        ),
    ),
    Case(
        "QT2-KV4",
        Mode.INSPECTED,
        "QT2-TT",
        6,
        CUSTODY,
        (
            Found(
                "Biên bản kiểm sát tại nhà tạm giữ thiếu chữ ký của người phối hợp ở 2 lần.",
                "Chấn chỉnh việc lập biên bản, báo cáo kết quả.",
            ),
        ),
    ),
    Case(
        "QT2-KV5",
        Mode.SELF,
        "QT2-TT",
        7,
        DISCIPLINE,
        (
            Found(
                "Hai Kiểm sát viên chưa cập nhật phần mềm quản lý án kịp thời.",
                "Cập nhật đủ, phân công lãnh đạo kiểm tra hằng tuần.",
            ),
        ),
    ),
    Case("QT2-KV6", Mode.SELF, "QT2-TT", 7, DISCIPLINE),
    Case("QT2-KV7", Mode.SELF, "QT2-TT", 7, DISCIPLINE),
    Case("QT2-KV8", Mode.SELF, "QT2-P9", 8, CIVIL),
)
THIS = (
    Case("QT2-KV5", Mode.INSPECTED, "QT2-TT", 1, DISCIPLINE),
    Case("QT2-KV6", Mode.INSPECTED, "QT2-P9", 4, CIVIL),
    Case("QT2-KV7", Mode.INSPECTED, "QT2-TT", 5, REPORTS),
    Case("QT2-KV8", Mode.INSPECTED, "QT2-TT", 6, CUSTODY),
    *(Case(f"QT2-KV{number}", Mode.SELF, "QT2-TT", 8, DISCIPLINE) for number in (1, 2, 4)),
    Case("QT2-P9", Mode.SELF, "QT2-TT", 8, DISCIPLINE),
)


def play(staff: Staff, today: datetime.date) -> None:
    year = WorkYear.objects.at(today)
    assert year
    office = staff.units["QT2"]
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    before = WorkYear.objects.filter(
        ends_on__lt=year.starts_on, starts_on__gte=datetime.date(2025, 7, 1)
    ).first()
    if before:
        _plan(staff, office, before, LAST, clerk)
        for case in LAST:
            _carry_out(staff, before, case, clerk)
    _plan(staff, office, year, THIS, clerk)
    _announce_one(staff, office, year, today, clerk)
    _look_again(staff, office, year, today, clerk)


def _plan(
    staff: Staff, office: Unit, year: WorkYear, cases: tuple[Case, ...], by: User
) -> list[Inspection]:
    lines = [
        Line(
            staff.units[case.unit].pk,
            case.mode,
            staff.units[case.lead].pk,
            _month(year, case),
            case.subject,
        )
        for case in cases
    ]
    return planning.plan_many(office, year, lines, by=by, at=_at(year.starts_on))


def _carry_out(staff: Staff, year: WorkYear, case: Case, by: User) -> None:
    month = _month(year, case)
    row = Inspection.objects.get(
        work_year=year, unit=staff.units[case.unit], mode=case.mode, planned_month=month
    )
    held, told = month.replace(day=10), month.replace(day=20)
    row = stepping.hold(row, held_on=held, held_to=month.replace(day=12), by=by, at=_at(held))
    due = told + datetime.timedelta(days=TERM)
    InspectionFinding.objects.bulk_create(
        InspectionFinding(
            inspection=row,
            order=order,
            text=one.text,
            repair=one.repair,
            repair_due=due if one.repair else None,
        )
        for order, one in enumerate(case.found, start=1)
    )
    paper = f"số {10 + case.month}/KL-VKS" if case.mode == Mode.INSPECTED else ""
    stepping.conclude(row, on=told, conclusion=paper, by=by, at=_at(told))
    for task, one in _tasks(row, case):
        _answer(staff, task, one, due, by)


def _tasks(row: Inspection, case: Case) -> Iterator[tuple[DirectiveTask, Found]]:
    tasks = DirectiveTask.objects.filter(directive__finding__inspection=row)
    by_order = {task.directive.order: task for task in tasks.select_related("directive")}
    for order, one in enumerate(case.found, start=1):
        if order in by_order:
            yield by_order[order], one


def _answer(
    staff: Staff, task: DirectiveTask, one: Found, due: datetime.date, office: User
) -> None:
    if one.how == "open":
        return
    unit = next(unit for unit in staff.units.values() if unit.pk == task.unit_id)
    clerk = staff.user_of(unit.code, Role.UNIT_CLERK) or staff.stand_in
    day = due - datetime.timedelta(days=7)
    text = "Đã thực hiện xong, có báo cáo kèm theo."
    done = following.report(task, text=text, version=task.version, by=clerk, at=_at(day))
    if one.how == "confirmed":
        later = _at(day + datetime.timedelta(days=2))
        following.confirm(done, version=done.version, by=office, at=later)


def _announce_one(
    staff: Staff, office: Unit, year: WorkYear, today: datetime.date, by: User
) -> None:
    """This month's is announced in a meeting some days from now."""
    month = first_of_month(today)
    rows = Inspection.objects.filter(work_year=year, planned_month=month, mode=Mode.INSPECTED)
    row = rows.select_related("unit").order_by("pk").first()
    if row is None:
        return
    kind = MeetingKind.objects.get(code=sessions.CODE)
    day = today + datetime.timedelta(days=4)
    starts, ends = habits.slot(kind, working_days.around([day]).working_from(day))
    unit = Unit.objects.named(today).get(pk=row.unit_id)
    first = sessions.first_values(row, "announce", unit.short_name)
    meeting = Meeting(
        kind=kind,
        organiser=office,
        host=office,
        work_year=year,
        title=first["title"],
        place=f"Trụ sở {unit.short_name}",
        starts_at=starts,
        ends_at=ends,
        chair=staff.holder("QT2:province_deputy"),
        is_illustrative=True,
    )
    people = {"invited": [unit], "secretaries": []}
    sessions.call(row, "announce", meeting, people, at=_at(today))


def _look_again(staff: Staff, office: Unit, year: WorkYear, today: datetime.date, by: User) -> None:
    repeating.make(
        office,
        [office.pk],
        year,
        [staff.units["QT2-KV3"].pk],
        month=first_of_month(today),
        lead=None,
        by=by,
        at=_at(today),
    )


def _month(year: WorkYear, case: Case) -> datetime.date:
    months = planning.months_of(year)
    return months[min(case.month, len(months) - 1)]


def _at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=HANOI)
