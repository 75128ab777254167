"""Figures of an accepted month change by request: old, new and why, decided by the Office.

The totals that such a figure runs into are marked *số liệu đã điều chỉnh* wherever they appear.
"""

import datetime
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuracy.web.errors import Refused
from procuracy.web.numbers import parse_decimal
from procuracy.web.statements import kept
from targets import balances, calendar
from targets.entry.rules import untick
from targets.models import BalanceTerm, Figure, FigureCorrection, Indicator, Submission
from units.models import Appointment, Unit, User

RESTATED = "số liệu đã điều chỉnh"
State = FigureCorrection.State
Restated = set[tuple[int, int]]


def restated(
    units: Collection[int] | Collection[Unit], first: datetime.date, last: datetime.date
) -> Restated:
    """(unit, indicator) pairs of whose result for `first` to `last` a figure was corrected.

    Months by their first day; units as rows or ids. One query.
    """
    keys = tuple(unit if isinstance(unit, int) else unit.pk for unit in units)
    return {(unit, line) for unit, line in _restated(keys, first, last)}


@kept
def _restated(
    units: tuple[int, ...], first: datetime.date, last: datetime.date
) -> QuerySet[FigureCorrection, Any]:
    rows = counting(units, first, last).order_by()
    return rows.values_list("submission__unit_id", "indicator_id").distinct()


def places(
    units: Collection[int], lines: Collection[int], last: datetime.date
) -> set[tuple[int, int, datetime.date]]:
    """(unit, indicator, month) of all that was corrected up to `last`; one query."""
    rows = FigureCorrection.objects.approved().filter(
        submission__unit__in=units, indicator__in=lines, submission__month__lte=last
    )
    return set(rows.values_list("submission__unit_id", "indicator_id", "submission__month"))


def counting(
    units: Collection[int], first: datetime.date, last: datetime.date
) -> QuerySet[FigureCorrection]:
    """What was corrected of the figures that count: of a flow every month, of a stock the span's
    last one, of a level the last one up to its end, also from before the span."""
    later = Figure.objects.filter(
        unit=OuterRef("submission__unit"),
        indicator=OuterRef("indicator"),
        month__gt=OuterRef("submission__month"),
        month__lte=last,
    )
    within, nature = Q(submission__month__gte=first), Indicator.Nature
    rows = FigureCorrection.objects.approved().filter(
        submission__unit__among=units, submission__month__lte=last
    )
    return rows.filter(
        within & Q(indicator__nature=nature.FLOW)
        | ~Exists(later)
        & (Q(indicator__nature=nature.LEVEL) | within & Q(indicator__nature=nature.STOCK))
    )


@transaction.atomic
def ask(
    row: Submission,
    line: Indicator,
    *,
    typed: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> FigureCorrection:
    """Raises NumberRefused (what was typed) and Refused."""
    if not row.is_accepted:
        raise Refused("Văn phòng chưa tiếp nhận số liệu tháng này: sửa thẳng trong bảng nhập.")
    value, stored = parse_decimal(typed, line.decimals), _stored(row, line)
    if stored == value:
        raise Refused("Số điều chỉnh phải khác số đã tiếp nhận.")
    try:
        with transaction.atomic():
            return FigureCorrection.objects.create(
                submission=row,
                indicator=line,
                old_value=stored,
                new_value=value,
                reason=reason,
                asked_by=_seat(by),
                asked_at=at,
            )
    except IntegrityError:
        raise Refused("Dòng này đã có đề nghị điều chỉnh đang chờ Văn phòng.") from None


class Unbalanced(Refused):
    """What would not hold any more, for somebody to read before he accepts it all the same."""

    def __init__(self, broken: Sequence[str]) -> None:
        super().__init__(
            f"Điều chỉnh làm lệch {len(broken)} cân đối: xem rồi xác nhận nếu vẫn điều chỉnh."
        )
        self.broken = broken


def broken_by(correction: FigureCorrection) -> list[str]:
    """Balances and pairs of the line that would not hold with the new value, in sentences: of the
    month, and of the next one, which takes stocks over."""
    unit, month = correction.submission.unit, correction.submission.month
    instead = balances.Instead(correction.indicator, month, correction.new_value)
    found = []
    for at, moment in (
        (month, BalanceTerm.Moment.MONTH),
        (calendar.add_months(month, 1), BalanceTerm.Moment.PREVIOUS),
    ):
        for one in balances.of_month(unit, at, instead):
            if one.is_broken and one.rule.reads(correction.indicator, moment):
                found.append(f"Tháng {at.month}/{at.year}, {one.balance.name}: {one.sentence}.")
    return found


@transaction.atomic
def approve(
    correction: FigureCorrection,
    *,
    by: User,
    at: datetime.datetime,
    note: str = "",
    accepted: Collection[str] = (),
) -> FigureCorrection:
    """The figure becomes the new one, typed by who asked for it; a tick that it unsays goes.

    `accepted`: of `broken_by`, as it was read and confirmed. Unbalanced for anything else that it
    breaks; what was accepted is kept in the row.
    """
    row = _decided(correction, State.APPROVED, by, at, note)
    if _stored(row.submission, row.indicator) != row.old_value:
        raise Refused("Số đã tiếp nhận không còn như khi đề nghị: đơn vị đề nghị lại.")
    broken = broken_by(row)
    if not set(broken) <= set(accepted):
        raise Unbalanced(broken)
    row.broken_balances = "\n".join(broken)
    decision = ["state", "decided_by", "decided_at", "decision_note"]
    row.save(update_fields=[*decision, "broken_balances"])
    Figure.objects.update_or_create(
        unit_id=row.submission.unit_id,
        month=row.submission.month,
        indicator=row.indicator,
        defaults={
            "value": row.new_value,
            "entered_by": row.asked_by.person.user,
            "entered_at": at,
        },
    )
    if row.new_value:
        untick(row.submission.unit, row.submission.month, [row.indicator_id])
    return row


@transaction.atomic
def refuse(
    correction: FigureCorrection, *, by: User, at: datetime.datetime, note: str
) -> FigureCorrection:
    """The figure stays; the unit reads why."""
    row = _decided(correction, State.REFUSED, by, at, note)
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    return row


def _decided(
    correction: FigureCorrection, state: str, by: User, at: datetime.datetime, note: str
) -> FigureCorrection:
    """Locked, with the decision written down but not stored; of two decisions the first holds."""
    Submission.objects.select_for_update().get(pk=correction.submission_id)
    rows = FigureCorrection.objects.select_for_update(of=("self",))
    row = rows.select_related("submission__unit", "indicator", "asked_by__person__user").get(
        pk=correction.pk
    )
    if row.state != State.ASKED:
        raise Refused(f"Đề nghị này vừa được quyết định: {row.get_state_display()}.")
    if row.asked_by_id == _seat(by).pk:
        raise Refused("Người đề nghị không tự quyết định đề nghị của mình.")
    row.state, row.decided_by, row.decided_at, row.decision_note = state, _seat(by), at, note
    return row


def _stored(row: Submission, line: Indicator) -> Decimal | None:
    figures = Figure.objects.filter(unit=row.unit_id, month=row.month, indicator=line)
    return figures.values_list("value", flat=True).first()


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
