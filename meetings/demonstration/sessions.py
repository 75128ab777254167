"""Phòng 9 this year: its programme launched, a breakthrough chosen; a session with the head half
accepted. The agenda follows the sessions of 2023 and 2024; words and days are invented."""

import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from meetings.demonstration.current import say, working_day
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI, Order, Report, Said, Session
from meetings.models import (
    BreakthroughChoice,
    Difficulty,
    DifficultyStep,
    DirectiveTask,
    Meeting,
    MeetingKind,
)
from meetings.sessions import accepting
from meetings.sessions.accepting import Choice
from meetings.tasks import answering
from procuracy.web.errors import Refused
from targets.models import PlanTask, WorkYear
from units.models import Role, Unit, User

UNIT = "QT2-P9"
# Days after the work year began; days before today.
LAUNCHED, HELD, ACCEPTED = 30, 12, 2
# Of the programme's lines, by place: the one chosen, and those that carry the launch's orders.
BREAKTHROUGH, CARRYING = 2, (1, 2, 3)


def sessions(year: WorkYear, today: datetime.date) -> list[Session]:
    """Those of them that the year is old enough for."""
    launched = _off_weekend(year.starts_on + datetime.timedelta(days=LAUNCHED))
    held = _off_weekend(today - datetime.timedelta(days=HELD))
    return [_launch(year, launched), _session(held)] if launched < held else []


def _off_weekend(day: datetime.date) -> datetime.date:
    return working_day(day.year, day.month, day.day)


def _moment(day: datetime.date, hour: int) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), HANOI)


def _launch(year: WorkYear, day: datetime.date) -> Session:
    return Session(
        kind="trien-khai",
        organiser="QT2",
        with_unit=UNIT,
        title=f"Triển khai chương trình công tác năm {year.year} của Phòng 9",
        starts_at=_moment(day, 8),
        hours=2,
        place="Phòng họp số 2 VKSND tỉnh Quảng Trị",
        chair="QT2:province_deputy",
        invited=(UNIT,),
        sites=((UNIT, "Phòng họp số 2", 11),),
        agenda=(
            ("Phòng 9 trình bày dự thảo chương trình công tác năm", 30),
            ("Thảo luận giải pháp, chọn khâu đột phá", 50),
            ("Phó Viện trưởng kết luận", 20),
        ),
        said=(
            Said(
                "report",
                f"{UNIT}:unit_head",
                "Chương trình bám sát kế hoạch của VKSND tỉnh, mỗi nhiệm vụ có người phụ trách.",
            ),
            Said(
                "contribution",
                f"{UNIT}:unit_deputy",
                "Đề nghị chọn tổ chức phiên tòa rút kinh nghiệm làm khâu đột phá của năm.",
            ),
            Said("conclusion", "QT2:province_deputy", "Thống nhất khâu đột phá; giao ba việc."),
        ),
        assessment="Chương trình xây dựng kịp thời, có trọng tâm, phân công rõ người.",
        orders=(
            Order("Phân công Kiểm sát viên theo dõi từng khu vực", (UNIT,), say(day, 20)),
            Order("Chọn vụ án cho phiên tòa rút kinh nghiệm từ đầu năm", (UNIT,), say(day, 45)),
            Order("Trả lời thỉnh thị đúng hạn, có sổ theo dõi", (UNIT,), "thường xuyên"),
        ),
        signer="deputy",
    )


def _session(day: datetime.date) -> Session:
    return Session(
        kind="lam-viec-don-vi",
        organiser="QT2",
        with_unit=UNIT,
        title=f"Buổi làm việc của Viện trưởng với Phòng 9 tháng {day.month}/{day.year}",
        starts_at=_moment(day, 14),
        hours=2.5,
        place="Phòng họp số 2 VKSND tỉnh Quảng Trị",
        chair="QT2:province_head",
        invited=(UNIT,),
        sites=((UNIT, "Phòng họp số 2", 12),),
        agenda=(
            ("Phòng 9 báo cáo việc thực hiện chỉ thị, kế hoạch và chỉ tiêu", 40),
            ("Công chức nêu khó khăn, đề xuất", 40),
            ("Viện trưởng kết luận", 30),
            ("Phòng 9 tiếp thu", 10),
        ),
        reports=(
            Report(
                unit=UNIT,
                results="Đã hướng dẫn nghiệp vụ cho 8 khu vực; chuẩn bị hai phiên tòa rút kinh nghiệm đầu tiên.",
                unmet="Số kháng nghị phúc thẩm dân sự còn thấp do bản án gửi chậm.",
                difficulties="Hai Kiểm sát viên nhận phần lớn án phức tạp; bản án của Tòa án gửi chậm.",
                commitments="Tổ chức xong hai phiên tòa trong quý II của năm công tác.",
            ),
        ),
        said=(
            Said("report", f"{UNIT}:unit_head", "Báo cáo việc thực hiện chỉ thị, kế hoạch năm."),
            Said(
                "contribution",
                f"{UNIT}:unit_clerk",
                "Đề nghị có lịch trao đổi hằng tháng với Tòa án về việc gửi bản án.",
            ),
            Said("conclusion", "QT2:province_head", "Ghi nhận kết quả; giao năm việc."),
            Said("commitment", f"{UNIT}:unit_head", "Phòng tiếp thu, bổ sung vào chương trình.", 2),
        ),
        assessment=(
            "Phòng bám sát kế hoạch, hướng dẫn khu vực đúng hạn, nội bộ đoàn kết.\n"
            "Kháng nghị còn ít; phân công án chưa đều."
        ),
        orders=(
            Order(
                "Phân công án cân đối với năng lực từng người, không để người giỏi quá tải",
                (UNIT,),
                say(day, 25),
                "Bảng phân công",
            ),
            Order("Mỗi tháng kiểm tra tiến độ, hồ sơ từng Kiểm sát viên", (UNIT,), "hằng tháng"),
            Order("Lãnh đạo Phòng trực tiếp dự phiên tòa rút kinh nghiệm", (UNIT,), say(day, 90)),
            Order("Ký quy chế phối hợp với Tòa án về gửi bản án", (UNIT,), say(day, 30), "Quy chế"),
            Order(
                "Viết tin, bài về công tác kiểm sát án dân sự, hành chính", (UNIT,), say(day, 60)
            ),
        ),
    )


def follow_up(staff: Staff, today: datetime.date) -> None:
    """What the unit did with both, once its plan is there."""
    head = staff.user_of(UNIT, Role.UNIT_HEAD)
    unit = Unit.objects.named(today).get(pk=staff.units[UNIT].pk)
    rows = Meeting.objects.filter(with_unit=unit, organiser=staff.units["QT2"])
    lines = list(PlanTask.objects.standing().filter(plan__unit=unit).order_by("order", "pk"))
    if head is None or len(lines) < max(CARRYING):
        return
    for meeting in rows.select_related("kind", "work_year").order_by("starts_at"):
        if meeting.kind.is_launch:
            _carry(meeting, unit, lines, head)
        else:
            _raise(meeting, head.act_on(today))
            _accept_half(meeting, unit, head.act_on(today), today)
            _report_by_clerk(meeting, staff, today)


def _carry(meeting: Meeting, unit: Unit, lines: list[PlanTask], head: User) -> None:
    """The breakthrough was chosen in the hall; three days later each order had its line."""
    later = meeting.starts_at + datetime.timedelta(days=3)
    by = head.act_on(later.date())
    BreakthroughChoice.objects.create(
        meeting=meeting,
        plan_task=lines[BREAKTHROUGH - 1],
        by=meeting.chair,
        at=meeting.starts_at + datetime.timedelta(minutes=75),
    )
    tasks = DirectiveTask.objects.filter(directive__meeting=meeting).order_by("directive__order")
    choices = [
        Choice(task.pk, "existing", line=lines[place - 1])
        for task, place in zip(tasks, CARRYING, strict=True)
    ]
    _accept(meeting, choices, unit=unit, by=by, at=later, words="Phòng tiếp thu đầy đủ.")


def _accept_half(meeting: Meeting, unit: Unit, head: User, today: datetime.date) -> None:
    """Two orders became lines, one is asked to be changed, two still wait."""
    tasks = list(
        DirectiveTask.objects.filter(directive__meeting=meeting).order_by("directive__order")
    )
    assert head.person
    choices = [
        Choice(tasks[0].pk, "new", person=head.person),
        Choice(tasks[1].pk, "new", person=head.person),
        Choice(
            tasks[3].pk,
            "change",
            reason="Tòa án đề nghị ký chung cho cả án hình sự, cần thêm thời gian.",
            proposal="Ký trước khi kết thúc quý I năm 2027.",
        ),
    ]
    at = _moment(today - datetime.timedelta(days=ACCEPTED), 9)
    words = "Phòng xin tiếp thu ý kiến chỉ đạo của đồng chí Viện trưởng."
    _accept(meeting, choices, unit=unit, by=head, at=at, words=words)


def _report_by_clerk(meeting: Meeting, staff: Staff, today: datetime.date) -> None:
    """Here sessions ask that the unit's head approves what his clerk reports: one waits for him."""
    MeetingKind.objects.filter(pk=meeting.kind_id).update(answers_by_head=True)
    clerk = staff.user_of(UNIT, Role.UNIT_CLERK)
    if clerk is None:
        return
    rows = DirectiveTask.objects.filter(directive__meeting=meeting, unit=meeting.with_unit)
    text = "Đã lập bảng phân công án theo năng lực từng Kiểm sát viên, gửi kèm."
    at = _moment(today - datetime.timedelta(days=1), 10)
    task = rows.order_by("directive__order", "pk")[0]
    answering.answer(task, text=text, version=task.version, by=clerk.act_on(today), at=at)


def _accept(
    meeting: Meeting,
    choices: list[Choice],
    *,
    unit: Unit,
    by: User,
    at: datetime.datetime,
    words: str,
) -> None:
    key = uuid5(NAMESPACE_URL, f"demonstration/{meeting.title}")
    try:
        accepting.accept(meeting, choices, unit=unit, key=key, by=by, at=at, words=words)
    except Refused:
        return  # its plan waits for approval on this day


def _raise(meeting: Meeting, head: User) -> None:
    """Two difficulties of the report, the first one answered at the session."""
    report = meeting.reports.filter(unit=meeting.with_unit).first()
    if report is None or head.acting is None:
        return
    raised = meeting.starts_at - datetime.timedelta(days=1)
    answered = {
        "state": Difficulty.State.ANSWERED,
        "answer": "Phòng 15 rà soát, đề xuất phân công trong tháng.",
        "answered_by": meeting.chair,
        "answered_at": meeting.starts_at + datetime.timedelta(hours=1),
    }
    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("Hai Kiểm sát viên nhận phần lớn án phức tạp.", "Bổ sung 01 Kiểm sát viên.", answered),
        ("Tòa án gửi bản án chậm, có bản quá 20 ngày.", "Lãnh đạo Viện làm việc với Tòa án.", {}),
    )
    rows = Difficulty.objects.bulk_create(
        Difficulty(
            report=report, unit=report.unit, text=text, proposal=wish, raised_at=raised, **more
        )
        for text, wish, more in told
    )
    DifficultyStep.objects.bulk_create(
        DifficultyStep(difficulty=row, kind="raised", by=head.acting, at=raised, text=row.text)
        for row in rows
    )
