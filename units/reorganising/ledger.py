"""Every row that a reorganisation touches is kept as it was and as it became, in a few statements.

Whatever the number of rows, each step here is one statement over all of them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from psycopg import sql

from units.models import MovedRow, Reorganisation

Model = type[models.Model]
MOVED = sql.Identifier(MovedRow._meta.db_table)

_BEFORE = """
INSERT INTO {moved} (reorganisation_id, "table", row_id, before)
SELECT %s, %s, t.id, to_jsonb(t) FROM {table} t WHERE t.id = ANY(%s) ON CONFLICT DO NOTHING
"""
_AFTER = """
UPDATE {moved} m SET after = to_jsonb(t) FROM {table} t
WHERE m.reorganisation_id = %s AND m."table" = %s AND m.row_id = t.id AND t.id = ANY(%s)
"""
_MADE = """
INSERT INTO {moved} (reorganisation_id, "table", row_id, after)
SELECT %s, %s, t.id, to_jsonb(t) FROM {table} t WHERE t.id = ANY(%s)
"""
_FORGET = """
DELETE FROM {moved} WHERE reorganisation_id = %s AND "table" = %s AND row_id = ANY(%s)
AND before IS NULL
"""
_GONE = """
UPDATE {moved} SET after = NULL
WHERE reorganisation_id = %s AND "table" = %s AND row_id = ANY(%s) AND after IS NOT NULL
"""
_NEW_IDS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
_COPY = """
INSERT INTO {table} ({columns})
SELECT {picked} FROM unnest({arrays}) AS n({names}) JOIN {table} t ON t.id = n.old_id
"""
_WAYS = """
SELECT t.id, m.heir,
    row_number() OVER (PARTITION BY m.heir {within} ORDER BY t.id) = 1 AND NOT EXISTS (
        SELECT FROM {table} o WHERE o.{column} = m.heir {same}
    ) AS goes
FROM {table} t JOIN unnest(%s::bigint[], %s::bigint[]) AS m(source, heir) ON t.{column} = m.source
WHERE t.id = ANY(%s)
"""
_REPOINT = """
UPDATE {table} t SET {column} = m.heir
FROM unnest(%s::bigint[], %s::bigint[]) AS m(source, heir)
WHERE t.{column} = m.source AND t.id = ANY(%s)
"""


def table_of(model: Model) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def run(statement: str, asked: Sequence[Any], **names: sql.Composable) -> list[tuple[Any, ...]]:
    """Rows of the answer, if there are any."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(moved=MOVED, **names), asked)
        return cursor.fetchall() if cursor.description else []


class Ledger:
    """What one reorganisation did to which rows."""

    def __init__(self, record: Reorganisation) -> None:
        self.record = record

    @contextmanager
    def changing(self, model: Model, ids: Collection[int]) -> Iterator[None]:
        """The rows may be updated inside the block."""
        self._note(_BEFORE, model, ids)
        yield
        self._note(_AFTER, model, ids)

    def made(self, model: Model, ids: Collection[int]) -> None:
        self._note(_MADE, model, ids)

    def remove(self, model: Model, ids: Collection[int]) -> None:
        """Rows that nothing else points at."""
        self._note(_BEFORE, model, ids)
        self._note(_FORGET, model, ids)  # made in this very reorganisation
        self._note(_GONE, model, ids)  # changed in it before
        run("DELETE FROM {table} WHERE id = ANY(%s)", [list(ids)], table=table_of(model))

    def copy(
        self, model: Model, ids: Sequence[int], columns: Mapping[str, Sequence[Any]]
    ) -> list[int]:
        """New rows like those of `ids` but for some columns, given in the same order; their ids."""
        if not ids:
            return []
        new = [row[0] for row in run(_NEW_IDS, [model._meta.db_table, len(ids)])]
        own = [f for f in model._meta.concrete_fields if not f.primary_key and not f.generated]
        types = {f.column or "": f.db_type(connection) or "" for f in own}
        run(
            _COPY,
            [list(ids), new, *(list(values) for values in columns.values())],
            table=table_of(model),
            columns=_list(["id", *types]),
            picked=sql.SQL(", ").join(
                [sql.SQL("n.new_id"), *(_value(column, column in columns) for column in types)]
            ),
            arrays=sql.SQL(", ").join(
                sql.SQL("%s::{}[]").format(sql.SQL(kind))
                for kind in ["bigint", "bigint", *(_base(types[c]) for c in columns)]
            ),
            names=_list(["old_id", "new_id", *columns]),
        )
        self.made(model, new)
        return new

    def repoint(
        self,
        model: Model,
        column: str,
        ids: Collection[int],
        ways: Mapping[int, int],
        *,
        once_in: Sequence[str] | None = None,
    ) -> list[int]:
        """Lead `column` from sources to heirs (`ways`: id → id) in the rows `ids`.

        With `once_in`, at most one row of these columns' values may point at an heir: the ids of
        the surplus, which were left alone, are returned.
        """
        asked = [list(ways), list(ways.values()), list(ids)]
        surplus: list[int] = []
        if once_in is not None:
            rows = run(_WAYS, asked, table=table_of(model), **_once(column, once_in))
            surplus = [pk for pk, _, goes in rows if not goes]
            asked[2] = [pk for pk, _, goes in rows if goes]
        with self.changing(model, asked[2]):
            run(_REPOINT, asked, table=table_of(model), column=sql.Identifier(column))
        return surplus

    def _note(self, statement: str, model: Model, ids: Collection[int]) -> None:
        if ids:
            asked = [self.record.pk, model._meta.db_table, list(ids)]
            run(statement, asked, table=table_of(model))


def _once(column: str, once_in: Sequence[str]) -> dict[str, sql.Composable]:
    names = [sql.Identifier(name) for name in once_in]
    same = [sql.SQL(" AND o.{0} IS NOT DISTINCT FROM t.{0}").format(name) for name in names]
    return {
        "column": sql.Identifier(column),
        "within": sql.SQL("").join(sql.SQL(", t.{}").format(name) for name in names),
        "same": sql.SQL("").join(same),
    }


def _list(columns: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _value(column: str, is_given: bool) -> sql.Composable:
    return sql.SQL("n.{}" if is_given else "t.{}").format(sql.Identifier(column))


def _base(kind: str) -> str:
    """`varchar(80)` and its collation are the table's affair."""
    return kind.partition("(")[0].partition(" COLLATE")[0]
