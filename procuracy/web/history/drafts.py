"""Texts that save while they are typed: revisions first, one change when they are committed.

A row's drafts are committed by themselves before any other change of it is recorded; rows that
are finished together with another one (the paragraphs of an approved notice) are committed here.
"""

import datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

KEPT_DAYS = 365


def commit(rows: QuerySet[Any]) -> None:
    """Record what the drafts of these rows came to; rows without drafts are passed over."""
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    commit_keys(rows.model, keys)


def commit_keys(model: type[Model], keys: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.history_commit(%s, %s)", [model._meta.db_table, keys])


def prune(now: datetime.datetime) -> int:
    """Take away committed drafts older than KEPT_DAYS; how many."""
    with connection.cursor() as cursor:
        before = now - datetime.timedelta(days=KEPT_DAYS)
        cursor.execute("SELECT public.history_prune(%s)", [before])
        count: int = cursor.fetchone()[0]
    return count
