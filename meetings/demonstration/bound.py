"""One closed volume of the office's notices, so that the next one has something to refer to."""

import datetime

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.volumes import choosing, closing, ordering
from meetings.volumes.choosing import Choice
from targets.calendar import add_months, first_of_month
from units.models import Role
from units.models.registry import DocumentKind

OFFICE = "QT2"
SINCE = datetime.date(2025, 7, 1)


def play(staff: Staff, today: datetime.date) -> None:
    """Of all that was issued until the last month began; of nothing, where nothing was."""
    keeper = staff.user_of(f"{OFFICE}-VP", Role.REGISTRY_CLERK)
    if keeper is None:
        return
    keeper.act_on(today)
    at = datetime.datetime.combine(today, datetime.time(7, 30), HANOI)
    for until in (add_months(first_of_month(today), -1), today):
        choice = Choice(
            staff.units[OFFICE], DocumentKind.NOTICE, SINCE, until - datetime.timedelta(days=1)
        )
        found = choosing.documents(choice, keeper)
        if found:
            seen = choosing.fingerprint(found)
            closing.close(ordering.ask(choice, seen=seen, by=keeper, at=at).pk, at=at)
            return
