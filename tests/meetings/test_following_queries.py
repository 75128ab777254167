"""Lists after the meeting cost the same with one row and with many; search sees what one may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import DirectiveTask
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.test_notice_pages import as_user
from units.models import User

pytestmark = pytest.mark.django_db
MANY = 12


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


def cost(user: User, url: str) -> int:
    client = as_user(user)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def more(office: Office) -> None:
    """Further directives with tasks of each kind, paragraphs and drafts."""
    for no in range(MANY):
        added = make.directive(office.meeting, f"Rà soát thêm {no}")
        for doer, state in zip(office.doers, ("new", "reported"), strict=True):
            make.directive_task(added, doer, state=state, due_on=TODAY)
        extra = make.meeting(office.unit, chair=office.head.acting, title=f"Giao ban {no}")
        make.meeting(
            office.unit,
            chair=office.head.acting,
            title=f"Rà soát đã kết luận {no}",
            state="concluded",
            concluded_at=NOW,
        )
        make.notice(extra)


@pytest.mark.parametrize("page", ["my_work", "task_list", "notice_list", "search"])
def test_page_costs_the_same_with_many_rows(page: str) -> None:
    office = offices.province()
    offices.released(office)
    DirectiveTask.objects.filter(unit=office.doers[1]).update(state="reported")
    first = make.meeting(office.unit, chair=office.head.acting, title="Rà soát đầu kỳ")
    make.notice(first)
    make.meeting(
        office.unit, chair=office.head.acting, state="concluded", concluded_at=NOW, title="x"
    )
    query = "?q=ra+soat" if page == "search" else ""
    url = reverse(f"meetings:{page}") + query
    before = cost(office.clerk, url)
    more(office)
    assert cost(office.clerk, url) == before


def test_draft_desk_costs_the_same_with_many_paragraphs() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    pages = [
        reverse(f"meetings:{page}", args=[notice.pk]) for page in ("notice_edit", "notice_detail")
    ]
    before = [cost(office.clerk, url) for url in pages]
    for no in range(MANY):
        added = make.directive(office.meeting, units=office.doers, gives_no_task=True)
        notice.paragraphs.create(directive=added, order=no + 3, text="x")
    assert [cost(office.clerk, url) for url in pages] == before


def test_search_needs_no_accents_and_shows_only_ones_own() -> None:
    office = offices.province()
    offices.released(office)
    stranger = offices.province()
    url = reverse("meetings:search") + "?q=ra+soat+chi+tieu"
    assert "Rà soát toàn bộ" in as_user(office.workers[0]).get(url).content.decode()
    page = as_user(stranger.workers[0]).get(url).content.decode()
    assert page.count("Rà soát toàn bộ") == 1


def test_search_finds_documents_units_and_persons() -> None:
    office = offices.province()
    offices.released(office)
    client = as_user(office.clerk)
    for words, found in [("01/tb", "Thông báo số 01/TB-VKS"), ("phong 9", "Phòng 9")]:
        assert found in client.get(reverse("meetings:search"), {"q": words}).content.decode()
    name = str(office.head)
    assert name in client.get(reverse("meetings:search"), {"q": name}).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "%_'\"", "không có gì như thế", "a" * 5000])
def test_search_answers_any_words(words: str) -> None:
    client = as_user(offices.province().clerk)
    assert client.get(reverse("meetings:search"), {"q": words}).status_code == 200
