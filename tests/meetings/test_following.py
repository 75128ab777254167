"""Following: what is newer than a change number, and no slow commit is ever skipped."""

import threading
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from meetings.conclusion import concluding
from meetings.desk import minutes
from meetings.models import Intervention, Meeting
from tests import factories as make
from tests.meetings.stage import ANYHOW, HTMX, Stage, in_session, page, save_row, signed_in, words
from units.models import Role, User


def changes(client: Any, here: Stage, since: int) -> Any:
    return client.get(page("minutes_changes", here.meeting.pk), {"since": since}, headers=HTMX)


@pytest.mark.django_db
def test_nothing_new_is_an_empty_answer() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    save_row(client, here.meeting)
    assert changes(client, here, 1).status_code == 204


@pytest.mark.django_db
def test_only_newer_rows_come_with_the_new_number() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, text="cũ")
    save_row(client, here.meeting, text="mới")
    shown = words(changes(client, here, 1))
    assert "mới" in shown
    assert "cũ" not in shown
    assert "since=2" in shown


@pytest.mark.django_db
def test_second_browser_sees_the_change_and_the_removal() -> None:
    here, key = in_session(), uuid4()
    typist = signed_in(here.clerk)
    follower = signed_in(make.user(Role.UNIT_HEAD, here.region))
    save_row(typist, here.meeting, key, text="Tiếp thu")
    assert "Tiếp thu" in words(changes(follower, here, 0))
    typist.post(page("intervention_remove", here.meeting.pk, key), headers=HTMX)
    shown = words(changes(follower, here, 1))
    assert f'id="said-{key}"' in shown
    assert "data-removed" in shown
    assert "Tiếp thu" not in shown


@pytest.mark.django_db
def test_who_still_writes_hears_that_the_meeting_was_concluded() -> None:
    here = in_session()
    typist = signed_in(here.clerk)
    save_row(typist, here.meeting)
    concluding.conclude(here.meeting, by=here.clerk, at=make.NOW, reasons=ANYHOW)

    shown = words(changes(typist, here, 1))

    assert "Hội nghị đã kết luận: biên bản chỉ để xem" in shown
    assert "vẫn còn trên máy này" in shown
    assert "assessment-read" not in shown  # a writer's page has no such place


@pytest.mark.django_db
def test_directive_and_agenda_come_with_the_changes() -> None:
    here = in_session()
    line = make.agenda_item(here.meeting, "Khai mạc")
    client = signed_in(here.clerk)
    client.post(page("agenda_item_done", here.meeting.pk, line.pk), headers=HTMX)
    client.post(page("directive_create", here.meeting.pk), {"text": "Rà soát"}, headers=HTMX)
    shown = words(changes(client, here, 0))
    assert 'id="agenda" hx-swap-oob="true"' in shown
    assert "1. Rà soát" in shown
    assert "since=2" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30])
def test_unreadable_number_means_everything(since: str) -> None:
    here = in_session()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, text="có")
    address = page("minutes_changes", here.meeting.pk)
    assert "có" in words(client.get(address, {"since": since}, headers=HTMX))


def seen_while_a_slow_commit_is_under_way(here: Stage) -> tuple[set[str], int]:
    """A slow typist takes a number and commits late; a quick one comes meanwhile; a follower looks.

    Returns what the follower has seen after a second look from the number of the first, and that.
    """
    may_commit, has_number = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            save("chậm", here.meeting, here.clerk)
            has_number.set()
            may_commit.wait(10)

    slow_thread, quick_thread = (
        in_thread(slow),
        in_thread(lambda: save("nhanh", here.meeting, here.clerk)),
    )
    slow_thread.start()
    assert has_number.wait(10)
    quick_thread.start()
    quick_thread.join(0.5)  # without a lock it is done by now; with one it waits for the slow one
    seen, number = look(here.meeting, 0)
    may_commit.set()
    slow_thread.join(10)
    quick_thread.join(10)
    return seen | look(here.meeting, number)[0], number


def in_thread(work: Callable[[], Any]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return threading.Thread(target=run)


def save(text: str, meeting: Meeting, by: User, key: UUID | None = None) -> None:
    words = minutes.Words(kind="report", speaker_text="Viện trưởng", text=text)
    minutes.save_intervention(
        meeting, key=key or uuid4(), words=words, seen=minutes.Seen(0), by=by, at=make.NOW
    )


def look(meeting: Meeting, since: int) -> tuple[set[str], int]:
    """As the view reads: first the meeting's number, then the rows."""
    present = Meeting.objects.get(pk=meeting.pk)
    rows = {row.text for row in minutes.changes(present, since)}
    return rows, max(present.change_no, *(r.change_no for r in minutes.changes(present, 0)), 0)


@pytest.mark.django_db(transaction=True)
def test_race_exists_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    here = in_session()
    numbers = count(1)
    monkeypatch.setattr(minutes, "take_change_number", lambda *_, **__: next(numbers))
    monkeypatch.setattr(minutes, "lock_in_session", lambda meeting: meeting)
    seen, number = seen_while_a_slow_commit_is_under_way(here)
    assert number == 2
    assert seen == {"nhanh"}  # the slow row, number 1, is never seen


@pytest.mark.django_db(transaction=True)
def test_slow_commit_is_not_skipped() -> None:
    here = in_session()
    seen, _ = seen_while_a_slow_commit_is_under_way(here)
    assert seen == {"nhanh", "chậm"}


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_by_two_requests_at_once_makes_one_row() -> None:
    here, key = in_session(), uuid4()
    threads = [in_thread(lambda: save("một", here.meeting, here.clerk, key)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert Intervention.objects.filter(client_key=key).count() == 1
