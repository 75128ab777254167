"""Connections that broke while they waited in the pool, as after a restart of PostgreSQL."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import make_conninfo

from procuracy.web.database import connection_from_url

Owner = psycopg.Connection[Any]


@pytest.fixture
def pooled(owner_connection: Owner) -> Iterator[DatabaseWrapper]:
    address = make_conninfo(os.environ["DATABASE_URL"], application_name="pooled")
    settings = connection_from_url(address, pool=True) | {
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "TIME_ZONE": None,
    }
    connection = DatabaseWrapper(settings, alias="pooled")
    connections["pooled"] = connection
    yield connection
    del connections["pooled"]
    connection.close()
    connection.close_pool()


def ask(connection: DatabaseWrapper) -> int:
    """What a request does: borrow, ask, give back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 42")
        (answer,) = cursor.fetchone()
    connection.close()
    return int(answer)


def cut(owner: Owner) -> None:
    owner.execute(
        "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
        "WHERE application_name = 'pooled' AND datname = current_database()"
    )


def test_next_request_gets_a_connection_that_works(
    pooled: DatabaseWrapper, owner_connection: Owner, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        ask(pooled)
        cut(owner_connection)
        assert ask(pooled) == 42


def test_without_the_check_the_next_request_would_fail(
    pooled: DatabaseWrapper, owner_connection: Owner, django_db_blocker: Any
) -> None:
    pooled.settings_dict["CONN_HEALTH_CHECKS"] = False
    with django_db_blocker.unblock():
        ask(pooled)
        cut(owner_connection)
        with pytest.raises(OperationalError):
            ask(pooled)
