"""What somebody wants to do, before anything is checked or written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from units import unit_codes
from units.models import Reorganisation, Unit, User


@dataclass(frozen=True)
class NewUnit:
    """A body to be founded on the day; an empty `code` is made from its office's and its own."""

    kind: str
    name: str
    short_name: str
    place_name: str = ""
    symbol: str = ""
    number: int | None = None
    code: str = ""
    field_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Decision:
    """The deciding instrument as it is cited."""

    code: str
    issued_on: datetime.date
    issuer: str


@dataclass(frozen=True)
class Draft:
    kind: str
    on: datetime.date
    # The province whose Office does it; what is founded stands below it.
    office: Unit
    source_ids: tuple[int, ...]
    decision: Decision
    target_ids: tuple[int, ...] = ()
    new: tuple[NewUnit, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cast:
    """A draft with its rows: units named as on the eve of the day."""

    draft: Draft
    by: User
    sources: list[Unit]
    targets: list[Unit]
    # What is founded; for a move the sources' own likenesses.
    new: list[NewUnit]

    @property
    def last_day(self) -> datetime.date:
        return self.draft.on - datetime.timedelta(days=1)

    @property
    def is_move(self) -> bool:
        return self.draft.kind == Reorganisation.Kind.MOVE


def cast(draft: Draft, *, by: User, locked: bool = False) -> Cast:
    """Reads the units of a draft; `locked` until the transaction ends, in one order for all."""
    rows = Unit.objects.named(draft.on - datetime.timedelta(days=1)).order_by("pk")
    if locked:
        # Nobody else founds, ends or fills one of them meanwhile.
        wanted = {*draft.source_ids, *draft.target_ids, draft.office.pk}
        rows = rows.select_for_update(of=("self",))
    else:
        wanted = {*draft.source_ids, *draft.target_ids}
    found = {unit.pk: unit for unit in rows.filter(pk__in=wanted)}
    sources = [found[pk] for pk in draft.source_ids if pk in found]
    targets = [found[pk] for pk in draft.target_ids if pk in found]
    new = list(draft.new)
    if draft.kind == Reorganisation.Kind.MOVE and not targets and not new:
        new = [_likeness(unit, draft) for unit in sources]
    return Cast(draft, by, sources, targets, new)


def _likeness(unit: Unit, draft: Draft) -> NewUnit:
    """The same body under another province."""
    last = list(unit.names.all())[-1]
    return NewUnit(
        kind=unit.kind,
        name=last.name,
        short_name=last.short_name,
        place_name=last.place_name,
        symbol=last.symbol,
        number=unit.number,
        field_ids=tuple(unit.fields.values_list("pk", flat=True)),
    )


def code_of(new: NewUnit, office: Unit, taken: set[str]) -> str:
    """The typed code, else one like QT2-KV9 that nobody has."""
    if new.code:
        return new.code
    return unit_codes.free(unit_codes.stem(office.code, new.kind), new.number, taken)
