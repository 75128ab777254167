"""How far departments have checked a month's figures, as the Office sees it before it accepts."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from targets.models import FieldCheck, FieldQuestion, Figure
from units.models import Unit

Typed = dict[tuple[int, int], datetime.datetime]  # by unit and field: the last figure typed


@dataclass(frozen=True)
class Checked:
    """Of one unit: fields that have figures, how many are checked, questions not answered yet."""

    fields: int
    checked: int
    waiting: int

    @property
    def is_open(self) -> bool:
        return self.checked < self.fields or self.waiting > 0


def by_unit(units: Sequence[Unit], month: datetime.date) -> dict[int, Checked]:
    """Three queries. A department's own figures are nobody else's field: they are left out."""
    checked_units = [unit for unit in units if unit.kind != Unit.Kind.DEPARTMENT]
    typed, checks = _typed(checked_units, month), _checks(checked_units, month)
    fields = Counter(unit for unit, _ in typed)
    done = Counter(unit for unit, field in typed if _is_done(checks, typed, (unit, field)))
    waiting = Counter(_waiting(checked_units, month))
    return {
        unit.pk: Checked(fields[unit.pk], done[unit.pk], waiting[unit.pk]) for unit in checked_units
    }


def _typed(units: Sequence[Unit], month: datetime.date) -> Typed:
    rows = Figure.objects.filter(unit__in=units, month=month).values("unit", "indicator__field")
    rows = rows.annotate(last=Max("entered_at"))
    return {(row["unit"], row["indicator__field"]): row["last"] for row in rows}


def _checks(units: Sequence[Unit], month: datetime.date) -> dict[tuple[int, int], FieldCheck]:
    rows = FieldCheck.objects.filter(unit__in=units, month=month)
    return {(row.unit_id, row.field_id): row for row in rows}


def _is_done(checks: dict[tuple[int, int], FieldCheck], typed: Typed, key: tuple[int, int]) -> bool:
    check = checks.get(key)
    return bool(check and check.checked_at and not check.is_stale(typed[key]))


def _waiting(units: Sequence[Unit], month: datetime.date) -> list[int]:
    rows = FieldQuestion.objects.waiting()
    rows = rows.filter(field_check__unit__in=units, field_check__month=month)
    return list(rows.values_list("field_check__unit_id", flat=True))
