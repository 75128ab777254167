"""What holds for every way of saving figures: which months, until when, what a number unsays."""

import datetime
from collections.abc import Callable, Collection

from django.db import connection

from procuracy.web.dates import screen_day, screen_moment
from procuracy.web.errors import Refused
from targets import calendar
from targets.models import Period, WorkYear
from units.models import Unit

# A number typed for what arises in the month says more than an older tick "không phát sinh".
UNTICK = """
DELETE FROM targets_nonearose n USING targets_indicator i
WHERE n.unit_id = %(unit)s AND n.month = %(month)s AND n.field_id = i.field_id
  AND i.nature = 'flow' AND i.id = ANY(%(lines)s)
"""


def check_month(
    unit: Unit,
    month: datetime.date,
    today: datetime.date,
    year_of: Callable[[datetime.date], WorkYear | None] = WorkYear.objects.of_month,
) -> WorkYear:
    """The month's work year. Refused when the unit does not report that month."""
    if month > today:
        raise Refused(f"Chưa đến tháng {month.month}/{month.year}, chưa nhập số liệu được.")
    if unit.kind == Unit.Kind.PROVINCE:
        raise Refused("Số liệu toàn tỉnh được cộng từ các đơn vị, không nhập trực tiếp.")
    if unit.valid_to and unit.valid_to < month:
        raise Refused(
            f"Đơn vị đã kết thúc hoạt động ngày {screen_day(unit.valid_to)}; số liệu "
            f"tháng {month.month}/{month.year} do đơn vị kế thừa nhập."
        )
    if unit.valid_from and calendar.month_end(month) < unit.valid_from:
        raise Refused(
            f"Đơn vị hoạt động từ ngày {screen_day(unit.valid_from)}, không có số liệu "
            f"tháng {month.month}/{month.year}."
        )
    year = year_of(month)
    if year is None:
        raise Refused(f"Tháng {month.month}/{month.year} không thuộc năm công tác nào.")
    return year


def check_removable(month: datetime.date, at: datetime.datetime, is_there: bool) -> None:
    last = removable_until(month) if is_there else None
    if last and at > last:
        raise Refused(
            f"Đã quá {screen_moment(last)} nên không bỏ trống số liệu tháng này được: "
            "nhập số đúng, hoặc nhập 0 nếu không phát sinh."
        )


def removable_until(month: datetime.date) -> datetime.datetime | None:
    """A figure may be taken back until the next month's figures are due; later only corrected."""
    following = Period.objects.months().filter(starts_on__gt=calendar.month_end(month))
    period = following.order_by("starts_on").first()
    return period.due_at if period else None


def untick(unit: Unit, month: datetime.date, lines: Collection[int]) -> None:
    """After positive figures of these lines were stored."""
    with connection.cursor() as cursor:
        cursor.execute(UNTICK, {"unit": unit.pk, "month": month, "lines": list(lines)})
