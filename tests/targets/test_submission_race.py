"""Two at once: of two officers one accepts or returns; a save either is seen or is refused."""

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
from tests import factories_submissions as submissions
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
