"""This week's leaders' briefing: rows for two deputies, closed without a notice, tasks in force."""

import datetime
from uuid import NAMESPACE_URL, uuid5

from meetings.agenda import portfolios
from meetings.conclusion import concluding, directing
from meetings.conclusion.addressing import Choice
from meetings.conclusion.terms import parse_due
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.desk import minutes
from meetings.models import AgendaItem, Attendance, Intervention, Meeting, MeetingKind
from meetings.scheduling import planning
from targets.models import WorkYear
from units.models import Appointment, Role, Unit, User

Kind = Intervention.Kind
ROOM = "Phòng họp tầng 2, VKSND tỉnh Quảng Trị"
# For each deputy in turn: what he reported, what the head asked him for, in how many days.
TOLD = (
    (
        "Việc trả lời kiến nghị của hai cơ quan còn chậm, đã làm việc trực tiếp; dự kiến xong trong "
        "tuần.",
        "Trực tiếp làm việc với cơ quan còn chậm, báo cáo kết quả trước giao ban tuần sau",
        5,
    ),
    (
        "Còn hai đơn vị tỷ lệ giải quyết tin báo thấp; đã cử Kiểm sát viên xuống hỗ trợ.",
        "Kiểm tra tại đơn vị tỷ lệ giải quyết tin báo còn thấp, đề xuất điều chuyển Kiểm sát viên",
        9,
    ),
)
COMMON = "Các đồng chí Phó Viện trưởng rà soát việc đến hạn trong tuần, không để quá hạn thêm."


def play(staff: Staff, today: datetime.date) -> None:
    monday = today - datetime.timedelta(days=today.isoweekday() - 1 or 7)
    year, deputies = WorkYear.objects.at(monday), staff.held["QT2", Role.PROVINCE_DEPUTY][:2]
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    kind = MeetingKind.objects.filter(code="giao-ban-tuan").first()
    if year is None or kind is None or len(deputies) < 2 or clerk.person is None:
        return
    starts = datetime.datetime.combine(monday, datetime.time(8), HANOI)
    before = starts - datetime.timedelta(days=3)
    meeting = planning.create_meeting(
        _meeting(staff, kind, year, starts),
        invited=[staff.units["QT2-VP"]],
        secretaries=[clerk.person],
        at=before,
    )
    planning.schedule(meeting, by=clerk, at=before)
    _seat(meeting, staff, deputies)
    planning.open_meeting(meeting, by=clerk, at=starts)
    _hear(meeting, staff, deputies, clerk, starts)
    done = starts + datetime.timedelta(minutes=80)
    reasons = {
        "due": "Việc thường xuyên.",
        "attendance": "Danh sách lãnh đạo cố định.",
        "unreviewed": "Việc thường xuyên, xem xét tại hội nghị sơ kết.",
    }
    concluding.conclude(meeting, by=clerk, at=done, reasons=reasons, issues_notice=False)


def _meeting(staff: Staff, kind: MeetingKind, year: WorkYear, starts: datetime.datetime) -> Meeting:
    province = staff.units["QT2"]
    return Meeting(
        kind=kind,
        organiser=province,
        host=province,
        work_year=year,
        title=f"Giao ban lãnh đạo tuần {starts:%d}/{starts.month}/{starts.year}",
        form=kind.form,
        place=ROOM,
        starts_at=starts,
        ends_at=starts + kind.length,
        chair=staff.holder("QT2:province_head"),
        is_illustrative=True,
    )


def _seat(meeting: Meeting, staff: Staff, deputies: list[Appointment]) -> None:
    site = meeting.sites.order_by("pk").first()
    assert site
    chief = staff.holder("QT2-VP:head_of_office")
    people = [staff.holder("QT2:province_head"), *deputies, chief]
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            site=site,
            unit_id=one.unit_id,
            person_id=one.person_id,
            position=one.position,
            presence=Attendance.Presence.PRESENT,
        )
        for one in people
    )


def _hear(
    meeting: Meeting,
    staff: Staff,
    deputies: list[Appointment],
    clerk: User,
    starts: datetime.datetime,
) -> None:
    lines = {row.concerns_id: row for row in meeting.agenda.filter(is_heading=False)}
    work = {part.leader.pk: part for part in portfolios.parts(meeting)}
    head, said = meeting.chair, _Record(meeting, clerk, starts)
    for deputy, (report, order, days) in zip(deputies, TOLD, strict=False):
        item = lines.get(deputy.pk)
        said.add(Kind.REPORT, deputy, report, deputy, item)
        asked = said.add(Kind.CONCLUSION, head, f"{order}.", deputy, item)
        units = [*(one.unit for one in work[deputy.pk].works.values()), *work[deputy.pk].units]
        _order(meeting, asked, order, units[0] if units else staff.units["QT2-VP"], days)
    said.add(Kind.CONCLUSION, head, COMMON, None, None)
    meeting.refresh_from_db()
    text = "Công việc trong tuần bảo đảm tiến độ; còn việc quá hạn ở một số đơn vị."
    minutes.save_assessment(meeting, text=text, seen=minutes.Seen(meeting.assessment_version))
    meeting.refresh_from_db()


class _Record:
    """Ten minutes from one row to the next."""

    def __init__(self, meeting: Meeting, clerk: User, starts: datetime.datetime) -> None:
        self.meeting, self.clerk, self.at, self.count = meeting, clerk, starts, 0

    def add(
        self,
        kind: str,
        who: Appointment,
        text: str,
        concerns: Appointment | None,
        item: AgendaItem | None,
    ) -> Intervention:
        self.at += datetime.timedelta(minutes=10)
        self.count += 1
        return minutes.save_intervention(
            self.meeting,
            key=uuid5(NAMESPACE_URL, f"{self.meeting.title}/{self.count}"),
            words=minutes.Words(
                kind=kind,
                speaker_text=who.named,
                text=text,
                speaker=self.meeting.attendances.filter(person=who.person_id).first(),
                agenda_item=item,
                concerns=concerns,
            ),
            seen=minutes.Seen(version=0),
            saving=minutes.Saving(is_finished=True),
            by=self.clerk,
            at=self.at,
        )


def _order(meeting: Meeting, source: Intervention, text: str, unit: Unit, days: int) -> None:
    last = planning.day_of(meeting) + datetime.timedelta(days=days + 1)
    due = parse_due(f"trước ngày {last:%d}/{last.month}/{last.year}", planning.day_of(meeting))
    order = directing.Order(
        text=text,
        lead=[Choice(unit.short_name, unit=unit.pk)],
        coordinating=[],
        due_text=due.words,
        due_on=due.day,
    )
    directing.record(meeting, order, source=source)
