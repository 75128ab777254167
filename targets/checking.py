"""A department asks and checks, the unit answers: steps of one field of a unit's month."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from procuracy.web.errors import Refused
from targets.holding import hold
from targets.models import FieldCheck, FieldQuestion, Figure
from units.models import Appointment, Field, Unit, User


@dataclass(frozen=True)
class Part:
    """What is checked at once: one field of a unit's month."""

    unit: Unit
    field: Field
    month: datetime.date

    @property
    def key(self) -> dict[str, Any]:
        return {"unit": self.unit, "field": self.field, "month": self.month}

    def stored(self) -> FieldCheck | None:
        return FieldCheck.objects.filter(**self.key).first()

    def typed_at(self) -> datetime.datetime | None:
        """When the last of its figures was typed; None while there is none."""
        rows = Figure.objects.filter(
            unit=self.unit, indicator__field=self.field, month=self.month
        ).order_by("-entered_at")
        return rows.values_list("entered_at", flat=True).first()


@transaction.atomic
def ask(part: Part, *, text: str, by: User, at: datetime.datetime) -> FieldQuestion:
    """Truy vấn; a field that was checked already is open again.

    It holds the month up, unless the Office was faster: then the answer may be a correction.
    """
    hold(part.unit, part.month)
    check = _locked(part)
    if check.questions.waiting().exists():
        raise Refused("Câu hỏi trước chưa được trả lời: chờ đơn vị trả lời rồi hỏi tiếp.")
    check.checked_at, check.checked_by = None, None
    check.save(update_fields=["checked_at", "checked_by"])
    return FieldQuestion.objects.create(
        field_check=check, text=text, asked_by=_seat(by), asked_at=at
    )


@transaction.atomic
def answer(question: FieldQuestion, *, text: str, by: User, at: datetime.datetime) -> None:
    question = FieldQuestion.objects.select_for_update().get(pk=question.pk)
    if question.answered_at:
        raise Refused("Câu hỏi này vừa được người khác trong đơn vị trả lời.")
    question.answer, question.answered_by, question.answered_at = text, _seat(by), at
    question.save(update_fields=["answer", "answered_by", "answered_at"])


@transaction.atomic
def mark_checked(part: Part, *, by: User, at: datetime.datetime) -> FieldCheck:
    check = _locked(part)
    if part.typed_at() is None:
        raise Refused("Chưa kiểm tra được: đơn vị chưa nhập dòng nào của lĩnh vực này.")
    if check.questions.waiting().exists():
        raise Refused("Chưa kiểm tra xong: đơn vị chưa trả lời câu hỏi.")
    check.checked_by, check.checked_at = _seat(by), at
    check.save(update_fields=["checked_by", "checked_at"])
    return check


def _locked(part: Part) -> FieldCheck:
    """Its row, made when nothing was said yet; one step at a time."""
    FieldCheck.objects.get_or_create(**part.key)
    return FieldCheck.objects.select_for_update().get(**part.key)


def _seat(by: User) -> Appointment:
    assert by.acting
    return by.acting
