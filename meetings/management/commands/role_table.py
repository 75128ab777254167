"""The table of roles × actions, asked of the rules themselves."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meetings.role_table import asking, writing
from units.role_table import FILE

README = Path(__file__).resolve().parents[3] / "README.md"


class Command(BaseCommand):
    help = "In bảng vai trò × việc được làm; --write ghi lại vào README.md và trang Vai trò."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="ghi vào README.md và tệp dữ liệu")

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks real rows in a transaction that is undone; nothing stays in the database."""
        lines = asking.lines(asking.table())
        if not options["write"]:
            self.stdout.write(writing.as_markdown(lines))
            return
        FILE.write_text(writing.as_csv(lines), encoding="utf-8")
        readme = README.read_text(encoding="utf-8")
        README.write_text(writing.in_readme(readme, lines), encoding="utf-8")
        self.stdout.write(f"Đã ghi {len(lines)} việc vào {README.name} và {FILE.name}.")
