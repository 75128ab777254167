"""Months on their way to the Office: all past ones received, the last one at every step."""

import datetime
import random

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from targets import calendar, correcting, deadlines
from targets.models import (
    BalanceTerm,
    Figure,
    Indicator,
    Submission,
    SubmissionStep,
    Target,
    TargetTerm,
)
from units.models import Appointment, Role, Unit

State, Kind = Submission.State, SubmissionStep.Kind
SINCE = datetime.date(2025, 7, 1)
# Of the last month: what stands in the board is every state there is.
LAST = {
    "QT2-KV1": State.ACCEPTED,
    "QT2-KV3": State.ACCEPTED,
    "QT2-KV6": State.RETURNED,
    "QT2-KV7": State.SUBMITTED,
    "QT2-KV4": None,  # its clerk is still typing
}
CORRECTED, ASKED = "QT2-KV2", "QT2-KV5"


def play(staff: Staff, last_month: datetime.date, today: datetime.date) -> None:
    office = staff.holder(f"QT2-VP:{Role.OFFICE_STAFF}")
    rows, steps = [], []
    for unit, month in _reported(last_month):
        row, done = _month(staff, unit, month, office, is_last=month == last_month)
        if row:
            rows.append(row)
            steps.extend(done)
    Submission.objects.bulk_create(rows)
    SubmissionStep.objects.bulk_create(steps)
    _correct(staff, calendar.add_months(last_month, -2), today)
    _extend(staff, last_month)


def _reported(last_month: datetime.date) -> list[tuple[Unit, datetime.date]]:
    """Units of the new province and the months of which they have figures."""
    rows = Figure.objects.filter(unit__parent__code="QT2", month__range=(SINCE, last_month))
    pairs = rows.order_by("month", "unit__order", "unit__code").values_list("unit", "month")
    units = Unit.objects.in_bulk({unit for unit, _ in pairs})
    return [(units[unit], month) for unit, month in pairs.distinct()]


def _month(
    staff: Staff, unit: Unit, month: datetime.date, office: Appointment, *, is_last: bool
) -> tuple[Submission | None, list[SubmissionStep]]:
    state = LAST.get(unit.code, State.SENT) if is_last else State.ACCEPTED
    heads = (staff.held.get((unit.code, role)) for role in (Role.UNIT_HEAD, Role.HEAD_OF_OFFICE))
    held = next(filter(None, heads), None)
    if state is None or not held:
        return None, []
    head = held[0]
    clerk = staff.held.get((unit.code, Role.UNIT_CLERK), held)[0]
    sent = _sent(unit, month, is_last=is_last)
    row = Submission(unit=unit, month=month, state=state)
    steps = [_step(row, Kind.SUBMITTED, clerk, sent - datetime.timedelta(minutes=40))]
    if state == State.RETURNED:
        row.return_reason = "Số người bị tạm giữ chưa khớp sổ của Nhà tạm giữ: đối chiếu, gửi lại."
        later = sent + datetime.timedelta(minutes=25)
        steps.append(_step(row, Kind.SENT, head, sent))
        steps.append(_step(row, Kind.RETURNED, office, later, row.return_reason))
    elif state in (State.SENT, State.ACCEPTED):
        row.sent_at = row.approved_at = sent
        row.sent_by = head
        steps.append(_step(row, Kind.SENT, head, sent))
    if state == State.ACCEPTED:
        row.accepted_at = sent + datetime.timedelta(minutes=50)
        row.accepted_by, row.due_at = office, _due(month)
        steps.append(_step(row, Kind.ACCEPTED, office, row.accepted_at))
    return row, steps


def _sent(unit: Unit, month: datetime.date, *, is_last: bool) -> datetime.datetime:
    """Before the deadline, but for a few; the same for the same unit and month."""
    chance = random.Random(f"gửi {unit.code} {month}")
    before = _due(month) - datetime.timedelta(seconds=chance.randrange(60, 6 * 3600))
    late = not is_last and chance.random() < (0.4 if unit.code == "QT2-KV4" else 0.05)
    if not late:
        return before
    return _due(month) + datetime.timedelta(seconds=chance.randrange(1, 30 * 3600))


def _due(month: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(calendar.month_end(month), datetime.time(16), tzinfo=HANOI)


def _step(
    row: Submission, kind: str, by: Appointment, at: datetime.datetime, note: str = ""
) -> SubmissionStep:
    return SubmissionStep(submission=row, kind=kind, by=by, at=at, note=note)


def _correct(staff: Staff, month: datetime.date, today: datetime.date) -> None:
    """One figure corrected, one still asked for."""
    line = _counted_alone(month)
    office = staff.user_of("QT2-VP", Role.OFFICE_STAFF)
    if line is None or office is None:
        return
    at = datetime.datetime.combine(today, datetime.time(8, 15), tzinfo=HANOI)
    for code in (CORRECTED, ASKED):
        clerk = staff.user_of(code, Role.UNIT_CLERK)
        row = Submission.objects.filter(unit__code=code, month=month).first()
        figure = Figure.objects.filter(unit__code=code, month=month, indicator=line).first()
        if clerk is None or row is None or figure is None:
            continue
        asked = correcting.ask(
            row,
            line,
            typed=f"{int(figure.value) + 1}",
            reason="Khi nhập sót 1 việc của ngày cuối tháng; đã đối chiếu sổ theo dõi.",
            by=clerk.act_on(today),
            at=at,
        )
        if code == CORRECTED:
            later = at + datetime.timedelta(hours=1)
            correcting.approve(asked, by=office.act_on(today), at=later, note="Đúng với sổ.")


def _counted_alone(month: datetime.date) -> Indicator | None:
    """A line that a target counts by itself, and that no balance holds to others."""
    counts = TargetTerm.objects.filter(target__measure=Target.Measure.COUNT)
    rows = Indicator.objects.filter(
        pk__in=counts.values("indicator"), figures__month=month, nature=Indicator.Nature.FLOW
    ).exclude(pk__in=BalanceTerm.objects.values("indicator"))
    return rows.order_by("field__order", "order", "code").first()


def _extend(staff: Staff, month: datetime.date) -> None:
    """The region that still types was given a day more."""
    office = staff.user_of("QT2-VP", Role.OFFICE_STAFF)
    period = deadlines.month_period(month)
    if office is None or period is None or period.due_at is None:
        return
    office.act_on(calendar.month_end(month))
    deadlines.extend(
        period,
        staff.units["QT2-KV4"],
        due_at=period.due_at + datetime.timedelta(days=1),
        reason="Mất điện trên địa bàn ngày cuối tháng",
        by=office,
        at=period.due_at - datetime.timedelta(hours=3),
    )
