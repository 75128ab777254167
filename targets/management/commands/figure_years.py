"""Compare the figures gathered by year with the figures they come from; with --mend, mend them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from targets import figure_years


class Command(BaseCommand):
    """Ends with 1 while something differs; decision 9 says when that can be."""

    help = "Đối chiếu bảng số liệu gộp theo năm với số liệu đã nhập."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="sửa những dòng không khớp")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        with transaction.atomic():
            found = figure_years.differing()
            if found and mend:
                figure_years.rebuild()
        if found and not mend:
            raise CommandError(
                f"{found} dòng gộp không khớp với số liệu đã nhập; "
                "sửa bằng lệnh: manage.py figure_years --mend"
            )
        done = f"đã sửa {found} dòng." if found else "khớp với số liệu đã nhập."
        self.stdout.write(f"Bảng số liệu gộp theo năm {done}")
