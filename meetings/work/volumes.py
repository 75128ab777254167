"""Records whose time is over or ends within thirty days, for who keeps them."""

import datetime
from collections.abc import Iterator

from django.urls import reverse

from meetings.volumes import keeping
from meetings.work.items import Item
from procuracy.web.dates import printed_short
from units.models import User


def ending(user: User, today: datetime.date) -> Iterator[Item]:
    """One line for all: the page lists them by kind and year."""
    if found := keeping.ending(user, today):
        count = sum(one.count for one in found)
        until = found[0].until
        said = "đã hết" if until < today else "hết"
        yield Item(
            title=f"{count} văn bản hết, sắp hết thời hạn bảo quản",
            detail=f"sớm nhất {said} ngày {printed_short(until)}: tiêu hủy hay giữ thêm",
            verb="Xem",
            url=reverse("meetings:retention_list"),
        )
