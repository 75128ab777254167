"""The demonstration data and its accounts."""

import argparse
import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.demonstration import traces
from meetings.demonstration.building import build
from meetings.demonstration.offices import PASSWORD
from procuracy.web import clock
from procuracy.web.errors import Refused
from units.models import Appointment, Demonstration, User


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("ngày cần viết dạng 2026-11-22") from error


class Command(BaseCommand):
    """Repeatable: the same day again changes nothing; another day needs an empty database."""

    help = "Dựng dữ liệu minh họa, chỉ trong cơ sở dữ liệu trống; in danh sách tài khoản."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=_day, default=clock.today(), help="ngày làm mốc")
        parser.add_argument(
            "--if-empty", action="store_true", help="bỏ qua nếu cơ sở dữ liệu đã có dữ liệu"
        )
        parser.add_argument(
            "--list-accounts", action="store_true", help="chỉ in tài khoản minh họa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list_accounts"]:
            self._list()
            return
        existing = Demonstration.objects.first()
        if options["if_empty"] and (existing or User.objects.exists()):
            return
        if existing:
            self._compare(existing, options["today"])
            return
        try:
            build(options["today"])
        except Refused as refused:
            raise CommandError(refused.message) from refused
        traces.seal()
        self.stdout.write(f"Đã dựng dữ liệu minh họa theo ngày {options['today']:%d/%m/%Y}.")

    def _compare(self, existing: Demonstration, today: datetime.date) -> None:
        if existing.today != today:
            raise CommandError(
                f"Đã có dữ liệu minh họa theo ngày {existing.today:%d/%m/%Y}; muốn dựng theo ngày "
                "khác, hãy dùng một cơ sở dữ liệu trống."
            )
        self.stdout.write("Dữ liệu minh họa của ngày này đã có, không thay đổi gì.")

    def _list(self) -> None:
        existing = Demonstration.objects.first()
        if existing is None:
            self.stdout.write("Cơ sở dữ liệu này không có tài khoản minh họa.")
            return
        self.stdout.write(f"Mật khẩu chung: {PASSWORD}")
        held = (
            Appointment.objects.current(clock.today())
            .filter(person__user__is_active=True)
            .select_related("person__user", "unit")
            .order_by("person__user__username")
        )
        for one in held:
            name = one.unit.naming(clock.today()).short_name
            self.stdout.write(f"  {one.person.user.username:<20} {one.position}, {name}")
