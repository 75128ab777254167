"""Targets that are words: who fulfils them is answered by the unit, as of a month."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from procuracy.web.errors import Refused
from targets import entry, holding
from targets.models import Target, TargetAnswer, TargetAssignment
from units.models import Unit, User

Answers = Mapping[tuple[int, int], bool]  # by unit and target
QUALITATIVE = Target.Measure.QUALITATIVE


def standing(
    targets: Iterable[Target],
    units: Collection[int],
    first: datetime.date,
    last: datetime.date,
) -> Answers:
    """The latest answers of the months `first` to `last`; no query without such targets."""
    asked = [target.pk for target in targets if target.measure == QUALITATIVE]
    if not asked:
        return {}
    rows = TargetAnswer.objects.filter(target__in=asked, unit__in=units, month__range=(first, last))
    latest = rows.order_by("unit_id", "target_id", "-month").distinct("unit_id", "target_id")
    found = latest.values_list("unit_id", "target_id", "is_fulfilled")
    return {(unit, target): is_fulfilled for unit, target, is_fulfilled in found}


def of_all(answers: Answers, units: Iterable[int], target: int) -> bool | None:
    """Of a whole: one that fails decides, one that has not answered leaves it open."""
    given = [answers.get((unit, target)) for unit in units]
    if False in given:
        return False
    return None if None in given or not given else True


@transaction.atomic
def answer(
    unit: Unit,
    target: Target,
    month: datetime.date,
    *,
    is_fulfilled: bool,
    text: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
) -> TargetAnswer:
    """The unit's answer as of a month; its earlier one for the same month is replaced.

    Until the month is sent: an answer that was sent stands, a later month may have another.
    """
    if target.measure != QUALITATIVE:
        raise Refused("Chỉ tiêu này tính từ số liệu, không đánh giá bằng lời.")
    year = entry.check_month(unit, month, today)
    given = TargetAssignment.objects.standing().filter(target=target, unit=unit, work_year=year)
    if not given.exists():
        raise Refused(f"Chỉ tiêu này không giao cho đơn vị trong năm công tác {year.year}.")
    instead = "đánh giá vào một tháng sau, chưa gửi"
    holding.check_unsent(unit, month, instead, until=year.ends_on)
    said = {"is_fulfilled": is_fulfilled, "text": text, "answered_by": by, "answered_at": at}
    stored, _ = TargetAnswer.objects.update_or_create(
        unit=unit, target=target, month=month, defaults=said
    )
    return stored
