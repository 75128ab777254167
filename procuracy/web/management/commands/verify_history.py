"""Prove the record of changes; says what is wrong first, and ends with 1."""

import datetime
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from procuracy.web.history.verifying import verify


class Command(BaseCommand):
    help = (
        "Kiểm tra lịch sử thay đổi: không dòng nào bị sửa, bị xóa hay bị thêm sau khi niêm phong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="NGÀY=MÃ",
            action="append",
            default=[],
            type=printed_seal,
            help="đối chiếu với niêm phong đã in: 2026-11-22=<64 chữ số thập lục phân>",
        )

    def handle(self, *args: Any, expect: list[tuple[datetime.date, str]], **options: Any) -> None:
        with transaction.atomic():
            if not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            report = verify(dict(expect))
        if report.fault:
            raise CommandError(report.fault.sentence)
        self.stdout.write(
            f"Lịch sử nguyên vẹn: {report.rows} dòng trong {report.seals} niêm phong, "
            f"{report.purged} lần xóa nội dung có biên bản, {report.unsealed} dòng chưa niêm phong."
        )


def printed_seal(text: str) -> tuple[datetime.date, str]:
    """`2026-11-22=ab12 cd34 …`: the day and the digest as they stand on the printed seal."""
    day, _, digest = text.partition("=")
    digest = "".join(digest.split()).lower()
    try:
        if len(bytes.fromhex(digest)) != 32:
            raise ValueError
        return datetime.date.fromisoformat(day), digest
    except ValueError as error:
        raise ArgumentTypeError("cần dạng 2026-11-22=<64 chữ số thập lục phân>") from error
