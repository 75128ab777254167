"""Sổ văn bản đi: no number without its document or its reason."""

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units.issuing import DAY, issued
from units import numbers
from units.models import DocumentRecipient, Register, RegisterEntry, Role, Unit, User
from units.register_book import ELSEWHERE, lines, unexplained

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return Register.objects.get(office=f.province())


@pytest.fixture
def clerk(register: Register) -> User:
    return f.user(Role.REGISTRY_CLERK, register.office)


def void(entry: RegisterEntry, by: User, reason: str = "In nhầm người ký") -> None:
    numbers.void(entry, reason=reason, by=by, at=f.NOW)


def skip(register: Register, by: User, first: int, last: int, **more: Any) -> None:
    said: dict[str, Any] = {"year": DAY.year, "reason": "Ghi ở sổ giấy"} | more
    numbers.skip(register, first=first, last=last, by=by, at=f.NOW, **said)


def shown(register: Register) -> list[tuple[str, str]]:
    """(numbers, code and remarks) of each line."""
    return [
        (line.numbers, "; ".join([line.entry.document.code if line.entry else "", *line.remarks]))
        for line in lines(register, DAY.year, DAY)
    ]


def test_void_number_keeps_its_reason_and_is_never_given_again(
    register: Register, clerk: User
) -> None:
    entry = issued(register, clerk).entry
    void(entry, clerk)
    assert issued(register, clerk).code == "02/TB-VKS"
    assert shown(register) == [("01", "01/TB-VKS; Số hủy: In nhầm người ký"), ("02", "02/TB-VKS")]
    with pytest.raises(Refused, match="Số 01 đã bị hủy: In nhầm người ký"):
        void(entry, clerk)


def test_number_of_what_was_sent_is_not_voided(register: Register, clerk: User) -> None:
    document = issued(register, clerk)
    unit = f.department(register.office, "Phòng 1")
    DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=f.NOW)
    with pytest.raises(Refused, match="thay thế, đính chính hoặc thu hồi"):
        void(document.entry, clerk)


def test_register_begun_on_paper_goes_on_after_its_last_number(
    register: Register, clerk: User
) -> None:
    skip(register, clerk, 1, 41, reason="Cấp trên sổ giấy trước ngày dùng phần mềm")
    assert issued(register, clerk).code == "42/TB-VKS"
    skip(register, clerk, 43, 43, reason="Văn bản giấy ngày mất điện")
    assert issued(register, clerk).code == "44/TB-VKS"
    next_year = datetime.datetime(2027, 1, 4, 3, tzinfo=datetime.UTC)
    first = issued(register, clerk, dated_on=next_year.date(), at=next_year)
    assert first.code == "01/TB-VKS"
    assert shown(register) == [
        ("01–41", "; Cấp trên sổ giấy trước ngày dùng phần mềm"),
        ("42", "42/TB-VKS"),
        ("43", "; Văn bản giấy ngày mất điện"),
        ("44", "44/TB-VKS"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "more", "why"),
    [
        (2, 4, {}, "Số 02 đã cấp cho Thông báo số 02/TB-VKS"),
        (4, 6, {}, "Số 03 chưa cấp: ghi lý do liền từ số 03"),
        (3, 2, {}, "số sau không nhỏ hơn số trước"),
        (0, 2, {}, "Số phải từ 1"),
        (3, 200_000, {}, "Số phải từ 1"),
        (1, 1, {"year": 2027}, "Năm 2027 chưa đến"),
    ],
)
def test_numbers_are_set_aside_in_turn_only(
    register: Register, clerk: User, first: int, last: int, more: dict[str, int], why: str
) -> None:
    for _ in range(2):
        issued(register, clerk)
    with pytest.raises(Refused, match=why):
        skip(register, clerk, first, last, **more)
    assert issued(register, clerk).entry.number == 3


def test_reason_is_given_once(register: Register, clerk: User) -> None:
    skip(register, clerk, 1, 3)
    with pytest.raises(Refused, match="01–03 đã được ghi lý do: Ghi ở sổ giấy"):
        skip(register, clerk, 3, 5)


def test_recorded_register_says_that_its_gaps_are_the_systems_own(clerk: User) -> None:
    office = f.unit("VKSND tỉnh", kind=Unit.Kind.PROVINCE, symbol="VKS")
    register = f.register(office, source=Register.Source.ELSEWHERE)
    for number in (7, 3):
        issued(register, clerk, number=number)
    skip(register, clerk, 5, 5, reason="Văn bản bị rút trước khi gửi")
    assert shown(register) == [
        ("01–02", f"; {ELSEWHERE}"),
        ("03", "03/TB-VKS"),
        ("04", f"; {ELSEWHERE}"),
        ("05", "; Văn bản bị rút trước khi gửi"),
        ("06", f"; {ELSEWHERE}"),
        ("07", "07/TB-VKS"),
    ]


def test_gap_from_the_time_of_recorded_numbers_waits_for_a_reason(clerk: User) -> None:
    office = f.unit("VKSND tỉnh", kind=Unit.Kind.PROVINCE, symbol="VKS")
    register = f.register(office, source=Register.Source.ELSEWHERE)
    issued(register, clerk, number=4)
    Register.objects.update(source=Register.Source.HERE)
    register.refresh_from_db()
    assert unexplained(lines(register, DAY.year, DAY)) == "01–03"
    skip(register, clerk, 1, 3)
    assert unexplained(lines(register, DAY.year, DAY)) == ""
    assert issued(register, clerk).entry.number == 5


def test_two_registers_do_not_give_one_code(register: Register, clerk: User) -> None:
    issued(register, clerk)
    Register.objects.filter(pk=register.pk).update(document_kinds=["KH"])
    other = Register.objects.create(
        office=register.office, name="Sổ thông báo", document_kinds=["TB"]
    )
    with pytest.raises(Refused, match="Cơ quan đã có văn bản số 01/TB-VKS"):
        issued(other, clerk)
    assert not other.entries.exists()
    last_year = datetime.date(2025, 11, 3)
    assert issued(other, clerk, dated_on=last_year).code == "01/TB-VKS"


def test_book_costs_the_same_for_many_numbers(
    register: Register, clerk: User, django_assert_num_queries: Any
) -> None:
    for count in (1, 8):
        for _ in range(count):
            void(issued(register, clerk).entry, clerk)
        with django_assert_num_queries(6) as queries:
            assert len(lines(register, DAY.year, DAY)) == RegisterEntry.objects.count()
        assert not [query for query in queries if '"pdf"' in query["sql"]]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units_voidnumber SET reason = 'khác'",
        "DELETE FROM units_voidnumber",
        "UPDATE units_skippednumbers SET last = 99",
        "DELETE FROM units_skippednumbers",
        "UPDATE units_amendment SET effect = 'corrects'",
        "DELETE FROM units_amendment",
    ],
)
def test_reasons_cannot_be_altered_by_plain_sql(
    register: Register, clerk: User, statement: str
) -> None:
    void(issued(register, clerk).entry, clerk)
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
