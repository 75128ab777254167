"""People from a workbook: every fault by row and column before anything is written, then all."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procuracy.web import xlsx
from tests import factories as f
from units import person_sheets
from units.models import Appointment, Person, PersonTitle, Role, Unit, User

pytestmark = pytest.mark.django_db
URL, APPLY = "/persons/import/", "/persons/import/apply/"
DAY = datetime.date(2026, 12, 1)
HEADINGS = [column.heading for column in person_sheets.columns()]


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def unit(office: Unit) -> Unit:
    return f.region(office)


@pytest.fixture(autouse=True)
def personnel(office: Unit, client: Client) -> User:
    user = f.user(Role.PERSONNEL, f.department(office, "Phòng 15"))
    client.force_login(user)
    return user


def line(**said: Any) -> list[Any]:
    """A good row; headings by their first letters of the code below."""
    row = {
        "name": "Nguyễn Thị Mai",
        "title": "Kiểm tra viên",
        "unit": "VKSND khu vực 5",
        "role": "cán bộ tổng hợp đơn vị",
        "position": "Kiểm tra viên",
        "since": DAY,
        "email": "",
        "phone": "",
        "user": "",
    }
    return list((row | said).values())


def book(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = person_sheets.SHEET
    for row in [headings, *rows]:
        page.append(list(row))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def upload(client: Client, content: bytes, name: str = "can-bo.xlsx") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def look(client: Client, *rows: Sequence[Any]) -> Any:
    return upload(client, book(rows))


def sealed(answer: Any) -> str:
    return str(answer.context["rows"])


def people() -> int:
    return Person.objects.count()


# A good file


def test_preview_writes_nothing_and_confirmation_writes_all(client: Client, unit: Unit) -> None:
    before = people()
    rows = [
        line(email="mai@vks.vn", user="mai.nt"),
        line(
            name="Lê Văn  Đức", role="thủ trưởng đơn vị", position="Viện trưởng", since="1/12/2026"
        ),
    ]
    answer = look(client, *rows)
    assert answer.status_code == 200, answer.content.decode()
    assert people() == before
    assert client.post(APPLY, {"rows": sealed(answer)}).status_code == 302
    mai, duc = Person.objects.order_by("pk")[before:]
    assert (mai.full_name, mai.email, mai.suggested_username) == (
        "Nguyễn Thị Mai",
        "mai@vks.vn",
        "mai.nt",
    )
    assert mai.titles.get().title == PersonTitle.Title.EXAMINER
    held = duc.appointments.get()
    assert (held.unit, held.role, held.valid_from) == (unit, Role.UNIT_HEAD, DAY)
    assert not User.objects.filter(person__in=[mai, duc]).exists()


def test_form_to_fill_in_is_understood_once_filled(client: Client, unit: Unit) -> None:
    form = openpyxl.load_workbook(io.BytesIO(client.get("/persons/import/form/").content))
    assert form.sheetnames == ["Cán bộ", "Ví dụ", "Đơn vị", "Chức danh", "Vai trò"]
    words = [row[0].value for row in form["Vai trò"].iter_rows()]
    assert "thủ trưởng đơn vị" in words
    assert "quản trị hệ thống" not in words
    form["Cán bộ"].append(line(unit=unit.code))
    target = io.BytesIO()
    form.save(target)
    assert "Nguyễn Thị Mai" in upload(client, target.getvalue()).content.decode()


# Faults by row and column


@pytest.mark.parametrize(
    ("said", "place", "sentence"),
    [
        ({"unit": "Phòng 99"}, "Dòng 2, cột C (Đơn vị)", "Không có đơn vị “Phòng 99”"),
        ({"role": "quản trị hệ thống"}, "Dòng 2, cột D (Vai trò)", "do bộ phận khác ghi"),
        ({"role": "vua"}, "Dòng 2, cột D (Vai trò)", "chọn một trong"),
        ({"title": "Đại tướng"}, "Dòng 2, cột B (Chức danh)", "chọn một trong"),
        ({"since": "31/2/2026"}, "Dòng 2, cột F (Từ ngày)", "Không có ngày 31/2/2026"),
        ({"since": "mai"}, "Dòng 2, cột F (Từ ngày)", "không phải là ngày"),
        ({"since": None}, "Dòng 2, cột F (Từ ngày)", "Chưa ghi"),
        ({"name": ""}, "Dòng 2, cột A (Họ và tên)", "Chưa ghi"),
        ({"name": "x" * 81}, "Dòng 2, cột A (Họ và tên)", "tối đa 80 ký tự"),
        ({"position": "=1+1"}, "Dòng 2, cột E (Chức vụ)", "công thức"),
        ({"position": "Tuyến 7391\nTUYỆT MẬT"}, "Dòng 2, cột E (Chức vụ)", "chưa được lưu ở đâu"),
        ({"email": "mai"}, "Dòng 2, cột G (Thư điện tử)", "không đúng dạng"),
        ({"user": "Mai Hoa"}, "Dòng 2, cột I (Tên đăng nhập)", "chữ thường không dấu"),
    ],
)
def test_fault_is_named_by_row_and_column(
    client: Client, unit: Unit, said: dict[str, Any], place: str, sentence: str
) -> None:
    before = people()
    answer = look(client, line(**said), line(name="Lê Văn Đức"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert place in page
    assert sentence in page
    assert "Tuyến 7391" not in page
    assert people() == before


def test_every_fault_is_listed_at_once(client: Client, unit: Unit) -> None:
    page = look(client, line(unit="X"), line(name="Lê Văn Đức", role="vua")).content.decode()
    assert "2 chỗ phải sửa" in page
    assert "Dòng 2, cột C" in page
    assert "Dòng 3, cột D" in page


def test_two_heads_are_refused(client: Client, unit: Unit) -> None:
    head = {"role": "thủ trưởng đơn vị"}
    page = look(client, line(**head), line(name="Lê Văn Đức", **head)).content.decode()
    assert "dòng 2 đã ghi Nguyễn Thị Mai" in page
    f.appointment(f.person("Trần Thị B"), unit, Role.UNIT_HEAD)
    assert "đang do Trần Thị B giữ" in look(client, line(**head)).content.decode()


def test_same_person_twice_or_known_already_is_refused(client: Client, unit: Unit) -> None:
    assert "đã có ở dòng 2" in look(client, line(), line()).content.decode()
    f.appointment(f.person("Nguyễn Thị Mai", phone="0912 345 678"), unit)
    assert "Đã có cán bộ này" in look(client, line()).content.decode()
    assert "Đã có cán bộ này" in look(client, line(phone="0912345678")).content.decode()
    assert look(client, line(phone="0900 000 000")).status_code == 200


def test_taken_address_and_user_name_are_refused(client: Client, unit: Unit) -> None:
    f.person("Trần Thị B", email="b@vks.vn")
    User.objects.create(username="b.tt", person=f.person())
    page = look(client, line(email="B@vks.vn", user="b.tt")).content.decode()
    assert "đã ghi cho Trần Thị B" in page
    assert "“b.tt” đã có người dùng" in page


def test_unit_outside_its_lifetime_or_of_two_is_refused(client: Client, office: Unit) -> None:
    f.region(office, valid_to=datetime.date(2026, 6, 30))
    assert "không hoạt động vào ngày 01/12/2026" in look(client, line()).content.decode()
    for _ in range(2):
        f.department(office, "Phòng 7")
    assert "ghi mã" in look(client, line(unit="phòng 7")).content.decode()


def test_unit_of_another_province_is_unknown(client: Client, unit: Unit) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long")
    assert "Không có đơn vị" in look(client, line(unit=other.code)).content.decode()


# Files that are none


def test_file_that_is_no_workbook_is_refused(client: Client, unit: Unit) -> None:
    for content in (b"%PDF-1.7", b"", b"a;b;c", book([])[:700]):
        answer = upload(client, content)
        assert answer.status_code == 422
        assert "Traceback" not in answer.content.decode()
    assert client.post(URL).status_code == 422


def test_file_that_unpacks_to_too_much_is_refused(client: Client) -> None:
    target = io.BytesIO(book([line()]))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"\0" * 30_000_000)
    answer = upload(client, target.getvalue())
    assert len(target.getvalue()) < xlsx.MOST_BYTES
    assert answer.status_code == 422
    assert "Bảng tính quá lớn" in answer.content.decode()


def test_too_many_rows_are_refused(
    client: Client, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_sheets, "MOST_PERSONS", 2)
    rows = [line(name=f"Người Số {number}") for number in range(3)]
    assert "tối đa 2 người" in look(client, *rows).content.decode()


def test_missing_column_is_named(client: Client) -> None:
    content = book([line()[:5]], HEADINGS[:5])
    assert "thiếu cột: Từ ngày" in upload(client, content).content.decode()


# Between looking and writing


def test_what_changed_meanwhile_stops_the_writing(client: Client, unit: Unit) -> None:
    answer = look(client, line(role="thủ trưởng đơn vị"))
    f.appointment(f.person("Trần Thị B"), unit, Role.UNIT_HEAD)
    before = people()
    refused = client.post(APPLY, {"rows": sealed(answer)})
    assert refused.status_code == 422
    assert "đang do Trần Thị B giữ" in refused.content.decode()
    assert people() == before


def test_writing_twice_adds_nobody_twice(client: Client, unit: Unit) -> None:
    rows = sealed(look(client, line()))
    client.post(APPLY, {"rows": rows})
    assert client.post(APPLY, {"rows": rows}).status_code == 422
    assert Person.objects.filter(full_name="Nguyễn Thị Mai").count() == 1


def test_rows_altered_or_of_a_colleague_are_refused(
    client: Client, unit: Unit, office: Unit
) -> None:
    rows = sealed(look(client, line()))
    assert client.post(APPLY, {"rows": rows[:-2] + "xx"}).status_code == 422
    client.force_login(f.user(Role.PERSONNEL, f.department(office, "Phòng 15")))
    assert client.post(APPLY, {"rows": rows}).status_code == 422
    assert not Person.objects.filter(full_name="Nguyễn Thị Mai").exists()


def test_weak_sign_of_secrecy_asks_before_writing(client: Client, unit: Unit) -> None:
    answer = look(client, line(position="Giữ tài liệu mật"))
    assert answer.context["asks"]
    rows = sealed(answer)
    assert client.post(APPLY, {"rows": rows}).status_code == 422
    assert client.post(APPLY, {"rows": rows, "not_secret": "on"}).status_code == 302
    assert Appointment.objects.filter(position="Giữ tài liệu mật").exists()


def test_many_rows_cost_as_many_queries_as_few(
    client: Client, unit: Unit, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for count in (1, 60):
        rows = [line(name=f"Người {count} Số {number}") for number in range(count)]
        with django_assert_max_num_queries(60) as queries:
            answer = look(client, *rows)
            client.post(APPLY, {"rows": sealed(answer)})
        costs.append(len(queries))
    assert costs[0] == costs[1]


# The list, taken away


def test_list_shown_is_taken_as_a_workbook(client: Client, unit: Unit) -> None:
    mai = f.person("Nguyễn Thị Mai", email="mai@vks.vn")
    f.title(mai, PersonTitle.Title.EXAMINER)
    f.appointment(
        mai, unit, Role.UNIT_HEAD, position="=Viện trưởng", is_acting=True, decision="QĐ 7"
    )
    f.appointment(f.person("Lê Văn Đức"), unit)
    content = client.get("/persons/export/", {"q": "mai"}).content
    page = openpyxl.load_workbook(io.BytesIO(content))["Cán bộ"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    texts = [cell for row in rows for cell in row]
    assert "Nguyễn Thị Mai" in texts
    assert "Kiểm tra viên" in texts
    assert "Quyền =Viện trưởng" in texts
    assert "QĐ 7" in texts
    assert "Lê Văn Đức" not in texts
