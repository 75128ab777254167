"""Followers answered from memory: few questions, the same words, and no longer than one may."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.desk import live
from meetings.models import Meeting
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, in_session, page, save_row, signed_in, words
from units.models import Role, UserSession

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    live.forget()
    monkeypatch.setattr(live, "DRAWN_EVERY", 0.0)


@pytest.fixture
def here() -> Stage:
    made = in_session()
    make.agenda_item(made.meeting, "Khai mạc")
    save_row(signed_in(made.clerk), made.meeting, text="Ý kiến đầu tiên")
    return made


def viewer(here: Stage, known: int = 1) -> Client:
    """Who reads, and was let in a moment ago."""
    client = signed_in(make.user(Role.UNIT_CLERK, here.region))
    assert look(client, here, known).status_code == 204
    return client


def write(client: Client, here: Stage, since: int) -> Any:
    """The look of a secretary's page."""
    return client.get(page("minutes_changes", here.meeting.pk), {"since": since}, headers=HTMX)


def look(client: Client, here: Stage, since: int, **headers: str) -> Any:
    address = page("minutes_changes", here.meeting.pk)
    return client.get(address, {"since": since, "reading": 1}, headers=HTMX | headers)


def cost(client: Client, here: Stage, since: int) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        look(client, here, since)
    return [query["sql"] for query in queries]


def test_look_without_changes_is_one_small_question_and_writes_nothing(here: Stage) -> None:
    asked = cost(viewer(here), here, 1)
    assert len(asked) == 1
    assert "meetings_intervention" not in asked[0]
    assert asked[0].lstrip().startswith("SELECT")


def test_change_is_drawn_once_for_all_who_read(here: Stage) -> None:
    first, second = viewer(here), viewer(here)
    save_row(signed_in(here.clerk), here.meeting, text="Ý kiến thứ hai")
    assert len(cost(first, here, 1)) > 1
    assert len(cost(second, here, 1)) == 1
    shown = words(look(second, here, 1))
    assert "Ý kiến thứ hai" in shown
    assert "Ý kiến đầu tiên" not in shown
    assert "since=2" in shown


def test_memory_says_what_the_whole_way_says(here: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    client, typist = viewer(here), signed_in(here.clerk)
    save_row(typist, here.meeting, text="Ý kiến <thứ> hai")
    line = here.meeting.agenda.get()
    typist.post(page("agenda_item_done", here.meeting.pk, line.pk), headers=HTMX)
    typist.post(page("directive_create", here.meeting.pk), {"text": "Rà soát"}, headers=HTMX)
    from_memory = words(look(client, here, 1))
    monkeypatch.setattr(live, "_shared", lambda *_: None)
    assert from_memory.split() == words(look(client, here, 1)).split()
    assert "&lt;thứ&gt;" in from_memory
    assert "Rà soát" in from_memory


def test_agenda_and_directives_come_only_when_they_changed(here: Stage) -> None:
    for client in (viewer(here), signed_in(here.clerk)):
        known = Meeting.objects.get(pk=here.meeting.pk).change_no
        save_row(signed_in(here.clerk), here.meeting, text="Ý kiến khác")
        assert 'id="agenda"' not in words(look(client, here, known))


def test_secretaries_share_rows_and_get_forms_of_their_own(here: Stage) -> None:
    first, second = signed_in(here.clerk), signed_in(here.clerk)
    for client in (first, second):
        assert write(client, here, 1).status_code == 204
    save_row(first, here.meeting, text="Ý kiến thứ hai")
    assert "Sửa</button>" in words(write(first, here, 1))
    with CaptureQueriesContext(connection) as queries:
        shown = words(write(second, here, 1))
    assert len(queries) == 1
    assert "Ý kiến thứ hai" in shown
    assert "Sửa</button>" in shown
    assert "reading" not in shown
    assert "Sửa</button>" not in words(look(viewer(here, 2), here, 1))
    line = here.meeting.agenda.get()
    first.post(page("agenda_item_done", here.meeting.pk, line.pk), headers=HTMX)
    shown = words(write(second, here, 2))
    assert "csrfmiddlewaretoken" in shown
    assert "csrfmiddlewaretoken" not in words(look(viewer(here, 3), here, 2))


def test_pass_is_known_to_other_processes_and_cannot_be_altered(here: Stage) -> None:
    client = viewer(here)
    live.forget()  # as a process that never saw him
    assert len(cost(client, here, 1)) == 1
    kept = client.cookies[live.PASS].value
    ends, share, signature = kept.split(".")
    for altered in (
        f"{int(ends) + 60}.{share}.{signature}",
        f"{ends}.writers.{signature}",
        "x",
        "",
    ):
        client.cookies[live.PASS] = altered
        assert len(cost(client, here, 1)) > 1
    stranger = viewer(here)
    stranger.cookies[live.PASS] = kept
    assert len(cost(stranger, here, 1)) > 1


def test_look_that_asked_earlier_than_another_drew_is_answered_from_there(here: Stage) -> None:
    client = viewer(here)
    save_row(signed_in(here.clerk), here.meeting, text="Ý kiến thứ hai")
    look(client, here, 1)
    drawn = live._records[here.meeting.pk]
    ask = live.Ask(here.meeting.pk, "", "", is_reading=True, known=1)
    assert live._newest(ask, live.Standing(1, 0)) is drawn.shown
    restored = live._newest(ask, live.Standing(1, 0, asked_at=drawn.drawn_at + 1))
    assert restored.number == 1


def test_ended_session_ends_at_once(here: Stage) -> None:
    client = viewer(here)
    UserSession.objects.filter(user__isnull=False).delete()
    assert look(client, here, 1).status_code == 401


def test_page_of_a_colleague_gets_nothing(here: Stage) -> None:
    assert look(viewer(here), here, 1, **{"X-Page-User": "0"}).status_code == 401


def test_rights_are_asked_anew_when_the_pass_ends(
    here: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PASS_SECONDS", -1.0)
    client = viewer(here)
    here.meeting.invited.clear()
    assert look(client, here, 1).status_code == 404


def test_pass_opens_no_other_meeting(here: Stage) -> None:
    other = make.meeting(here.province, state=Meeting.State.IN_SESSION, opened_at=make.NOW)
    address = page("minutes_changes", other.pk)
    answer = viewer(here).get(address, {"since": 1, "reading": 1}, headers=HTMX)
    assert answer.status_code == 404


def test_briefing_where_each_sees_his_own_is_never_shared(here: Stage) -> None:
    earlier, kind = viewer(here), here.meeting.kind
    kind.by_portfolio = True
    kind.save()
    assert here.clerk.person
    here.meeting.secretaries.add(here.clerk.person)
    client = viewer(here)
    save_row(signed_in(here.clerk), here.meeting, text="Riêng")
    for one in (client, client, earlier):
        assert len(cost(one, here, 1)) > 2
    assert not live._records


def test_conclusion_reaches_who_only_reads(here: Stage) -> None:
    client = viewer(here)
    Meeting.objects.filter(pk=here.meeting.pk).update(
        state="concluded", concluded_at=make.NOW, change_no=2, surroundings_no=2
    )
    assert "đã kết luận" in words(look(client, here, 1))


def test_old_rows_go_from_memory_and_then_the_whole_way_is_gone(
    here: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_ROWS", 1)
    client, typist = viewer(here), signed_in(here.clerk)
    for number in range(3):
        save_row(typist, here.meeting, text=f"Ý kiến {number}")
    for _ in range(2):
        shown = words(look(client, here, 1))
        assert all(f"Ý kiến {number}" in shown for number in range(3))
