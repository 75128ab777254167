"""Numbers of a register: consecutive by calendar year, dates forward, everything frozen at once."""

import datetime
import hashlib
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units.issuing import DAY, PDF, issued
from units.models import Document, Register, RegisterEntry, Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return Register.objects.get(office=f.province())


def test_issue_numbers_from_01_without_hole(register: Register) -> None:
    codes = [issued(register).code for _ in range(3)]
    assert codes == ["01/TB-VKS", "02/TB-VKS", "03/TB-VKS"]


def test_issue_freezes_facts_bytes_and_digest(register: Register) -> None:
    clerk = f.user(Role.REGISTRY_CLERK, register.office)
    document = issued(register, clerk)
    document.refresh_from_db()
    assert bytes(document.pdf) == PDF + b"01/TB-VKS"
    assert document.sha256 == hashlib.sha256(bytes(document.pdf)).hexdigest()
    assert document.facts["number"] == 1
    assert document.page_count == 2
    assert (document.issued_by, document.issued_at) == (clerk, f.NOW)
    assert document.signer_position == "KT. VIỆN TRƯỞNG PHÓ VIỆN TRƯỞNG"
    assert document.entry.dated_on == DAY


def test_issue_counts_every_kind_of_the_register_together(register: Register) -> None:
    assert issued(register, kind="KH").code == "01/KH-VKS"
    assert issued(register, kind="CTr").code == "02/CTr-VKS"


def test_issue_begins_again_with_the_calendar_year(register: Register) -> None:
    issued(register, dated_on=datetime.date(2025, 12, 31))
    assert issued(register, dated_on=datetime.date(2026, 1, 2)).code == "01/TB-VKS"


@pytest.mark.parametrize("day", [datetime.date(2026, 11, 19), datetime.date(2025, 12, 31)])
def test_issue_refuses_a_day_before_the_last_number(register: Register, day: datetime.date) -> None:
    issued(register, dated_on=datetime.date(2026, 11, 20))
    with pytest.raises(Refused, match=r"số 01, ngày 20/11/2026"):
        issued(register, dated_on=day)
    assert RegisterEntry.objects.count() == Document.objects.count() == 1


def test_issue_accepts_the_day_of_the_last_number(register: Register) -> None:
    issued(register)
    assert issued(register).entry.number == 2


def test_issue_refuses_a_coming_day(register: Register) -> None:
    with pytest.raises(Refused, match="ở sau hôm nay"):
        issued(register, dated_on=DAY + datetime.timedelta(days=1))


def test_issue_judges_the_day_in_office_time(register: Register) -> None:
    """23:30 in UTC is already the next morning in Vietnam."""
    at = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)
    assert issued(register, dated_on=datetime.date(2026, 11, 23), at=at).entry.number == 1


def test_issue_refuses_a_closed_office() -> None:
    office = f.province("VKSND tỉnh Trà Vinh", valid_to=datetime.date(2025, 6, 30))
    with pytest.raises(Refused, match="không thuộc thời gian hoạt động của VKSND tỉnh Trà Vinh"):
        issued(Register.objects.get(office=office))


def test_issue_refuses_a_kind_of_another_register(register: Register) -> None:
    with pytest.raises(Refused, match="không nhận loại văn bản “Công văn”"):
        issued(register, kind="CV")


def test_failed_printing_takes_no_number(register: Register) -> None:
    def torn(number: int, code: str) -> tuple[dict[str, Any], bytes]:
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError):
        issued(register, render=torn)
    assert not Document.objects.exists()
    assert issued(register).entry.number == 1


def test_issue_refuses_bytes_that_are_no_pdf(register: Register) -> None:
    with pytest.raises(ValueError, match="Not a PDF"):
        issued(register, render=lambda number, code: ({"subject": "x"} | _signed(), b"<html>"))
    assert not RegisterEntry.objects.exists()


def _signed() -> dict[str, Any]:
    return {"signer": {"authority": "", "position": "VIỆN TRƯỞNG", "name": "A"}}


def test_region_numbers_for_itself_with_its_own_symbol(register: Register) -> None:
    region = f.region(register.office)
    issued(register)
    assert issued(Register.objects.get(office=region)).code == "01/TB-VKSKV5"


def test_symbol_is_the_one_of_the_day(register: Register) -> None:
    office = register.office
    office.names.update(valid_to=datetime.date(2026, 6, 30), symbol="VKSQT")
    office.names.create(
        name="Mới", short_name="Mới", symbol="VKS", valid_from=datetime.date(2026, 7, 1)
    )
    assert issued(register, dated_on=datetime.date(2026, 6, 30)).code == "01/TB-VKSQT"
    assert issued(register, dated_on=datetime.date(2026, 7, 1)).code == "02/TB-VKS"


def test_letter_has_no_abbreviation_of_its_kind() -> None:
    office = f.unit("VKSND tỉnh", kind=Unit.Kind.PROVINCE, symbol="VKS")
    letters = f.register(office, document_kinds=["CV"])
    assert issued(letters, kind="CV").code == "01/VKS"


# Numbers given elsewhere


@pytest.fixture
def recording() -> Register:
    office = f.unit("VKSND tỉnh", kind=Unit.Kind.PROVINCE, symbol="VKS")
    return f.register(office, source=Register.Source.ELSEWHERE)


def test_recorded_numbers_may_have_gaps_and_any_order(recording: Register) -> None:
    assert issued(recording, number=120).code == "120/TB-VKS"
    earlier = issued(recording, number=7, dated_on=DAY - datetime.timedelta(days=9))
    assert earlier.code == "07/TB-VKS"


def test_recorded_number_is_taken_once_a_year(recording: Register) -> None:
    issued(recording, number=7, dated_on=datetime.date(2025, 3, 1))
    issued(recording, number=7)
    with pytest.raises(Refused, match="Số 07 đã được ghi trong sổ năm 2026"):
        issued(recording, number=7)


@pytest.mark.parametrize("number", [None, 0, -1, 10**18])
def test_recorded_number_must_be_a_number(recording: Register, number: int | None) -> None:
    with pytest.raises(Refused):
        issued(recording, number=number)
    assert not Document.objects.exists()


# What the serving role may not do


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units_document SET subject = 'khác'",
        "DELETE FROM units_document",
        "TRUNCATE units_document CASCADE",
        "UPDATE units_registerentry SET number = 99",
        "DELETE FROM units_registerentry",
        "UPDATE units_documentrecipient SET unit_id = 1",
        "DELETE FROM units_documentaccess",
        "ALTER TABLE units_document DROP COLUMN sha256",
        "ALTER TABLE units_document DISABLE TRIGGER ALL",
        "DROP TABLE units_document CASCADE",
        "INSERT INTO units_document SELECT * FROM units_document "
        "ON CONFLICT (id) DO UPDATE SET pdf = ''",
        "SELECT 1 FROM units_document FOR UPDATE",
        "CREATE TRIGGER later BEFORE INSERT ON units_document "
        "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE silent AS ON INSERT TO units_document DO INSTEAD NOTHING",
        "SET session_replication_role = replica",
        "COPY units_document FROM '/etc/hostname'",
        "DELETE FROM web_change",
    ],
)
def test_issued_document_cannot_be_altered_by_plain_sql(register: Register, statement: str) -> None:
    issued(register)
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be (owner|superuser)")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
