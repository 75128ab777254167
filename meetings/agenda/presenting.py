"""Who presents a line, typed in a few letters: a unit or somebody of the office."""

import datetime
from dataclasses import dataclass

from meetings.conclusion import addressing
from units.models import Appointment, Unit


@dataclass(frozen=True)
class Presenter:
    label: str
    unit: int
    person: int | None = None


def presenters(office: Unit, on: datetime.date) -> list[Presenter]:
    """Units of the office and those who hold a position there on a day; 2 queries."""
    units = list(Unit.objects.existing(on).of_office(office).named(on))
    names = {unit.pk: unit.short_name for unit in units}
    held = Appointment.objects.current(on).filter(unit__in=names).select_related("person")
    return [
        *(Presenter(unit.short_name, unit.pk) for unit in units),
        *(
            Presenter(_person(one, names[one.unit_id], office), one.unit_id, one.person_id)
            for one in held.order_by("unit__order", "pk")
        ),
    ]


def _person(held: Appointment, unit: str, office: Unit) -> str:
    """The organiser's own leaders by their position alone, as the record names them."""
    where = "" if held.unit_id == office.pk or unit in held.position else f" {unit}"
    return f"{held.person.full_name}, {held.position}{where}"[:120]


def meant(typed: str, among: list[Presenter]) -> Presenter | None:
    """The only one that fits; a unit before its people, whose labels name it, too."""
    if not typed.strip():
        return None
    exact = [one for one in among if addressing.plain(one.label) == addressing.plain(typed)]
    fitting = [one for one in among if addressing.fits(typed, one.label)]
    units = [one for one in fitting if one.person is None]
    for found in (exact, units, fitting):
        if len(found) == 1:
            return found[0]
    return None
