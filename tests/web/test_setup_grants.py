"""What the role that serves may do, asked of PostgreSQL itself."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction

from procuracy.web.management.commands.grant import append_only_tables, owner_written_tables
from tests import databases

pytestmark = pytest.mark.django_db


def may(privilege: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s)", [f'"{table}"', privilege])
        return bool(cursor.fetchone()[0])


def test_tests_run_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("procuracy_app", False)


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_application_role_cannot_change_the_structure() -> None:
    for statement in ("CREATE TABLE scratch (n int)", "DROP TABLE units_unit CASCADE"):
        with pytest.raises(ProgrammingError):
            execute(statement)


def test_append_only_tables_take_rows_and_keep_them() -> None:
    tables = append_only_tables()
    assert tables
    for table in tables:
        rights = {p: may(p, table) for p in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")}
        assert rights == {
            "SELECT": True,
            "INSERT": True,
            "UPDATE": False,
            "DELETE": False,
            "TRUNCATE": False,
        }, table


def test_tables_that_the_owner_writes_are_only_read() -> None:
    tables = owner_written_tables()
    assert tables
    for table in tables:
        rights = {p for p in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE") if may(p, table)}
        assert rights == {"SELECT"}, table


def test_every_other_table_is_open_for_work_but_not_for_truncation() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for table in tables - append_only_tables() - owner_written_tables():
        assert all(may(p, table) for p in ("SELECT", "INSERT", "UPDATE", "DELETE")), table
        assert not may("TRUNCATE", table), table


def test_record_of_migrations_is_read_only() -> None:
    assert may("SELECT", "django_migrations")
    assert not may("INSERT", "django_migrations")


@pytest.mark.django_db(transaction=True)
def test_grant_closes_what_was_opened_by_hand(owner_connection: psycopg.Connection[Any]) -> None:
    table = min(append_only_tables())
    owner_connection.execute(f'GRANT ALL ON "{table}" TO procuracy_app')
    assert may("DELETE", table)
    databases.manage(owner_connection.info.dbname, "grant", role="owner")
    assert not may("DELETE", table)


def test_grant_as_the_application_role_is_refused() -> None:
    with pytest.raises(CommandError, match="khác vai trò chủ sở hữu"):
        call_command("grant")
