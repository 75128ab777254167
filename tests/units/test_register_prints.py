"""The register on screen, on paper and as a workbook; numbers set aside by the clerk."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests import factories as f
from tests.meetings.measuring import sheets
from tests.units.issuing import DAY, facts, issued
from units import numbers
from units.models import Document, Register, Role, SkippedNumbers, User
from units.register_book import lines
from units.register_printing import register_html, register_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return Register.objects.get(office=f.province())


@pytest.fixture
def clerk(register: Register, client: Client) -> User:
    user = f.user(Role.REGISTRY_CLERK, register.office)
    client.force_login(user)
    return user


def filled(register: Register, by: User) -> list[Document]:
    """Two documents, a void number between them, and a number given on paper before."""
    numbers.skip(
        register, year=DAY.year, first=1, last=3, reason="Cấp trên sổ giấy", by=by, at=f.NOW
    )
    made = [issued(register, by) for _ in range(3)]
    numbers.void(made[1].entry, reason="In nhầm ngày", by=by, at=f.NOW)
    return made


def address(register: Register, act: str = "") -> str:
    return f"/registers/{register.pk}/{act}"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_page_shows_every_number_with_its_reason(
    client: Client, register: Register, clerk: User
) -> None:
    filled(register, clerk)
    page = text(client.get(address(register)))
    for words in ("01–03", "Cấp trên sổ giấy", "<s>05/TB-VKS</s>", "Số hủy: In nhầm ngày"):
        assert words in page
    assert "In sổ" in page


def test_print_has_the_decrees_columns_and_accounts_for_all(
    register: Register, clerk: User
) -> None:
    filled(register, clerk)
    found = lines(register, DAY.year, DAY)
    html = register_html(register, DAY.year, found, DAY)
    for words in (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "từ số 01 đến số 06, từ ngày 22/11/2026 đến ngày 22/11/2026",
        "Tên loại và trích yếu nội dung",
        "Đơn vị, người nhận bản lưu",
        "<td>04/TB-VKS</td><td>22/11/2026</td><td>Thông báo: Kết luận giao ban tháng 10</td>",
        "<td>Các phòng thuộc VKSND tỉnh</td>",
        "<td>Số hủy: In nhầm ngày</td>",
        "Cộng 6 số: 2 văn bản đã cấp số, 1 số hủy, 3 số không dùng tại đây",
    ):
        assert words in html, words


def test_print_lies_across_and_repeats_its_head(register: Register, clerk: User) -> None:
    long = facts(1, "Kết luận của đồng chí Viện trưởng tại hội nghị giao ban công tác " * 4)
    for _ in range(12):
        issued(register, clerk, render=lambda number, code: (long, b"%PDF-/Type /Page"))
    pages = sheets(register_pdf(register, DAY.year, lines(register, DAY.year, DAY), DAY))
    assert len(pages) > 1
    for page in pages:
        assert page.width > page.height
        assert page.find("Người ký")


def test_clerk_prints_and_takes_the_workbook(
    client: Client, register: Register, clerk: User
) -> None:
    filled(register, clerk)
    printed = client.get(address(register, "print/"), {"year": DAY.year})
    assert printed.content.startswith(b"%PDF-")
    book = client.get(address(register, "export/"), {"year": DAY.year})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[4:]] == ["01–03", "04/TB-VKS", "05/TB-VKS", "06/TB-VKS"]
    assert rows[6][7] == "Số hủy: In nhầm ngày"


def test_open_gap_is_not_printed_before_its_reason_is_given(
    client: Client, register: Register, clerk: User
) -> None:
    Register.objects.update(source=Register.Source.ELSEWHERE)
    register.refresh_from_db()
    issued(register, clerk, number=3)
    Register.objects.update(source=Register.Source.HERE)
    for act in ("print/", "export/"):
        answer = client.get(address(register, act), {"year": DAY.year}, follow=True)
        assert "số 01–02 không có văn bản và chưa ghi lý do" in text(answer)
    said = {"year": DAY.year, "first": 1, "last": 2, "reason": "Số của công văn ghi ở sổ khác"}
    assert client.post(address(register, "skip/"), said).status_code == 302
    assert client.get(address(register, "print/")).content.startswith(b"%PDF-")


def test_long_year_is_printed_in_parts(
    client: Client, register: Register, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("units.views.registers.MOST", 2)
    filled(register, clerk)
    assert "có 4 dòng: chọn từ số" in text(client.get(address(register, "print/"), follow=True))
    part = {"year": DAY.year, "first": 4, "last": 5}
    assert client.get(address(register, "print/"), part).content.startswith(b"%PDF-")


def test_refused_range_is_asked_again_with_what_was_typed(
    client: Client, register: Register, clerk: User
) -> None:
    filled(register, clerk)
    said = {"year": DAY.year, "first": 9, "last": "", "reason": "Sổ giấy"}
    answer = client.post(address(register, "skip/"), said)
    assert answer.status_code == 422
    assert "Số 07–08 chưa cấp: ghi lý do liền từ số 07." in text(answer)
    assert "Sổ giấy" in text(answer)
    assert SkippedNumbers.objects.count() == 1
