"""Balances between lines of one unit's month, as rows say them: shown, refusing nothing here.

`broken` is for whoever refuses: a month that is to be sent.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from targets import calendar, carrying
from targets.carrying import Carried
from targets.models import Balance, BalanceTerm, Figure, Indicator, NoneArose
from targets.scores import shown_value
from units.models import Unit

Stored = Mapping[int, Decimal]  # by line
Reading = Callable[[BalanceTerm], Decimal | None]


class State(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"  # figures are missing


@dataclass(frozen=True)
class Instead:
    """A figure that would stand in place of the stored one."""

    line: Indicator
    month: datetime.date
    value: Decimal


@dataclass(frozen=True)
class Rule:
    """A balance with its terms, in the order in which they were written."""

    balance: Balance
    left: tuple[BalanceTerm, ...]
    right: tuple[BalanceTerm, ...]

    @property
    def terms(self) -> tuple[BalanceTerm, ...]:
        return self.left + self.right

    @property
    def lines(self) -> set[int]:
        return {term.indicator_id for term in self.terms}

    def reads(self, line: Indicator, moment: BalanceTerm.Moment) -> bool:
        return any(t.indicator_id == line.pk and t.moment == moment for t in self.terms)


@dataclass(frozen=True)
class Side:
    """`value` is None when a line has no figure."""

    text: str
    value: Decimal | None
    parts: tuple[tuple[BalanceTerm, Decimal], ...]
    missing: tuple[BalanceTerm, ...]

    @property
    def shown(self) -> str:
        """`phải giải quyết 68 (kỳ trước chuyển sang 12 + mới 56)`."""
        if self.value is None or not self.parts:
            return self.text
        total = shown_value(self.value, self.parts[0][0].indicator)
        name = f"{self.text} {total}"
        return f"{name} ({self.sum})" if len(self.parts) > 1 else name

    @property
    def sum(self) -> str:
        """`12 + 56 − 3`."""
        said = [("−" if t.sign < 0 else "+", shown_value(v, t.indicator)) for t, v in self.parts]
        text = " ".join(f"{sign} {number}" for sign, number in said)
        return text.removeprefix("+ ")


@dataclass(frozen=True)
class Checked:
    """A balance with a unit's figures of a month."""

    rule: Rule
    left: Side
    right: Side

    @property
    def balance(self) -> Balance:
        return self.rule.balance

    @property
    def state(self) -> State:
        if self.balance.relation == Balance.Relation.NEEDS:
            return self._needed
        if self.left.value is None or self.right.value is None:
            return State.UNKNOWN
        if self.balance.relation == Balance.Relation.EQUAL:
            return State.KEPT if self.left.value == self.right.value else State.BROKEN
        return State.KEPT if self.left.value <= self.right.value else State.BROKEN

    @property
    def _needed(self) -> State:
        if not self.left.parts:
            return State.UNKNOWN
        return State.BROKEN if self.right.missing else State.KEPT

    @property
    def is_broken(self) -> bool:
        return self.state is State.BROKEN

    @property
    def is_blocking(self) -> bool:
        return self.is_broken and self.balance.is_strict

    @property
    def is_shown(self) -> bool:
        """What must be solved always, with its numbers; a part of a whole when it exceeds it."""
        return self.is_broken or self.balance.relation == Balance.Relation.EQUAL

    @property
    def glyph(self) -> str:
        return {State.KEPT: "✓", State.BROKEN: "!", State.UNKNOWN: "?"}[self.state]

    @property
    def missing(self) -> list[BalanceTerm]:
        return [*self.left.missing, *self.right.missing]

    @property
    def difference(self) -> str:
        if self.left.value is None or self.right.value is None:
            return ""
        line = self.rule.terms[0].indicator
        return f"{shown_value(abs(self.left.value - self.right.value), line)} {line.counted_in}"

    @property
    def sentence(self) -> str:
        """Both sides with their numbers, and by how much they differ; what is missing."""
        if self.balance.relation == Balance.Relation.NEEDS:
            return self._needs_sentence
        if self.missing:
            known = [side.shown for side in (self.left, self.right) if side.value is not None]
            return "; ".join([*known, f"chưa đủ số liệu: {'; '.join(map(str, self.missing))}"])
        if self.balance.relation == Balance.Relation.EQUAL:
            words = "lệch" if self.is_broken else ""
            sign = "khác" if self.is_broken else "bằng"
        else:
            words = "nhiều hơn" if self.is_broken else ""
            sign = "vượt quá" if self.is_broken else "không quá"
        text = f"{self.left.shown} {sign} {self.right.shown}"
        return f"{text}: {words} {self.difference}" if words else text

    @property
    def _needs_sentence(self) -> str:
        given = "; ".join(term.indicator.name for term, _ in self.left.parts)
        wanted = "; ".join(term.indicator.name for term in self.right.missing)
        if not given:
            return f"chưa có số liệu: {'; '.join(map(str, self.left.missing))}"
        if not wanted:
            return f"có đủ {self.left.text} và {self.right.text}"
        return f"đã có số liệu “{given}”, còn thiếu “{wanted}”"


def rules_for(
    month: datetime.date | None,
    fields: Collection[int] | None = None,
    lines: Collection[int] | None = None,
) -> list[Rule]:
    """Balances valid in the month, at any time without one: of some fields, or those that read
    some lines. One query."""
    terms = BalanceTerm.objects.all()
    if month is not None:
        terms = terms.filter(balance__in=Balance.objects.valid(month))
    if fields is not None:
        terms = terms.filter(balance__field__in=fields)
    if lines is not None:
        reading = BalanceTerm.objects.filter(indicator__in=lines)
        terms = terms.filter(balance__in=reading.values("balance"))
    ordered = terms.select_related("balance__field", "indicator").order_by(
        "balance__field__order", "balance__order", "balance__code", "pk"
    )
    found: dict[int, list[BalanceTerm]] = {}
    for term in ordered:
        found.setdefault(term.balance_id, []).append(term)
    return [rule_of(of) for of in found.values()]


def rule_of(terms: list[BalanceTerm]) -> Rule:
    left, right = (
        tuple(term for term in terms if term.side == side)
        for side in (BalanceTerm.Side.LEFT, BalanceTerm.Side.RIGHT)
    )
    return Rule(terms[0].balance, left, right)


def check(
    rules: Iterable[Rule],
    now: Stored,
    carried: Mapping[int, Carried],
    nil_fields: Collection[int] = (),
) -> list[Checked]:
    """`nil_fields`: ticked "không phát sinh": what arises there counts as 0."""

    def value(term: BalanceTerm) -> Decimal | None:
        if term.moment == BalanceTerm.Moment.PREVIOUS:
            opening = carried.get(term.indicator_id)
            return opening.value if opening else None
        line = term.indicator
        is_nil = line.nature == Indicator.Nature.FLOW and line.field_id in nil_fields
        return now.get(line.pk, Decimal(0) if is_nil else None)

    return [
        Checked(
            rule,
            _side(rule.balance.left_text, rule.left, value),
            _side(rule.balance.right_text, rule.right, value),
        )
        for rule in rules
    ]


def _side(text: str, terms: Collection[BalanceTerm], value: Reading) -> Side:
    read = [(term, value(term)) for term in terms]
    parts = tuple((term, found) for term, found in read if found is not None)
    missing = tuple(term for term, found in read if found is None)
    total = sum((term.sign * found for term, found in parts), Decimal(0))
    name = text or " + ".join(str(term) for term in terms)
    return Side(name, None if missing else total, parts, missing)


def of_month(unit: Unit, month: datetime.date, instead: Instead | None = None) -> list[Checked]:
    """Every balance of a unit's month; six queries at most, whatever its lines."""
    own = unit.kind == Unit.Kind.DEPARTMENT
    fields = list(unit.fields.values_list("pk", flat=True)) if own else None
    rules = rules_for(month, fields)
    lines = {line for rule in rules for line in rule.lines}
    before = calendar.add_months(month, -1)
    rows = Figure.objects.filter(unit=unit, indicator__in=lines, month__in=[before, month])
    stored: dict[datetime.date, dict[int, Decimal]] = {before: {}, month: {}}
    for line, at, value in rows.values_list("indicator_id", "month", "value"):
        stored[at][line] = value
    nil = set(NoneArose.objects.filter(unit=unit, month=month).values_list("field", flat=True))
    if instead and instead.month in stored:
        stored[instead.month][instead.line.pk] = instead.value
    if instead and instead.month == month and instead.value:
        nil.discard(instead.line.field_id)
    opened = carried(unit, rules, month, stored[before])
    return check(rules, stored[month], opened, nil)


def carried(
    unit: Unit, rules: Iterable[Rule], month: datetime.date, before: Stored
) -> dict[int, Carried]:
    """Opening stocks that the rules ask for; `before`: the unit's own of the month before."""
    wanted = {
        term.indicator_id
        for rule in rules
        for term in rule.terms
        if term.moment == BalanceTerm.Moment.PREVIOUS
    }
    if not wanted:
        return {}
    earlier = carrying.predecessors(unit, wanted, month)
    return {line: carrying.opening(line, before.get(line), earlier, month) for line in wanted}


def broken(unit: Unit, month: datetime.date) -> list[Checked]:
    """Balances of a unit's month that do not hold; `sentence` names both sides."""
    return [one for one in of_month(unit, month) if one.is_broken]


def blocking(unit: Unit, month: datetime.date) -> list[Checked]:
    """Of these the strict ones: they keep the month from being put forward or sent."""
    return [one for one in broken(unit, month) if one.is_blocking]
