"""The columns of a board: targets with their terms and what they ask for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.utils.functional import SimpleLazyObject

from targets import formulas
from targets.models import Indicator, Target, TargetSet, TargetTerm
from targets.scores import Formula, goal_text


@dataclass(frozen=True)
class Column:
    formula: Formula
    goal: str

    @property
    def target(self) -> Target:
        return self.formula.target


def head(column: Column, goal: str, query: str) -> dict[str, str]:
    target = column.target
    return {
        "code": target.code,
        "name": target.name,
        "short": target.short_name,
        "goal": goal,
        "link": f"targets/{target.pk}/{query}",
    }


def columns(target_sets: Iterable[TargetSet], field_code: str = "") -> list[Column]:
    """The sets' targets with their terms, ordered by field; lines are read when one is named."""
    rows = Target.objects.filter(target_set__in=target_sets).select_related("field", "target_set")
    if field_code:
        rows = rows.filter(field__code=field_code)
    targets = list(rows.order_by("field__order", "order", "code"))
    terms = _terms(targets)
    used = {term.indicator_id for own in terms.values() for term in own}
    lines = _lazy(lambda: Indicator.objects.in_bulk(used))
    return [
        Column(
            _formula(target, terms.get(target.pk, []), lines), goal_text(target, target.threshold)
        )
        for target in targets
    ]


def _formula(target: Target, terms: list[formulas.Term], lines: Mapping[int, Indicator]) -> Formula:
    if target.computation:
        return Formula.of(target, ())
    own = _lazy(lambda: {term.indicator_id: lines[term.indicator_id] for term in terms})
    return Formula(target, tuple(terms), own)


def _lazy(read: Callable[[], Mapping[int, Indicator]]) -> Mapping[int, Indicator]:
    """Read when first asked for; it stands for the mapping itself."""
    return cast(Mapping[int, Indicator], SimpleLazyObject(read))


def _terms(targets: list[Target]) -> dict[int, list[formulas.Term]]:
    rows = TargetTerm.objects.filter(target__in=targets).order_by("pk")
    terms: dict[int, list[formulas.Term]] = {}
    for target, line, sign, side in rows.values_list("target", "indicator", "sign", "side"):
        terms.setdefault(target, []).append(formulas.Term(line, sign, formulas.Side(side)))
    return terms
