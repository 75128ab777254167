"""The structure of a province on a day: who is there, under which name, led by whom."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from units.models import Appointment, Role, Succession, Unit, UnitName
from units.models.organisation import in_force

HEADS = [Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.HEAD_OF_OFFICE]
HEADINGS = {
    Unit.Kind.PROVINCE: "Cơ quan cấp tỉnh",
    Unit.Kind.DEPARTMENT: "Các phòng, bộ phận",
    Unit.Kind.DISTRICT: "VKSND cấp huyện",
    Unit.Kind.REGION: "VKSND khu vực",
}
_RANK = {kind: place for place, kind in enumerate(HEADINGS)}
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Node:
    """A unit as it was on the day."""

    unit: Unit
    naming: UnitName
    heads: list[Appointment]
    before: list[Succession]  # with named predecessors
    after: list[Succession]  # with named successors


@dataclass(frozen=True)
class Group:
    heading: str
    kind: str
    nodes: list[Node]


def structure(office: Unit, on: datetime.date) -> list[Group]:
    """Empty on a day on which the office did not exist. The same number of queries for any size."""
    if not office.exists_on(on):
        return []
    nodes: dict[str, list[Node]] = {}
    for unit in sorted(_units(office, on), key=_place):
        nodes.setdefault(unit.kind, []).append(_node(unit, on))
    return [Group(HEADINGS[Unit.Kind(kind)], kind, found) for kind, found in nodes.items()]


def _units(office: Unit, on: datetime.date) -> list[Unit]:
    heads = Appointment.objects.current(on).filter(role__in=HEADS).select_related("person")
    rows = Unit.objects.of_office(office).existing(on)
    return list(
        rows.prefetch_related(
            "names",
            "fields",
            Prefetch("appointments", heads, to_attr="heads"),
            Prefetch("inheritances", _related("predecessor", on)),
            Prefetch("successions", _related("successor", on)),
        )
    )


def _related(side: str, on: datetime.date) -> QuerySet[Succession]:
    return Succession.objects.order_by("on").prefetch_related(
        Prefetch(side, Unit.objects.named(on))
    )


def _place(unit: Unit) -> tuple[int, int, int, str]:
    return _RANK[Unit.Kind(unit.kind)], unit.order, unit.number or 0, unit.code


def _node(unit: Unit, on: datetime.date) -> Node:
    return Node(
        unit,
        unit.naming(on),
        unit.heads,  # type: ignore[attr-defined]  # by _units
        list(unit.inheritances.all()),
        list(unit.successions.all()),
    )


def changes(office: Unit, on: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """The nearest days before and after `on` that began a structure other than the day's before."""
    spans = [
        *Unit.objects.of_office(office).values_list("valid_from", "valid_to").distinct(),
        *UnitName.objects.filter(Q(unit=office) | Q(unit__parent=office))
        .values_list("valid_from", "valid_to")
        .distinct(),
    ]
    days = {first for first, _ in spans if first}
    days |= {last + _DAY for _, last in spans if last and last != office.valid_to}
    return (
        max((day for day in days if day < on), default=None),
        min((day for day in days if day > on), default=None),
    )


def provinces(on: datetime.date) -> list[Unit]:
    """All ever known here; with how many stand below each on the day, by kind."""
    counts = {
        f"{kind}_count": Count(
            "children", filter=in_force(on, "children__") & Q(children__kind=kind), distinct=True
        )
        for kind in (Unit.Kind.DEPARTMENT, Unit.Kind.DISTRICT, Unit.Kind.REGION)
    }
    return list(Unit.objects.filter(kind=Unit.Kind.PROVINCE).named(on).annotate(**counts))
