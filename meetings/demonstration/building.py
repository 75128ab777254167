"""Builds the demonstration in an empty database, oldest first."""

import datetime

from django.db import transaction

from meetings.agenda import sources
from meetings.demonstration import (
    bound,
    briefed,
    careers,
    checks,
    consolidated,
    current,
    distributed,
    doors,
    duties,
    entering,
    explained,
    figures,
    followed,
    inspected,
    letters,
    papers,
    phrases,
    phu_yen,
    plan_work,
    plans,
    quang_tri,
    quoted,
    records,
    reminded,
    reported,
    seats,
    sessions,
    submissions,
    tra_vinh,
    traces,
    versions,
    vinh_long,
    watched,
    worded,
    yearly,
)
from meetings.demonstration.offices import Staff, fill
from meetings.demonstration.script import HANOI
from meetings.demonstration.staging import Stage
from meetings.models import DirectiveTask, Meeting
from meetings.tasks import following
from procuracy.web.errors import Refused
from targets.calendar import add_months, first_of_month
from targets.models import Figure, TargetAssignment, WorkYear
from units.models import Demonstration, Role, Unit, User
from units.reorganising import reform

_REFORMED = ("tin-bao", "dan-su")


@transaction.atomic
def build(today: datetime.date) -> None:
    """Raises Refused where the database holds something else than a demonstration."""
    if User.objects.exists():
        raise Refused(
            "Cơ sở dữ liệu này đã có tài khoản người dùng nên không dựng dữ liệu minh họa: "
            "hãy dùng một cơ sở dữ liệu trống."
        )
    Demonstration.objects.create(today=today)
    staff = Staff()
    fill(staff)
    _reform(staff)
    stage = Stage(staff)
    _past(staff, stage)
    versions.replace()
    _present(staff, stage, today)
    careers.fill(staff, today)
    duties.fill(staff, today)
    papers.fill(staff, today)
    doors.fill(today)
    traces.fill(today)
    explained.play(staff, add_months(first_of_month(today), -1), today)
    submissions.play(staff, add_months(first_of_month(today), -1), today)
    watched.play(today)
    quoted.play(staff, today)
    inspected.play(staff, today)
    reported.play(staff, today)
    followed.promise(staff, today)
    briefed.play(staff, today)
    consolidated.play(staff, today)
    letters.play(staff, datetime.datetime.combine(today, datetime.time(8), HANOI))
    reminded.play(staff, today)
    distributed.play(staff)
    bound.play(staff, today)


def _reform(staff: Staff) -> None:
    """1 July 2025 as records of the Office, before anything else was done in the new provinces."""
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    reform.load(by=clerk, at=datetime.datetime(2025, 7, 1, 8, tzinfo=HANOI))


def _past(staff: Staff, stage: Stage) -> None:
    for programme, year in (
        (plans.QUANG_TRI_2023, 2023),
        (plans.QUANG_TRI_P9_2023, 2023),
        (plans.TRA_VINH_2024, 2024),
        (plans.TRA_VINH_P9_2024, 2024),
    ):
        plans.build(programme, staff.units, WorkYear.objects.get(year=year))
    _phu_yen_quarter(staff)
    held = (
        *phu_yen.WEEKLY,
        phu_yen.MONTHLY,
        phu_yen.QUARTERLY,
        quang_tri.QUARTER_THREE,
        vinh_long.SIX_MONTHS,
        quang_tri.WORKING_SESSION,
        tra_vinh.LAUNCH,
    )
    for session in sorted(held, key=lambda one: one.starts_at):
        _finish_tasks(stage.play(session), stage)
    _vinh_long_counts(staff)
    _quang_tri_2021(staff)
    _quang_tri_reformed(staff)


def _finish_tasks(meeting: Meeting, stage: Stage) -> None:
    """Old tasks with a day were done in time and confirmed; the others ran on and are closed too."""
    clerk = stage.staff.stand_in
    for task in DirectiveTask.objects.filter(directive__meeting=meeting).active():
        day = task.due_on or meeting.work_year.ends_on
        moment = datetime.datetime.combine(day, datetime.time(15), tzinfo=HANOI)
        done = following.report(
            task, text="Đã thực hiện xong theo yêu cầu.", version=task.version, by=clerk, at=moment
        )
        later = moment + datetime.timedelta(hours=3)
        following.confirm(done, version=done.version, by=clerk, at=later)


def _units(staff: Staff, codes: tuple[str, ...]) -> list[Unit]:
    wanted = [staff.units[code].pk for code in codes]
    return list(Unit.objects.filter(pk__in=wanted).prefetch_related("fields"))


def _phu_yen_quarter(staff: Staff) -> None:
    year = WorkYear.objects.get(year=2021)
    units = _units(staff, phu_yen.DISTRICTS)
    figures.assign(units, year)
    figures.fill(units, year, until=datetime.date(2021, 5, 31), by=staff.stand_in)


def _vinh_long_counts(staff: Staff) -> None:
    """16 kháng nghị, 24 kiến nghị khắc phục, 7 kiến nghị phòng ngừa, as their units' figures."""
    year = WorkYear.objects.get(year=2022)
    codes = (*vinh_long.DEPARTMENTS, *vinh_long.DISTRICTS)
    units = _units(staff, codes)
    figures.assign(units, year)
    figures.fill(units, year, until=datetime.date(2022, 5, 31), by=staff.stand_in)
    for line, counts in (
        ("ds-kn-pt", vinh_long.PROTESTS),
        ("dt-kn-tu-phap", vinh_long.PETITIONS),
        ("dt-phong-ngua", vinh_long.PREVENTIONS),
    ):
        figures.replace(line, {staff.units[c]: n for c, n in counts.items()}, year, staff.stand_in)
    TargetAssignment.objects.filter(
        work_year=year, unit__in=units, target__code__in=["T33", "T55", "T56"]
    ).update(due_on=datetime.date(2022, 10, 31))


def _quang_tri_2021(staff: Staff) -> None:
    year = WorkYear.objects.get(year=2021)
    units = _units(staff, quang_tri.DISTRICTS)
    figures.assign(units, year)
    figures.fill(units, year, until=datetime.date(2021, 8, 31), by=staff.stand_in)


def _quang_tri_reformed(staff: Staff) -> None:
    """The short year 2025: districts up to 30 June, regions after; who follows whom is known of
    Cam Lộ and of Phòng 9. Region 5 and Phòng 9 have no goals of their own for its last months."""
    year = WorkYear.objects.get(year=2025)
    reform = datetime.date(2025, 7, 1)
    before = _units(staff, (*quang_tri.DISTRICTS, "QT-P9"))
    after = _units(staff, (*current.REGIONS, "QT2-P9"))
    inheriting = {"QT2-KV5", "QT2-P9"}
    given = [*before, *(unit for unit in after if unit.code not in inheriting)]
    figures.assign(given, year, fields=_REFORMED)
    june = datetime.date(2025, 6, 30)
    # The months that the year 2026 is compared with begin in the one before.
    autumn = WorkYear.objects.get(year=2024)
    since = datetime.date(2024, 10, 1)
    figures.fill(
        before, autumn, since=since, until=autumn.ends_on, by=staff.stand_in, fields=_REFORMED
    )
    figures.fill(before, year, until=june, by=staff.stand_in, fields=_REFORMED)
    figures.fill(after, year, since=reform, until=year.ends_on, by=staff.stand_in, fields=_REFORMED)


def _present(staff: Staff, stage: Stage, today: datetime.date) -> None:
    year = WorkYear.objects.at(today)
    if year is None:
        raise Refused("Chưa có năm công tác cho ngày này: nạp dữ liệu nền trước.")
    units = _units(staff, (*current.REGIONS, *current.DEPARTMENTS))
    last_month = add_months(first_of_month(today), -1)
    before = WorkYear.objects.filter(ends_on__lt=year.starts_on).first()
    for one in (before, year):
        if one and one.starts_on >= datetime.date(2025, 7, 1):
            # The province stands for its total: ratios are judged by its own thresholds.
            figures.assign([*units, staff.units["QT2"]], one)
            figures.fill(
                units,
                one,
                until=last_month,
                by=staff.stand_in,
                gaps={"QT2-KV4": 9, "QT2-KV6": 1} if one == year else None,
            )
    versions.play(staff, year, last_month)
    _own_typists(units)
    entering.play(staff, last_month)
    checks.play(staff, last_month, today)
    for programme in plans.current(year):
        plans.build(programme, staff.units, year)
    plan_work.play(staff.units, year, today)
    regional, monthly = current.regional(today), current.monthly(today)
    with_one = sessions.sessions(year, today)
    for session in sorted((monthly, regional, *with_one), key=lambda one: one.starts_at):
        meeting = stage.play(session)
        if session is monthly:
            held = meeting
            _some_answers(meeting, staff)
            followed.play(meeting, staff, today)
    now = datetime.datetime.combine(today, datetime.time(8), HANOI)
    sessions.follow_up(staff, today)
    ahead = stage.play(current.next_monthly(today))
    sources.add_tasks(ahead, at=now)
    clerk = User.objects.get(person=staff.held["QT2-VP", Role.OFFICE_STAFF][0].person_id)
    seats.prepare(ahead, by=clerk.act_on(today), at=now)
    phrases.keep(ahead.organiser)
    worded.keep(ahead.organiser, by=clerk, at=now)
    records.play(held, ahead, staff, now)
    yearly.play(staff, year, by=clerk, at=now)


def _own_typists(units: list[Unit]) -> None:
    """The current province's figures were typed by each unit's own clerk."""
    for unit in units:
        clerk = User.objects.filter(
            person__appointments__unit=unit, person__appointments__role=Role.UNIT_CLERK
        ).first()
        if clerk:
            Figure.objects.filter(unit=unit).update(entered_by=clerk)


def _some_answers(meeting: Meeting, staff: Staff) -> None:
    """Most regions answered the first directive, some answers are confirmed, two are late."""
    first = meeting.directives.orders().first()
    tasks = list(first.tasks.order_by("pk")) if first else []
    for place, task in enumerate(task for task in tasks if task.is_lead):
        if place in (3, 6):
            continue
        clerk = staff.user_of(task.unit.code, Role.UNIT_CLERK) or staff.stand_in
        sent = meeting.starts_at + datetime.timedelta(days=5 + place % 2, hours=place)
        done = following.report(
            task,
            text=f"Đã rà soát {18 + 3 * place} vụ tạm đình chỉ; {place} vụ đủ căn cứ phục hồi.",
            version=task.version,
            by=clerk,
            at=sent,
        )
        if place < 4:
            office = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
            following.confirm(
                done, version=done.version, by=office, at=sent + datetime.timedelta(hours=6)
            )
