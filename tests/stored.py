"""Looks for a text in everything the database holds: every column of every table, and sessions.

What a request has written PostgreSQL itself counts: only those tables are looked through.
"""

import functools
import re

from django.db import connection

from procuracy.web.management.commands.grant import owner_written_tables
from units.models import UserSession

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^\"]*")


@functools.cache
def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT')"
        )
        return [name for (name,) in cursor.fetchall()]


@functools.cache
def _counting() -> str:
    """Of each table by its number, which all clones of a template share; rights are asked once."""
    named = ", ".join(f"('{name}'::regclass::oid, '{name}')" for name in tables())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM (VALUES {named}) AS t")
        numbered = ", ".join(f"({number}, '{name}')" for number, name in cursor.fetchall())
    return (
        "SELECT name, pg_stat_get_xact_tuples_inserted(no) + pg_stat_get_xact_tuples_updated(no)"
        f" + pg_stat_get_xact_tuples_deleted(no) FROM (VALUES {numbered}) AS t (no, name)"
    )


def writes() -> dict[str, int]:
    """How often this transaction wrote into each table so far, what was undone included."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


class Written:
    """Says each time which tables this transaction wrote into since it was last asked."""

    def __init__(self) -> None:
        self._before = writes()

    def since_asked(self) -> list[str]:
        before, self._before = self._before, writes()
        return sorted(table for table, times in self._before.items() if times != before[table])


def places_of(text: str, among: list[str]) -> list[str]:
    """Those of the tables in which `text` stands; `sessions` for signed session data."""
    found = []
    with connection.cursor() as cursor:
        for table in among:
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {table} AS t WHERE t::text ILIKE %s)", [f"%{text}%"]
            )
            found += [table for (is_there,) in cursor.fetchall() if is_there]
    if "units_usersession" in among and any(
        text.lower() in str(row.get_decoded()).lower() for row in UserSession.objects.all()
    ):
        found.append("sessions")
    return found


def row_counts(among: list[str]) -> dict[str, int]:
    """Rows of each of the tables."""
    counts = dict[str, int]()
    with connection.cursor() as cursor:
        for table in among:
            cursor.execute(f"SELECT count(*) FROM {table}")
            [(counts[table],)] = cursor.fetchall()
    return counts


def everything() -> dict[str, list[str]]:
    """All rows of every table as text, without moments; sessions and the record of changes, whose
    rows are numbered anew by every attempt, left out."""
    rows, left_out = {}, {"units_usersession", *owner_written_tables()}
    with connection.cursor() as cursor:
        for table in tables():
            if table not in left_out:
                cursor.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
                rows[table] = [MOMENT.sub("", text) for (text,) in cursor.fetchall()]
    return rows
