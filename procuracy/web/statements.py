"""Questions that are kept: Django takes longer to write them than the database to answer.

    @kept
    def _due(units: tuple[int, ...], last: datetime.date) -> QuerySet[Any, Any]:
        return Task.objects.filter(unit__among=units, due_on__lte=last).values_list("unit", "pk")

`_due(units, last)` then asks and gives rows as tuples. The words follow from the arguments alone,
which must be hashable; what the rows hold is read anew each time, by a plan that is kept too
(`procuracy/web/prepared.py`). For columns that come from the database as they are: numbers, texts,
days. `@composed` keeps a query set of models instead, and gives a copy that was not asked yet.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from procuracy.web.prepared import Statement, statement

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
Row = tuple[Any, ...]


def kept(build: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Row]]:
    @lru_cache(maxsize=256)
    def words(*asked: Hashable) -> Statement | None:
        try:
            return statement(*build(*asked).query.sql_with_params())
        except EmptyResultSet:
            return None

    @wraps(build)
    def ask(*asked: Hashable) -> list[Row]:
        wanted = words(*asked)
        return wanted.ask()[1] if wanted else []

    return ask


def composed(build: Callable[..., Rows]) -> Callable[..., Rows]:
    kept_rows = lru_cache(maxsize=256)(build)

    @wraps(build)
    def copy(*asked: Hashable) -> Rows:
        return kept_rows(*asked).all()

    return copy
