"""Thresholds across successions: a successor's own, else what its predecessors were given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from procuracy.web.numbers import format_trimmed
from targets.formulas import Value
from targets.inheriting import Inheritance
from targets.models import Target
from targets.scores import Given, threshold_of
from targets.verdicts import DIVIDED, SHARES, Measure

Assigned = Mapping[tuple[int, int], Given]  # by unit and target
Threshold = Callable[[Given], Value | None]
T = TypeVar("T")


class Goals:
    """What is asked of units in a year; `inheritance` None: of each unit by itself."""

    def __init__(self, assigned: Assigned, inheritance: Inheritance | None = None) -> None:
        self.assigned = assigned
        self.inheritance = inheritance if inheritance and inheritance.steps else None

    def of(self, unit: int, target: Target) -> Given | None:
        own = self.assigned.get((unit, target.id))  # thousands a board: `pk` asks the model first
        if own is not None or self.inheritance is None:
            return own
        return self._combined(unit, target, lambda given: threshold_of(target, given))

    def of_province(self, province: int, target: Target) -> Given | None:
        """Of a merged province too, once each of the provinces before it had been given its own.

        None otherwise: then the set's stands for ratios, and for counts the sum of the units'.
        """
        own = self.assigned.get((province, target.pk))
        if own or self.inheritance is None:
            return own
        given = [self.assigned.get((unit, target.pk)) for unit in self._before(province)]
        if target.measure == Measure.COUNT and any(g and not g.assigned_threshold for g in given):
            return None
        if not all(given):
            return None
        return self._combined(province, target, lambda one: _by_province(target, one))

    def of_units(self, units: Iterable[int], target: Target) -> list[Value | None]:
        """Thresholds of those it is asked of; of a split unit until its successors get theirs."""
        found = []
        for unit in units:
            given = self.of(unit, target)
            if given and not self._is_asked_of_followers(unit, target):
                found.append(threshold_of(target, given))
        return found

    def counts(self, unit: int, target: Target) -> bool:
        """Does it, or whoever follows it, have a threshold of its own to fill?"""
        given = self.of(unit, target)
        if given and threshold_of(target, given) is not None:
            return True
        steps = self.inheritance.after.get(unit, []) if self.inheritance else []
        return any(self.counts(step.successor, target) for step in steps)

    def conflict(self, unit: int, target: Target) -> str:
        """Why predecessors' thresholds give none: `70 %, 80 %`; "" where they do."""
        if self.inheritance is None or (unit, target.pk) in self.assigned:
            return ""
        given = [self.of(one, target) for one in self._before(unit)]
        found = sorted({t for g in given if g and (t := threshold_of(target, g)) is not None})
        if target.measure not in DIVIDED or target.threshold is not None or len(found) < 2:
            return ""
        sign = " %" if target.measure in SHARES else ""
        listed = ", ".join(f"{format_trimmed(value)}{sign}" for value in found)
        return f"các đơn vị trước được giao ngưỡng khác nhau ({listed}), chưa giao cho đơn vị này"

    def _before(self, unit: int) -> list[int]:
        """The predecessors that it alone follows and that lived in the time looked at."""
        if self.inheritance is None:
            return []
        known = self.inheritance
        steps = (s.predecessor for s in known.before.get(unit, []) if s.predecessor in known.units)
        return [predecessor for predecessor in steps if not known.is_split(predecessor)]

    def _combined(self, unit: int, target: Target, threshold: Threshold) -> Given | None:
        given = [found for one in self._before(unit) if (found := self.of(one, target))]
        if not given:
            return None
        return Given(
            _joined(target, [threshold(one) for one in given]),
            _joined(target, [one.committed_threshold for one in given]),
            _same([one.due_on for one in given]),
            all(one.none_arose for one in given),
            max((later for one in given if (later := one.later)), default=None),
        )

    def _is_asked_of_followers(self, unit: int, target: Target) -> bool:
        steps = self.inheritance.after.get(unit, []) if self.inheritance else []
        return any((step.successor, target.pk) in self.assigned for step in steps)


def _joined(target: Target, thresholds: Sequence[Value | None]) -> Value | None:
    """Counts are added; ratios stand where all are equal, else none is left of them."""
    if target.measure == Measure.COUNT:
        present = [value for value in thresholds if value is not None]
        return sum(present) if present else None
    return _same(thresholds)


def _same(values: Sequence[T]) -> T | None:
    return values[0] if all(value == values[0] for value in values) else None


def _by_province(target: Target, given: Given) -> Value | None:
    own = given.assigned_threshold
    return target.threshold if own is None else own
