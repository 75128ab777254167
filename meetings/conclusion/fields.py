"""Of which field an order is where nobody said so."""

from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Coalesce

from meetings.conclusion.addressing import Choice
from meetings.models import Exhibit, Intervention
from units.models import Field, Unit


def guessed(source: Intervention | None, lead: Iterable[Choice]) -> int | None:
    """Of what is shown in the words it comes from, else of the departments that lead: their field
    where they all have the same single one. None: several, or unclear."""
    shown = _shown(source) if source else set()
    return _only(shown or _of_departments([one.unit for one in lead if one.unit]))


def _shown(source: Intervention) -> set[int]:
    rows = Exhibit.objects.filter(intervention=source).order_by()
    found = rows.annotate(of=Coalesce(F("target__field"), F("matter__field")))
    return set(found.exclude(of=None).values_list("of", flat=True))


def _of_departments(units: list[int]) -> set[int]:
    rows = Field.objects.filter(unit__in=units, unit__kind=Unit.Kind.DEPARTMENT)
    return set(rows.order_by().values_list("pk", flat=True)) if units else set()


def _only(found: set[int]) -> int | None:
    return found.pop() if len(found) == 1 else None
