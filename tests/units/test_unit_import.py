"""Units from a workbook: every error by row before anything is written, then all or nothing."""

import datetime
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procuracy.web import xlsx
from tests import factories as f
from units import unit_sheets as sheets
from units.models import Role, Succession, Unit, UnitName, User

pytestmark = pytest.mark.django_db

FIRST = datetime.date(2025, 7, 1)
DECEMBER = datetime.date(2026, 12, 1)
HEADINGS = [column.heading for column in sheets.COLUMNS]


@pytest.fixture
def office() -> Unit:
    made = f.province(valid_from=FIRST)
    Unit.objects.filter(pk=made.pk).update(code="T1")
    made.names.update(valid_from=FIRST)
    made.refresh_from_db()
    return made


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    user = f.user(Role.OFFICE_STAFF, f.secretariat(office))
    client.force_login(user)
    return user


def region(office: Unit, number: int, **more: Any) -> Unit:
    """With dates and a code that can be typed."""
    made = f.region(office, f"VKSND khu vực {number}", number=number, valid_from=FIRST, **more)
    Unit.objects.filter(pk=made.pk).update(code=f"T1-KV{number}")
    made.names.update(valid_from=FIRST)
    made.refresh_from_db()
    return made


def line(**said: Any) -> list[Any]:
    """A row of a new region."""
    row: dict[str, Any] = {
        sheets.CODE: "T1-KV9",
        sheets.KIND: "khu vực",
        sheets.NUMBER: 9,
        sheets.PARENT: "T1",
        sheets.NAME: "Viện kiểm sát nhân dân khu vực 9",
        sheets.SHORT_NAME: "VKSND khu vực 9",
        sheets.PLACE: "Lệ Thủy",
        sheets.SYMBOL: "VKSKV9",
        sheets.FIRST: DECEMBER,
    }
    row |= {getattr(sheets, name): value for name, value in said.items()}
    return [row.get(heading) for heading in HEADINGS]


def as_known(unit: Unit, **said: Any) -> list[Any]:
    """A row that says of a unit what is known, but for what is said."""
    name = list(unit.names.all())[-1]
    row = sheets._row(unit, name, sheets.field_names(unit))
    for key, value in said.items():
        row[HEADINGS.index(getattr(sheets, key))] = value
    return row


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    return xlsx.write([xlsx.Table(sheets.SHEET, sheets.COLUMNS, rows)])


def upload(client: Client, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("don-vi.xlsx", content)
    return client.post("/units/import/", {"file": file, "reason": "Quyết định số 5"} | more)


def text(response: Any) -> str:
    return unescape(" ".join(response.content.decode().split()))


def sealed(response: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', response.content.decode())
    assert found, text(response)
    return found[1]


def apply(client: Client, response: Any, **more: Any) -> Any:
    return client.post("/units/import/apply/", {"sealed": sealed(response)} | more)


def faults(client: Client, rows: Sequence[Sequence[Any]]) -> str:
    before = stored()
    response = upload(client, workbook(rows))
    assert response.status_code == 422
    assert stored() == before
    assert 'name="sealed"' not in response.content.decode()
    return text(response)


def stored() -> list[Any]:
    return [
        *Unit.objects.order_by("pk").values_list(),
        *UnitName.objects.order_by("pk").values_list(),
    ]


# Preview, then apply


@pytest.mark.usefixtures("staff")
def test_preview_says_what_would_be_done_and_writes_nothing(client: Client, office: Unit) -> None:
    known, same = region(office, 1), region(office, 2)
    before = stored()
    rows = [line(), as_known(known, ORDER=7), as_known(same)]
    page = text(upload(client, workbook(rows)))
    assert stored() == before
    assert "+ thêm mới" in page
    assert f"Thứ tự: {known.order} → 7" in page
    assert "3 đơn vị trong tệp đọc được, 2 đơn vị sẽ ghi." in page
    assert "Ghi 2 đơn vị" in page


@pytest.mark.usefixtures("staff")
def test_what_was_previewed_is_written(client: Client, office: Unit) -> None:
    field = f.field("Dân sự")
    known = region(office, 1, source="Nghị quyết 1")
    rows = [
        line(KIND="Phòng", FIELDS="dân sự ;", SYMBOL=""),
        as_known(
            known, NUMBER=3, FIRST=datetime.date(2025, 8, 1), NAME_FIRST=datetime.date(2025, 8, 1)
        ),
    ]
    answer = apply(client, upload(client, workbook(rows)))
    assert answer["Location"] == "/units/"
    made = Unit.objects.get(code="T1-KV9")
    assert (made.kind, made.parent, made.valid_from) == ("department", office, DECEMBER)
    assert list(made.fields.all()) == [field]
    name = made.names.get()
    assert (name.short_name, name.place_name, name.valid_from) == (
        "VKSND khu vực 9",
        "Lệ Thủy",
        DECEMBER,
    )
    known.refresh_from_db()
    assert (known.number, known.valid_from) == (3, datetime.date(2025, 8, 1))
    assert known.names.get().valid_from == known.valid_from
    assert re.fullmatch(r"Nghị quyết 1\nĐính chính ngày [0-9/]+: Quyết định số 5", known.source)


@pytest.mark.usefixtures("staff")
def test_second_press_writes_nothing_twice(client: Client, office: Unit) -> None:
    preview = upload(client, workbook([line()]))
    assert apply(client, preview).status_code == 302
    again = apply(client, preview)
    assert again.status_code == 422
    assert "đã thay đổi từ lúc xem trước" in text(again)
    assert Unit.objects.filter(code="T1-KV9").count() == 1


@pytest.mark.usefixtures("staff")
def test_change_by_somebody_else_shows_the_preview_again(client: Client, office: Unit) -> None:
    known = region(office, 1)
    preview = upload(client, workbook([as_known(known, NUMBER=3)]))
    Unit.objects.filter(pk=known.pk).update(number=2)
    again = apply(client, preview)
    assert again.status_code == 422
    assert "Số: 2 → 3" in text(again)
    known.refresh_from_db()
    assert known.number == 2
    assert apply(client, again).status_code == 302


@pytest.mark.usefixtures("staff")
def test_nothing_is_written_when_a_rule_comes_to_forbid_it(client: Client, office: Unit) -> None:
    preview = upload(client, workbook([line(), line(CODE="T1-KV10", NUMBER=10, SHORT_NAME="K10")]))
    region(office, 10)
    Unit.objects.filter(number=10).update(code="KHAC")
    assert "đã có đơn vị số 10" in text(apply(client, preview))
    assert not Unit.objects.filter(code__in=["T1-KV9", "T1-KV10"]).exists()


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("way", ["cut", "altered", "empty", "other"])
def test_tampered_preview_is_refused(client: Client, office: Unit, way: str) -> None:
    seal = sealed(upload(client, workbook([line()])))
    text_of = {
        "cut": seal[:-3],
        "altered": ("A" if seal[40] != "A" else "B").join([seal[:40], seal[41:]]),
        "empty": "",
        "other": "eyJ4IjoxfQ:1abc:xyz",
    }
    answer = client.post("/units/import/apply/", {"sealed": text_of[way]})
    assert answer.status_code == 422
    assert "đã bị thay đổi" in text(answer)
    assert not Unit.objects.filter(code="T1-KV9").exists()


def test_preview_of_a_colleague_is_refused(client: Client, staff: User, office: Unit) -> None:
    preview = upload(client, workbook([line()]))
    client.force_login(f.user(Role.OFFICE_STAFF, office.children.get(is_secretariat=True)))
    assert apply(client, preview).status_code == 422
    assert not Unit.objects.filter(code="T1-KV9").exists()


@pytest.mark.parametrize("role", [Role.PROVINCE_HEAD, Role.UNIT_CLERK, Role.ADMINISTRATOR])
def test_only_the_office_of_the_province_imports(client: Client, office: Unit, role: Role) -> None:
    client.force_login(f.user(role, region(office, 1)))
    assert upload(client, workbook([line()])).status_code == 403
    assert client.post("/units/import/apply/").status_code == 403


@pytest.mark.usefixtures("staff")
def test_new_unit_may_have_several_names(client: Client, office: Unit) -> None:
    march = datetime.date(2027, 3, 31)
    rows = [
        line(NAME_LAST=march),
        line(SHORT_NAME="Mới", NAME_FIRST=march + datetime.timedelta(days=1)),
    ]
    assert apply(client, upload(client, workbook(rows))).status_code == 302
    names = Unit.objects.get(code="T1-KV9").names.values_list(
        "short_name", "valid_from", "valid_to"
    )
    assert list(names) == [
        ("VKSND khu vực 9", DECEMBER, march),
        ("Mới", march + datetime.timedelta(days=1), None),
    ]


@pytest.mark.usefixtures("staff")
def test_known_unit_gets_a_new_name_from_a_day(client: Client, office: Unit) -> None:
    known = region(office, 1)
    rows = [
        as_known(known, NAME_LAST=datetime.date(2026, 11, 30)),
        as_known(known, SHORT_NAME="Mới", NAME_FIRST=DECEMBER),
    ]
    page = upload(client, workbook(rows))
    assert "Thêm tên: “Mới” từ 01/12/2026" in text(page)
    apply(client, page)
    assert [name.short_name for name in known.names.all()] == ["VKSND khu vực 1", "Mới"]
    assert known.naming(DECEMBER).short_name == "Mới"


@pytest.mark.usefixtures("staff")
def test_unverified_name_is_put_right(client: Client, office: Unit) -> None:
    known = region(office, 1, is_assumed=True)
    apply(client, upload(client, workbook([as_known(known, SHORT_NAME="Đúng", ASSUMED="")])))
    known.refresh_from_db()
    assert (known.names.get().short_name, known.is_assumed) == ("Đúng", False)


# Errors by row


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


# Round trip


def grown(office: Unit, count: int) -> None:
    field = f.field(f"Lĩnh vực {count}")
    for number in range(count):
        made = f.department(office, f"Phòng {number}, =1+1", source="Một\nĐính chính ngày 1: Hai")
        made.fields.add(field)
        made.names.update(valid_to=datetime.date(2026, 3, 31))
        made.names.create(
            name="=x", short_name=f"Mới {number}", valid_from=datetime.date(2026, 4, 1)
        )


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("address", ["/units/export/?all=1", "/units/export/"])
def test_what_was_exported_changes_nothing(client: Client, office: Unit, address: str) -> None:
    grown(office, 3)
    region(office, 1)
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=datetime.date(2025, 6, 30), is_assumed=True)
    Succession.objects.create(predecessor=old, successor=office, on=FIRST)
    f.unit("VKSND huyện Càng Long", kind="district", parent=old, valid_to=old.valid_to)
    response = upload(client, client.get(address).content)
    assert response.status_code == 200, text(response)
    assert "Không có gì thay đổi." in text(response)
    assert 'name="sealed"' not in response.content.decode()


@pytest.mark.usefixtures("staff")
def test_exporting_and_checking_cost_the_same_with_5_and_60_units(
    client: Client, office: Unit
) -> None:
    costs = []
    for count in (5, 55):
        grown(office, count)
        with CaptureQueriesContext(connection) as queries:
            everything = client.get("/units/export/?all=1").content
            client.get("/units/export/")
            assert upload(client, everything).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.usefixtures("staff")
def test_template_is_taken_as_it_is_and_its_examples_are_good(client: Client, office: Unit) -> None:
    content = client.get("/units/import/template/").content
    assert "Không có gì thay đổi." in text(upload(client, content))
    examples = [[*row[:3], "T1", *row[4:]] for row in sheets._EXAMPLES]
    page = text(upload(client, workbook(examples)))
    assert "Ghi 2 đơn vị" in page
