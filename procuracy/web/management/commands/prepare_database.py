"""What a database must offer before the first migration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection

OLDEST = 15
# Search without accents, search by likeness, periods that must not overlap.
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
# Vietnamese order of letters: A Ă Â B … D Đ E Ê.
COLLATION = "vi-x-icu"


class Command(BaseCommand):
    help = "Kiểm tra máy chủ PostgreSQL và thêm các phần mở rộng cần dùng (vai trò chủ sở hữu)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        connect()
        check_version()
        check_collation()
        add_extensions()


def connect() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise CommandError(f"Không kết nối được cơ sở dữ liệu: {reason}") from error


def check_version() -> None:
    assert connection.connection is not None
    version = connection.connection.info.server_version // 10000
    if version < OLDEST:
        raise CommandError(f"Cần PostgreSQL từ bản {OLDEST}; máy chủ này là bản {version}.")


def check_collation() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_collation WHERE collname = %s)", [COLLATION])
        if not cursor.fetchone()[0]:
            raise CommandError("Máy chủ PostgreSQL này không có ICU: cần bản dựng có ICU.")


def add_extensions() -> None:
    for extension in EXTENSIONS:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Chưa có phần mở rộng {extension}: nhờ quản trị PostgreSQL chạy trong cơ sở "
                f"dữ liệu này lệnh CREATE EXTENSION {extension}; rồi chạy lại."
            ) from error
