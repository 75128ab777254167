"""Difficulties that wait: for a leader's answer, and for what the unit says to it."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.models import Difficulty
from meetings.work.items import SHOWN, WORDS, Item
from units.models import Appointment, Unit


def answering(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = Difficulty.objects.to_answer(acting, today).select_related("report__meeting")
    shown = list(rows.order_by("raised_at")[:SHOWN])
    names = Unit.objects.named(today).in_bulk({row.unit_id for row in shown}) if shown else {}
    for row in shown:
        again = " lại" if row.state == Difficulty.State.REOPENED else ""
        yield _item(row, f"Trả lời{again} khó khăn của {names[row.unit_id].short_name}", "Trả lời")


def settling(acting: Appointment) -> Iterable[Item]:
    rows = Difficulty.objects.to_settle(acting).select_related("report__meeting")
    for row in rows.order_by("answered_at")[:SHOWN]:
        yield _item(row, "Xem trả lời về khó khăn đã nêu", "Xem")


def _item(row: Difficulty, title: str, verb: str) -> Item:
    return Item(
        title=title,
        detail=row.text[:WORDS],
        origin=row.report.meeting.title,
        verb=verb,
        url=reverse("meetings:difficulty_detail", args=[row.pk]),
        order=4,
    )
