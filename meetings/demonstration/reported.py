"""Reports for the coming meeting at every step there is, and difficulties at every answer."""

import datetime

from meetings import reporting
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.models import Difficulty, DifficultyStep, Meeting, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting import checking, difficulties, opening, prefilling, sections
from units.models import Field, Role, User

SPEECH = (
    "Đơn vị xin không nhắc lại số liệu đã gửi. Về chỉ tiêu chưa đạt: nguyên nhân chính là chờ kết "
    "luận giám định và hồ sơ tập trung vào một kiểm sát viên. Từ tuần này lãnh đạo Viện trực tiếp "
    "duyệt tiến độ từng tin, phân công lại cho hai kiểm sát viên, mỗi sáng thứ Sáu rà một lần. "
    "Đơn vị cam kết giải quyết dứt điểm số tin quá hạn trước ngày họp tháng sau."
)
RESULTS = (
    "Tổ chức 02 phiên tòa rút kinh nghiệm, 01 cuộc trực tiếp kiểm sát tại cơ quan thi hành án; "
    "ban hành 03 kiến nghị khắc phục vi phạm, đã được tiếp thu 02."
)
# Of the coming meeting: how far each report is; the others are not begun.
COMING = {
    "QT2-KV1": UnitReport.State.ACCEPTED,
    "QT2-KV2": UnitReport.State.SENT,
    "QT2-KV3": UnitReport.State.SUBMITTED,
    "QT2-KV4": UnitReport.State.RETURNED,
    "QT2-KV5": UnitReport.State.DRAFT,
}
EXTENDED, DEPARTMENT = "QT2-KV6", "QT2-P9"
# Raised with the last meeting's reports: unit, field, text, proposal, answer, what came of it.
RAISED = (
    (
        "QT2-KV4",
        "tin-bao",
        "Còn 04 tin báo phải chờ kết luận giám định tài chính quá 02 tháng.",
        "Đề nghị lãnh đạo Viện có ý kiến với cơ quan giám định.",
        "Đã trao đổi với Giám đốc Sở; kết luận giám định có trong tháng này. Phòng 1 theo dõi.",
        Difficulty.State.ANSWERED,
    ),
    (
        "QT2-KV2",
        "",
        "Thiếu 02 kiểm sát viên sơ cấp so với biên chế, án tăng 18 % so với cùng kỳ.",
        "Đề nghị biệt phái 01 kiểm sát viên trong quý.",
        "",
        Difficulty.State.WAITING,
    ),
    (
        "QT2-KV6",
        "dan-su",
        "Đường lối giải quyết tranh chấp đất đai có yếu tố thừa kế chưa thống nhất với Tòa án.",
        "Đề nghị Phòng 9 hướng dẫn.",
        "Phòng 9 tổ chức tọa đàm với Tòa án, gửi hướng dẫn cho các khu vực.",
        Difficulty.State.REOPENED,
    ),
    (
        "QT2-KV1",
        "",
        "Đường truyền hội nghị trực tuyến chập chờn.",
        "Đề nghị thay thiết bị.",
        "Đã lắp thiết bị mới.",
        Difficulty.State.CLOSED,
    ),
)


def play(staff: Staff, today: datetime.date) -> None:
    at = datetime.datetime.combine(today, datetime.time(7, 40), tzinfo=HANOI)
    rows = UnitReport.objects.coming().filter(meeting__organiser__code="QT2")
    for report in rows.select_related("unit", "meeting").filter(unit__code__in=COMING):
        _write(staff, report, COMING[report.unit.code], at)
    _extend(staff, at)
    _raise(staff, at)


def _write(staff: Staff, report: UnitReport, state: str, at: datetime.datetime) -> None:
    code = report.unit.code
    prefilling.draw_up(report, at=at)
    words = {Source.OWN: RESULTS, Source.SPEECH: SPEECH}
    for section in report.sections.select_related("report").filter(source__in=words):
        sections.write(section, words[Source(section.source)], seen=sections.mark_of(""))
    report.refresh_from_db()
    if state == UnitReport.State.DRAFT:
        text = "Chưa có phòng xử lý vật chứng riêng."
        difficulties.note(report, text=text, proposal="Đề nghị bố trí kinh phí.", field=None)
        return
    head = _seated(staff, code, Role.UNIT_HEAD)
    office = _seated(staff, "QT2-VP", Role.OFFICE_STAFF)
    later = at + datetime.timedelta(minutes=35)
    clerk = _seated(staff, code, Role.UNIT_CLERK)
    reporting.submit(report, version=report.version, by=clerk, at=at)
    if state == UnitReport.State.SUBMITTED:
        return
    reporting.send(report, version=report.version, by=head, at=later)
    if state == UnitReport.State.RETURNED:
        reason = "Mục chỉ tiêu chưa đạt mới nêu nguyên nhân khách quan: bổ sung trách nhiệm."
        reporting.give_back(report, reason=reason, by=office, at=later)
        return
    checker = _seated(staff, DEPARTMENT, Role.UNIT_HEAD)
    asked = checking.own_fields(checker.acting, report) if checker.acting else []
    if state != UnitReport.State.ACCEPTED:
        asked = asked[:-1] if len(asked) > 1 else asked  # the last one is yet to be looked at
    note = "Số kháng nghị chưa khớp sổ của Phòng 9."
    doubts = state != UnitReport.State.ACCEPTED
    found = [
        checking.Word(one, not (doubts and place == 0), note if doubts and place == 0 else "")
        for place, one in enumerate(asked)
    ]
    checking.check(report, found, by=checker, at=later)
    if state == UnitReport.State.ACCEPTED:
        reporting.accept(report, by=office, at=later + datetime.timedelta(minutes=20))


def _extend(staff: Staff, at: datetime.datetime) -> None:
    found = UnitReport.objects.coming().filter(unit__code=EXTENDED, meeting__organiser__code="QT2")
    for report in found.select_related("meeting"):
        due = report.meeting.reports_due_at
        if due:
            opening.extend(
                report,
                to=min(due + datetime.timedelta(hours=4), report.meeting.ends_at),
                reason="Đơn vị tham gia phiên tòa lưu động cả ngày",
                by=_seated(staff, "QT2-VP", Role.OFFICE_STAFF),
                at=at,
            )


def _raise(staff: Staff, at: datetime.datetime) -> None:
    held = Meeting.objects.filter(
        organiser__code="QT2", reports__unit__code="QT2-KV1", concluded_at__isnull=False
    )
    meeting = held.order_by("-starts_at").first()
    if meeting is None:
        return
    fields = Field.objects.in_bulk(field_name="code")
    reports = {row.unit.code: row for row in meeting.reports.select_related("unit")}
    leader = staff.holder(f"QT2:{Role.PROVINCE_DEPUTY}")
    answered = meeting.starts_at + datetime.timedelta(days=3)
    rows, steps = [], []
    for code, field, text, proposal, answer, state in RAISED:
        report = reports.get(code)
        if report is None or report.sent_at is None:
            continue
        row = Difficulty(
            report=report,
            unit=report.unit,
            field=fields.get(field),
            text=text,
            proposal=proposal,
            state=state,
            raised_at=report.sent_at,
            answer=answer,
            answered_by=leader if answer else None,
            answered_at=answered if answer else None,
            closed_at=answered if state == Difficulty.State.CLOSED else None,
        )
        head = staff.held[code, Role.UNIT_HEAD][0]
        kinds = DifficultyStep.Kind
        told = [(kinds.RAISED, head, report.sent_at, text)]
        if answer:
            told.append((kinds.ANSWERED, leader, answered, answer))
        if state == Difficulty.State.REOPENED:
            said = "Đề nghị cho biết thời gian tọa đàm để đơn vị hoãn xét các vụ liên quan."
            told.append((kinds.REOPENED, head, answered + datetime.timedelta(days=1), said))
        if state == Difficulty.State.CLOSED:
            told.append((kinds.CLOSED, head, answered, ""))
        rows.append(row)
        steps += [
            DifficultyStep(difficulty=row, kind=kind, by=by, at=moment, text=words)
            for kind, by, moment, words in told
        ]
    Difficulty.objects.bulk_create(rows)
    DifficultyStep.objects.bulk_create(steps)


def _seated(staff: Staff, code: str, role: str) -> User:
    """Somebody's account in his seat; who has none is written for."""
    seat = staff.held[code, role][0] if (code, role) in staff.held else None
    seat = seat or staff.held[code, Role.UNIT_HEAD][0]
    user = User.objects.filter(person=seat.person).first() or staff.stand_in
    user.acting = seat
    return user
