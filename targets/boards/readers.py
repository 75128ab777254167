"""Whose figures a board shows, and to whom."""

import datetime

from django.db.models import F, Q

from procuracy.web.statements import composed
from targets import calendar
from targets.models import WorkYear
from units.models import Appointment, Unit, UnitName
from units.models.organisation import UnitQuerySet, lineage
from units.reach import reach


def seen_units(acting: Appointment, year: WorkYear) -> list[Unit]:
    """Whose figures the holder may read, with their provinces: all that lived in the year, in the
    one before (for the comparison) or after it (who follows); named as at the year's end."""
    since = calendar.add_months(year.starts_on, -12)
    return _begun(_seen(reach(acting).unit_ids, since, year.ends_on))


def office_units(office: Unit, year: WorkYear) -> list[Unit]:
    """All units of an office and those they follow, named as `seen_units` names them."""
    since = calendar.add_months(year.starts_on, -12)
    return _begun(_seen(frozenset(lineage(office)[1]), since, year.ends_on))


def unit_and_before(unit: Unit, year: WorkYear) -> list[Unit]:
    """One unit with all that it follows."""
    rows = Unit.objects.filter(pk__in=lineage(unit)[0]).named(year.ends_on)
    return _begun(rows.order_by("order", "code"))


@composed
def _seen(units: frozenset[int], since: datetime.date, on: datetime.date) -> UnitQuerySet:
    rows = Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since), pk__among=units)
    return rows.named(on).order_by("order", "code")


def _begun(units: UnitQuerySet) -> list[Unit]:
    """As they are named; who began after that day has the name that it began with."""
    found = list(units)
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
