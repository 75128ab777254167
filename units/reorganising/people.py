"""Positions end the day before and begin anew with the heir; those of the past stay where held."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from units.models import Appointment, Person, Role
from units.models.organisation import in_force
from units.reorganising.ledger import Ledger
from units.reorganising.protocol import NAMED, Change, Counted, Done, Heir, Line, Question

# One holder to a body; who is not chosen goes on as a deputy.
DEPUTY = {
    Role.PROVINCE_HEAD: Role.PROVINCE_DEPUTY,
    Role.UNIT_HEAD: Role.UNIT_DEPUTY,
    Role.HEAD_OF_OFFICE: Role.OFFICE_STAFF,
}
REST = "units.people.rest"


@dataclass(frozen=True)
class Seat:
    """An appointment that ends, and as what it goes on."""

    held: Appointment
    heir: Heir
    role: str
    position: str


class People:
    key = "units.people"
    heading = "Cán bộ"
    moves = frozenset({"units.Appointment.unit"})
    stays = frozenset[str]()

    def count(self, change: Change) -> Counted:
        held = holding(change)
        past = Appointment.objects.filter(unit__in=change.source_ids, valid_to__lt=change.on)
        names = names_of(change)
        follows = [Line("chức vụ đang giữ", len(held), [words(one, names) for one in held[:NAMED]])]
        stays = [Line("chức vụ đã kết thúc, trong lý lịch", past.count())]
        return Counted(follows, stays, [*_asks_where(change, held), *_asks_heads(change, held)])

    def move(self, change: Change, ledger: Ledger) -> None:
        seats = _seats(change, holding(change))
        begun = [seat for seat in seats if seat.held.valid_from < change.on]
        self._go_on(change, ledger, begun)
        for heir in change.heirs:  # a position given ahead begins with the heir
            later = [s for s in seats if s.heir == heir and s.held.valid_from >= change.on]
            ids = [seat.held.pk for seat in later]
            with ledger.changing(Appointment, ids):
                Appointment.objects.filter(pk__in=ids).update(unit=heir.pk)
                demoted = [s.held.pk for s in later if s.role != s.held.role]
                for role, deputy in DEPUTY.items():
                    Appointment.objects.filter(pk__in=demoted, role=role).update(role=deputy)

    def _go_on(self, change: Change, ledger: Ledger, seats: list[Seat]) -> None:
        ids = [seat.held.pk for seat in seats]
        with ledger.changing(Appointment, ids):
            Appointment.objects.filter(pk__in=ids).update(valid_to=change.last_day)
        known = _already_there(change)
        new = [seat for seat in seats if known.setdefault(_place(seat), -1) == -1]
        new = list({_place(seat): seat for seat in reversed(new)}.values())
        columns: dict[str, list[Any]] = {
            "unit_id": [seat.heir.pk for seat in new],
            "role": [seat.role for seat in new],
            "position": [seat.position for seat in new],
            "is_acting": [s.held.is_acting and s.role == s.held.role for s in new],
            "valid_from": [change.on] * len(new),
            "valid_to": _ends(seats, new),
            "decision": [ledger.record.instrument[:200]] * len(new),
        }
        made = ledger.copy(Appointment, [seat.held.pk for seat in new], columns)
        known |= {_place(seat): pk for seat, pk in zip(new, made, strict=True)}
        change.appointments |= {seat.held.pk: known[_place(seat)] for seat in seats}

    def undo(self, done: Done) -> list[str]:
        """Changed and newly hanging rows are seen by the ledger."""
        return []


def holding(change: Change) -> list[Appointment]:
    """Positions in the sources that are held on the day or given for later."""
    held = Appointment.objects.filter(unit__in=change.source_ids).exclude(valid_to__lt=change.on)
    return list(held.select_related("person").order_by("unit__order", "valid_from", "pk"))


def names_of(change: Change) -> dict[int, str]:
    named = {unit.pk: unit.short_name for unit in change.sources}
    return named | {heir.pk: heir.name for heir in change.heirs if heir.unit}


def words(held: Appointment, names: dict[int, str]) -> str:
    return f"{held.person.full_name}, {held.position}, {names[held.unit_id]}"


def _heir_of(change: Change, held: Appointment) -> Heir | None:
    if not change.is_split:
        return change.heir(change.routes[held.unit_id])
    chosen = change.choices.get(f"units.people.a{held.pk}") or change.choices.get(REST, "")
    return next((heir for heir in change.heirs if heir.key == chosen), None)


def _asks_where(change: Change, held: list[Appointment]) -> Iterator[Question]:
    """In a split: one answer for all, and one for each who goes elsewhere."""
    if not change.is_split or not held:
        return
    names, options = names_of(change), change.heir_options()
    single = [
        Question(
            f"units.people.a{one.pk}",
            words(one, names),
            options,
            is_required=False,
            otherwise="như những người còn lại",
        )
        for one in held
    ]
    all_chosen = all(change.choices.get(question.key) for question in single)
    yield Question(REST, "Cán bộ chuyển về", options, is_required=not all_chosen)
    yield from single


def _contests(
    change: Change, held: list[Appointment]
) -> Iterator[tuple[Heir, Role, list[Appointment]]]:
    """Positions of one holder for which several people come together, incumbents first."""
    for heir in change.heirs:
        there = [] if heir.unit is None else _incumbents(heir, change.on)
        coming = [one for one in held if _heir_of(change, one) == heir]
        for role in DEPUTY:
            rivals = [one for one in [*there, *coming] if one.role == role]
            if len({one.person_id for one in rivals}) > 1:
                yield heir, role, rivals


def _incumbents(heir: Heir, on: datetime.date) -> list[Appointment]:
    held = Appointment.objects.filter(in_force(on), unit=heir.pk, role__in=DEPUTY)
    return list(held.select_related("person"))


def _head_key(heir: Heir, role: Role) -> str:
    return f"units.people.{heir.key}.{role}"


def _asks_heads(change: Change, held: list[Appointment]) -> Iterator[Question]:
    names = names_of(change)
    for heir, role, rivals in _contests(change, held):
        yield Question(
            _head_key(heir, role),
            f"{role.label.capitalize()} của {heir.name}; người khác tiếp tục làm cấp phó",
            [(str(one.pk), words(one, names)) for one in rivals],
        )


def _seats(change: Change, held: list[Appointment]) -> list[Seat]:
    names = names_of(change)
    seats = {}
    for one in held:
        if heir := _heir_of(change, one):
            position = one.position.replace(names[one.unit_id], heir.name)[:80]
            seats[one.pk] = Seat(one, heir, one.role, position)
    for heir, role, rivals in _contests(change, held):
        chosen = int(change.choices[_head_key(heir, role)])
        head = next(one.person_id for one in rivals if one.pk == chosen)
        for one in rivals:
            if one.person_id != head:
                seat = seats.get(one.pk) or Seat(one, heir, role, one.position)
                seats[one.pk] = replace(
                    seat, role=DEPUTY[role], position=f"Phó {seat.position}"[:80]
                )
    return list(seats.values())


Place = tuple[int, int, str]


def _place(seat: Seat) -> Place:
    return seat.held.person_id, seat.heir.pk, seat.role


def _already_there(change: Change) -> dict[Place, int]:
    """Who holds the same position with the heir already, by (person, unit, role)."""
    heirs = [heir.pk for heir in change.heirs]
    coming = Person.objects.filter(appointments__unit__in=change.source_ids)
    rows = Appointment.objects.filter(unit__in=heirs, person__in=coming)
    rows = rows.exclude(valid_to__lt=change.on)
    return {
        (person, unit, role): pk
        for pk, person, unit, role in rows.values_list("pk", "person_id", "unit_id", "role")
    }


def _ends(seats: list[Seat], new: list[Seat]) -> list[datetime.date | None]:
    """As long as the longest of the positions that become one."""
    ends: dict[Place, list[datetime.date | None]] = {}
    for seat in seats:
        ends.setdefault(_place(seat), []).append(seat.held.valid_to)
    longest = {
        place: None if None in days else max(day for day in days if day)
        for place, days in ends.items()
    }
    return [longest[_place(seat)] for seat in new]
