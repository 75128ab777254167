"""Each rule asked by each seat about each thing, and what the answers come to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from meetings.role_table.rules import Action, actions
from meetings.role_table.samples import build
from meetings.role_table.world import Sample, World
from units.models import User
from units.role_table import SEATS, Line, Scope, Seat


class NoSampleError(LookupError):
    """A rule is about things of which `samples` makes none."""


@dataclass(frozen=True)
class Answers:
    """Of one seat to one rule: about all things of the province, and of another one."""

    at_home: tuple[bool, ...]
    abroad: tuple[bool, ...]

    @property
    def scope(self) -> Scope:
        if all(self.at_home):
            return Scope.ALL
        return Scope.OWN if any(self.at_home) else Scope.NONE


Table = list[tuple[Action, dict[str, Answers]]]


def table() -> Table:
    """Asked of real rows, which are gone afterwards."""
    with transaction.atomic():
        world = build()
        asked = [(action, _answers(world, action)) for action in actions()]
        transaction.set_rollback(True)
    return asked


def lines(asked: Table) -> list[Line]:
    return [
        Line(action.heading, action.words, tuple(answers[seat.code].scope for seat in SEATS))
        for action, answers in asked
    ]


def _answers(world: World, action: Action) -> dict[str, Answers]:
    return {seat.code: _of_seat(world, action, seat) for seat in SEATS}


def _of_seat(world: World, action: Action, seat: Seat) -> Answers:
    user = world.users[seat.code]
    if action.about is None:
        return Answers((bool(action.rule(user)),), ())
    samples = world.samples.get(action.about, [])
    if not samples:
        raise NoSampleError(f"{action.name}: no {action.about.__name__} in role_table/samples.py")
    home = [one for one in samples if one.is_home_of(seat)]
    abroad = [one for one in samples if one.is_abroad]
    seen = _seen(world, action.about, user)
    return Answers(_each(action, user, home, seen), _each(action, user, abroad, seen))


def _each(
    action: Action, user: User, samples: Iterable[Sample], seen: set[int]
) -> tuple[bool, ...]:
    """A thing that does not exist for somebody is a refusal, as on every page (404)."""
    return tuple(one.thing.pk in seen and _may(action, user, one.thing) for one in samples)


def _seen(world: World, about: type[Model], user: User) -> set[int]:
    """Keys of the samples that exist for somebody: asked once, rules change nothing."""
    asked = about, user
    if asked not in world.seen:
        world.seen[asked] = _visible(about, user, [one.thing for one in world.samples[about]])
    return world.seen[asked]


def _visible(about: type[Model], user: User, things: list[Model]) -> set[int]:
    keys = [thing.pk for thing in things]
    rows = about._default_manager
    if not hasattr(rows, "visible_to"):
        return set(keys)
    return set(rows.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _may(action: Action, user: User, thing: Model) -> bool:
    return bool(action.rule(user, thing) if action.takes_thing else action.rule(user))
