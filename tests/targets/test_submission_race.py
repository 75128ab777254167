"""Two at once: of two officers one accepts or returns; a save is seen, told apart or refused."""

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from procuracy.web.errors import Refused
from targets import entry, holding, submitting
from targets.models import Figure, Submission, SubmissionStep
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office
from units.models import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_day")]
AUGUST = month("2026-08")


@pytest.fixture
def made() -> Office:
    made = office()
    made.enter(made.solved, "2026-08", 7)
    made.clerk.acting, made.staff.acting  # noqa: B018  (made before the threads begin)
    return made


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """What became of each: "" when it was done, else the refusal."""
    together = threading.Barrier(len(acts))

    def one(act: Callable[[], Any]) -> str:
        try:
            together.wait(timeout=20)
            act()
        except Refused as refused:
            return refused.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_of_two_officers_one_decides_and_the_other_is_told(made: Office) -> None:
    row = submissions.submission(made.region, AUGUST)
    colleague = f.user(Role.OFFICE_STAFF, made.secretariat)
    said = at_once(
        lambda: submitting.accept(row, by=made.staff, at=f.NOW),
        lambda: submitting.give_back(row, reason="Thiếu", by=colleague, at=f.NOW),
    )
    assert sorted(map(bool, said)) == [False, True]
    assert SubmissionStep.objects.count() == 1
    state = Submission.objects.get().state
    assert state == ("returned" if said[0] else "accepted")


def save_while_accepting(made: Office) -> tuple[str, list[str]]:
    """A clerk's save that has looked whether the month is open, and is then overtaken.

    Returns (what the acceptance said, what the save said).
    """
    row = submissions.submission(made.region, AUGUST)
    looked, go_on = threading.Event(), threading.Event()
    cell = entry.Cell(made.region, AUGUST, made.solved)
    said: list[str] = []

    def save() -> None:
        try:
            with transaction.atomic():
                holding.check_open(made.region, AUGUST)
                looked.set()
                go_on.wait(timeout=3)
                entry.save(cell, typed="8", seen="7.00", by=made.clerk, at=f.NOW)
        except Refused as refused:
            said.append(refused.message)
        finally:
            connection.close()

    def accept() -> str:
        try:
            submitting.accept(row, by=made.staff, at=f.NOW)
        except Refused as refused:
            return refused.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(save)
        looked.wait(timeout=20)
        accepting = pool.submit(accept)
        threading.Timer(0.4, go_on.set).start()
        saving.result(timeout=30)
        return accepting.result(timeout=30), said


def test_acceptance_waits_for_a_save_and_then_sees_it(made: Office) -> None:
    accepted, saved = save_while_accepting(made)
    assert saved == []
    assert "sửa sau khi gửi" in accepted
    assert (Submission.objects.get().state, made.stored(made.solved, "2026-08")) == ("sent", "8.00")


def test_without_the_hold_the_save_is_overtaken_and_still_refused(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above can fail; even then the month is not changed."""
    monkeypatch.setattr(holding, "check_open", lambda unit, month: None)
    with pytest.raises(Exception, match="đã được tiếp nhận"):
        save_while_accepting(made)
    assert Submission.objects.get().state == "accepted"
    assert Figure.objects.get().value == 7


def save_during_the_first_send(made: Office) -> str:
    """The head looks, a save begins and is slow; no row of the month stands yet.

    Returns what was said of the sending.
    """
    head = f.user(Role.UNIT_HEAD, made.region)
    cell = entry.Cell(made.region, AUGUST, made.solved)
    seen, wrote, go_on = submitting.mark(made.region, AUGUST), threading.Event(), threading.Event()

    def save() -> None:
        try:
            with transaction.atomic():
                entry.save(cell, typed="8", seen="7.00", by=made.clerk, at=f.NOW)
                wrote.set()
                go_on.wait(timeout=3)
        finally:
            connection.close()

    def send() -> str:
        try:
            at = f.NOW + datetime.timedelta(seconds=1)
            submitting.send(made.region, AUGUST, by=head, at=at, seen=seen, note="Thiếu")
        except Refused as refused:
            return refused.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(save)
        wrote.wait(timeout=20)
        sending = pool.submit(send)
        threading.Timer(0.4, go_on.set).start()
        saving.result(timeout=30)
        return sending.result(timeout=30)


def unseen(made: Office) -> bool:
    """Sent with a figure that the head did not look at, and nobody is told."""
    row = Submission.objects.filter(state="sent").first()
    is_eight = made.stored(made.solved, "2026-08") == "8.00"
    return row is not None and is_eight and not submitting.changed(row).exists()


def test_first_send_waits_for_a_save_and_then_sees_it(made: Office) -> None:
    Figure.objects.update(entered_at=f.NOW - datetime.timedelta(hours=1))
    assert "vừa được sửa" in save_during_the_first_send(made)
    assert not unseen(made)


def test_without_the_lock_a_save_slips_into_the_first_send(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above can fail."""
    monkeypatch.setattr(holding, "wait_for_saves", lambda unit, month: None)
    Figure.objects.update(entered_at=f.NOW - datetime.timedelta(hours=1))
    assert save_during_the_first_send(made) == ""
    assert unseen(made)


def test_save_that_waited_for_the_first_send_is_dated_after_it(made: Office) -> None:
    """It began before there was a row to look at."""
    head = f.user(Role.UNIT_HEAD, made.region)
    cell = entry.Cell(made.region, AUGUST, made.solved)
    sent = threading.Event()

    def save() -> None:
        try:
            sent.wait(timeout=20)
            entry.save(cell, typed="8", seen="7.00", by=made.clerk, at=f.NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        with transaction.atomic():
            row = submitting.send(made.region, AUGUST, by=head, at=f.NOW, note="Thiếu")
            sent.set()
            with pytest.raises(TimeoutError):
                saving.result(timeout=0.4)
        saving.result(timeout=20)
    assert submitting.changed(row).count() == 1
