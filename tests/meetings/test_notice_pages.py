"""Pages of the notice as each person sees them."""

import io
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Notice
from meetings.papers.noticing import approve
from tests import factories as make
from tests.meetings import offices
from units.jobs import deliver
from units.models import Document, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_today")]


@pytest.fixture
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_office_drafts_from_the_meeting() -> None:
    office = offices.province()
    client = as_user(office.clerk)
    url = reverse("meetings:notice_create", args=[office.meeting.pk])
    page = client.get(url)
    assert "Chánh Văn phòng" in page.content.decode()
    assert not Notice.objects.exists()
    assert office.chief
    assert office.chief.acting
    answer = client.post(url, {"signer": office.chief.acting.pk})
    notice = Notice.objects.get()
    assert answer["Location"] == reverse("meetings:notice_edit", args=[notice.pk])
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(url)["Location"] == reverse("meetings:notice_detail", args=[notice.pk])


def test_stranger_may_not_sign() -> None:
    office = offices.province()
    other = make.appointment(make.person(), make.province("VKSND tỉnh Khác"), Role.PROVINCE_HEAD)
    url = reverse("meetings:notice_create", args=[office.meeting.pk])
    answer = as_user(office.clerk).post(url, {"signer": other.pk})
    assert answer.status_code == 422
    assert not Notice.objects.exists()


def test_each_step_by_its_own_person() -> None:
    office = offices.province()
    notice = offices.drafted(office)

    def press(who: User, step: str, **data: object) -> Notice:
        as_user(who).post(reverse(f"meetings:notice_{step}", args=[notice.pk]), data)
        notice.refresh_from_db()
        return notice

    assert press(office.clerk, "approve", edition=notice.edition).state == "draft"
    assert office.chief is not None
    assert press(office.chief, "approve", edition=notice.edition).state == "approved"
    assert press(office.clerk, "sign", signed_on="22/11/2026").state == "signed"
    assert press(office.clerk, "number", dated_on="22/11/2026").state == "signed"
    assert press(office.keeper, "number", dated_on="22/11/2026").state == "numbered"
    assert press(office.keeper, "release").state == "released"


def test_detail_shows_digest_and_next_step() -> None:
    office = offices.province()
    document = offices.numbered(office)
    page = as_user(office.keeper).get(reverse("meetings:notice_detail", args=[document.notice.pk]))
    text = page.content.decode()
    assert document.sha256 in text
    assert "Phát hành" in text
    assert reverse("units:document_pdf", args=[document.pk]) in text


def test_refused_approval_says_why_and_keeps_the_draft() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    notice.recipients.clear()
    url = reverse("meetings:notice_approve", args=[notice.pk])
    answer = as_user(office.head).post(url, {"edition": notice.edition}, follow=True)
    assert "Không thể duyệt: chưa chọn đơn vị nhận." in answer.content.decode()


def test_second_press_of_number_shows_the_first_number() -> None:
    office = offices.province()
    document = offices.numbered(office)
    url = reverse("meetings:notice_number", args=[document.notice.pk])
    answer = as_user(office.keeper).post(url, {"dated_on": "22/11/2026"})
    assert answer.status_code == 409
    assert "đã được cấp số 01/TB-VKS" in answer.content.decode()
    assert Document.objects.count() == 1


def test_number_without_a_readable_date_is_asked_again() -> None:
    office = offices.province()
    notice = offices.signed(office)
    url = reverse("meetings:notice_number", args=[notice.pk])
    answer = as_user(office.keeper).post(url, {"dated_on": "32/11/2026"})
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_preview_and_print_are_blank_until_numbered() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    client = as_user(office.clerk)
    preview = client.get(reverse("meetings:notice_preview", args=[notice.pk]))
    assert preview["Content-Type"] == "application/pdf"
    assert preview.content.startswith(b"%PDF")
    printed = reverse("meetings:notice_print", args=[notice.pk])
    assert client.get(printed).status_code == 302
    notice.edition = Notice.objects.get().edition
    approve(notice, edition=notice.edition, by=office.head, at=offices.NOW)
    assert client.get(printed)["Content-Type"] == "application/pdf"


def test_draft_is_a_word_file_of_the_same_words() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    answer = as_user(office.clerk).get(reverse("meetings:notice_docx", args=[notice.pk]))
    assert f'filename="thong-bao-{notice.pk}.docx"' in answer["Content-Disposition"]
    said = docx.Document(io.BytesIO(answer.content))
    texts = [one.text for one in said.paragraphs]
    assert "THÔNG BÁO" in texts
    assert any("Giao Phòng 1 và Phòng 9 thực hiện" in text for text in texts)
    assert texts.count("PHỤ LỤC") == 1
    assert {said.styles["Normal"].font.name, said.core_properties.author} == {"Times New Roman", ""}
    page: Any = said.sections[0]
    assert [round(side.mm) for side in (page.left_margin, page.right_margin)] == [30, 20]


def test_numbered_notice_is_served_as_frozen() -> None:
    office = offices.province()
    document = offices.numbered(office)
    answer = as_user(office.clerk).get(reverse("meetings:notice_print", args=[document.notice.pk]))
    assert answer["Location"] == reverse("units:document_pdf", args=[document.pk])


def test_delivery_is_counted() -> None:
    office = offices.province()
    notice = offices.released(office)
    url = reverse("meetings:notice_delivery", args=[notice.pk])
    answer = as_user(office.keeper).get(url)
    assert "Đã gửi 0/2 đơn vị" in answer.content.decode()
    assert "hx-trigger" in answer.content.decode()
    assert notice.document_id
    deliver(notice.document_id, [unit.pk for unit in notice.recipients.all()])
    text = as_user(office.keeper).get(url).content.decode()
    assert "Đã gửi 2/2 đơn vị" in text
    assert "hx-trigger" not in text


def test_unit_clerk_sees_no_drafts() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    client = as_user(office.workers[0])
    assert client.get(reverse("meetings:notice_detail", args=[notice.pk])).status_code == 404
    assert client.get(reverse("meetings:notice_list")).status_code == 403


@pytest.mark.parametrize("step", ["approve", "return", "sign", "number", "release"])
def test_steps_do_nothing_on_get(step: str) -> None:
    office = offices.province()
    notice = offices.drafted(office)
    client = as_user(office.head)
    assert client.get(reverse(f"meetings:notice_{step}", args=[notice.pk])).status_code == 405


def test_list_shows_drafts_and_meetings_without_notice() -> None:
    office = offices.province()
    client = as_user(office.clerk)
    assert "chưa có thông báo" in client.get(reverse("meetings:notice_list")).content.decode()
    notice = offices.drafted(office)
    text = client.get(reverse("meetings:notice_list"), {"state": "draft"}).content.decode()
    assert notice.subject in text
    assert "chưa có thông báo" not in text


def test_return_wants_a_reason_without_secrets() -> None:
    office = offices.province()
    notice = offices.approved(office)
    url = reverse("meetings:notice_return", args=[notice.pk])
    client = as_user(office.head)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "TỐI MẬT"}).status_code == 422
    client.post(url, {"reason": "Thiếu thời hạn ở mục 2"})
    page = client.get(reverse("meetings:notice_detail", args=[notice.pk])).content.decode()
    assert "Trả lại để sửa: Thiếu thời hạn ở mục 2" in page
