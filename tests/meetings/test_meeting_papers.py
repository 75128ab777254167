"""The invitation and the record: the way of every paper (ADR 12), and what is their own."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.conclusion import concluding
from meetings.models import Invitation, Meeting, MinutesDocument
from meetings.papers import inviting, minutes_documents
from meetings.papers.invitation_printing import invitation_context
from meetings.papers.minutes_printing import minutes_context
from meetings.work import waiting
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.offices import Office, province
from tests.meetings.stage import ANYHOW, signed_in, words
from tests.units.issuing import PDF
from units import issuing
from units.models import Document, DocumentRecipient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW, TODAY = make.NOW, make.TODAY


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def office() -> Office:
    return province()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn once, in the tests that look at them."""
    monkeypatch.setattr(inviting, "invitation_pdf", lambda facts: PDF)
    monkeypatch.setattr(minutes_documents, "minutes_pdf", lambda facts: PDF)


def ahead(office: Office, **more: Any) -> Meeting:
    starts = datetime.datetime(2026, 11, 30, 8, tzinfo=NOW.tzinfo)
    return make.meeting(
        office.unit,
        chair=office.head.acting,
        starts_at=starts,
        title="Hội nghị giao ban hai cấp tháng 11/2026",
        place="Hội trường tầng 2",
        invited=office.doers,
        reports_due_at=starts - datetime.timedelta(days=2),
        **more,
    )


def invitation(office: Office) -> Invitation:
    return inviting.prepare(ahead(office), by=office.clerk, at=NOW)


def record(office: Office) -> MinutesDocument:
    """Of the concluded meeting, reopened and concluded anew so that it has its version."""
    concluding.reopen(office.meeting, reason="Ghi thêm", by=office.clerk, at=NOW)
    concluding.conclude(office.meeting, by=office.clerk, at=NOW, reasons=ANYHOW)
    return minutes_documents.prepare(office.meeting, by=office.clerk, at=NOW)


def url(page: str, *args: int) -> str:
    return reverse(f"meetings:{page}", args=args)


def walk(office: Office, name: str, pk: int) -> Document:
    """Approve, sign, number, release: each by those whose step it is, page by page."""
    head, clerk, keeper = map(signed_in, (office.head, office.clerk, office.keeper))
    model: Any = Invitation if name == "invitation" else MinutesDocument
    assert clerk.post(url(f"{name}_approve", pk)).status_code == 403
    head.post(url(f"{name}_approve", pk), {"edition": model.objects.get(pk=pk).edition})
    clerk.post(url(f"{name}_sign", pk), {"signed_on": "22/11/2026"})
    assert clerk.post(url(f"{name}_number", pk)).status_code == 403
    keeper.post(url(f"{name}_number", pk), {"dated_on": "22/11/2026"})
    keeper.post(url(f"{name}_release", pk))
    paper = model.objects.get(pk=pk)
    assert paper.state == "released"
    return paper.document


def titles(user: Any) -> list[str]:
    return [item.title for item in waiting(user, TODAY, NOW)]


@pytest.mark.usefixtures("drawn")
def test_invitation_is_issued_by_those_whose_step_it_is(office: Office) -> None:
    meeting = ahead(office)
    clerk = signed_in(office.clerk)
    answer = clerk.post(url("invitation_create", meeting.pk))
    paper = Invitation.objects.get()
    assert answer["Location"] == url("invitation_edit", paper.pk)
    assert "Hoàn chỉnh dự thảo giấy mời" in titles(office.clerk)
    assert "Duyệt giấy mời" in titles(office.head)
    document = walk(office, "invitation", paper.pk)
    assert (document.kind, document.code) == ("GM", "01/GM-VKS")
    assert set(paper.recipients.all()) == set(office.doers)
    assert clerk.get(url("invitation_print", paper.pk))["Location"] == reverse(
        "units:document_pdf", args=[document.pk]
    )
    chain = clerk.get(url("document_chain", document.pk))
    assert chain["Location"] == url("meeting_detail", meeting.pk)


def test_invitation_says_who_when_and_where(office: Office) -> None:
    paper = invitation(office)
    paper.guests = "Đại diện lãnh đạo Ban Nội chính Tỉnh ủy"
    said = inviting.facts(paper, on=TODAY, register=inviting.invitation_register(paper))
    lines = [block["text"] for block in invitation_context(said)["blocks"]]
    assert lines[0] == "Viện kiểm sát nhân dân tỉnh Quảng Trị trân trọng kính mời:"
    assert "- Đại diện lãnh đạo Ban Nội chính Tỉnh ủy." in lines
    assert "Tới dự: Hội nghị giao ban hai cấp tháng 11/2026." in lines
    assert "Thời gian: 08 giờ 00, thứ Hai ngày 30/11/2026." in lines
    assert "Địa điểm: Hội trường tầng 2." in lines
    assert lines[-1].endswith("./.")
    assert said["signer"]["authority"] == "TL. VIỆN TRƯỞNG"


def test_invitation_of_a_moved_meeting_is_not_approved_with_the_old_hour(office: Office) -> None:
    paper = invitation(office)
    later = datetime.timedelta(hours=6)
    Meeting.objects.filter(pk=paper.meeting_id).update(
        starts_at=paper.meeting.starts_at + later, ends_at=paper.meeting.ends_at + later
    )
    with pytest.raises(Refused, match="giờ họp nay là 14 giờ 00"):
        issuing.approve(inviting.WAY, paper, edition=1, by=office.head, at=NOW)


@pytest.mark.usefixtures("drawn")
def test_second_editor_of_an_invitation_is_shown_both_texts(office: Office) -> None:
    paper = invitation(office)
    client = signed_in(office.clerk)
    page = client.get(url("invitation_edit", paper.pk))
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"signer": paper.signer_id, "recipients": [unit.pk for unit in office.doers]}
    issuing.change(
        inviting.WAY, paper, edition=1, said={"notes": "Mang theo báo cáo"}, recipients=office.doers
    )
    answer = client.post(url("invitation_edit", paper.pk), data | {"notes": "Đến trước 15 phút"})
    assert answer.status_code == 422
    assert "Mang theo báo cáo" in words(answer)
    assert "Đến trước 15 phút" in words(answer)
    data["edition"] = answer.context["form"].data["edition"]
    client.post(url("invitation_edit", paper.pk), data | {"notes": "Đến trước 15 phút"})
    assert Invitation.objects.get().notes == "Đến trước 15 phút"


@pytest.mark.usefixtures("drawn")
def test_record_is_numbered_and_reaches_the_units(office: Office) -> None:
    paper = record(office)
    assert "Hoàn chỉnh dự thảo biên bản" in titles(office.clerk)
    document = walk(office, "minutes_document", paper.pk)
    assert (document.kind, document.code) == ("BB", "01/BB-VKS")
    assert document.signer_position == "CHỦ TỌA"
    assert document.facts["content"] == paper.version.content  # type: ignore[union-attr]


def test_record_prints_what_was_concluded_with_two_signatures(office: Office) -> None:
    make.attendance(office.meeting, office.head.acting, presence="present")  # type: ignore[arg-type]
    make.intervention(office.meeting, office.clerk, "Đã rà soát <toàn bộ>", kind="report")
    paper = record(office)
    paper.version.content["said"][0]["speaker"] = "Trưởng Phòng 1"  # type: ignore[union-attr]
    said = minutes_documents.facts(
        paper, on=TODAY, register=minutes_documents.minutes_register(paper)
    )
    context = minutes_context(said)
    text = "\n".join(block["text"] for block in context["blocks"])
    assert context["place"] == ""
    assert context["signer_lines"] == ["CHỦ TỌA"]
    assert context["secretary_lines"] == ["THƯ KÝ"]
    assert "Thời gian bắt đầu: " in text
    assert "Trưởng Phòng 1 (báo cáo): Đã rà soát <toàn bộ>" in text
    assert "1. Rà soát toàn bộ chỉ tiêu chưa đạt" in text
    assert "Thực hiện: Phòng 1, Phòng 9; thời hạn: trước ngày 15/12/2026." in text
    assert text.endswith("./.")


@pytest.mark.usefixtures("drawn")
def test_numbered_record_is_corrected_by_a_supplement_only(office: Office) -> None:
    paper = record(office)
    walk(office, "minutes_document", paper.pk)
    with pytest.raises(Refused, match="biên bản bổ sung"):
        concluding.reopen(office.meeting, reason="Sửa", by=office.clerk, at=NOW)
    client = signed_in(office.clerk)
    empty = client.post(
        url("minutes_document_supplement", paper.pk), {"cause": "", "correction": ""}
    )
    assert empty.status_code == 422
    typed = {"cause": "Ghi nhầm số", "correction": "Ý kiến 1: 12 vụ, không phải 21 vụ"}
    client.post(url("minutes_document_supplement", paper.pk), typed)
    extra = MinutesDocument.objects.get(corrects=paper)
    document = walk(office, "minutes_document", extra.pk)
    assert document.code == "02/BB-VKS"
    context = minutes_context(document.facts)
    assert context["kind_name"] == "BIÊN BẢN BỔ SUNG"
    assert "01/BB-VKS ngày 22 tháng 11 năm 2026" in context["blocks"][0]["text"]
    assert any("12 vụ, không phải 21 vụ" in block["text"] for block in context["blocks"])
    assert "Biên bản số 02/BB-VKS" in words(client.get(url("minutes_document_detail", paper.pk)))


def test_draft_record_goes_on_with_the_new_version(office: Office) -> None:
    paper = record(office)
    paper = issuing.approve(
        minutes_documents.WAY, paper, edition=paper.edition, by=office.head, at=NOW
    )
    with pytest.raises(Refused, match="Biên bản đã được duyệt"):
        concluding.reopen(office.meeting, reason="Sửa", by=office.clerk, at=NOW)
    issuing.return_to_draft(
        minutes_documents.WAY, paper, reason="Thiếu ý kiến", by=office.head, at=NOW
    )
    concluding.reopen(office.meeting, reason="Sửa", by=office.clerk, at=NOW)
    concluding.conclude(office.meeting, by=office.clerk, at=NOW, reasons=ANYHOW)
    paper.refresh_from_db()
    assert paper.version is not None
    assert paper.version.number == 3
    assert "kết luận lại" in paper.return_reason


def test_both_papers_are_drawn_and_downloaded_with_blank_number(
    client: Client, office: Office
) -> None:
    client = signed_in(office.clerk)
    for name, pk in (
        ("invitation", invitation(office).pk),
        ("minutes_document", record(office).pk),
    ):
        pdf = client.get(url(f"{name}_print", pk))
        assert pdf.content.startswith(b"%PDF-")
        assert client.get(url(f"{name}_docx", pk)).content.startswith(b"PK")
        assert client.get(url(f"{name}_detail", pk)).status_code == 200
    assert not DocumentRecipient.objects.exists()
