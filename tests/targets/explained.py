"""A unit behind its target that explains itself."""

import datetime
from typing import Any

from django.test import Client

from targets import explaining
from targets.explaining import Said
from targets.models import Explanation, Period
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role, User

TODAY = datetime.date(2026, 5, 4)
AT = f.moment("2026-05-04 09:00")
SAID = Said("Thiếu kết luận giám định", "", "Phân công lại", "Xong 3 tin", None, None)


def behind() -> Office:
    """After April, region 4 has solved 3 of 10 reports; 90 % is asked."""
    here = office()
    here.assign(here.ratio)
    here.enter(here.solved, "2026-04", 3)
    here.enter(here.remaining, "2026-04", 7)
    return here


def month(number: int) -> Period:
    return Period.objects.months().get(ends_on__month=number, ends_on__year=2026)


def leader(here: Office) -> User:
    return f.user(Role.UNIT_HEAD, here.region, on=TODAY)


def said(**more: Any) -> Said:
    return Said(**(vars(SAID) | {"promised_on": datetime.date(2026, 5, 31)} | more))


def sent(here: Office, period: int = 4, **more: Any) -> Explanation:
    row = explaining.write(
        here.region, here.ratio, month(period), said(**more), seen="", by=leader(here)
    )
    explaining.send(row, by=leader(here), at=AT, today=TODAY)
    row.refresh_from_db()
    return row


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
