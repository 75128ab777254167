"""`unit__among=ids`: as `in`, with all of them sent as one array.

Django prepares each value of `in` by itself; for the sixty units of a board that takes longer than
the question. Only whole numbers: keys.
"""

from typing import Any

from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", (*values, list(self.rhs))
