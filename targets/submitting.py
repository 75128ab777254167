"""A unit's month on its way to the Office: put forward, sent, given back, accepted.

nháp → trình → thủ trưởng duyệt, gửi → phòng nghiệp vụ kiểm tra → Văn phòng tiếp nhận, or trả lại.
Figures stay open until they are accepted; what is typed after the head's approval is shown and
holds the acceptance up until he has approved it, too. After the acceptance see `correcting`.
"""

import datetime

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from procuracy.web.dates import screen_moment
from procuracy.web.errors import Refused
from targets import balances, checked, deadlines, holding, nil_targets, sheets
from targets.holding import check_open, locked_words
from targets.models import (
    FieldQuestion,
    Figure,
    Indicator,
    NoneArose,
    Submission,
    SubmissionStep,
    TargetAnswer,
)
from units.models import Appointment, Unit, User

__all__ = ["accept", "check_open", "confirm", "give_back", "send", "submit"]
State, Kind = Submission.State, SubmissionStep.Kind
NAMED = 3
NOTE = 500  # what a step's note holds


def missing(unit: Unit, month: datetime.date) -> QuerySet[Indicator]:
    """Wanted lines without an answer."""
    return unanswered(sheets.wanted(unit, month), unit, month)


def unanswered(lines: QuerySet[Indicator], unit: Unit, month: datetime.date) -> QuerySet[Indicator]:
    """No figure, the field not ticked as không phát sinh.

    A level stands until it changes: one that was ever typed is no gap.
    """
    own = Figure.objects.filter(unit=unit, indicator=OuterRef("pk"))
    nil = NoneArose.objects.filter(unit=unit, month=month, field=OuterRef("field"))
    stands = Q(nature=Indicator.Nature.LEVEL) & Exists(own.filter(month__lt=month))
    rows = lines.exclude(Exists(own.filter(month=month)))
    return rows.exclude(Exists(nil)).exclude(stands)


def changed(row: Submission) -> QuerySet[Figure]:
    """Figures that the head has not seen, because they were typed after he approved."""
    if row.approved_at is None:
        return Figure.objects.none()
    rows = Figure.objects.filter(unit=row.unit_id, month=row.month)
    return rows.filter(entered_at__gt=row.approved_at)


def waiting_questions(row: Submission) -> QuerySet[FieldQuestion]:
    rows = FieldQuestion.objects.waiting()
    return rows.filter(field_check__unit=row.unit_id, field_check__month=row.month)


@transaction.atomic
def submit(
    unit: Unit, month: datetime.date, *, by: User, at: datetime.datetime, note: str = ""
) -> Submission:
    """Trình: the unit's clerk puts the month before the head."""
    row = _locked(unit, month)
    if row.state not in (State.DRAFT, State.RETURNED):
        raise Refused(_already(row))
    _check_complete(unit, month, note)
    _check_balanced(unit, month)
    return _step(row, Kind.SUBMITTED, by, at, note, state=State.SUBMITTED, return_reason="")


@transaction.atomic
def send(
    unit: Unit,
    month: datetime.date,
    *,
    by: User,
    at: datetime.datetime,
    seen: str | None = None,
    note: str = "",
) -> Submission:
    """Duyệt, gửi: this moment counts. `seen`: the mark of the figures that the head looked at."""
    row = _locked(unit, month)
    if row.state not in (State.DRAFT, State.RETURNED, State.SUBMITTED):
        raise Refused(_already(row))
    if seen is not None and seen != mark(unit, month):
        raise Refused("Số liệu vừa được sửa: xem lại số mới nhất rồi duyệt, gửi.")
    if row.state != State.SUBMITTED:
        _check_complete(unit, month, note)
    _check_balanced(unit, month)
    facts = {"sent_at": at, "sent_by": _seat(by), "approved_at": at, "return_reason": ""}
    return _step(row, Kind.SENT, by, at, note, state=State.SENT, **facts)


@transaction.atomic
def confirm(row: Submission, *, by: User, at: datetime.datetime, seen: str | None = None) -> None:
    """Duyệt số liệu sửa sau khi gửi; the moment of sending stays."""
    row = _locked(row.unit, row.month)
    if row.state != State.SENT or not changed(row).exists():
        raise Refused("Không có số liệu sửa sau khi gửi để duyệt lại.")
    if seen is not None and seen != mark(row.unit, row.month):
        raise Refused("Số liệu vừa được sửa tiếp: xem lại số mới nhất rồi duyệt.")
    _check_balanced(row.unit, row.month)
    gaps = missing(row.unit, row.month).count()
    note = f"Còn {gaps} dòng chưa có số liệu." if gaps else ""
    _step(row, Kind.CONFIRMED, by, at, note, approved_at=max(at, _last_typed(row) or at))


@transaction.atomic
def give_back(row: Submission, *, reason: str, by: User, at: datetime.datetime) -> Submission:
    """Trả lại: by the head what was put before him, by the Office what was sent."""
    row, seat = _locked(row.unit, row.month), _seat(by)
    is_heads = row.state == State.SUBMITTED and row.unit_id in seat.own_unit_ids
    is_offices = row.state == State.SENT and seat.keeps_office
    if not (is_heads or is_offices):
        raise Refused(_not_returned(row))
    facts = {"sent_at": None, "sent_by": None, "approved_at": None, "return_reason": reason}
    return _step(row, Kind.RETURNED, by, at, reason, state=State.RETURNED, **facts)


@transaction.atomic
def accept(
    row: Submission,
    *,
    by: User,
    at: datetime.datetime,
    note: str = "",
    seen: str | None = None,
    waits: bool = False,
) -> Submission:
    """Tiếp nhận: from now on nothing of the month changes without a correction.

    `waits`: not before departments have checked every field; else the step tells how far they were.
    """
    row, seat = _locked(row.unit, row.month), _seat(by)
    if row.state != State.SENT:
        raise Refused(_not_sent(row))
    if row.sent_by_id == seat.pk:
        raise Refused("Người duyệt, gửi không tự tiếp nhận số liệu của mình.")
    if seen is not None and seen != mark(row.unit, row.month):
        raise Refused("Số liệu vừa được sửa: xem lại số mới nhất rồi tiếp nhận.")
    _check_acceptable(row)
    if unchecked := _unchecked(row):
        if waits:
            raise Refused(f"Chưa tiếp nhận: {unchecked}. Chờ phòng, hoặc đánh dấu vẫn tiếp nhận.")
        note = f"Tiếp nhận khi {unchecked}. {note}".strip()[:NOTE]
    due = deadlines.of_month([row.unit], row.month).get(row.unit_id)
    facts = {"accepted_at": at, "accepted_by": seat, "due_at": due}
    return _step(row, Kind.ACCEPTED, by, at, note, state=State.ACCEPTED, **facts)


def hindrances(row: Submission) -> list[str]:
    """Why a sent month cannot be accepted yet."""
    asked, typed = waiting_questions(row).count(), changed(row).count()
    found = []
    if asked:
        found.append(f"còn {asked} câu hỏi của phòng nghiệp vụ đơn vị chưa trả lời")
    if typed:
        found.append(f"{typed} dòng sửa sau khi gửi chưa được thủ trưởng đơn vị duyệt")
    return found


def mark(unit: Unit, month: datetime.date) -> str:
    """Stands for what the month says as somebody saw it: of figures, ticks and answers, how many
    and the last one's moment; which targets of the year are ticked."""
    rows = {"unit": unit, "month": month}
    said = [
        *Figure.objects.filter(**rows).aggregate(Count("pk"), last=Max("entered_at")).values(),
        *NoneArose.objects.filter(**rows).aggregate(Count("pk"), last=Max("ticked_at")).values(),
        *TargetAnswer.objects.filter(**rows)
        .aggregate(Count("pk"), last=Max("answered_at"))
        .values(),
        *(row.pk for row in nil_targets.ticked(unit, month)),
    ]
    return " ".join(
        one.isoformat() if isinstance(one, datetime.date) else f"{one or 0}" for one in said
    )


def held_words(state: str | None) -> str:
    """What a strict balance that is broken keeps a month of this state from; "" for nothing more:
    what was accepted is corrected."""
    if state == State.SENT:
        return "chưa duyệt được số sửa sau khi gửi"
    if state == State.SUBMITTED:
        return "chưa gửi được"
    return "" if state == State.ACCEPTED else "chưa trình, gửi được"


def _check_complete(unit: Unit, month: datetime.date, note: str) -> None:
    if not Figure.objects.filter(unit=unit, month=month).exists() and not (
        NoneArose.objects.filter(unit=unit, month=month).exists()
    ):
        raise Refused("Chưa nhập số liệu nào của tháng này.")
    gaps = missing(unit, month).count()
    if gaps and not note.strip():
        raise Refused(
            f"Còn {gaps} dòng chưa có số liệu: nhập nốt, ghi không phát sinh, "
            "hoặc ghi lý do thiếu rồi gửi."
        )


def _check_balanced(unit: Unit, month: datetime.date) -> None:
    """No reason lets a broken sum through: one of the figures is wrong (decision 13)."""
    if found := balances.blocking(unit, month):
        named = "; ".join(f"{one.balance.name}: {one.sentence}" for one in found[:NAMED])
        more = f" và {len(found) - NAMED} cân đối khác" if len(found) > NAMED else ""
        raise Refused(f"Số liệu không cân đối, chưa trình, gửi được. {named}{more}.")


def _check_acceptable(row: Submission) -> None:
    found = hindrances(row)
    if found:
        raise Refused(f"Chưa tiếp nhận được: {'; '.join(found)}.")


def _unchecked(row: Submission) -> str:
    """How far departments have checked the fields that have figures; "" when all are."""
    known = checked.by_unit([row.unit], row.month).get(row.unit_id)
    if known is None or known.checked == known.fields:
        return ""
    return f"phòng nghiệp vụ mới kiểm tra {known.checked}/{known.fields} lĩnh vực"


def _locked(unit: Unit, month: datetime.date) -> Submission:
    """The month's row, made at its first step; one step at a time, and after every save before."""
    holding.wait_for_saves(unit, month)
    Submission.objects.get_or_create(unit=unit, month=month)
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(unit=unit, month=month)
    )


def _step(
    row: Submission, kind: str, by: User, at: datetime.datetime, note: str, **facts: object
) -> Submission:
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    SubmissionStep.objects.create(submission=row, kind=kind, by=_seat(by), at=at, note=note)
    return row


def _last_typed(row: Submission) -> datetime.datetime | None:
    last = Figure.objects.filter(unit=row.unit_id, month=row.month).order_by("-entered_at")
    return last.values_list("entered_at", flat=True).first()


def _already(row: Submission) -> str:
    if row.state == State.ACCEPTED:
        return locked_words(row)
    if row.state == State.SENT:
        return "Số liệu tháng này đã gửi Văn phòng."
    return "Số liệu tháng này đã trình thủ trưởng đơn vị."


def _not_sent(row: Submission) -> str:
    if row.accepted_at:
        return f"Số liệu tháng này vừa được tiếp nhận lúc {screen_moment(row.accepted_at)}."
    if row.state == State.RETURNED:
        return "Số liệu tháng này vừa được trả lại cho đơn vị."
    return "Đơn vị chưa gửi số liệu tháng này."


def _not_returned(row: Submission) -> str:
    if row.state == State.ACCEPTED:
        return locked_words(row)
    if row.state == State.SENT:
        return "Số liệu đã gửi: muốn sửa thì đề nghị Văn phòng trả lại."
    return _not_sent(row)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
