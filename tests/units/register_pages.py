"""What the tests of the register of units stand on."""

import datetime
from typing import Any

from django.test import Client

from tests import factories as f
from units.models import Role, Unit, User

FIRST = datetime.date(2025, 7, 1)
EVE = datetime.date(2025, 6, 30)


def begun() -> Unit:
    """A province that begins with the reform."""
    made = f.province(valid_from=FIRST)
    made.names.update(valid_from=FIRST)
    return made


def keeper(office: Unit, client: Client) -> User:
    """Of its Office, signed in."""
    user = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    client.force_login(user)
    return user


def text(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return " ".join(response.content.decode().split())
