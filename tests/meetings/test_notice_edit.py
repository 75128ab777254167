"""The draft's desk: texts saved in place, conflicts that show both, paragraphs in their order."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Notice, NoticeSection
from meetings.papers.notice_editing import digest
from tests.meetings import offices
from tests.meetings.offices import Office

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    return offices.province()


@pytest.fixture
def notice(office: Office) -> Notice:
    return offices.drafted(office)


@pytest.fixture
def client(office: Office) -> Client:
    client = Client()
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opening() -> str:
    return NoticeSection.objects.get(role="opening").text


def section(notice: Notice, name: str) -> str:
    return reverse("meetings:notice_text_edit", args=[notice.pk, name])


def test_section_is_saved_with_its_new_mark(client: Client, notice: Notice) -> None:
    data = {"opening-text": "Mở đầu mới", "opening-base": digest(opening())}
    answer = client.post(section(notice, "opening"), data, headers=HTMX)
    assert answer.status_code == 200
    assert digest("Mở đầu mới") in answer.content.decode()
    before = notice.edition
    notice.refresh_from_db()
    assert (opening(), notice.edition) == ("Mở đầu mới", before + 1)


def test_without_htmx_the_page_comes_back(client: Client, notice: Notice) -> None:
    data = {"opening-text": "Mở đầu mới", "opening-base": digest(opening())}
    answer = client.post(section(notice, "opening"), data)
    assert answer["Location"].endswith("#opening")


def test_conflict_shows_both_and_overwrites_nothing(client: Client, notice: Notice) -> None:
    before = opening()
    data = {"opening-text": "Của tôi", "opening-base": digest("bản cũ hơn")}
    answer = client.post(section(notice, "opening"), data, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Của tôi" in text
    assert "kết luận như sau" in text
    assert opening() == before
    data["opening-over"] = digest(opening())
    assert client.post(section(notice, "opening"), data, headers=HTMX).status_code == 200
    assert opening() == "Của tôi"


def test_conflict_without_htmx_keeps_what_was_typed(client: Client, notice: Notice) -> None:
    data = {"opening-text": "Của tôi", "opening-base": "0" * 16}
    answer = client.post(section(notice, "opening"), data)
    assert answer.status_code == 409
    assert answer.content.decode().count("Của tôi") >= 2


def test_answer_that_was_lost_is_no_conflict(client: Client, notice: Notice) -> None:
    data = {"opening-text": "Mở đầu mới", "opening-base": digest(opening())}
    for _ in range(2):
        answer = client.post(section(notice, "opening"), data, headers=HTMX)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "chưa điền"), ("Nội dung\nTỐI MẬT", "mức độ mật"), ("a" * 20001, "tối đa 20000")],
)
def test_refused_text_is_not_stored(
    client: Client, notice: Notice, typed: str, sentence: str
) -> None:
    before = opening()
    data = {"opening-text": typed, "opening-base": digest(opening())}
    answer = client.post(section(notice, "opening"), data, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert opening() == before


def test_doubtful_text_asks_and_is_saved_once_confirmed(client: Client, notice: Notice) -> None:
    data = {"opening-text": "Bàn việc mật", "opening-base": digest(opening())}
    answer = client.post(section(notice, "opening"), data, headers=HTMX)
    assert "không thuộc bí mật nhà nước" in answer.content.decode()
    assert answer.status_code == 422
    data["opening-not_secret"] = "on"
    assert client.post(section(notice, "opening"), data, headers=HTMX).status_code == 200


def test_fields_that_are_no_section_do_not_exist(client: Client, notice: Notice) -> None:
    answer = client.post(section(notice, "state"), {"state-text": "released"})
    assert answer.status_code == 404


def test_approved_notice_is_not_edited(client: Client, office: Office) -> None:
    notice = offices.approved(office)
    before = opening()
    data = {"opening-text": "Sửa trộm", "opening-base": digest(opening())}
    answer = client.post(section(notice, "opening"), data, headers=HTMX)
    assert answer.status_code == 409
    assert "trả lại dự thảo" in answer.content.decode()
    assert opening() == before


def test_paragraph_moves_and_takes_its_text_along(client: Client, notice: Notice) -> None:
    first, second = notice.paragraphs.all()
    url = reverse("meetings:notice_paragraph_edit", args=[notice.pk, first.pk])
    key = f"p{first.pk}"
    data = {f"{key}-text": "Viết lại", f"{key}-base": digest(first.text), "move": "down"}
    answer = client.post(url, data, headers=HTMX)
    assert answer["HX-Retarget"] == "#paragraphs"
    assert answer.content.decode().count("data-focus") == 1
    rows = [(row.pk, row.order, row.text) for row in notice.paragraphs.all()]
    assert rows == [(second.pk, 1, second.text), (first.pk, 2, "Viết lại")]


def test_paragraph_without_directive_comes_and_goes(client: Client, notice: Notice) -> None:
    client.post(reverse("meetings:notice_paragraph_add", args=[notice.pk]))
    added = notice.paragraphs.get(directive=None)
    assert added.order == 3
    client.post(reverse("meetings:notice_paragraph_remove", args=[notice.pk, added.pk]))
    assert notice.paragraphs.count() == 2


def test_ordered_paragraph_stays(client: Client, notice: Notice) -> None:
    row = notice.paragraphs.first()
    assert row is not None
    url = reverse("meetings:notice_paragraph_remove", args=[notice.pk, row.pk])
    answer = client.post(url, headers=HTMX)
    assert answer.status_code == 409
    assert "phải có trong thông báo" in answer.content.decode()
    assert notice.paragraphs.count() == 2


def test_paragraph_of_another_notice_is_not_found(client: Client, notice: Notice) -> None:
    other = offices.drafted(offices.province()).paragraphs.first()
    assert other is not None
    url = reverse("meetings:notice_paragraph_edit", args=[notice.pk, other.pk])
    assert client.post(url, {}).status_code == 404


def test_signer_and_recipients_are_chosen_among_the_offices_own(
    client: Client, office: Office, notice: Notice
) -> None:
    assert office.head.acting
    url = reverse("meetings:notice_parties_edit", args=[notice.pk])
    data = {"signer": office.head.acting.pk, "recipients": [office.doers[0].pk]}
    client.post(url, data)
    notice.refresh_from_db()
    assert notice.signer == office.head.acting
    assert list(notice.recipients.all()) == [office.doers[0]]
    assert client.post(url, {"signer": office.head.acting.pk}).status_code == 422


def test_markup_is_shown_as_text(client: Client, notice: Notice) -> None:
    data = {"subject-text": "<script>alert(1)</script>", "subject-base": digest(notice.subject)}
    client.post(section(notice, "subject"), data, headers=HTMX)
    page = client.get(reverse("meetings:notice_edit", args=[notice.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
