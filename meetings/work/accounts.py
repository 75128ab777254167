"""What is told of accounts, and what their administrator keeps."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse

from meetings.desk import inheriting
from meetings.work.items import SHOWN, Item
from procuracy.web.dates import screen_moment
from units.models import Announcement, Appointment, Role, User


def news(user: User) -> Iterable[Item]:
    """What happened to accounts, until it is acknowledged."""
    for row in Announcement.objects.visible_to(user).waiting()[:SHOWN]:
        yield Item(
            title=row.text,
            origin=f"Tin về tài khoản, {screen_moment(row.at)}",
            verb="Xem, xác nhận",
            url=reverse("units:announcement_list"),
            order=0,
        )


def drafts_left(user: User, acting: Appointment) -> Iterable[Item]:
    """What disabled accounts left half typed, for whom inherits it."""
    if not (acting.leads_office or acting.role == Role.HEAD_OF_OFFICE):
        return
    found = inheriting.left(acting.office, user)
    if found:
        yield Item(
            title="Bản đang soạn của tài khoản đã khóa",
            detail=f"{len(found)} nội dung chưa ghi xong; mới nhất: {found[0].title}",
            origin="Nội dung đã lưu trong khi nhập",
            verb="Nhận, ghi tiếp",
            url=reverse("meetings:draft_list"),
            order=1,
        )


def idle(today: datetime.date) -> Iterable[Item]:
    """The administrator keeps accounts and sees nothing else."""
    held = Appointment.objects.current(today).filter(person=OuterRef("person"))
    idle = get_user_model()._default_manager.filter(is_active=True).filter(~Exists(held))
    count: Any = idle.count()
    if count:
        yield Item(
            title="Tài khoản không còn chức vụ",
            detail=f"{count} tài khoản đang mở nhưng người giữ không có chức vụ nào hôm nay",
            origin="Quản lý tài khoản",
            verb="Xem tài khoản",
            url=reverse("units:account_list"),
        )
