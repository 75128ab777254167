"""Plain builders of what stands around monthly figures."""

from typing import Any

from targets.models import Balance, BalanceTerm, Indicator
from tests import factories as f

Terms = list[Indicator | tuple[Indicator, str]]


def balance(
    left: Terms, right: Terms, relation: str = Balance.Relation.EQUAL, **more: Any
) -> Balance:
    """Of added lines; (line, "previous") is carried over."""
    first = left[0][0] if isinstance(left[0], tuple) else left[0]
    made = Balance.objects.create(
        code=more.pop("code", "") or f"b{next(f._counter)}",
        field=first.field,
        name=more.pop("name", "Tin báo"),
        relation=relation,
        **more,
    )
    for side, terms in (("left", left), ("right", right)):
        for term in terms:
            line, moment = term if isinstance(term, tuple) else (term, "month")
            BalanceTerm.objects.create(balance=made, side=side, indicator=line, moment=moment)
    return made
