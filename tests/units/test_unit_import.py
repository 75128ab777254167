"""Units from a workbook: seen before anything is written, then all or nothing."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.units.imported_units import (
    DECEMBER,
    FIRST,
    apply,
    as_known,
    coded_province,
    line,
    region,
    sealed,
    stored,
    text,
    upload,
    workbook,
)
from tests.units.register_pages import keeper
from units import unit_sheets as sheets
from units.models import Role, Succession, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return coded_province()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


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
