"""Many clerks press at once: consecutive numbers, none twice, no hole. Real connections."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units.issuing import issued, render
from units import registry
from units.models import Document, Register, RegisterEntry, Role, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register() -> Register:
    return Register.objects.get(office=f.province())


@pytest.fixture
def clerk(register: Register) -> User:
    return f.user(Role.REGISTRY_CLERK, register.office)


def press(register: Register, clerk: User, clerks: int, patience: float) -> list[str]:
    """Codes given to so many clerks at once; "" for who was refused.

    Each waits for the others while printing, after its number was chosen: without the lock all
    come so far, with it nobody else can, and the wait is given up after `patience` seconds.
    """
    together = threading.Barrier(clerks)

    def slow(number: int, code: str) -> tuple[dict[str, Any], bytes]:
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=patience)
        return render(number, code)

    def one(_: int) -> str:
        try:
            return issued(register, clerk, render=slow).code
        except Refused:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(clerks) as pool:
        return list(pool.map(one, range(clerks)))


@pytest.mark.parametrize("clerks", [2, 20])
def test_clerks_at_once_take_consecutive_numbers(
    register: Register, clerk: User, clerks: int
) -> None:
    codes = press(register, clerk, clerks, patience=0.5)
    assert sorted(codes) == [f"{n:02d}/TB-VKS" for n in range(1, clerks + 1)]
    numbers = list(RegisterEntry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, clerks + 1))
    assert Document.objects.count() == clerks


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        registry, "locked", lambda r: Register.objects.select_related("office").get(pk=r.pk)
    )


@pytest.mark.usefixtures("unlocked")
def test_without_the_lock_two_clerks_reach_for_one_number(register: Register, clerk: User) -> None:
    """Shows that the test above can fail; even then the constraint lets no number out twice."""
    codes = press(register, clerk, 2, patience=30)
    assert sorted(codes) == ["", "01/TB-VKS"]
    assert Document.objects.count() == RegisterEntry.objects.count() == 1


def test_refused_clerk_leaves_no_hole(register: Register, clerk: User) -> None:
    def torn(number: int, code: str) -> tuple[dict[str, Any], bytes]:
        raise Refused("Máy in hỏng.")

    issued(register, clerk)
    with pytest.raises(Refused):
        issued(register, clerk, render=torn)
    assert issued(register, clerk).entry.number == 2
