"""Marking somebody while the meeting is concluded: the list that is frozen is the one that stands.

Barriers, not luck, put the two into each order.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from meetings import states
from meetings.attendance import marking
from meetings.conclusion import concluding, minutes_versions
from meetings.models import Attendance, Meeting, MinutesVersion
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.stage import ANYHOW, Stage, in_session

real = pytest.mark.django_db(transaction=True)
WAIT = 20


class Acts:
    """Two acts, each on its own connection; what each gave, result or exception."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.threads: list[threading.Thread] = []

    def start(self, name: str, act: Callable[[], Any]) -> None:
        def run() -> None:
            try:
                self.answers[name] = act()
            except Exception as error:
                self.answers[name] = error
            finally:
                connection.close()

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def join(self) -> None:
        for thread in self.threads:
            thread.join(WAIT)


@pytest.fixture
def here() -> Stage:
    return in_session()


@pytest.fixture
def seat(here: Stage) -> Attendance:
    return make.attendance(here.meeting, make.appointment(make.person(), here.region))


def concluded(here: Stage) -> MinutesVersion:
    meeting = Meeting.objects.get(pk=here.meeting.pk)
    return concluding.conclude(meeting, by=here.clerk, at=make.NOW, reasons=ANYHOW)


def marked(seat: Attendance) -> Attendance:
    row = Attendance.objects.select_related("meeting").get(pk=seat.pk)
    return marking.mark(row, "present", at=make.NOW)


def frozen(here: Stage) -> str:
    said: str = here.meeting.versions.get().content["people"][0]["presence"]
    return said


def wait_for_a_lock() -> None:
    """Until another connection of this database waits for one."""
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def held(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> tuple[threading.Event, threading.Event]:
    """`module.name` stops when it is reached, until it is let go: (reached, go)."""
    reached, go, act = threading.Event(), threading.Event(), getattr(module, name)

    def stopping(*args: Any, **kwargs: Any) -> Any:
        reached.set()
        assert go.wait(WAIT)
        return act(*args, **kwargs)

    monkeypatch.setattr(module, name, stopping)
    return reached, go


@real
def test_race_exists_without_the_lock(
    here: Stage, seat: Attendance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read unlocked, the meeting is still open to the mark that comes after its conclusion."""
    both = threading.Barrier(2, timeout=WAIT)

    def unlocked(meeting: Meeting) -> Meeting:
        present = Meeting.objects.get(pk=meeting.pk)
        both.wait()  # it was open
        both.wait()  # it is concluded
        return present

    monkeypatch.setattr(states, "changeable", unlocked)
    acts = Acts()
    acts.start("mark", lambda: marked(seat))
    both.wait()
    concluded(here)
    both.wait()
    acts.join()
    seat.refresh_from_db()
    assert (frozen(here), seat.presence) == ("expected", "present")


@real
def test_mark_that_waits_for_the_conclusion_is_refused(
    here: Stage, seat: Attendance, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go = held(monkeypatch, minutes_versions, "freeze")
    acts = Acts()
    acts.start("conclude", lambda: concluded(here))
    assert reached.wait(WAIT)
    acts.start("mark", lambda: marked(seat))
    wait_for_a_lock()
    go.set()
    acts.join()
    assert isinstance(acts.answers["mark"], Refused)
    seat.refresh_from_db()
    assert (frozen(here), seat.presence) == ("expected", "expected")


@real
def test_conclusion_that_waits_for_the_mark_freezes_it(
    here: Stage, seat: Attendance, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go = held(monkeypatch, marking, "_locked")
    acts = Acts()
    acts.start("mark", lambda: marked(seat))
    assert reached.wait(WAIT)
    acts.start("conclude", lambda: concluded(here))
    wait_for_a_lock()
    go.set()
    acts.join()
    assert isinstance(acts.answers["conclude"], MinutesVersion)
    seat.refresh_from_db()
    assert (frozen(here), seat.presence) == ("present", "present")
