"""Ordinary official letters: a department's go by its province, a regional office has its own."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Letter
from meetings.papers import letters
from meetings.work import papers as waiting
from tests import factories as make
from tests.factories import letters as factory
from tests.meetings import offices
from tests.meetings.measuring import sheets
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.stage import signed_in, words
from tests.units.issuing import PDF
from units.jobs import deliver
from units.models import Document, DocumentRecipient, Register, Role, UnitName, User
from units.register_book import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "letter_pdf", lambda facts: PDF)


def opened(office: Office) -> Office:
    Register.objects.create(
        office=office.unit,
        name="Sổ công văn đi",
        document_kinds=["CV"],
        symbol_template="{coquan}-{donvi}",
    )
    UnitName.objects.filter(short_name="Phòng 9").update(symbol="P9")
    return office


@pytest.fixture
def office() -> Office:
    return opened(offices.province())


def written(office: Office, at: int = 0) -> Letter:
    """A draft of the first department, or another one, which the head signs."""
    seat = office.head.acting
    assert seat
    return factory.letter(office.doers[at], office.workers[at], seat)


def url(page: str, *args: int) -> str:
    return reverse(f"meetings:letter_{page}", args=args)


def begun(by: User) -> Letter:
    said = {"subject": "Rà soát số liệu", "addressed": "Các phòng\nVKSND khu vực 5"}
    answer = signed_in(by).post(url("create"), said)
    assert answer.status_code == 302
    letter = Letter.objects.latest("pk")
    assert answer["Location"] == url("edit", letter.pk)
    return letter


def walked(letter: Letter, approver: User, office: Office) -> Document:
    """Read, approved, signed, numbered and released, each by its own people."""
    Letter.objects.filter(pk=letter.pk).update(content="Đề nghị rà soát số liệu.")
    steps: list[tuple[User, str, dict[str, Any]]] = [
        (approver, "approve", {"edition": letter.edition}),
        (office.clerk, "sign", {"signed_on": TODAY.isoformat()}),
        (office.keeper, "number", {"dated_on": TODAY.isoformat()}),
        (office.keeper, "release", {}),
    ]
    for by, step, said in steps:
        answer = signed_in(by).post(url(step, letter.pk), said)
        assert answer.status_code == 302, (step, words(answer))
    letter.refresh_from_db()
    assert letter.document, letter.state
    return letter.document


@pytest.mark.usefixtures("undrawn")
def test_departments_letter_is_signed_by_order_and_numbered_by_its_province(office: Office) -> None:
    unit, worker = office.doers[1], office.workers[1]
    head = make.user(Role.UNIT_HEAD, unit, position="Trưởng phòng")
    letter = begun(worker)
    assert (letter.office, letter.unit, letter.filing) == (office.unit, unit, "VT, Phòng 9")
    assert letter.signer == head.acting
    document = walked(letter, head, office)
    assert (document.office, document.code) == (office.unit, "01/VKS-P9")
    assert document.facts["symbol"] == "VKS-P9"
    assert document.facts["signer"]["authority"] == "TL. VIỆN TRƯỞNG"
    assert document.facts["addressed"] == ["Các phòng", "VKSND khu vực 5"]
    register = letters.letter_register(letter)
    (line,) = lines(register, TODAY.year, TODAY)
    assert line.entry is not None
    # The department keeps its copy, though the paper is its province's, and is not asked about it.
    letter.refresh_from_db()
    queued = ProcrastinateJob.objects.get(task_name="units.jobs.deliver")
    deliver(**queued.args | {"unit_ids": [unit.pk, office.doers[0].pk]})
    asked = DocumentRecipient.objects.filter(document=document, due_at__isnull=False)
    assert [row.unit for row in asked] == [office.doers[0]]
    page = signed_in(worker).get(url("detail", letter.pk))
    assert "01/VKS-P9" in words(page)
    assert signed_in(worker).get(f"/documents/{document.pk}/").status_code == 200
    # Both pages show what was issued, so both are noted with who read it.
    read = document.accesses.filter(user=worker).values_list("action", flat=True)
    assert list(read) == ["read", "read"]
    drawn = signed_in(worker).get(url("print", letter.pk), follow=True)
    assert drawn.redirect_chain == [(f"/documents/{document.pk}/pdf/", 302)]
    assert document.accesses.filter(user=worker, action="download").count() == 1


@pytest.mark.usefixtures("undrawn")
def test_regional_office_issues_its_letters_itself() -> None:
    office = opened(offices.region())
    letter = begun(office.clerk)
    assert (letter.office, letter.unit, letter.filing) == (office.unit, office.unit, "VT")
    document = walked(letter, office.head, office)
    assert (document.office, document.code) == (office.unit, "01/VKSKV5")
    assert document.facts["signer"]["authority"] == ""


def test_department_without_symbol_is_told_before_anybody_signs(office: Office) -> None:
    letter = written(office)
    Letter.objects.filter(pk=letter.pk).update(content="Đề nghị rà soát số liệu.")
    register = letters.letter_register(letter)
    assert letters.facts(letter, on=TODAY, register=register)["symbol"] == "VKS-…"
    client = signed_in(office.head)
    answer = client.post(url("approve", letter.pk), {"edition": letter.edition}, follow=True)
    assert "Phòng 1 chưa có ký hiệu" in words(answer)
    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT


def test_letter_for_a_meeting_is_begun_and_found_on_its_page(office: Office) -> None:
    meeting = office.meeting
    about = reverse("meetings:meeting_detail", args=[meeting.pk])
    asked = f"{url('create')}?meeting={meeting.pk}"
    client = signed_in(office.clerk)
    assert f'href="{asked}"' in client.get(about).content.decode()
    shown = client.get(asked).content.decode()
    assert f'name="meeting" value="{meeting.pk}"' in shown
    said = {"subject": "Chuẩn bị hội nghị", "addressed": "Các phòng", "meeting": meeting.pk}
    assert client.post(url("create"), said).status_code == 302
    letter = Letter.objects.get()
    assert letter.meeting == meeting
    assert "Chuẩn bị hội nghị" in words(client.get(about))
    assert f'href="{about}"' in client.get(url("detail", letter.pk)).content.decode()
    # Who does not see the letter, or the meeting, gets neither by this way.
    assert "Chuẩn bị hội nghị" not in words(signed_in(office.workers[0]).get(about))
    other = make.meeting(make.province("VKSND tỉnh Vĩnh Long"))
    assert client.post(url("create"), said | {"meeting": other.pk}).status_code == 422
    assert Letter.objects.count() == 1


def test_letter_of_one_unit_is_not_another_ones(office: Office) -> None:
    letter = written(office)
    stranger = make.user(
        Role.HEAD_OF_OFFICE, make.secretariat(make.province("VKSND tỉnh Vĩnh Long"))
    )
    for user, status in (
        (office.workers[0], 200),
        (office.workers[1], 404),
        (office.clerk, 200),
        (office.keeper, 200),
        (stranger, 404),
    ):
        client = signed_in(user)
        assert client.get(url("detail", letter.pk)).status_code == status
        shown = letter.subject in words(client.get(url("list")))
        assert shown == (status == 200)
    assert signed_in(office.workers[0]).post(url("approve", letter.pk)).status_code == 403
    assert signed_in(office.keeper).get(url("edit", letter.pk)).status_code == 403


def test_blank_letter_is_not_approved_and_says_why(office: Office) -> None:
    letter = begun(office.workers[0])
    page = words(signed_in(office.head).get(url("detail", letter.pk)))
    assert "nội dung còn để trống" in page
    signed_in(office.head).post(url("approve", letter.pk), {"edition": letter.edition})
    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT


def test_written_text_is_saved_and_a_second_editor_sees_both(office: Office) -> None:
    letter = begun(office.workers[0])
    client = signed_in(office.workers[0])
    said = {
        "edition": letter.edition,
        "subject": "Rà soát số liệu quý IV",
        "addressed": "Các phòng",
        "content": "Một đoạn.\nHai đoạn.",
        "signer": letter.signer_id,
        "filing": "VT, Phòng 1",
        "recipients_text": "Như trên",
        "recipients": [office.doers[0].pk],
        "copies": "7",
        "urgency": "urgent",
    }
    assert client.post(url("edit", letter.pk), said).status_code == 302
    again = signed_in(office.clerk).post(url("edit", letter.pk), said | {"content": "Khác."})
    assert again.status_code == 422
    assert "Một đoạn." in again.content.decode()
    assert "Khác." in again.content.decode()
    letter.refresh_from_db()
    page = sheets(
        letters.letter_pdf(
            letters.facts(letter, on=TODAY, register=letters.letter_register(letter))
        )
    )[0]
    assert page.find("V/v rà soát số liệu quý IV").sizes == {12}
    assert page.find("Kính gửi: Các phòng").faces == {"Regular"}
    assert "KHẨN" in page.text
    assert "(07 bản)." in page.text
    assert client.get(url("docx", letter.pk)).content.startswith(b"PK")


def test_drafts_wait_for_who_takes_the_next_step(office: Office) -> None:
    letter = written(office)

    def titles(user: User) -> list[str]:
        assert user.acting
        return [item.title for item in waiting.stepping(user, user.acting)]

    assert titles(office.workers[0]) == ["Hoàn chỉnh dự thảo công văn"]
    assert titles(office.workers[1]) == []
    assert "Duyệt công văn" in titles(office.head)
    Letter.objects.filter(pk=letter.pk).update(
        state="signed",
        approved_by=office.head,
        approved_at=NOW,
        signed_on=TODAY,
        signature_recorded_by=office.clerk,
    )
    assert titles(office.keeper) == ["Cấp số công văn"]


def test_list_costs_the_same_with_many_letters(office: Office) -> None:
    client = signed_in(office.clerk)
    written(office)
    client.get(url("list"))

    with CaptureQueriesContext(connection) as few:
        client.get(url("list"))
    for number in range(8):
        written(office, number % 2)
    with CaptureQueriesContext(connection) as many:
        assert "9 công văn" in words(client.get(url("list")))
    assert len(many) == len(few)
