"""Instruments and lines of statistics are kept by a province's Office."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from targets.models import Indicator, Instrument
from tests import factories as f
from tests.targets.figures_facts import Office, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
COMMON = "Danh mục dùng chung cho mọi đơn vị trong hệ thống"


@pytest.fixture
def made() -> Office:
    return office()


@pytest.fixture
def staff(client: Client, made: Office) -> Client:
    client.force_login(made.staff)
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"targets:{name}", args=args)


def paper(**changes: object) -> dict[str, object]:
    return {
        "kind": "QĐ",
        "code": "139/QĐ-VKSTC",
        "issued_on": "29/4/2020",
        "issuer": "VKSND tối cao",
        "subject": "Hệ thống chỉ tiêu cơ bản",
    } | changes


def line(made: Office, **changes: str) -> dict[str, str]:
    return {
        "code": "tb-moi",
        "field": str(made.field.pk),
        "name": "Tin báo mới thụ lý",
        "counted_in": "tin",
        "nature": "flow",
        "decimals": "0",
        "order": "1",
    } | changes


def test_instrument_is_added_with_its_bases(staff: Client) -> None:
    basis = f.instrument("96/2019/QH14", issued_on=datetime.date(2019, 11, 27))
    assert staff.post(address("instrument_create"), paper(bases=[basis.pk])).status_code == 302
    stored = Instrument.objects.get(code="139/QĐ-VKSTC")
    assert list(stored.bases.all()) == [basis]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": ""}, "chưa điền"),
        ({"kind": "XX"}, "Chọn một mục có trong danh sách"),
        ({"issued_on": "31/2/2020"}, "Nhập ngày theo mẫu"),
        ({"subject": "x" * 10_000}, "tối đa 500 ký tự"),
        ({"subject": "Trích yếu\nTUYỆT MẬT"}, "không được nhập"),
        ({"bases": ["99999"]}, "không còn trong danh sách"),
        ({"code": "1/KH-VKSTC", "issued_on": "1/12/2025"}, "đã có trong danh mục"),
    ],
)
def test_wrong_instrument_is_refused(
    staff: Client, changes: dict[str, object], sentence: str
) -> None:
    f.instrument("1/KH-VKSTC", issuer="VKSND tối cao")
    response = staff.post(address("instrument_create"), paper(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Instrument.objects.count() == 1


def test_younger_instrument_is_no_base(staff: Client) -> None:
    old, young = f.instrument(issued_on=datetime.date(2019, 1, 1)), f.instrument()
    data = paper(issued_on="1/1/2019", bases=[young.pk])
    response = staff.post(address("instrument_edit", old.pk), data)
    assert response.status_code == 422
    assert "không thể là căn cứ" in response.content.decode()


def test_instrument_is_no_base_of_itself(staff: Client) -> None:
    own = f.instrument()
    data = paper(issued_on="1/12/2025", bases=[own.pk])
    assert staff.post(address("instrument_edit", own.pk), data).status_code == 422


def test_search_needs_no_accents(staff: Client) -> None:
    f.instrument("01/HD", subject="Hướng dẫn công tác kiểm sát")
    f.instrument("02/HD", subject="Nội dung khác")
    page = staff.get(address("instrument_list"), {"q": "huong dan"}).content.decode()
    assert "01/HD" in page
    assert "02/HD" not in page
    assert (
        "Không có văn bản nào khớp"
        in staff.get(address("instrument_list"), {"q": "zzz"}).content.decode()
    )


def test_line_is_added(staff: Client, made: Office) -> None:
    assert staff.post(address("indicator_create"), line(made)).status_code == 302
    stored = Indicator.objects.get(code="tb-moi")
    assert (stored.field, stored.nature, stored.decimals) == (made.field, "flow", 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "có dấu"}, "id_code_error"),
        ({"name": ""}, "chưa điền"),
        ({"name": "x" * 10_000}, "tối đa 300 ký tự"),
        ({"decimals": "3"}, "Nhiều nhất hai chữ số thập phân"),
        ({"decimals": "-1"}, "id_decimals_error"),
        ({"nature": "tides"}, "Chọn một mục có trong danh sách"),
        ({"valid_from": "2/1/2026", "valid_to": "1/1/2026"}, "không được trước ngày bắt đầu"),
        ({"field": "0"}, "id_field_error"),
    ],
)
def test_wrong_line_is_refused(
    staff: Client, made: Office, changes: dict[str, str], sentence: str
) -> None:
    before = Indicator.objects.count()
    response = staff.post(address("indicator_create"), line(made, **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Indicator.objects.count() == before


def test_code_of_another_line_is_refused(staff: Client, made: Office) -> None:
    response = staff.post(address("indicator_create"), line(made, code=made.solved.code))
    assert response.status_code == 422


def test_line_without_figures_may_change_its_nature(staff: Client, made: Office) -> None:
    staff.post(address("indicator_edit", made.solved.pk), line(made, nature="stock", code="tb-x"))
    made.solved.refresh_from_db()
    assert (made.solved.code, made.solved.nature) == ("tb-x", "stock")


def test_figures_fix_code_nature_and_decimals(staff: Client, made: Office) -> None:
    made.enter(made.solved, "2026-01", 7)
    code, url = made.solved.code, address("indicator_edit", made.solved.pk)
    assert staff.get(url).content.decode().count("dòng này đã có số liệu") == 3
    data = line(made, name="Tên mới", nature="stock", decimals="2", code="tb-x")
    assert staff.post(url, data).status_code == 302
    made.solved.refresh_from_db()
    stored = made.solved
    assert (stored.name, stored.code, stored.nature, stored.decimals) == (
        "Tên mới",
        code,
        "flow",
        0,
    )


@pytest.mark.parametrize("days", [{"valid_from": "1/2/2026"}, {"valid_to": "31/12/2025"}])
def test_validity_covers_the_months_with_figures(
    staff: Client, made: Office, days: dict[str, str]
) -> None:
    made.enter(made.solved, "2026-01", 7)
    response = staff.post(address("indicator_edit", made.solved.pk), line(made, **days))
    assert response.status_code == 422
    assert "đã có số liệu tháng 1/2026" in response.content.decode()


def test_lines_are_found_by_field_and_words(staff: Client, made: Office) -> None:
    other = f.indicator("Vụ án đã khởi tố", where=f.field("Điều tra"))
    url = address("indicator_list")
    page = staff.get(url, {"q": "tin bao giai quyet"}).content.decode()
    assert made.solved.name in page
    assert other.name not in page
    page = staff.get(url, {"field": other.field.code}).content.decode()
    assert other.name in page
    assert made.solved.name not in page


def test_clerk_reads_lines_and_does_not_edit(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    page = client.get(address("indicator_list")).content.decode()
    assert made.solved.name in page
    assert COMMON not in page
    assert address("indicator_edit", made.solved.pk) not in page
    assert client.get(address("indicator_edit", made.solved.pk)).status_code == 403
    assert client.post(address("indicator_create"), line(made)).status_code == 403


def test_who_edits_is_told_that_rows_are_common(staff: Client, made: Office) -> None:
    for name in ("indicator_list", "indicator_create", "instrument_create"):
        assert COMMON in staff.get(address(name)).content.decode()
