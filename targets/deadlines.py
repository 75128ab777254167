"""Until when a unit's month is due, and whether it came in time, to the second."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from procuracy.web.errors import Refused
from targets import calendar
from targets.models import Period, Submission, SubmissionDeadline
from units.models import Appointment, Unit, User

Due = datetime.datetime | None


def month_period(month: datetime.date) -> Period | None:
    """The period of a calendar month; of two work years that meet in it the earlier one's."""
    ends = (month, calendar.month_end(month))
    return Period.objects.months().filter(ends_on__range=ends).order_by("ends_on").first()


def of_month(units: Collection[Unit], month: datetime.date) -> dict[int, Due]:
    """Unit → its deadline. Two queries."""
    period = month_period(month)
    return of_periods(units, [period] if period else []).get(period.pk if period else 0, {})


def of_months(
    units: Collection[Unit], months: Collection[datetime.date]
) -> dict[datetime.date, dict[int, Due]]:
    """Month → unit → deadline. Two queries; none for no months."""
    if not months:
        return {}
    ends = (min(months), calendar.month_end(max(months)))
    periods = list(Period.objects.months().filter(ends_on__range=ends).order_by("-ends_on"))
    dues = of_periods(units, periods)
    return {period.month: dues[period.pk] for period in periods}


def of_periods(units: Collection[Unit], periods: Collection[Period]) -> dict[int, dict[int, Due]]:
    """Period → unit → deadline: the unit's own, else its kind's, else the period's. One query."""
    rows = SubmissionDeadline.objects.filter(period__in=periods)
    found: dict[tuple[int, int | str], datetime.datetime] = {
        (row.period_id, row.unit_id or row.unit_kind): row.due_at for row in rows
    }
    return {
        period.pk: {
            unit.pk: found.get(
                (period.pk, unit.pk), found.get((period.pk, unit.kind), period.due_at)
            )
            for unit in units
        }
        for period in periods
    }


def due_of(row: Submission, set_now: Due) -> Due:
    """An accepted month is judged by the deadline it was accepted under."""
    return row.due_at if row.is_accepted else set_now


def seconds_late(moment: datetime.datetime, due: Due) -> int:
    """Whole seconds after the deadline, as screens show moments: 16:00:00,9 is 16:00:00."""
    if due is None:
        return 0
    late = moment.replace(microsecond=0) - due.replace(microsecond=0)
    return max(0, int(late.total_seconds()))


def words(seconds: int) -> str:
    """`2 ngày 3 giờ`, `5 phút`, `1 giây`; "" in time."""
    if not seconds:
        return ""
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    if days:
        return f"{days} ngày {hours} giờ" if hours else f"{days} ngày"
    if hours:
        return f"{hours} giờ {minutes} phút" if minutes else f"{hours} giờ"
    return f"{minutes} phút" if minutes else f"{left} giây"


@transaction.atomic
def set_for_kinds(period: Period, dues: dict[str, Due], *, by: User, at: datetime.datetime) -> None:
    """Kind → deadline; None: the period's own holds again. What is unchanged keeps who set it."""
    stored = {row.unit_kind: row for row in _rows(period).filter(unit__isnull=True)}
    for kind, due in dues.items():
        row = stored.get(kind)
        if due is None:
            if row:
                row.delete()
        elif row is None or row.due_at != due:
            SubmissionDeadline.objects.update_or_create(
                period=period, unit_kind=kind, unit=None, defaults=_set(due, "", by, at)
            )


@transaction.atomic
def extend(
    period: Period,
    unit: Unit,
    *,
    due_at: datetime.datetime,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> SubmissionDeadline:
    """Gia hạn for one unit; never to an earlier moment than it had."""
    had = of_periods([unit], [period])[period.pk][unit.pk]
    if had is not None and due_at <= had:
        raise Refused("Gia hạn phải sau hạn đang áp dụng cho đơn vị.")
    if _is_accepted(unit, period):
        raise Refused("Văn phòng đã tiếp nhận số liệu tháng này: không gia hạn nữa.")
    row, _ = SubmissionDeadline.objects.update_or_create(
        period=period, unit=unit, unit_kind="", defaults=_set(due_at, reason, by, at)
    )
    return row


def drop(row: SubmissionDeadline) -> None:
    if row.unit and _is_accepted(row.unit, row.period):
        raise Refused("Văn phòng đã tiếp nhận số liệu tháng này: gia hạn được giữ nguyên.")
    row.delete()


def extensions(periods: Iterable[Period]) -> list[SubmissionDeadline]:
    rows = SubmissionDeadline.objects.filter(period__in=list(periods), unit__isnull=False)
    return list(rows.select_related("period", "unit", "set_by__person").order_by("due_at", "pk"))


def _rows(period: Period) -> Any:
    return SubmissionDeadline.objects.select_for_update(of=("self",)).filter(period=period)


def _is_accepted(unit: Unit, period: Period) -> bool:
    rows = Submission.objects.filter(unit=unit, month=period.month)
    return rows.filter(state=Submission.State.ACCEPTED).exists()


def _set(due: datetime.datetime, reason: str, by: User, at: datetime.datetime) -> dict[str, Any]:
    seat: Appointment | None = by.acting
    assert seat
    return {"due_at": due, "reason": reason, "set_by": seat, "set_at": at}
