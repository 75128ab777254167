"""What a unit must explain before a meeting, what it says, and what is answered.

An explanation is about the figures up to the end of a month; half years and the year end with one.
"""

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets import boards
from targets.models import Explanation, Period, Target, WorkYear
from targets.scores import Score
from targets.verdicts import Direction
from units.models import Appointment, Unit, User

State = Explanation.State


@dataclass(frozen=True)
class Said:
    """What the unit typed; `promised_value` None: the threshold itself."""

    cause: str
    obstacle: str
    solution: str
    commitment: str
    promised_on: datetime.date | None
    promised_value: Decimal | None


class Overtaken(Exception):
    """Somebody else changed the text meanwhile; what is stored is `stored`."""

    def __init__(self, stored: Explanation) -> None:
        super().__init__("Giải trình vừa được người khác trong đơn vị sửa.")
        self.stored = stored


def closing_month(period: Period) -> Period:
    """The month with which a quarter, half or year ends: explanations of both are the same."""
    if period.kind == Period.Kind.MONTH:
        return period
    months = Period.objects.months().select_related("work_year")
    found = months.filter(work_year=period.work_year_id, ends_on=period.ends_on).first()
    return found or period


def scores_of(
    unit: Unit, period: Period, today: datetime.date, year: WorkYear | None = None
) -> list[Score]:
    """All targets of one unit, with what it took over, beside last year; fixed queries.

    `year`: an earlier work year than the period's, to go on counting from its beginning.
    """
    year = year or period.work_year
    board = boards.assemble(
        year=year,
        period=period,
        spans=list(year.periods.all()),
        units=boards.unit_and_before(unit, year),
        province=None,
        today=today,
        compares=True,
    )
    return [score for row in board.rows if row.unit.pk == unit.pk for score in row.scores]


def behind(unit: Unit, period: Period, today: datetime.date) -> list[Score]:
    """What the unit must explain: its targets that are unmet or at risk."""
    return [one for one in scores_of(unit, period, today) if one.verdict in boards.BEHIND]


def known(units: Collection[int], period: Period) -> dict[tuple[int, int], Explanation]:
    """By unit and target; one query."""
    rows = Explanation.objects.filter(unit__in=units, period=closing_month(period))
    rows = rows.select_related("answered_by__person", "sent_by__person", "period", "target")
    return {(row.unit_id, row.target_id): row for row in rows}


def mark_of(row: Explanation | None) -> str:
    """Stands for the texts that a writer has seen."""
    if row is None:
        return ""
    said = [getattr(row, name) for name in Explanation.TEXTS]
    parts = [*said, str(row.promised_on or ""), f"{row.promised_value or 0:.2f}"]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@transaction.atomic
def write(
    unit: Unit, target: Target, period: Period, said: Said, *, seen: str, by: User
) -> Explanation:
    """Store the draft, if its writer saw what it replaces (`seen`: `mark_of` it)."""
    Unit.objects.select_for_update().get(pk=unit.pk)  # two first drafts come one after the other
    rows = Explanation.objects.select_for_update()
    row = rows.filter(unit=unit, target=target, period=period).first()
    if row and not row.is_editable:
        raise Refused("Giải trình đã gửi: chỉ sửa được khi lãnh đạo yêu cầu giải trình lại.")
    if row and mark_of(row) != seen:
        raise Overtaken(row)
    row = row or Explanation(unit=unit, target=target, period=period)
    for name, value in vars(said).items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def send(
    explanation: Explanation, *, by: User, at: datetime.datetime, today: datetime.date
) -> None:
    """With the figures of this moment, which stay with it."""
    row = _locked(explanation)
    if not row.is_editable:
        raise Refused("Giải trình này đã gửi rồi.")
    if sentence := lacking(row, today):
        raise Refused(sentence)
    score = next((s for s in behind(row.unit, row.period, today) if s.target == row.target), None)
    if score is None:
        raise Refused("Theo số liệu hiện nay chỉ tiêu này không còn chưa đạt hoặc nguy cơ.")
    row.state, row.sent_by, row.sent_at = State.SENT, _seat(by), at
    row.seen_verdict = score.verdict.value
    row.seen_numerator, row.seen_denominator, _ = score.result
    row.seen_threshold = score.threshold
    row.save()


def lacking(row: Explanation, today: datetime.date) -> str:
    """What must still be said before it is sent; "" when all is there."""
    names = {"cause": "nguyên nhân", "solution": "giải pháp", "commitment": "cam kết"}
    empty = [words for name, words in names.items() if not getattr(row, name).strip()]
    if row.promised_on is None:
        empty.append("hạn cam kết")
    if empty:
        return f"Chưa ghi {', '.join(empty)}."
    if row.promised_on and row.promised_on < today:
        return f"Hạn cam kết {screen_day(row.promised_on)} đã qua: ghi một ngày từ hôm nay trở đi."
    return ""


def goal_of(row: Explanation) -> Decimal | None:
    """What is promised. Of a target that lets nothing happen: that no further case does."""
    if row.target.direction == Direction.ZERO and row.promised_value is None:
        return row.seen_numerator
    return row.goal


@transaction.atomic
def answer(explanation: Explanation, *, text: str, by: User, at: datetime.datetime) -> None:
    """Ý kiến of the leader in charge; the promise stands."""
    _answer(explanation, State.ANSWERED, text, by, at)


@transaction.atomic
def give_back(explanation: Explanation, *, text: str, by: User, at: datetime.datetime) -> None:
    """Yêu cầu giải trình lại: the unit mends it and sends again."""
    _answer(explanation, State.RETURNED, text, by, at)


def _answer(
    explanation: Explanation, state: str, text: str, by: User, at: datetime.datetime
) -> None:
    row = _locked(explanation)
    if row.state not in Explanation.STANDING:
        raise Refused("Giải trình chưa gửi, hoặc đã được yêu cầu viết lại.")
    if row.outcome and state == State.RETURNED:
        raise Refused("Cam kết đã được kiểm đếm: không trả lại nữa, chỉ ghi ý kiến.")
    row.state, row.answer, row.answered_by, row.answered_at = state, text, _seat(by), at
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def _locked(explanation: Explanation) -> Explanation:
    rows = Explanation.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "target", "period__work_year").get(pk=explanation.pk)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
