"""Two Offices press at once, or the server dies half-way. Real connections, real transactions."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import connection

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units import reorganised
from tests.units.reorganised import Stage
from units.models import Appointment, Reorganisation, Role, Succession, Unit, User
from units.reorganising import applying, checking, drafts
from units.reorganising.people import People

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    made = reorganised.build()
    f.appointment(f.person(), made.districts[0], Role.UNIT_HEAD)
    return made


def press(
    stage: Stage, patience: float, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], list[User]]:
    """What each of two was told, "" for whose merger was done.

    After its checks each waits for the other: without the lock both come so far, with it the
    second cannot, and the wait is given up after `patience` seconds.
    """
    together = threading.Barrier(2)
    staff = [stage.staff, f.user(Role.OFFICE_STAFF, stage.staff.acting.unit)]  # type: ignore[union-attr]
    check = checking.check

    def slow(cast: drafts.Cast) -> None:
        check(cast)
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=patience)

    monkeypatch.setattr(applying, "check", slow)

    def one(by: User) -> str:
        try:
            applying.apply(stage.draft(), by=by, at=f.NOW)
        except Refused as refused:
            return refused.message
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, staff)), staff


def test_second_of_two_is_told_that_the_bodies_have_ended(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, _ = press(stage, 0.5, monkeypatch)
    assert sorted(told)[0] == ""
    assert "đã kết thúc ngày 31/10/2026" in sorted(told)[1]
    assert Reorganisation.objects.count() == Unit.objects.filter(number=9).count() == 1
    assert Succession.objects.count() == 3


def test_without_the_lock_both_would_go_on(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the test above can fail; even then a constraint lets only one be written."""

    def unlocked(draft: drafts.Draft, *, by: User, locked: bool = False) -> drafts.Cast:
        return drafts.cast(draft, by=by)

    monkeypatch.setattr(applying, "cast", unlocked)
    told, _ = press(stage, 30, monkeypatch)
    assert sorted(told) == ["", "IntegrityError"]
    assert Reorganisation.objects.count() == 1


@contextmanager
def killed_at_the_last_step(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database throws the connection out while the last follower moves."""
    move = People.move

    def move_and_die(self: People, *args: Any) -> None:
        move(self, *args)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch:
        patch.setattr(People, "move", move_and_die)
        yield


def test_killed_in_the_middle_leaves_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    before = reorganised.everything()
    with killed_at_the_last_step(monkeypatch), pytest.raises(Exception, match=r"terminat|closed"):
        applying.apply(stage.draft(), by=stage.staff, at=f.NOW)
    connection.close()
    assert reorganised.everything() == before
    assert not Reorganisation.objects.exists()
    applying.apply(stage.draft(), by=stage.staff, at=f.NOW)
    assert Appointment.objects.get(unit__number=9).role == Role.UNIT_HEAD
