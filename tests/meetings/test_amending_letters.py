"""Công văn đính chính and công văn thu hồi: each names the document it is about."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from meetings.models import DirectiveTask, NoticeWithdrawal
from meetings.papers import amending as letters
from meetings.papers import noticing, withdrawing
from meetings.papers.letter_printing import letter_html, letter_pdf
from procuracy.web.errors import Refused
from tests import factories as f
from tests.meetings import offices
from tests.meetings.measuring import sheets
from tests.meetings.offices import NOW, TODAY, Office
from tests.units.issuing import PDF
from units import issuing
from units.models import AmendingPaper, Amendment, Document, DocumentRecipient, Register
from units.register_book import lines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def office() -> Office:
    made = offices.province()
    Register.objects.create(office=made.unit, name="Sổ công văn đi", document_kinds=["CV"])
    return made


@pytest.fixture
def sent(office: Office) -> Document:
    """A notice that its units have received."""
    document = offices.released(office).document
    assert document is not None
    for unit in office.doers:
        DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=NOW)
    return document


def client(user: Any) -> Client:
    one = Client()
    one.force_login(user)
    return one


def url(view: str, *args: Any) -> str:
    return reverse(f"meetings:amending_paper_{view}", args=args)


def begun(office: Office, sent: Document, effect: str) -> AmendingPaper:
    """By the Office, from the document's page."""
    answer = client(office.clerk).post(url("create", sent.pk, effect))
    assert answer.status_code == 302
    paper = AmendingPaper.objects.get(of=sent, effect=effect)
    assert answer["Location"] == url("edit", paper.pk)
    return paper


def issued(office: Office, paper: AmendingPaper, reason: str) -> Document:
    """Read, approved, signed, numbered and released, each by its own people."""
    paper.reason, paper.content = reason, paper.content.replace("…", "1")
    paper.save()
    if paper.effect == "withdraws" and not hasattr(paper, "notice_withdrawal"):
        withdrawing.choose(paper, "stay", by=office.clerk, at=NOW)
        paper.refresh_from_db()
    steps = [
        (office.head, "approve", {"edition": paper.edition}),
        (office.clerk, "sign", {"signed_on": TODAY.isoformat()}),
        (office.keeper, "number", {"dated_on": TODAY.isoformat()}),
        (office.keeper, "release", {}),
    ]
    for by, step, said in steps:
        assert client(by).post(url(step, paper.pk), said).status_code == 302, step
    paper.refresh_from_db()
    assert (paper.state, paper.document is not None) == (AmendingPaper.State.RELEASED, True)
    assert paper.document
    return paper.document


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "letter_pdf", lambda facts: PDF)


@pytest.mark.usefixtures("undrawn")
def test_correcting_letter_is_issued_and_named_on_both_sides(
    office: Office, sent: Document
) -> None:
    paper = begun(office, sent, "corrects")
    assert "chưa ghi lý do" in client(office.head).get(url("detail", paper.pk)).content.decode()
    letter = issued(office, paper, "Ghi sai ký hiệu ở nơi nhận")
    assert letter.code == "01/VKS"
    assert letter.subject == "Đính chính Thông báo số 01/TB-VKS ngày 22/11/2026"
    amendment = Amendment.objects.get()
    assert (amendment.of, amendment.document, amendment.effect) == (sent, letter, "corrects")
    old = client(office.head).get(f"/documents/{sent.pk}/").content.decode()
    assert "Được đính chính tại" in old
    assert "Công văn số 01/VKS" in old
    (line,) = lines(sent.entry.register, TODAY.year, TODAY)
    assert line.remarks == ["Được đính chính tại Công văn số 01/VKS ngày 22/11/2026"]
    assert "Tại trang 1, dòng 1" in " ".join(letter.facts["opening"])


@pytest.mark.usefixtures("undrawn")
def test_withdrawn_document_is_not_withdrawn_or_replaced_again(
    office: Office, sent: Document
) -> None:
    corrected = begun(office, sent, "corrects")
    letter = issued(office, begun(office, sent, "withdraws"), "Ban hành không đúng thẩm quyền")
    assert letter.facts["amends"]["of"] == "Thông báo số 01/TB-VKS ngày 22/11/2026"
    page = client(office.head).get(f"/documents/{sent.pk}/").content.decode()
    assert "Đã thu hồi theo" in page
    why = "đã thu hồi theo Công văn số 01/VKS"
    with pytest.raises(Refused, match=why):
        letters.prepare(sent, "withdraws", by=office.clerk, at=NOW)
    with pytest.raises(Refused, match=why):
        noticing.replace(sent.notice, reason="Sai", by=office.head, at=NOW)
    corrected.reason, corrected.content = "Sai chữ", "Sửa chữ."
    corrected.save()
    assert why in letters.shortcoming(corrected, TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(document=sent, of=sent, effect="withdraws", reason="x")


@pytest.mark.usefixtures("undrawn")
def test_void_letter_leaves_the_document_as_it_was(office: Office, sent: Document) -> None:
    paper = begun(office, sent, "withdraws")
    paper.reason, paper.content = "Nhầm", "Thu hồi."
    paper.save()
    withdrawing.choose(paper, "end", by=office.clerk, at=NOW)
    paper.refresh_from_db()
    issuing.approve(letters.WAY, paper, edition=paper.edition, by=office.head, at=NOW)
    issuing.record_signature(letters.WAY, paper, signed_on=TODAY, by=office.clerk, at=NOW)
    issuing.number(letters.WAY, paper, dated_on=TODAY, by=office.keeper, at=NOW)
    said = {"reason": "Không thu hồi nữa"}
    assert client(office.keeper).post(url("void", paper.pk), said).status_code == 302
    assert not Amendment.objects.exists()
    assert not DirectiveTask.objects.filter(state=DirectiveTask.State.WITHDRAWN).exists()
    page = client(office.head).get(f"/documents/{sent.pk}/").content.decode()
    assert "Đã thu hồi theo" not in page


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("tasks", "states", "said"),
    [("stay", {"new"}, "vẫn có hiệu lực"), ("end", {"withdrawn"}, "thôi thực hiện")],
)
def test_withdrawn_notice_says_what_becomes_of_its_tasks(
    office: Office, sent: Document, tasks: str, states: set[str], said: str
) -> None:
    paper = begun(office, sent, "withdraws")
    paper.reason = "Sai thẩm quyền"
    paper.save()
    assert "còn thực hiện hay thôi" in letters.shortcoming(paper, TODAY)
    assert client(office.clerk).post(url("tasks", paper.pk), {"tasks": tasks}).status_code == 302
    paper.refresh_from_db()
    letter = issued(office, paper, "Sai thẩm quyền")
    assert said in letter.facts["opening"][-1]
    assert set(DirectiveTask.objects.values_list("state", flat=True)) == states
    kept = NoticeWithdrawal.objects.get()
    assert (kept.tasks, kept.chosen_by, kept.ended) == (tasks, office.clerk, 2 * (tasks == "end"))


def test_unknown_choice_about_tasks_is_asked_again(office: Office, sent: Document) -> None:
    paper = begun(office, sent, "withdraws")
    client(office.clerk).post(url("tasks", paper.pk), {"tasks": "all"})
    assert not NoticeWithdrawal.objects.exists()
    other = begun(office, sent, "corrects")
    with pytest.raises(Refused, match="thu hồi thông báo kết luận"):
        withdrawing.choose(other, "end", by=office.clerk, at=NOW)


def test_what_was_not_sent_is_voided_not_withdrawn(office: Office) -> None:
    document = offices.numbered(office)
    with pytest.raises(Refused, match="chưa gửi đến đơn vị nào: hủy số rồi soạn lại"):
        letters.prepare(document, "withdraws", by=office.clerk, at=NOW)


def test_unknown_effect_and_foreign_people_get_nothing(office: Office, sent: Document) -> None:
    assert client(office.clerk).post(url("create", sent.pk, "replaces")).status_code == 404
    assert client(office.workers[0]).post(url("create", sent.pk, "corrects")).status_code == 403
    stranger = f.user("head_of_office", f.secretariat(f.province("VKSND tỉnh Vĩnh Long")))
    assert client(stranger).post(url("create", sent.pk, "corrects")).status_code == 404
    assert not AmendingPaper.objects.exists()


def test_letter_has_the_form_of_mau_1_5(office: Office, sent: Document) -> None:
    paper = letters.prepare(sent, "corrects", by=office.clerk, at=NOW)
    said = letters.facts(paper, on=TODAY, register=letters.letter_register(paper), number=7)
    html = letter_html(said)
    assert "CÔNG VĂN" not in html
    assert "- Phòng 1;" in html
    assert "- Phòng 9." in html
    page = sheets(letter_pdf(said))[0]
    about = page.find("V/v đính chính Thông báo số")
    number, asked = page.find("Số: 07/VKS"), page.find("Kính gửi:")
    assert about.sizes == {12}
    assert about.faces == {"Regular"}
    assert asked.faces == {"Regular"}
    assert number.baseline < about.baseline < asked.baseline
    assert about.right < page.width / 2


def test_page_downloads_and_edits_the_draft(office: Office, sent: Document) -> None:
    paper = letters.prepare(sent, "corrects", by=office.clerk, at=NOW)
    reader = client(office.clerk)
    assert reader.get(url("print", paper.pk)).content.startswith(b"%PDF-")
    assert reader.get(url("docx", paper.pk)).content.startswith(b"PK")
    said = {
        "edition": paper.edition,
        "subject": paper.subject,
        "reason": "Sai ngày",
        "content": "Nay đính chính ngày.",
        "signer": paper.signer_id,
        "filing": "VT",
        "recipients_text": "Như trên",
        "recipients": [unit.pk for unit in office.doers],
    }
    assert reader.post(url("edit", paper.pk), said).status_code == 302
    paper.refresh_from_db()
    assert (paper.reason, paper.content) == ("Sai ngày", "Nay đính chính ngày.")
    stale = reader.post(url("edit", paper.pk), said | {"content": "Khác"})
    assert stale.status_code == 422
    assert "Người khác vừa lưu" in stale.content.decode()
