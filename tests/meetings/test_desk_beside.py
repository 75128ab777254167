"""Beside the record: threads, quoted words, frozen cards, who types, inherited drafts, phrases."""

import threading
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from meetings.desk import inheriting, minutes, quoting, threads
from meetings.desk.minutes import Seen, Words
from meetings.models import Directive, Exhibit, Intervention, Meeting, Phrase
from targets.years import derive_periods
from tests import factories as make
from tests.factories import desk
from tests.meetings.stage import HTMX, Stage, in_session, page, save_row, signed_in, words
from units.models import Role

Kind = Intervention.Kind


@pytest.mark.django_db
def test_answers_stand_below_their_question_and_know_how_far_in() -> None:
    here = in_session()

    def say(minute: int, text: str, answers: Intervention | None = None) -> Intervention:
        at = make.NOW.replace(minute=minute)
        return make.intervention(here.meeting, here.clerk, text, spoken_at=at, answers=answers)

    question = say(1, "hỏi")
    say(2, "việc khác")
    explained = say(3, "giải trình", question)
    say(4, "trả lời", explained)
    rows = threads.arranged(minutes.changes(here.meeting, 0))
    shown = [(row.text, row.depth) for row in rows]  # type: ignore[attr-defined]
    assert shown == [("hỏi", 0), ("giải trình", 1), ("trả lời", 2), ("việc khác", 0)]
    with pytest.raises(minutes.Refused, match="trả lời của mình"):
        threads.refuse_ring(question, explained)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "Phòng 1 kiểm tra. KV 4 báo cáo.",
            [("Phòng 1 kiểm tra.", 1), (" ", 0), ("KV 4 báo cáo.", 1)],
        ),
        ("Nay: Phòng 1 kiểm tra.", [("Nay: ", 0), ("Phòng 1 kiểm tra.", 1)]),
        ("Đoạn khác hẳn", [("Đoạn khác hẳn", 0)]),
    ],
    ids=["as marked", "moved by a correction", "gone"],
)  # fmt: skip
def test_quoted_words_are_found_where_they_stand_now(
    text: str, marked: list[tuple[str, int]]
) -> None:
    row = Intervention(text=text)
    row.quoted_by = [  # type: ignore[attr-defined]
        Directive(order=1, quote="Phòng 1 kiểm tra.", quote_start=0),
        Directive(order=2, quote="KV 4 báo cáo.", quote_start=18),
    ]
    assert [(one.text, len(one.directives)) for one in quoting.pieces(row)] == marked


@pytest.mark.django_db
def test_one_paragraph_gives_two_directives_that_remember_their_words() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="Phòng 9 kiểm tra. KV 5 báo cáo.")
    for quote, start in (("Phòng 9 kiểm tra.", 0), ("KV 5 báo cáo.", 18)):
        data = {"text": quote, "source": key, "quote": quote, "quote_start": start, "version": 0}
        sent = client.post(page("directive_create", here.meeting.pk), data, headers=HTMX)
        assert sent.status_code == 200
    shown = words(client.get(page("meeting_desk", here.meeting.pk)))
    assert 'title="Ý kiến chỉ đạo 1">Phòng 9 kiểm tra.</mark>' in shown
    assert 'title="Ý kiến chỉ đạo 2">KV 5 báo cáo.</mark>' in shown


@pytest.mark.django_db
def test_card_keeps_the_figure_of_its_moment() -> None:
    here, key = in_session(), uuid4()
    year = here.meeting.work_year
    derive_periods(year)
    month = year.periods.filter(kind="month").order_by("starts_on")[0]
    Meeting.objects.filter(pk=here.meeting.pk).update(period=month)
    line = make.indicator()
    what = make.target(line, direction="zero")
    make.assignment(what, here.region, year)
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key)
    asked = client.get(page("meeting_unit_facts", here.meeting.pk), {"asked": "kv 5"}, headers=HTMX)
    assert f'data-take="target-{what.pk}"' in words(asked)
    card = {"card": f"target-{what.pk}", "unit": here.region.pk}
    for _ in range(2):
        sent = client.post(page("exhibit_take", here.meeting.pk, key), card, headers=HTMX)
        assert sent.status_code == 200
    frozen = Exhibit.objects.get().facts
    assert frozen["title"] == what.short_name
    what.short_name = "tên mới"
    what.save()
    assert frozen["title"] in words(client.get(page("meeting_minutes", here.meeting.pk)))
    client.post(page("exhibit_remove", Exhibit.objects.get().pk), headers=HTMX)
    assert not Exhibit.objects.exists()


@pytest.mark.django_db
def test_question_names_the_unit_it_is_put_to() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    unknown = save_row(client, here.meeting, kind="question", asked="kv 77", finish=1)
    assert unknown.status_code == 422
    assert "Không rõ “kv 77” là đơn vị nào" in words(unknown)
    save_row(client, here.meeting, kind="question", asked="kv5", finish=1)
    assert Intervention.objects.get().asked == here.region
    shown = words(client.get(page("meeting_desk", here.meeting.pk)))
    assert "truy vấn → VKSND khu vực 5" in shown


@pytest.mark.django_db
def test_secretaries_see_who_types_where() -> None:
    here, key = in_session(), uuid4()
    item = make.agenda_item(here.meeting, "Khu vực 5 giải trình")
    first = signed_in(here.clerk)
    second = signed_in(make.user(Role.OFFICE_STAFF, here.office))
    address = page("minutes_present", here.meeting.pk)
    first.post(address, {"row": key, "item": item.pk}, headers=HTMX)
    seen = words(second.post(address, headers=HTMX))
    assert f"{here.clerk}" in seen
    assert "đang nhập ở mục “Khu vực 5 giải trình”" in seen
    assert str(key) in seen


@pytest.mark.django_db
def test_phrases_are_the_offices_own_and_their_shortcuts_differ() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    assert "Chưa có câu mẫu nào" in words(client.get(page("phrase_list")))
    said = {"shortcut": "TT", "text": "Đơn vị tiếp thu, trước ngày …", "kind": "", "order": 1}
    assert client.post(page("phrase_list"), said).status_code == 302
    again = client.post(page("phrase_list"), said)
    assert again.status_code == 422
    assert "Chữ tắt này đã dùng" in words(again)
    assert "Đơn vị tiếp thu" in words(client.get(page("meeting_desk", here.meeting.pk)))
    foreign = desk.phrase(make.province("VKSND tỉnh Vĩnh Long"))
    assert client.get(page("phrase_edit", foreign.pk)).status_code == 404
    assert Phrase.objects.get(office=here.province).shortcut == "tt"


@pytest.mark.django_db
def test_head_of_office_takes_on_what_a_disabled_account_left() -> None:
    here, key = in_session(), uuid4()
    save_row(signed_in(here.clerk), here.meeting, key, text="đang nói dở")
    head = make.user(Role.HEAD_OF_OFFICE, here.office)
    client = signed_in(head)
    assert "đang nói dở" not in words(client.get(page("draft_list")))
    here.clerk.is_active = False
    here.clerk.save()
    shown = words(client.get(page("draft_list")))
    assert "đang nói dở" in shown
    owners = client.get(page("draft_owners"), {"of": f"{here.clerk.pk},{head.pk}"}).json()
    assert owners == {str(here.clerk.pk): str(here.clerk)}
    found = inheriting.left(here.province, here.clerk)[0]
    taken = client.post(page("draft_list"), {"left": found.value})
    assert taken.headers["Location"] == page("intervention_save", here.meeting.pk, key)
    assert "đang nói dở" in words(client.get(taken.headers["Location"]))
    assert inheriting.left(here.province, here.clerk) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [False, True], ids=["race without the lock", "with it"])
def test_two_slow_commits_are_both_followed(
    is_locked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first secretary's commit lingers while the second one saves and a third person looks."""
    here = in_session()
    if not is_locked:
        numbers = count(1)
        monkeypatch.setattr(minutes, "take_change_number", lambda *a, **more: next(numbers))
    took, lingers, ready = threading.Event(), threading.Event(), threading.Event()
    seen: list[str] = []
    reached = 0

    def look() -> None:
        nonlocal reached
        for row in minutes.changes(here.meeting, reached or -1).order_by("change_no"):
            seen.append(row.text)
            reached = max(reached, row.change_no)

    def slow() -> None:
        with transaction.atomic():
            say(here, "chậm")
            took.set()
            lingers.wait(5)

    def quick() -> None:
        took.wait(5)
        say(here, "nhanh")
        ready.set()

    with running(slow, quick):
        took.wait(5)
        ready.wait(0.7 if is_locked else 5)
        look()
        lingers.set()
    look()
    assert seen == (["chậm", "nhanh"] if is_locked else ["nhanh"])


def say(here: Stage, text: str) -> None:
    said = Words(kind=Kind.REPORT, speaker_text="Viện trưởng", text=text)
    minutes.save_intervention(
        here.meeting, key=uuid4(), words=said, seen=Seen(0), by=here.clerk, at=make.NOW
    )


class running:  # reads as a sentence: with running(slow, quick)
    def __init__(self, *acts: Callable[[], None]) -> None:
        self.threads = [threading.Thread(target=self._closing, args=[act]) for act in acts]

    def _closing(self, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            connection.close()

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *error: Any) -> None:
        for thread in self.threads:
            thread.join()
