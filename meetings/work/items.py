"""A line of Việc của tôi, and one of Sắp tới."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

# Of one kind, the first so many; of a directive enough words to know it again.
SHOWN, WORDS = 30, 120


@dataclass(frozen=True)
class Item:
    """One line: what, from where, until when, and the one button."""

    title: str
    verb: str
    url: str
    origin: str = ""
    detail: str = ""
    due_on: datetime.date | None = None
    due_at: datetime.datetime | None = None
    due_text: str = ""
    order: int = field(default=5)

    def is_late(self, now: datetime.datetime) -> bool:
        if self.due_at is not None:
            return self.due_at < now
        return self.due_on is not None and self.due_on < timezone.localtime(now).date()

    def is_soon(self, now: datetime.datetime) -> bool:
        """Today or the three days after."""
        day = self.day
        return day is not None and day <= timezone.localtime(now).date() + datetime.timedelta(3)

    @property
    def day(self) -> datetime.date | None:
        return timezone.localtime(self.due_at).date() if self.due_at else self.due_on


@dataclass(frozen=True)
class Event:
    """A line of Sắp tới."""

    at: datetime.datetime | datetime.date
    title: str
    verb: str
    url: str
    detail: str = ""
