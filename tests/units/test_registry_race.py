"""Many clerks press at once: consecutive numbers, none twice, no hole. Real connections."""

import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections

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


def test_two_clerks_at_once_take_consecutive_numbers(register: Register, clerk: User) -> None:
    codes = press(register, clerk, 2, patience=0.5)
    assert sorted(codes) == ["01/TB-VKS", "02/TB-VKS"]
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2]
    assert Document.objects.count() == 2


PROCESSES, THREADS = 4, 5
forked = multiprocessing.get_context("fork")


def press_in_processes(register: Register, clerk: User) -> list[str]:
    """Codes given to twenty clerks in four processes of their own; "" for who was refused."""
    gate, answers = forked.Barrier(PROCESSES * THREADS), forked.Queue()

    def slow(number: int, code: str) -> tuple[dict[str, Any], bytes]:
        """Printing takes a while, as it does: whoever comes now reads the same last number."""
        time.sleep(0.02)
        return render(number, code)

    def one(_: int) -> str:
        connection.ensure_connection()
        gate.wait(timeout=60)
        try:
            return issued(register, clerk, render=slow).code
        except Refused:
            return ""
        finally:
            connection.close()

    def clerks() -> None:
        with ThreadPoolExecutor(THREADS) as pool:
            answers.put(list(pool.map(one, range(THREADS))))

    connections.close_all()  # a process has its own
    processes = [forked.Process(target=clerks) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    codes = [code for _ in processes for code in answers.get(timeout=120)]
    for process in processes:
        process.join()
    return codes


def check_twenty_numbers(codes: list[str]) -> None:
    """Twenty numbers, no duplicate, no hole; on paper and in the register alike."""
    numbers = range(1, PROCESSES * THREADS + 1)
    assert sorted(codes) == [f"{number:02d}/TB-VKS" for number in numbers]
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == list(numbers)
    assert Document.objects.count() == len(numbers)


def test_twenty_clerks_in_four_processes_take_twenty_numbers(
    register: Register, clerk: User
) -> None:
    check_twenty_numbers(press_in_processes(register, clerk))


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        registry, "locked", lambda r: Register.objects.select_related("office").get(pk=r.pk)
    )


@pytest.mark.usefixtures("unlocked")
def test_the_same_twenty_clerks_fail_with_the_lock_off(register: Register, clerk: User) -> None:
    """Clerks are turned away; only the constraint keeps a number from going out twice."""
    codes = press_in_processes(register, clerk)
    with pytest.raises(AssertionError):
        check_twenty_numbers(codes)
    assert "" in codes
    given = [code for code in codes if code]
    assert len(set(given)) == len(given) == Document.objects.count()


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
