"""Issued documents and registers: who sees them, what is served, what reading leaves behind."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.issuing import PDF, facts, issued
from units.models import (
    Document,
    DocumentAccess,
    DocumentRecipient,
    Register,
    RegisterEntry,
    Role,
    Succession,
    Unit,
    User,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def register(office: Unit) -> Register:
    return Register.objects.get(office=office)


@pytest.fixture
def document(register: Register) -> Document:
    return issued(register)


def deliver(document: Document, unit: Unit) -> None:
    DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=f.NOW)


def signed_in(client: Client, role: Role, unit: Unit) -> User:
    user = f.user(role, unit)
    client.force_login(user)
    return user


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


# The page and the bytes


def test_page_shows_the_frozen_facts(client: Client, office: Unit, document: Document) -> None:
    signed_in(client, Role.OFFICE_STAFF, f.secretariat(office))
    page = text(client.get(f"/documents/{document.pk}/"))
    assert "Thông báo số 01/TB-VKS" in page
    assert document.sha256 in page
    assert "Rà soát tin báo quá hạn" in page
    assert "KT. VIỆN TRƯỞNG PHÓ VIỆN TRƯỞNG" in page


def test_pdf_is_the_stored_bytes_with_their_digest_as_etag(
    client: Client, office: Unit, document: Document
) -> None:
    signed_in(client, Role.PROVINCE_HEAD, office)
    response = client.get(f"/documents/{document.pk}/pdf/")
    assert response.content == PDF + b"01/TB-VKS"
    assert response["Content-Type"] == "application/pdf"
    assert response["ETag"] == f'"{document.sha256}"'
    assert 'filename="01-TB-VKS.pdf"' in response["Content-Disposition"]
    assert "private" in response["Cache-Control"]


def test_pdf_known_to_the_browser_is_not_sent_again(
    client: Client, office: Unit, document: Document
) -> None:
    signed_in(client, Role.PROVINCE_HEAD, office)
    known = {"If-None-Match": f'"{document.sha256}"'}
    response = client.get(f"/documents/{document.pk}/pdf/", headers=known)
    assert (response.status_code, response.content) == (304, b"")
    assert document.accesses.count() == 1


def test_reading_and_downloading_are_logged_and_change_nothing_else(
    client: Client, office: Unit, document: Document
) -> None:
    user = signed_in(client, Role.PROVINCE_HEAD, office)
    before = Document.objects.values().get()
    client.get(f"/documents/{document.pk}/")
    client.get(f"/documents/{document.pk}/pdf/")
    logged = list(document.accesses.order_by("pk").values_list("user_id", "action"))
    assert logged == [(user.pk, "read"), (user.pk, "download")]
    assert Document.objects.values().get() == before
    assert client.post(f"/documents/{document.pk}/pdf/").status_code == 405


def test_issuing_office_sees_who_has_read_it_and_others_do_not(
    client: Client, office: Unit, document: Document
) -> None:
    region = f.region(office)
    deliver(document, region)
    reader = signed_in(client, Role.UNIT_CLERK, region)
    assert "Lượt xem" not in text(client.get(f"/documents/{document.pk}/"))
    signed_in(client, Role.REGISTRY_CLERK, office)
    page = text(client.get(f"/documents/{document.pk}/"))
    assert "Lượt xem" in page
    assert str(reader) in page


def test_markup_in_facts_stays_text(client: Client, office: Unit, register: Register) -> None:
    bad = facts(1, "<script>alert(1)</script>") | {"opening": ["<img src=x onerror=alert(1)>"]}
    document = issued(register, render=lambda number, code: (bad, PDF))
    signed_in(client, Role.PROVINCE_HEAD, office)
    page = text(client.get(f"/documents/{document.pk}/"))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


# Who sees what


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.PROVINCE_HEAD, "office", 200),
        (Role.PROVINCE_DEPUTY, "office", 200),
        (Role.REGISTRY_CLERK, "office", 200),
        (Role.HEAD_OF_OFFICE, "secretariat", 200),
        (Role.INSPECTOR, "department", 200),
        (Role.UNIT_HEAD, "recipient", 200),
        (Role.UNIT_CLERK, "recipient", 200),
        (Role.UNIT_CLERK, "region", 404),
        (Role.UNIT_HEAD, "department", 404),
        (Role.ADMINISTRATOR, "recipient", 404),
        (Role.PROVINCE_HEAD, "elsewhere", 404),
    ],
)
def test_document_is_seen_by_its_office_and_its_recipients(
    client: Client, office: Unit, document: Document, role: Role, place: str, status: int
) -> None:
    places = {
        "office": office,
        "secretariat": f.secretariat(office),
        "department": f.department(office),
        "recipient": f.region(office, "VKSND khu vực 1"),
        "region": f.region(office, "VKSND khu vực 2"),
        "elsewhere": f.province("VKSND tỉnh Vĩnh Long"),
    }
    deliver(document, places["recipient"])
    signed_in(client, role, places[place])
    for address in (f"/documents/{document.pk}/", f"/documents/{document.pk}/pdf/"):
        assert client.get(address).status_code == status
    assert DocumentAccess.objects.count() == (2 if status == 200 else 0)


def test_signed_out_visitor_gets_no_bytes(client: Client, document: Document) -> None:
    response = client.get(f"/documents/{document.pk}/pdf/")
    assert (response.status_code, response.content) == (302, b"")


def test_successor_reads_what_its_predecessors_issued_and_received(client: Client) -> None:
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=datetime.date(2025, 6, 30))
    day = datetime.date(2024, 1, 19)
    document = issued(Register.objects.get(office=old), dated_on=day)
    new = f.province("VKSND tỉnh Vĩnh Long", valid_from=datetime.date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=datetime.date(2025, 7, 1))
    signed_in(client, Role.PROVINCE_HEAD, new)
    assert client.get(f"/documents/{document.pk}/").status_code == 200
    assert "VKSND tỉnh Trà Vinh" in text(client.get("/documents/"))


# The inbox


def test_inbox_holds_what_the_unit_received(
    client: Client, office: Unit, register: Register
) -> None:
    region = f.region(office)
    mine, _ = issued(register), issued(register)
    deliver(mine, region)
    signed_in(client, Role.UNIT_HEAD, f.region(office, "VKSND khu vực 6"))
    assert "01/TB-VKS" not in text(client.get("/documents/", {"way": "in"}))
    signed_in(client, Role.UNIT_CLERK, region)
    page = text(client.get("/documents/", {"way": "in"}))
    assert "01/TB-VKS" in page
    assert "02/TB-VKS" not in page
    assert "Cơ quan chưa ban hành văn bản nào." in text(client.get("/documents/"))


def test_documents_are_found_without_accents(
    client: Client, office: Unit, register: Register
) -> None:
    issued(register)
    signed_in(client, Role.REGISTRY_CLERK, office)
    assert "01/TB-VKS" in text(client.get("/documents/", {"q": "ket luan GIAO BAN"}))
    assert "01/TB-VKS" in text(client.get("/documents/", {"q": "01/tb"}))
    assert "01/TB-VKS" not in text(client.get("/documents/", {"q": "tổng kết", "way": "khác"}))


def test_document_of_a_renamed_office_keeps_its_name(
    client: Client, office: Unit, register: Register
) -> None:
    office.names.update(valid_to=datetime.date(2026, 11, 30))
    office.names.create(
        name="Tên mới", short_name="Tên mới", valid_from=datetime.date(2026, 12, 1), symbol="VKS"
    )
    issued(register)
    signed_in(client, Role.PROVINCE_HEAD, office)
    assert '<td data-label="Cơ quan">VKSND tỉnh Quảng Trị</td>' in text(client.get("/documents/"))


# Registers


def test_register_shows_a_year_in_order(client: Client, office: Unit, register: Register) -> None:
    issued(register, dated_on=datetime.date(2025, 12, 30))
    for _ in range(2):
        issued(register)
    signed_in(client, Role.REGISTRY_CLERK, office)
    page = text(client.get(f"/registers/{register.pk}/"))
    assert page.index("01/TB-VKS") < page.index("02/TB-VKS")
    assert "30/12/2025" not in page
    assert "30/12/2025" in text(client.get(f"/registers/{register.pk}/", {"year": "2025"}))


@pytest.mark.parametrize("year", ["abcd", "1999", "0000", "99999", "-1", "²⁰²⁶"])
def test_register_of_an_odd_year_is_empty_or_the_newest(
    client: Client, office: Unit, register: Register, year: str
) -> None:
    signed_in(client, Role.REGISTRY_CLERK, office)
    assert client.get(f"/registers/{register.pk}/", {"year": year}).status_code == 200


def test_register_of_another_office_is_404(client: Client, office: Unit) -> None:
    other = Register.objects.get(office=f.province("VKSND tỉnh Vĩnh Long"))
    signed_in(client, Role.REGISTRY_CLERK, office)
    assert client.get(f"/registers/{other.pk}/").status_code == 404


def test_register_is_not_for_department_clerks(
    client: Client, office: Unit, register: Register
) -> None:
    signed_in(client, Role.UNIT_CLERK, f.department(office))
    assert client.get("/registers/").status_code == 403
    assert client.get(f"/registers/{register.pk}/").status_code == 403


@pytest.mark.parametrize("address", ["/documents/", "/registers/", "/registers/{register}/"])
def test_lists_cost_the_same_with_fifty_rows(
    client: Client,
    office: Unit,
    register: Register,
    address: str,
    django_assert_max_num_queries: Any,
) -> None:
    clerk = signed_in(client, Role.REGISTRY_CLERK, office)
    address = address.format(register=register.pk)
    costs = []
    for count in (1, 45):
        for _ in range(count):
            deliver(issued(register, clerk), f.region(office))
        with django_assert_max_num_queries(20) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert RegisterEntry.objects.count() == 46


def test_lists_do_not_fetch_the_bytes(
    client: Client, office: Unit, register: Register, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, Role.REGISTRY_CLERK, office)
    issued(register)
    for address in ("/documents/", f"/registers/{register.pk}/"):
        with django_assert_max_num_queries(20) as queries:
            client.get(address)
        assert not [q for q in queries if '"pdf"' in q["sql"]]
