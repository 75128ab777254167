"""When and under what number tests build their rows."""

import datetime

from django.utils import timezone

TODAY = datetime.date(2026, 11, 22)
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
PASSWORD = "mat-khau-thu-nghiem"
_counter = iter(range(1, 1_000_000))


def next_number() -> int:
    return next(_counter)


def moment(text: str) -> datetime.datetime:
    """`2026-11-22 09:30` in office time."""
    return timezone.make_aware(datetime.datetime.fromisoformat(text))
