"""Give the application role exactly what serving needs, and nothing that rewrites the record."""

import os
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from procuracy.web.database import connection_from_url

# Only the owner writes them.
READ_ONLY = {"django_migrations"}


class Command(BaseCommand):
    """Run as the owner after `migrate`; repeatable. New tables are closed until it has run."""

    help = "Cấp quyền trên các bảng cho vai trò ứng dụng (chạy bằng vai trò chủ sở hữu)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        role = connection_from_url(os.environ.get("DATABASE_URL", ""))["USER"]
        if not role or role == connection.settings_dict["USER"]:
            raise CommandError(
                "DATABASE_URL phải là địa chỉ của vai trò ứng dụng, khác vai trò chủ sở hữu."
            )
        with transaction.atomic():
            grant(role)


def append_only_tables() -> set[str]:
    """Tables of the models that say `append_only = True`."""
    return {
        model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)
    }


def owner_written_tables() -> set[str]:
    """Tables of the models that say `written_by_owner = True`: only triggers and functions of the
    owner write them."""
    return {
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "written_by_owner", False)
    }


def own_tables() -> list[str]:
    """Tables and views of this owner in the schema; extensions may have put others there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(relowner, 'USAGE') "
            "ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def privileges(table: str, append_only: set[str], read_only: set[str]) -> str:
    if table in read_only:
        return "SELECT"
    if table in append_only:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE"


def grant(role: str) -> None:
    """Take everything back, then give table by table; call it inside a transaction.

    Functions stay as PostgreSQL has them: anybody who may connect may call them.
    """
    name = sql.Identifier(role)
    database = sql.Identifier(connection.settings_dict["NAME"])
    run("REVOKE ALL ON DATABASE {} FROM {}", database, name)
    run("GRANT CONNECT ON DATABASE {} TO {}", database, name)
    # Databases that began before PostgreSQL 15 let everybody create tables.
    run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    run("REVOKE ALL ON SCHEMA public FROM {}", name)
    run("GRANT USAGE ON SCHEMA public TO {}", name)
    append_only, read_only = append_only_tables(), READ_ONLY | owner_written_tables()
    for table in own_tables():
        rights = sql.SQL(privileges(table, append_only, read_only))
        run("REVOKE ALL ON {} FROM {}", sql.Identifier(table), name)
        run("GRANT {} ON {} TO {}", rights, sql.Identifier(table), name)
    run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", name)


def run(statement: str, *names: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*names))
