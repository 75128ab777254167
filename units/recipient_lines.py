"""Nơi nhận as a procuracy office writes it, proposed from whom a paper is addressed to."""

import datetime
from collections.abc import Iterable

from units.models import OutsideBody, RecipientGroup, Unit
from units.models.distribution import meanings

KIND_NAMES = {
    Unit.Kind.DEPARTMENT: "các phòng thuộc {office}",
    Unit.Kind.REGION: "VKSND các khu vực",
    Unit.Kind.DISTRICT: "VKSND cấp huyện",
}


def proposed(
    office: Unit,
    on: datetime.date,
    *,
    units: Iterable[Unit],
    groups: Iterable[RecipientGroup],
    bodies: Iterable[OutsideBody],
) -> list[str]:
    """Who is reported to comes first: bodies outside, the office above, the own leaders; then
    groups, then the units that no group means."""
    own = Unit.objects.named(on).get(pk=office.pk)
    groups = list(groups)
    meant = set().union(*meanings(groups, office, on).values())
    rest = [unit for unit in units if unit.pk not in meant and unit.pk != office.pk]
    lines = [body.name for body in bodies]
    for unit in rest:
        if unit.pk == office.parent_id:
            lines.append(f"{unit.short_name} (để b/c)")
    lines.append(f"Lãnh đạo {own.short_name} (để b/c)")
    lines += [group.name for group in groups]
    below = [unit for unit in rest if unit.pk != office.parent_id]
    lines += [name[:1].upper() + name[1:] for name in grouped(below, own, on)]
    return lines


def grouped(units: Iterable[Unit], office: Unit, on: datetime.date) -> list[str]:
    """'các phòng thuộc VKSND tỉnh …' where all of a kind are among the units, else their names."""
    chosen: dict[str, list[Unit]] = {}
    for unit in units:
        chosen.setdefault(unit.kind, []).append(unit)
    below = Unit.objects.existing(on).filter(parent=office).values_list("kind", "pk")
    all_ids: dict[str, set[int]] = {}
    for kind, pk in below:
        all_ids.setdefault(kind, set()).add(pk)
    lines = []
    for kind, some in sorted(chosen.items(), key=lambda pair: Unit.Kind.values.index(pair[0])):
        whole = len(some) > 1 and all_ids.get(kind, set()) <= {unit.pk for unit in some}
        if whole and kind in KIND_NAMES:
            lines.append(KIND_NAMES[Unit.Kind(kind)].format(office=office.short_name))
        else:
            lines.append(", ".join(unit.short_name for unit in some))
    return lines
