"""Reference data of all apps, in the order in which they rest on each other."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from meetings import reference as meetings_reference
from targets import reference as targets_reference
from units import reference as units_reference


class Command(BaseCommand):
    """Repeatable: adds what is missing, leaves what an office has edited."""

    help = "Nạp dữ liệu nền: đơn vị, lĩnh vực, chỉ tiêu mẫu, loại hội nghị."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            loaded = units_reference.load()
            targets_reference.load()
            meetings_reference.load()
        self.stdout.write(
            f"Đã nạp dữ liệu nền: thêm {loaded.units} đơn vị, {loaded.successions} quan hệ kế thừa."
        )
