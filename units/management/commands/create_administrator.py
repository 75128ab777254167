"""The first account of an installation, or a further administrator."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from procuracy.web import clock
from procuracy.web.errors import Refused
from units.actions.accounts import open_administrator
from units.forms import USERNAME
from units.models import Unit


class Command(BaseCommand):
    """There is no default password: it is typed twice, or made and shown this once."""

    help = "Tạo tài khoản quản trị hệ thống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập, ví dụ quantri")
        parser.add_argument("--unit", help="mã cơ quan, ví dụ QT2")
        parser.add_argument("--name", default="Quản trị hệ thống", help="họ và tên")
        parser.add_argument(
            "--one-time",
            action="store_true",
            help="không hỏi mật khẩu: in một mật khẩu dùng một lần",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        try:
            USERNAME(options["username"])
            user, password = open_administrator(
                username=options["username"],
                full_name=options["name"],
                where=office(options["unit"]),
                password=None if options["one_time"] else typed_twice(),
                at=now,
            )
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"Đã tạo tài khoản quản trị {user.username}.")
        if options["one_time"]:
            self.stdout.write(f"Mật khẩu dùng một lần: {password}")


def office(code: str | None) -> Unit:
    """The office by its code; without a code the only province of the installation."""
    offices = Unit.objects.offices().existing(clock.today()).order_by("order")
    if code:
        if found := offices.filter(code=code).first():
            return found
        raise CommandError(f"Không có cơ quan nào đang hoạt động mang mã {code}.")
    provinces = list(offices.filter(kind=Unit.Kind.PROVINCE))
    if not provinces:
        raise CommandError("Chưa có đơn vị nào: chạy load_reference trước.")
    if len(provinces) > 1:
        codes = ", ".join(province.code for province in provinces)
        raise CommandError(f"Chọn cơ quan bằng --unit: {codes}.")
    return provinces[0]


def typed_twice() -> str:
    password = getpass.getpass("Mật khẩu (ít nhất 12 ký tự): ")
    if getpass.getpass("Nhập lại mật khẩu: ") != password:
        raise CommandError("Hai lần nhập mật khẩu không giống nhau.")
    return password
