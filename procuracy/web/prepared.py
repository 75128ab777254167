"""Statements of many parts that come again and again: PostgreSQL plans them once a connection.

To plan what a page's frame asks takes longer than to answer it. Numbers, days and moments are
handed over beside the words; every other value stands in them, since a partial index is used only
for states that the planner reads.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg import sql
from psycopg.types.numeric import Int4, Int8

# By a connection; the plan of a frame, one for each role, is a megabyte or two.
KEPT = 64
_PLACES = re.compile("%[%s]")
_INT4 = 2**31


class Planned(psycopg.Cursor[Any]):
    """Its statements stay planned in the connection; those not asked for longest make room."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "Planned":
        return super().execute(query, params, prepare=True, **how)


@dataclass(frozen=True)
class Statement:
    """Its words, and what is handed over for each `%s` in them."""

    words: str
    given: list[Any]

    def ask(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns, and rows. A log of statements gets them with their values."""
        with connection.cursor() as cursor:
            if not connection.queries_logged:
                connection.connection.prepared_max = KEPT
                cursor.cursor = Planned(connection.connection)
            cursor.execute(self.words, self.given)
            return [column.name for column in cursor.description or ()], cursor.fetchall()


def rows(asked: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """Of a `values_list`, its values as the driver reads them."""
    try:
        return statement(*asked.query.sql_with_params()).ask()[1]
    except EmptyResultSet:
        return []


def statement(words: str, values: Iterable[Any]) -> Statement:
    """As Django's compiler writes it: `%s` for each value, `%%` for the sign itself."""
    handed, beside = map(_handed, values), []

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        value = next(handed)
        if isinstance(value, str):
            return value
        beside.append(value)
        return "%s"

    return Statement(_PLACES.sub(place, words), beside)


def _handed(value: Any) -> Any:
    """An integer or a time as the driver hands it over; all else as it is written in SQL.

    Integers of one type, whatever their size: types are part of what makes a statement the same.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return Int4(value) if -_INT4 <= value < _INT4 else Int8(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return value
    return sql.Literal(value).as_string().replace("%", "%%")
