"""Regions explain what is behind; of what they promised a month earlier, the figures have told."""

import datetime
from collections.abc import Iterator

from meetings.demonstration.current import REGIONS
from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from targets import boards, commitments
from targets.boards import Row
from targets.calendar import add_months, month_end
from targets.models import Explanation, Period
from targets.scores import Score
from units.models import Appointment, Role, Unit

State = Explanation.State
# Cause, obstacle, solution, commitment: as offices write them, of nobody in particular.
SAID = (
    (
        "Phần lớn việc còn lại chờ kết luận giám định, định giá; một số mới thụ lý cuối kỳ.",
        "Cơ quan giám định quá tải, thời gian trả kết quả kéo dài.",
        "Họp liên ngành hằng tuần, có văn bản đôn đốc từng hồ sơ; lãnh đạo trực tiếp theo dõi.",
        "Giải quyết dứt điểm các việc đã đủ điều kiện, không để phát sinh việc quá hạn.",
    ),
    (
        "Kiểm sát viên mới được điều động, khối lượng hồ sơ sau sắp xếp tăng nhanh.",
        "",
        "Phân công lại hồ sơ, mỗi lãnh đạo phụ trách một nhóm việc; báo cáo tiến độ vào thứ Sáu.",
        "Hoàn thành đúng tiến độ được giao, tăng đều từng tháng.",
    ),
    (
        "Chưa chủ động lựa chọn vụ việc từ đầu năm, dồn vào các tháng cuối kỳ.",
        "Địa bàn rộng, đi lại giữa các điểm làm việc mất nhiều thời gian.",
        "Lập danh sách vụ việc cho cả quý, gắn người thực hiện và ngày hoàn thành.",
        "Thực hiện đủ số lượng còn thiếu theo danh sách đã duyệt.",
    ),
)
ANSWER = "Nhất trí với giải pháp; báo cáo tiến độ hằng tuần qua Văn phòng để theo dõi."
RETURNED = "Nguyên nhân còn chung chung: nêu rõ từng nhóm việc và người chịu trách nhiệm."


def play(staff: Staff, month: datetime.date, today: datetime.date) -> None:
    """`month`: the one heard last; the figures of the month before it were explained too."""
    heads = _heads(today)
    deputy = staff.holder("QT2:province_deputy")
    earlier = list(_of_month(staff, add_months(month, -1), today, heads, deputy))
    Explanation.objects.bulk_create(earlier)
    at = datetime.datetime.combine(today, datetime.time(5), tzinfo=HANOI)
    commitments.measure(today=today, at=at)
    Explanation.objects.bulk_create(_of_month(staff, month, today, heads, deputy))


def _heads(today: datetime.date) -> dict[int, Appointment]:
    rows = Appointment.objects.current(today).filter(unit__code__in=REGIONS, role=Role.UNIT_HEAD)
    return {row.unit_id: row for row in rows}


def _of_month(
    staff: Staff,
    month: datetime.date,
    today: datetime.date,
    heads: dict[int, Appointment],
    deputy: Appointment,
) -> Iterator[Explanation]:
    """The first two targets behind of most regions; some are answered, one is given back."""
    period = Period.objects.months().filter(ends_on=month_end(month)).first()
    for number, row in enumerate(_rows(staff, period, today) if period else ()):
        head = heads.get(row.unit.pk)
        behind = [score for score in row.scores if score.verdict in boards.BEHIND]
        if period and head and number % 4 != 3:
            for place, score in enumerate(behind[:2]):
                yield _explained(row.unit, score, period, head, deputy, number + place)


def _rows(staff: Staff, period: Period, today: datetime.date) -> list[Row]:
    year = period.work_year
    wanted = [staff.units[code].pk for code in REGIONS]
    board = boards.assemble(
        year=year,
        period=period,
        spans=list(year.periods.all()),
        units=list(Unit.objects.filter(pk__in=wanted).named(period.ends_on).order_by("order")),
        province=None,
        today=today,
    )
    return board.rows


def _explained(
    unit: Unit, score: Score, period: Period, head: Appointment, deputy: Appointment, number: int
) -> Explanation:
    cause, obstacle, solution, commitment = SAID[number % len(SAID)]
    at = datetime.datetime.combine(period.ends_on, datetime.time(15), tzinfo=HANOI)
    sent = at + datetime.timedelta(days=2, minutes=7 * number)
    state = (State.ANSWERED, State.SENT, State.ANSWERED, State.SENT, State.RETURNED)[number % 5]
    said = Explanation(
        unit=unit,
        target=score.target,
        period=period,
        cause=cause,
        obstacle=obstacle,
        solution=solution,
        commitment=commitment,
        promised_on=month_end(add_months(period.ends_on.replace(day=1), 1)),
        state=state,
        sent_by=head,
        sent_at=sent,
        seen_verdict=score.verdict.value,
        seen_numerator=score.result.numerator,
        seen_denominator=score.result.denominator,
        seen_threshold=score.threshold,
    )
    if state != State.SENT:
        said.answer = ANSWER if state == State.ANSWERED else RETURNED
        said.answered_by, said.answered_at = deputy, sent + datetime.timedelta(days=1)
    return said
