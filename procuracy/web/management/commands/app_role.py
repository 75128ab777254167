"""The application role on somebody else's PostgreSQL, made through the owner's connection."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from procuracy.web.management.commands.prepare_database import check_version, connect


class Command(BaseCommand):
    """Prints the role's address, which holds its random password; var/ keeps it (mode 0600)."""

    help = "Tạo vai trò ứng dụng và in địa chỉ kết nối của nó (chạy bằng vai trò chủ sở hữu)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> str:
        connect()
        check_version()
        role = f"{connection.settings_dict['NAME']}_app"
        kept = settings.VAR_DIR / f"{role}.url"
        if kept.exists() and answers(kept.read_text()):
            return kept.read_text()
        password = secrets.token_urlsafe(24)
        make_role(role, password)
        url = address(role, password)
        keep(kept, url)
        return url


def address(role: str, password: str) -> str:
    """The owner's address with another role and password."""
    parts = conninfo_to_dict(os.environ["OWNER_DATABASE_URL"], user=role, password=password)
    return "postgresql:///?" + urlencode(parts)


def answers(url: str) -> bool:
    """Whether the kept address still works and still means the owner's server and database."""
    assert connection.connection is not None
    owner = connection.connection.info
    try:
        with psycopg.connect(url, connect_timeout=10) as app:
            return (app.info.host, app.info.port, app.info.dbname) == (
                owner.host,
                owner.port,
                owner.dbname,
            )
    except psycopg.OperationalError:
        return False


def make_role(role: str, password: str) -> None:
    """Never takes over a role that exists: its password may be in use elsewhere."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                    sql.Identifier(role), sql.Literal(password)
                )
            )
    except Exception as error:
        raise CommandError(
            f"Không tự tạo được vai trò ứng dụng {role}. Nhờ quản trị PostgreSQL chạy: "
            f"CREATE ROLE {role} LOGIN PASSWORD '…'; rồi đặt OWNER_DATABASE_URL bằng địa chỉ hiện "
            f"nay và DATABASE_URL bằng địa chỉ của vai trò {role}."
        ) from error


def keep(path: Path, url: str) -> None:
    path.touch(mode=0o600)
    path.write_text(url)
