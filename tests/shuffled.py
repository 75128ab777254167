"""A database that answers as it may: rows in no order but the one asked for, keys from anywhere.

What comes out the same all the same leaves nothing to chance.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

# Further for each next table, so that keys of two tables do not go on together.
_COUNT_ON = """
SELECT nextval(format('%I.%I', schemaname, sequencename)::regclass)
FROM (SELECT *, row_number() OVER (ORDER BY sequencename) AS place
      FROM pg_sequences WHERE schemaname = 'public') AS found
CROSS JOIN LATERAL generate_series(1, 3 + place * 7 % 40)
"""


class _Chance(Random):
    def get_group_by_cols(self) -> list[Any]:
        return []


@contextmanager
def shuffled() -> Iterator[None]:
    """Draws lots among the rows that a query leaves in no order; one with DISTINCT stays."""
    as_asked = SQLCompiler.get_order_by

    def get_order_by(self: Any) -> list[Any]:
        order = as_asked(self)
        if self.query.distinct or self.query.combinator or self.query.subquery:
            return order
        lot = OrderBy(_Chance())
        return [*order, (lot, (*self.compile(lot), False))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "get_order_by", get_order_by)
        yield


def count_keys_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ON)
