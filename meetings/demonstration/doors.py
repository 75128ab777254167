"""Who signed in on the last three days: so that the pages of sign-ins have something to show."""

import datetime

from meetings.demonstration.script import HANOI
from units.models import SignIn, User
from units.models.signing_in import name_digest

_PC = "Edge trên máy tính Windows"
_PHONE = "Chrome trên điện thoại Android"
_DAYS = 3


def fill(today: datetime.date) -> None:
    """Each account of Quảng Trị in the morning, out in the evening; one mistyped his password."""
    accounts = User.objects.filter(username__startswith="qt.").order_by("username")
    rows = [
        row
        for day in range(_DAYS, 0, -1)
        for place, account in enumerate(accounts)
        for row in _day(account, place, today - datetime.timedelta(days=day))
    ]
    SignIn.objects.bulk_create(sorted(rows, key=lambda row: row.at))
    for account in accounts:
        account.last_login = max(row.at for row in rows if row.user == account and _is_in(row))
    User.objects.bulk_update(accounts, ["last_login"])


def _is_in(row: SignIn) -> bool:
    return row.event == SignIn.Event.SIGNED_IN


def _day(account: User, place: int, day: datetime.date) -> list[SignIn]:
    """`place`: his place in the list, from which his minutes and his PC follow."""
    begins = datetime.datetime.combine(day, datetime.time(7, 5 + place * 2 % 50), tzinfo=HANOI)
    ends = begins + datetime.timedelta(hours=9, minutes=40)
    browser = _PHONE if place % 5 == 4 else _PC
    seen = [(begins, SignIn.Event.SIGNED_IN), (ends, SignIn.Event.SIGNED_OUT)]
    if place % 4 == day.day % 4:
        before = begins - datetime.timedelta(seconds=40)
        seen.insert(0, (before, SignIn.Event.WRONG_PASSWORD))
    return [
        SignIn(
            at=at,
            event=event,
            user=account,
            by=account,
            name_digest=name_digest(account.username),
            address=f"10.20.1.{11 + place}",
            browser=browser,
        )
        for at, event in seen
    ]
