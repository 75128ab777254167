"""Units say that a document has come; their office sees who has not."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from meetings import work
from tests import factories as f
from tests.factories import calendars
from tests.meetings.measuring import sheets
from tests.units.issuing import issued
from units import acknowledging, delivering
from units.acknowledgement_board import lines, rows
from units.acknowledgement_printing import board_html, board_pdf
from units.models import (
    Acknowledgement,
    AcknowledgementTerm,
    Amendment,
    Document,
    DocumentRecipient,
    Register,
    Role,
    Unit,
    User,
)
from units.models.amending import Effect

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(
    2026, 11, 23, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7))
)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", MONDAY.isoformat())


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def document(office: Unit) -> Document:
    return issued(Register.objects.get(office=office))


@pytest.fixture
def region(office: Unit) -> Unit:
    return f.region(office)


@pytest.fixture
def worker(region: Unit) -> User:
    return f.user(Role.UNIT_CLERK, region)


@pytest.fixture
def keeper(office: Unit) -> User:
    return f.user(Role.REGISTRY_CLERK, f.secretariat(office))


def sent(document: Document, unit: Unit, at: datetime.datetime = MONDAY) -> DocumentRecipient:
    delivering.hand_over(document, unit.pk, at=at)
    return document.recipients.get(unit=unit)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def titles(user: User, now: datetime.datetime = MONDAY) -> list[str]:
    return [one.title for one in work.waiting(user, now.date(), now)]


# The term


def test_term_is_the_end_of_the_next_working_day_unless_the_office_says_otherwise(
    document: Document, office: Unit, region: Unit
) -> None:
    calendars.holiday(datetime.date(2026, 11, 24), "Nghỉ bù")
    assert sent(document, region).due_at == MONDAY + 2 * DAY + datetime.timedelta(hours=9)
    AcknowledgementTerm.objects.create(office=office, amount=4, counted_in="hours")
    other = f.region(office, "VKSND khu vực 6")
    hours = sent(document, other).due_at
    assert hours == MONDAY + datetime.timedelta(hours=6)  # 11:30 to 13:30 is lunch


def test_office_and_the_one_above_it_are_not_asked(office: Unit, region: Unit) -> None:
    Register.objects.get_or_create(office=region, defaults={"name": "Sổ", "document_kinds": ["TB"]})
    document = issued(Register.objects.get(office=region))
    assert sent(document, office).due_at is None
    assert sent(document, region).due_at is None


def test_repeated_delivery_keeps_the_first_term(document: Document, region: Unit) -> None:
    first = sent(document, region).due_at
    assert sent(document, region, MONDAY + 7 * DAY).due_at == first


# Acknowledging


def test_document_waits_in_the_units_work_until_it_is_acknowledged(
    client: Client, document: Document, region: Unit, worker: User
) -> None:
    row = sent(document, region)
    assert "Tiếp nhận văn bản" in titles(worker)
    client.force_login(worker)
    assert "Đơn vị chưa tiếp nhận" in text(client.get(f"/documents/{document.pk}/"))
    client.post(f"/documents/{document.pk}/acknowledge/")
    said = Acknowledgement.objects.get(recipient=row)
    assert (said.by, said.at) == (worker, MONDAY)
    assert "Tiếp nhận văn bản" not in titles(worker)
    page = text(client.get(f"/documents/{document.pk}/"))
    assert "Đơn vị chưa tiếp nhận" not in page
    assert f"{worker} tiếp nhận 23/11/2026" in page or f"{worker} tiếp nhận" in page


def test_second_person_of_the_unit_is_told_who_was_first(
    client: Client, document: Document, region: Unit, worker: User
) -> None:
    sent(document, region)
    acknowledging.acknowledge(document, by=worker, at=MONDAY)
    client.force_login(f.user(Role.UNIT_HEAD, region))
    page = client.post(f"/documents/{document.pk}/acknowledge/", follow=True)
    assert f"{worker} đã tiếp nhận lúc" in text(page)
    assert Acknowledgement.objects.get().by == worker


def test_replaced_document_is_not_asked_for_any_more(
    document: Document, region: Unit, worker: User, keeper: User
) -> None:
    row = sent(document, region)
    newer = issued(Register.objects.get(office=document.office), keeper)
    Amendment.objects.create(
        document=newer, of=document, effect=Effect.REPLACES, reason="Sai đơn vị"
    )
    assert "Tiếp nhận văn bản" not in titles(worker)
    assert row not in DocumentRecipient.objects.overdue(MONDAY + 30 * DAY)


# The Office's board


def test_board_shows_what_is_late_first_and_who_acknowledged(
    client: Client, office: Unit, document: Document, region: Unit, worker: User, keeper: User
) -> None:
    late, soon = region, f.region(office, "VKSND khu vực 6")
    done = f.region(office, "VKSND khu vực 7")
    sent(document, soon)
    sent(document, late, MONDAY - 7 * DAY)
    sent(document, done)
    acknowledging.acknowledge(document, by=f.user(Role.UNIT_HEAD, done), at=MONDAY)
    client.force_login(keeper)
    page = text(client.get("/acknowledgements/"))
    assert "1 lượt quá hạn, 2 lượt chưa tiếp nhận" in page
    assert page.index("quá hạn 6 ngày") < page.index("VKSND khu vực 6")
    assert "VKSND khu vực 7" not in page
    assert "VKSND khu vực 7" in text(client.get("/acknowledgements/?state=done"))
    assert "VKSND khu vực 6" not in text(client.get("/acknowledgements/?state=late"))
    overseen = [one.title for one in work.overseen(_office_clerk(office), MONDAY.date(), MONDAY)]
    assert "1 lượt nhận văn bản quá hạn, đơn vị chưa tiếp nhận" in overseen


def _office_clerk(office: Unit) -> User:
    return f.user(Role.OFFICE_STAFF, f.secretariat(office))


def test_late_acknowledgement_says_how_late(
    document: Document, region: Unit, worker: User, keeper: User
) -> None:
    sent(document, region, MONDAY - 7 * DAY)
    acknowledging.acknowledge(document, by=worker, at=MONDAY)
    [line] = lines(rows(keeper, "done", MONDAY), MONDAY)
    assert (line.state, line.late, line.by) == ("tiếp nhận quá hạn", "quá hạn 6 ngày", str(worker))


def test_board_of_another_office_does_not_show_it(
    client: Client, document: Document, region: Unit
) -> None:
    sent(document, region)
    other = f.province("VKSND tỉnh Vĩnh Long")
    client.force_login(f.user(Role.REGISTRY_CLERK, other))
    assert "Mọi văn bản đã gửi đều được tiếp nhận" in text(client.get("/acknowledgements/"))


def test_board_on_paper_and_in_a_workbook_has_the_same_lines(
    client: Client, document: Document, region: Unit, keeper: User
) -> None:
    sent(document, region, MONDAY - 7 * DAY)
    client.force_login(keeper)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/acknowledgements/export/").content))
    cells = [str(cell.value) for row in book.active for cell in row]
    found = lines(rows(keeper, "waiting", MONDAY), MONDAY)
    html = board_html(document.office, "waiting", found, MONDAY)
    for said in (document.code, "quá hạn 6 ngày", "VKSND khu vực"):
        assert any(said in cell for cell in cells)
        assert said in html
    [sheet] = sheets(board_pdf(document.office, "waiting", found, MONDAY))
    assert sheet.width > sheet.height
    assert client.get("/acknowledgements/print/")["Content-Type"] == "application/pdf"


def test_office_sets_its_term_and_a_wrong_day_is_refused(client: Client, office: Unit) -> None:
    client.force_login(_office_clerk(office))
    said = {
        "amount": "2",
        "counted_in": "hours",
        "morning_from": "07:00",
        "morning_to": "11:30",
        "afternoon_from": "13:30",
        "afternoon_to": "17:00",
    }
    wrong = client.post("/acknowledgements/term/", said | {"morning_to": "06:00"})
    assert wrong.status_code == 422
    assert "Giờ làm việc phải theo thứ tự" in text(wrong)
    assert client.post("/acknowledgements/term/", said).status_code == 302
    assert str(acknowledging.term_of(office.pk)) == "2 giờ làm việc"
    assert "10:00" in text(client.get("/acknowledgements/term/"))


def test_board_costs_the_same_with_more_rows(
    client: Client, office: Unit, keeper: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(keeper)
    register, costs = Register.objects.get(office=office), []
    for count in (1, 12):
        for _ in range(count):
            sent(issued(register, keeper), f.region(office), MONDAY - 7 * DAY)
        with django_assert_max_num_queries(20) as queries:
            client.get("/acknowledgements/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
