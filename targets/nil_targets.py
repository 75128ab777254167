"""Không phát sinh of one count in a work year: nothing there was to be counted (design, rule 4).

The tick holds from a month of the year on; before it the figures speak, and months that were sent
stay as the head sent them: a tick that one of them was sent with is neither taken back nor moved. A
figure above 0 outweighs it. Once the judging month is sent or overdue it stays as it is.
"""

import datetime

from django.db import transaction
from django.db.models import Q

from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.errors import Refused
from targets import deadlines, holding
from targets.calendar import first_of_month, months_between
from targets.models import Submission, Target, TargetAssignment, WorkYear
from targets.verdicts import COUNTED, Direction
from units.models import Unit

STANDS = "không đổi ghi không phát sinh nữa"
LATER = "ghi không phát sinh từ một tháng sau, chưa gửi"
HELD = (
    "tháng này gửi khi đã ghi không phát sinh nên giữ nguyên. Nay có phát sinh thì nhập số liệu: "
    "số lớn hơn 0 thay cho ghi này; ghi nhầm thì đề nghị Văn phòng trả lại tháng đã gửi"
)


@transaction.atomic
def mark(
    given: TargetAssignment,
    *,
    is_nil: bool,
    at: datetime.datetime,
    since: datetime.date | None = None,
) -> None:
    """`since`: the first day of the month from which it holds; None: of the year's first.

    Refused for what is not counted, for months that were sent, and after the judging.
    """
    if is_nil and not may_tick(given.target):
        raise Refused(
            "Chỉ ghi không phát sinh cho chỉ tiêu số lượng; chỉ tiêu không để xảy ra thì nhập 0."
        )
    day = given.due_on or given.work_year.ends_on
    holding.check_unsent(given.unit, first_of_month(day), STANDS)
    due = deadlines.of_month([given.unit], first_of_month(day)).get(given.unit_id)
    if due and at > due:
        raise Refused(
            f"Chỉ tiêu này được đánh giá ngày {screen_day(day)} và đã quá hạn gửi số liệu "
            f"({screen_moment(due)}): {STANDS}."
        )
    first = first_of_month(given.work_year.starts_on)
    since = since or first
    if is_nil and since not in months_between(first, first_of_month(day)):
        raise Refused(f"Chọn một tháng của năm công tác, không sau ngày {screen_day(day)}.")
    if given.none_arose:
        holding.check_unsent(given.unit, given.none_since or first, HELD, until=day)
    if is_nil:
        holding.check_unsent(given.unit, since, LATER, until=day)
    given.none_arose = is_nil
    given.none_since = since if is_nil and since > first else None
    given.save(update_fields=["none_arose", "none_since"])


def may_tick(target: Target) -> bool:
    """Counts with something to reach: where no case may arise, none is what is asked."""
    return target.measure in COUNTED and target.direction != Direction.ZERO


def open_months(given: TargetAssignment) -> list[datetime.date]:
    """From which the tick may hold: after the last one that was sent."""
    months = months_between(
        first_of_month(given.work_year.starts_on),
        first_of_month(given.due_on or given.work_year.ends_on),
    )
    received = (Submission.State.SENT, Submission.State.ACCEPTED)
    sent = Submission.objects.filter(unit=given.unit_id, month__in=months, state__in=received)
    last = sent.order_by("-month").values_list("month", flat=True).first()
    return [month for month in months if last is None or month > last]


def ticked(unit: Unit, month: datetime.date) -> list[TargetAssignment]:
    """What holds in the month; for the head to see before he sends."""
    year = WorkYear.objects.of_month(month)
    rows = TargetAssignment.objects.standing().filter(unit=unit, work_year=year, none_arose=True)
    rows = rows.filter(Q(none_since__isnull=True) | Q(none_since__lte=month))
    return list(
        rows.select_related("target", "work_year").order_by("target__order", "target__code")
    )
