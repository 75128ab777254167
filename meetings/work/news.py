"""Meetings that were moved or called off, until it is acknowledged."""

from collections.abc import Iterable

from django.urls import reverse

from meetings.models import MeetingNews
from meetings.scheduling import news
from meetings.work.items import SHOWN, Item
from procuracy.web.dates import screen_moment
from units.models import User


def told(user: User) -> Iterable[Item]:
    rows = MeetingNews.objects.visible_to(user).waiting().select_related("meeting", "move")
    for row in rows[:SHOWN]:
        yield Item(
            title=news.words(row),
            detail=row.meeting.title,
            origin=f"Tin về cuộc họp, {screen_moment(row.at)}",
            verb="Xem, xác nhận",
            url=reverse("meetings:meeting_news_list"),
            order=0,
        )
