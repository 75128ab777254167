"""The reform of 1 July 2025 for the provinces of the reference data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from procuracy.web import clock
from units import reference
from units.models import Unit, User
from units.reorganising import reform
from units.reorganising.predecessors import missing


class Command(BaseCommand):
    """Repeatable: what is recorded already is left alone."""

    help = "Ghi việc sắp xếp tổ chức ngày 01/7/2025 từ dữ liệu nền; in những gì còn thiếu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="tên đăng nhập của người thực hiện")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["by"]).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {options['by']}.")
        with transaction.atomic():
            reference.load()
            made = reform.load(by=user, at=clock.now())
        self.stdout.write(f"Đã ghi {len(made)} việc sắp xếp từ ngày 01/7/2025.")
        offices = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid_from=reform.ON)
        for one in missing(list(offices.values_list("pk", flat=True)), reform.ON):
            self.stdout.write(f"  {one.unit.code} {one.unit.short_name}: {one.words}")
