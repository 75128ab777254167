"""The catalogue in the memory of a process: what is asked again at every figure that is saved.

Remembered is only what nobody has changed since. `now` asks the database each time for a sum over
the versions of all the catalogue's rows (their places and the transactions that wrote them, a few
hundred rows): it differs as soon as any change of them is committed, or made in this transaction.
So there is no one who must remember to tell, and no server that hears of a change too late.
"""

import datetime
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from django.db import connection

from targets import balances
from targets.balances import Rule
from targets.models import (
    Balance,
    BalanceTerm,
    Indicator,
    Period,
    Target,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from targets.scores import Formula
from units.models import Field

T = TypeVar("T")

REMEMBERED = (
    *(Field, Indicator, Balance, BalanceTerm),
    *(TargetSet, Target, TargetTerm, WorkYear, Period),
)
# A version of a row is known by where it lies and who wrote it; two changes of one transaction lie
# in two places. The table's place in the list keeps rows of different tables apart.
STATE = "SELECT count(*), sum(version) FROM ({}) AS rows".format(
    " UNION ALL ".join(
        f"SELECT hashtextextended(concat(ctid, xmin), {no}) AS version FROM {model._meta.db_table}"
        for no, model in enumerate(REMEMBERED)
    )
)
MOST = 500  # answers; a month has three


class Catalogue:
    """What was read while the catalogue stood in one state. Its rows are shared: only read them."""

    def __init__(self, state: object) -> None:
        self.state = state
        self._known: dict[Any, Any] = {}

    def line(self, pk: int, month: datetime.date) -> Indicator | None:
        """A line valid in the month, with its field."""
        rows = Indicator.objects.valid(month).select_related("field")
        return self.once(("lines", month), lambda: {line.pk: line for line in rows}).get(pk)

    def year(self, month: datetime.date) -> WorkYear | None:
        return self.once(("year", month), lambda: WorkYear.objects.of_month(month))

    def years(self) -> list[WorkYear]:
        return self.once("years", lambda: list(WorkYear.objects.all()))

    def periods(self, year: WorkYear) -> list[Period]:
        return self.once(("periods", year.pk), lambda: list(year.periods.all()))

    def fields(self) -> list[Field]:
        return self.once("fields", lambda: list(Field.objects.all()))

    def judging(self, year: WorkYear) -> list[Period]:
        kinds = [Period.Kind.HALF, Period.Kind.YEAR]
        return self.once(("spans", year.pk), lambda: list(year.periods.filter(kind__in=kinds)))

    def formulas(self, lines: Collection[int]) -> list[Formula]:
        """Targets that read any of the lines, in order."""
        known = self.once("formulas", _formulas)
        return [formula for formula in known if not formula.counted.isdisjoint(lines)]

    def rules(self, month: datetime.date, lines: Collection[int]) -> list[Rule]:
        """Balances valid in the month that read any of the lines, in order."""
        known = self.once(("rules", month), lambda: balances.rules_for(month))
        return [rule for rule in known if not rule.lines.isdisjoint(lines)]

    def once(self, key: Any, read: Callable[[], T]) -> T:
        """What `read` found the first time; all that it follows from must be in the key."""
        if key in self._known:
            found: T = self._known[key]
            return found
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = found = read()
        return found


def _formulas() -> list[Formula]:
    """Of all targets that are computed from figures."""
    rows = Target.objects.filter(terms__isnull=False).distinct()
    targets = list(rows.select_related("field", "target_set").order_by("field__order", "order"))
    terms: dict[int, list[TargetTerm]] = {}
    for term in TargetTerm.objects.select_related("indicator"):
        terms.setdefault(term.target_id, []).append(term)
    return [Formula.of(target, terms[target.pk]) for target in targets]


_latest = Catalogue(None)


def now() -> Catalogue:
    """The catalogue as it stands; one query, the rest only where something is new."""
    global _latest
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        state = (connection.settings_dict["NAME"], cursor.fetchone())
    # Whoever reads it at the same time goes on with his own: both are right.
    found = _latest
    if found.state != state:
        found = _latest = Catalogue(state)
    return found
