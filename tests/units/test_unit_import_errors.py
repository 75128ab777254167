"""What is wrong with a workbook of units: every error by row and column."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.units.imported_units import (
    DECEMBER,
    FIRST,
    apply,
    as_known,
    coded_province,
    faults,
    line,
    region,
    text,
    upload,
    workbook,
)
from tests.units.register_pages import keeper
from units.models import Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return coded_province()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


@pytest.mark.usefixtures("staff")
def test_every_error_is_named_by_row_and_column(client: Client, office: Unit) -> None:
    known = region(office, 1)
    f.appointment(f.person("Trần Văn Bình"), known, valid_from=FIRST)
    other = f.region(f.province("VKSND tỉnh Vĩnh Long"), "KV khác")
    page = faults(
        client,
        [
            line(KIND="ban"),
            line(CODE="a b"),
            line(CODE="X2", PARENT="KHONG"),
            line(CODE="X3", FIELDS="Tin báo lạ"),
            line(CODE="X4", SYMBOL="vks 4"),
            line(CODE="X5", NUMBER=1),
            line(CODE="X6", FIRST=datetime.date(2020, 1, 1)),
            as_known(known, LAST=datetime.date(2026, 1, 1)),
            line(CODE="X7", SOURCE="TỐI MẬT"),
            as_known(other, ORDER=9),
            line(CODE="X8", KIND="tỉnh", PARENT=""),
            line(CODE="X9", FIRST=None),
            line(CODE="X10", NAME_FIRST=datetime.date(2020, 1, 1)),
            line(CODE="X11", KIND="ban", PARENT="KHONG", SYMBOL="vks"),
        ],
    )
    for said in (
        "Dòng 2, cột B (Loại)",
        "Dòng 3, cột A (Mã)",
        "Dòng 4, cột D (Trực thuộc (mã))",
        "Dòng 5, cột I (Lĩnh vực)",
        "Dòng 6, cột H (Ký hiệu)",
        "Dòng 7, cột C (Số)",
        "Dòng 8, cột K (Hoạt động từ ngày)",
        "Dòng 9, cột L (Hoạt động đến hết ngày)",
        "1 chức vụ (Trần Văn Bình)",
        "Dòng 10, cột P (Căn cứ, nguồn)",
        "Dòng 11, cột A (Mã)",
        "Đơn vị này thuộc cơ quan khác.",
        "Dòng 12, cột B (Loại)",
        "Dòng 13, cột K (Hoạt động từ ngày)",
        "Dòng 14, cột M (Tên dùng từ ngày)",
        "Dòng 15, cột B (Loại)",
        "Dòng 15, cột D (Trực thuộc (mã))",
        "Dòng 15, cột H (Ký hiệu)",
    ):
        assert said in page, said


@pytest.mark.usefixtures("staff")
def test_rows_of_one_unit_that_differ_are_named(client: Client, office: Unit) -> None:
    page = faults(client, [line(), line(NUMBER=10, NAME_FIRST=datetime.date(2027, 1, 1))])
    assert "Dòng 3, cột C (Số) Khác với dòng 2 của cùng đơn vị." in re.sub(
        r"<[^>]+>", " ", page
    ).replace("  ", " ")


@pytest.mark.usefixtures("staff")
def test_two_new_units_with_one_number_are_refused(client: Client, office: Unit) -> None:
    page = faults(client, [line(), line(CODE="T1-KV10", SHORT_NAME="Khác")])
    assert "đã có đơn vị số 9" in page


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"KIND": "phòng"}, "không đính chính được: dùng Sắp xếp tổ chức"),
        ({"PARENT": "T2"}, "không đính chính được: dùng Sắp xếp tổ chức"),
        ({"SHORT_NAME": "Khác"}, "Tên đã kiểm chứng không sửa lùi"),
        ({"NAME_LAST": datetime.date(2020, 1, 1)}, "Tên kết thúc trước ngày bắt đầu dùng."),
    ],
)
def test_what_is_no_slip_is_refused(
    client: Client, office: Unit, said: dict[str, Any], sentence: str
) -> None:
    second = f.province("VKSND tỉnh Quảng Bình")
    Unit.objects.filter(pk=second.pk).update(code="T2")
    assert sentence in faults(client, [as_known(region(office, 1), **said)])


@pytest.mark.usefixtures("staff")
def test_names_that_overlap_are_refused(client: Client, office: Unit) -> None:
    known = region(office, 1)
    rows = [as_known(known), as_known(known, SHORT_NAME="Mới", NAME_FIRST=DECEMBER)]
    assert "Trùng thời gian với tên “VKSND khu vực 1”." in faults(client, rows)


@pytest.mark.usefixtures("staff")
def test_good_rows_beside_bad_ones_are_shown_but_not_offered(client: Client, office: Unit) -> None:
    page = faults(client, [line(), line(CODE="X2", PARENT="KHONG")])
    assert "VKSND khu vực 9" in page
    assert "Chưa có gì được ghi" in page


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("content", [b"", b"Ma;Ten", b"PK\x03\x04xx"])
def test_file_that_is_no_workbook_is_refused_at_its_field(client: Client, content: bytes) -> None:
    response = upload(client, content)
    assert response.status_code == 422
    assert "Tệp" in text(response)
    assert 'value="Quyết định số 5"' in text(response)


@pytest.mark.usefixtures("staff")
def test_file_and_reason_are_asked_for(client: Client) -> None:
    response = client.post("/units/import/", {"reason": ""})
    assert response.status_code == 422


@pytest.mark.usefixtures("staff")
def test_weak_sign_of_secrecy_is_asked_about_before_it_is_written(
    client: Client, office: Unit
) -> None:
    preview = upload(client, workbook([line(SOURCE="Theo tài liệu mật")]))
    assert "không thuộc bí mật nhà nước" in text(preview)
    assert apply(client, preview).status_code == 422
    assert not Unit.objects.filter(code="T1-KV9").exists()
    assert apply(client, preview, not_secret="on").status_code == 302
