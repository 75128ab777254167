"""Difficulties of units: raised with a report, answered, settled or asked about again."""

import datetime

from django.db import transaction

from meetings.conclusion.directing import Order
from meetings.models import Difficulty, DifficultyStep, UnitReport
from meetings.reporting import answer_tasks
from meetings.reporting.holding import touch, writable
from procuracy.web.errors import Refused
from units.models import Appointment, Field, User

State, Kind = Difficulty.State, DifficultyStep.Kind


class DifficultyConflict(Refused):
    """Somebody else changed it meanwhile; `theirs` is the row as it stands now."""

    def __init__(self, theirs: Difficulty) -> None:
        super().__init__("Người khác của đơn vị vừa sửa nội dung này: so sánh rồi lưu lại.")
        self.theirs = theirs


def words_of(row: Difficulty) -> str:
    """What a form that edits it has seen."""
    return f"{row.text}\n{row.proposal}"


@transaction.atomic
def note(report: UnitReport, *, text: str, proposal: str, field: Field | None) -> Difficulty:
    """Written into a report that is not sent yet; one that stands there already is not doubled."""
    present = writable(report)
    same = present.difficulties.filter(text=text, proposal=proposal, raised_at=None).first()
    if same:
        return same
    made = Difficulty.objects.create(
        report=present, unit_id=present.unit_id, text=text, proposal=proposal, field=field
    )
    touch(present)
    return made


@transaction.atomic
def change(row: Difficulty, *, text: str, proposal: str, field: Field | None, seen: str) -> None:
    """`seen`: the words that the form began with; raises DifficultyConflict."""
    present = _draft(row)
    if seen != words_of(present) and words_of(present) != f"{text}\n{proposal}":
        raise DifficultyConflict(present)
    present.text, present.proposal, present.field = text, proposal, field
    present.save(update_fields=["text", "proposal", "field"])
    touch(present.report)


@transaction.atomic
def drop(row: Difficulty) -> None:
    present = _draft(row)
    report = present.report
    present.delete()
    touch(report)


def _draft(row: Difficulty) -> Difficulty:
    report = writable(row.report)
    present = Difficulty.objects.select_related("report").filter(pk=row.pk).first()
    if present is None:
        raise Refused("Người khác của đơn vị vừa bỏ nội dung này khỏi báo cáo.")
    if present.raised_at:
        raise Refused("Khó khăn đã nêu với lãnh đạo: không sửa nữa, chỉ trao đổi tiếp.")
    present.report = report
    return present


def raise_all(report: UnitReport, *, by: User, at: datetime.datetime) -> None:
    """With the report that is sent: whoever answers sees them from now on."""
    drafts = list(report.difficulties.filter(raised_at__isnull=True))
    Difficulty.objects.filter(pk__in=[one.pk for one in drafts]).update(raised_at=at)
    DifficultyStep.objects.bulk_create(
        DifficultyStep(difficulty=one, kind=Kind.RAISED, by=_seat(by), at=at, text=one.text)
        for one in drafts
    )


@transaction.atomic
def answer(
    row: Difficulty, *, text: str, by: User, at: datetime.datetime, task: Order | None = None
) -> None:
    """By the leader in charge; the unit then says whether that will do. `task`: what is promised
    with it, to be followed like an order."""
    present = _open(row)
    if present.state == State.ANSWERED:
        raise Refused("Khó khăn này vừa có người trả lời: đọc trả lời đó trước.")
    facts = {"answer": text, "answered_by": _seat(by), "answered_at": at}
    _step(present, Kind.ANSWERED, by, at, text, state=State.ANSWERED, **facts)
    if task:
        answer_tasks.give(present, task, by=by, at=at)


@transaction.atomic
def reopen(row: Difficulty, *, text: str, by: User, at: datetime.datetime) -> None:
    """The unit is not helped by the answer, and says why."""
    present = _open(row)
    if present.state != State.ANSWERED:
        raise Refused("Chưa có trả lời để đề nghị trả lời lại.")
    _step(present, Kind.REOPENED, by, at, text, state=State.REOPENED)


@transaction.atomic
def close(row: Difficulty, *, text: str, by: User, at: datetime.datetime) -> None:
    """The unit accepts the answer, or no longer needs one and says why."""
    present = _open(row)
    if present.state != State.ANSWERED and not text.strip():
        raise Refused("Chưa có trả lời: ghi vì sao không cần trả lời nữa.")
    _step(present, Kind.CLOSED, by, at, text, state=State.CLOSED, closed_at=at)


def _open(row: Difficulty) -> Difficulty:
    present = Difficulty.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not present.is_open:
        raise Refused("Khó khăn này đã kết thúc hoặc chưa gửi cùng báo cáo.")
    return present


def _step(
    row: Difficulty, kind: str, by: User, at: datetime.datetime, text: str, **facts: object
) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    DifficultyStep.objects.create(difficulty=row, kind=kind, by=_seat(by), at=at, text=text)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
