"""Figures that keep the balances between lines: new cases follow from what was settled and remains,
and a part is no more than its whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from targets.models import Balance, BalanceTerm

Values = dict[str, int]  # by code
AT_LEAST_NEW = 0.4  # of what was settled: no month is without new cases


@dataclass(frozen=True)
class Kept:
    """A balance as codes: what is added on each side, and what was carried over."""

    relation: str
    carried: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def plug(self) -> str:
        """The line that follows from the others: new cases."""
        return self.left[0]


def stored() -> list[Kept]:
    """The last balance first: what a later stage takes over is known to the one before."""
    rows = Balance.objects.prefetch_related("terms__indicator").order_by("-order")
    return [_kept(row) for row in rows if all(term.sign > 0 for term in row.terms.all())]


def _kept(row: Balance) -> Kept:
    terms = sorted(row.terms.all(), key=lambda term: term.pk)
    previous = BalanceTerm.Moment.PREVIOUS

    def codes(side: str, carried: bool) -> tuple[str, ...]:
        return tuple(
            t.indicator.code for t in terms if t.side == side and (t.moment == previous) is carried
        )

    return Kept(row.relation, codes("left", True), codes("left", False), codes("right", False))


def settle(rules: Iterable[Kept], values: Values, before: Mapping[str, int]) -> None:
    """New cases of the month; `before`: last month's stocks, by code."""
    rules = [rule for rule in rules if rule.relation == Balance.Relation.EQUAL]
    plugs = {rule.plug for rule in rules}
    for rule in rules:
        if not {*rule.left, *rule.right} <= values.keys() or not set(rule.carried) <= before.keys():
            continue
        others = sum(before[code] for code in rule.carried)
        others += sum(values[code] for code in rule.left[1:])
        solved = next(code for code in rule.right if code not in plugs)
        new = sum(values[code] for code in rule.right) - others
        least = round(AT_LEAST_NEW * values[solved])
        if new < least:  # a large stock of last year: a part is settled, a part still remains
            values[solved] += (least - new) // 2
            values[rule.carried[0]] += least - new - (least - new) // 2
        values[rule.plug] = max(new, least)


def trim(rules: Sequence[Kept], values: Values) -> None:
    """The whole is raised where the part follows from a balance."""
    settled = lines_settled(rules)
    for rule in reversed(rules):
        if rule.relation != Balance.Relation.AT_MOST or rule.left[0] not in values:
            continue
        if not set(rule.right) <= values.keys():
            continue
        part, whole = values[rule.left[0]], sum(values[code] for code in rule.right)
        if part > whole and rule.left[0] in settled:
            values[rule.right[0]] += part - whole
        else:
            values[rule.left[0]] = min(part, whole)


def lines_settled(rules: Iterable[Kept]) -> set[str]:
    """Lines whose numbers follow from a balance."""
    equal = (rule for rule in rules if rule.relation == Balance.Relation.EQUAL)
    return {code for rule in equal for code in (*rule.left, *rule.right)}
