"""A whole set for many units at once: by its common thresholds, as last year, as before it was
replaced. What comes out are changes to look at before they are stored (`targets.assigning`)."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from targets import assigning, boards, promises
from targets.assigning import Change, Key
from targets.calendar import add_months
from targets.goals import Goals
from targets.inheriting import Inheritance
from targets.models import Target, TargetSet, WorkYear
from targets.promises import GIVEN, Aspect
from targets.scores import Given
from units.models import Unit


class Source(StrEnum):
    COMMON = "common"
    LAST_YEAR = "last_year"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        return {
            "common": "theo ngưỡng chung của bộ",
            "last_year": "như đã giao năm công tác trước",
            "replaced": "như đã giao ở bản được thay",
        }[self]


@dataclass(frozen=True)
class Wish:
    """`overwrites`: also what was given already; else only empty cells are filled."""

    year: WorkYear
    target_set: TargetSet
    units: Sequence[Unit]
    targets: Sequence[Target]
    source: Source
    overwrites: bool = False


Texts = Mapping[Key, Mapping[Aspect, str]]


def changes(wish: Wish) -> list[Change]:
    """What would have to be stored; the number of queries does not grow with units or targets."""
    wanted = _WISHES[wish.source](wish)
    keys = [unit.pk for unit in wish.units]
    known = assigning.stored_rows(wish.year, keys, wish.targets)
    targets = {target.pk: target for target in wish.targets}
    found = []
    for (unit, target), texts in wanted.items():
        row = known.get((unit, target))
        if row is not None and not wish.overwrites:
            continue
        for aspect, typed in texts.items():
            seen = promises.shown(row, aspect)
            if typed != seen:
                found.append(Change(unit, targets[target], aspect, typed, seen))
    return found


def _common(wish: Wish) -> Texts:
    """A department is asked for what lies in its fields."""
    fields = _fields(wish.units)
    return {
        (unit.pk, target.pk): {Aspect.ASSIGNED: GIVEN}
        for unit in wish.units
        for target in wish.targets
        if unit.kind != Unit.Kind.DEPARTMENT or target.field_id in fields[unit.pk]
    }


def _fields(units: Iterable[Unit]) -> dict[int, set[int]]:
    keys = [unit.pk for unit in units]
    found: dict[int, set[int]] = {key: set() for key in keys}
    for unit, field in Unit.fields.through.objects.filter(unit__in=keys).values_list(
        "unit_id", "field_id"
    ):
        found[unit].add(field)
    return found


def _last_year(wish: Wish) -> Texts:
    """By code, from the sets that were in force at its end; a merged unit takes what those that it
    follows were given. A promise is made anew every year."""
    before = WorkYear.objects.filter(ends_on__lt=wish.year.starts_on).order_by("-ends_on").first()
    if before is None:
        return {}
    sets = TargetSet.objects.valid(before.ends_on)
    old = {row.code: row for row in Target.objects.filter(target_set__in=sets)}
    units = _with_predecessors(wish.units)
    assigned = boards.assignments(before, units, list(old.values()), on=before.ends_on)
    goals = Goals(assigned, Inheritance.of(units, wish.year.starts_on))
    found = {}
    for unit in wish.units:
        for target in wish.targets:
            twin = old.get(target.code)
            given = goals.of(unit.pk, twin) if twin else None
            if given and twin and is_alike(target, twin):
                found[unit.pk, target.pk] = _texts(given) | {
                    Aspect.DUE: _moved(given.due_on, before, wish.year)
                }
    return found


def _replaced(wish: Wish) -> Texts:
    """The same year goes on, so promises stand too."""
    if wish.target_set.replaces is None:
        return {}
    old = {row.code: row for row in wish.target_set.replaces.targets.all()}
    on = wish.year.ends_on
    assigned = boards.assignments(wish.year, list(wish.units), list(old.values()), on=on)
    found = {}
    for unit in wish.units:
        for target in wish.targets:
            twin = old.get(target.code)
            given = assigned.get((unit.pk, twin.pk)) if twin else None
            if given and twin and is_alike(target, twin):
                found[unit.pk, target.pk] = _texts(given) | {
                    Aspect.COMMITTED: _promise(target, given)
                }
    return found


_WISHES = {Source.COMMON: _common, Source.LAST_YEAR: _last_year, Source.REPLACED: _replaced}


def is_alike(target: Target, twin: Target) -> bool:
    """Thresholds of another measure, or of another direction, mean something else."""
    return target.measure == twin.measure and target.direction == twin.direction


def _texts(given: Given) -> dict[Aspect, str]:
    return {
        Aspect.ASSIGNED: promises.number_text(given.assigned_threshold) or GIVEN,
        Aspect.DUE: promises.day_text(given.due_on),
    }


def _promise(target: Target, given: Given) -> str:
    if promises.fault(target, given.assigned_threshold, given.committed_threshold):
        return ""
    return promises.number_text(given.committed_threshold)


def _moved(day: datetime.date | None, before: WorkYear, year: WorkYear) -> str:
    """As far from the year's end as it was, also between years of different length."""
    if day is None:
        return ""
    ends = (before.ends_on, year.ends_on)
    months = (ends[1].year - ends[0].year) * 12 + ends[1].month - ends[0].month
    moved = add_months(day, months)
    return promises.day_text(moved) if year.starts_on <= moved <= year.ends_on else ""


def _with_predecessors(units: Sequence[Unit]) -> list[Unit]:
    """One query for each generation."""
    found = {unit.pk: unit for unit in units}
    reached = set(found)
    while reached:
        older = Unit.objects.filter(successions__successor__in=reached).distinct()
        new = {unit.pk: unit for unit in older if unit.pk not in found}
        found |= new
        reached = set(new)
    return list(found.values())
