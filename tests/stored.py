"""Looks for a text in everything the database holds: every column of every table, and sessions."""

import functools
import re

from django.contrib.sessions.models import Session
from django.db import connection

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^\"]*")


@functools.cache
def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT')"
        )
        return [name for (name,) in cursor.fetchall()]


def places_of(text: str) -> list[str]:
    """Names of the tables in which `text` stands; `sessions` for signed session data."""
    parts = [
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table} AS t WHERE t::text ILIKE %(text)s)"
        for table in tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"text": f"%{text}%"})
        found = [name for (name,) in cursor.fetchall()]
    if any(text.lower() in str(row.get_decoded()).lower() for row in Session.objects.all()):
        found.append("sessions")
    return found


def row_counts() -> dict[str, int]:
    """Rows of every table; sessions, which every request may touch, left out."""
    counted = [table for table in tables() if table != "django_session"]
    parts = [f"SELECT '{table}', count(*) FROM {table}" for table in counted]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def everything() -> dict[str, list[str]]:
    """All rows of every table as text, without moments; sessions left out."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table != "django_session":
                cursor.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
                rows[table] = [MOMENT.sub("", text) for (text,) in cursor.fetchall()]
    return rows
