"""Whose figures a board shows, and to whom."""

import datetime

from django.db.models import F, Q

from targets import calendar
from targets.models import WorkYear
from units.models import Appointment, Unit, UnitName
from units.models.organisation import UnitQuerySet, lineage
from units.reach import reach


def seen_units(acting: Appointment, year: WorkYear) -> list[Unit]:
    """Whose figures the holder may read, with their provinces: all that lived in the year, in the
    one before (for the comparison) or after it (who follows); named as at the year's end."""
    since = calendar.add_months(year.starts_on, -12)
    seen = Unit.objects.filter(pk__among=reach(acting).unit_ids)
    return _named(seen.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since)), year.ends_on)


def unit_and_before(unit: Unit, year: WorkYear) -> list[Unit]:
    """One unit with all that it follows."""
    return _named(Unit.objects.filter(pk__in=lineage(unit)[0]), year.ends_on)


def _named(units: UnitQuerySet, on: datetime.date) -> list[Unit]:
    """In order; who began after the day has the name that it began with."""
    found = list(units.named(on).order_by("order", "code"))
    later = [unit for unit in found if not unit.short_name]
    names = UnitName.objects.filter(unit__in=later).order_by(F("valid_from").desc())
    first = {name.unit_id: name for name in names} if later else {}
    for unit in later:
        unit.name, unit.short_name = first[unit.pk].name, first[unit.pk].short_name
    return found


def province_of(acting: Appointment) -> Unit | None:
    """The province whose total its own readers see, also of one field; None for a unit's board."""
    is_read = acting.office_ids <= reach(acting).unit_ids
    return acting.office if is_read and acting.office.kind == Unit.Kind.PROVINCE else None
