"""Prove that issued documents are what was issued; names each that is not, and ends with 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from units.models import Document
from units.verifying import faults, further_counts


class Command(BaseCommand):
    help = (
        "Kiểm tra văn bản đã ban hành: bản in khớp mã SHA-256, số trong sổ và lịch sử khi cấp số; "
        "nêu tên từng văn bản sai."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            if not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            found = list(faults())
            counts = [(Document.objects.count(), "văn bản"), *further_counts()]
        count = ", ".join(f"{number} {words}" for number, words in counts)
        for fault in found:
            self.stderr.write(str(fault))
        if found:
            wrong = len({fault.document for fault in found})
            raise CommandError(f"{wrong} trong {count} không còn như khi ban hành.")
        self.stdout.write(f"{count} nguyên vẹn: bản in, mã SHA-256, sổ và lịch sử khớp nhau.")
