"""The tree of units at any date, printed and exported."""

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.units.register_pages import EVE, FIRST, begun, keeper, text
from units.models import Role, Succession, Unit, User
from units.structure import changes, structure
from units.structure_printing import structure_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Unit:
    return begun()


@pytest.fixture
def staff(office: Unit, client: Client) -> User:
    return keeper(office, client)


@pytest.mark.usefixtures("staff")
def test_tree_tells_everything_about_a_unit(client: Client, office: Unit) -> None:
    where = f.department(office, "Phòng 9", number=9, valid_from=FIRST)
    where.names.update(symbol="P9", place_name="Đồng Hới")
    where.fields.add(f.field("Dân sự"))
    f.appointment(f.person("Trần Văn Bình"), where, Role.UNIT_HEAD, is_acting=True)
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    Succession.objects.create(predecessor=old, successor=where, on=FIRST)
    page = text(client.get("/units/"))
    row = page[page.index("Phòng 9</a>") : page.index("</tr>", page.index("Phòng 9</a>"))]
    for said in ('"Số">9<', "Dân sự", "P9 · Đồng Hới", "từ 01/7/2025", "Q. <a", "Trần Văn Bình"):
        assert said in row, said
    assert f'← <a href="/units/{old.pk}/">VKSND tỉnh Trà Vinh</a>' in row


@pytest.mark.usefixtures("staff")
def test_tree_uses_the_names_of_its_day(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5")
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    assert "VKSND khu vực 5" in text(client.get("/units/", {"on": "31/3/2026"}))
    assert "VKSND khu vực 5" not in text(client.get("/units/", {"on": "1/4/2026"}))


@pytest.mark.usefixtures("staff")
def test_tree_groups_by_kind_whatever_the_order_of_founding(client: Client, office: Unit) -> None:
    f.region(office, "VKSND khu vực 1")
    f.department(office, "Phòng 1")
    f.region(office, "VKSND khu vực 2")
    page = text(client.get("/units/"))
    assert page.count("Các phòng, bộ phận (2)") == page.count("VKSND khu vực (2)") == 1


def test_changes_around_a_day(office: Unit) -> None:
    f.region(office, valid_to=datetime.date(2026, 3, 31))
    named = f.region(office, valid_from=FIRST)
    named.names.update(valid_to=datetime.date(2026, 5, 31))
    april, june = datetime.date(2026, 4, 1), datetime.date(2026, 6, 1)
    assert changes(office, f.TODAY) == (june, None)
    assert changes(office, june) == (april, None)
    assert changes(office, april) == (FIRST, june)
    assert changes(office, EVE) == (None, FIRST)


@pytest.mark.usefixtures("staff")
def test_tree_leads_over_the_reform_and_back(client: Client, office: Unit) -> None:
    old = f.province("VKSND tỉnh Quảng Bình", valid_to=EVE)
    Succession.objects.create(predecessor=old, successor=office, on=FIRST)
    page = text(client.get("/units/", {"on": "1/7/2025"}))
    assert f"?on=30%2F06%2F2025&amp;office={old.code}" in page
    page = text(client.get("/units/", {"on": "30/6/2025", "office": old.code}))
    assert f"?on=01%2F07%2F2025&amp;office={office.code}" in page


@pytest.mark.usefixtures("staff")
def test_other_provinces_of_the_day_stand_folded_with_their_counts(
    client: Client, office: Unit
) -> None:
    other = f.province("VKSND tỉnh Vĩnh Long", valid_from=FIRST)
    f.region(other, "Khu vực Vĩnh Long")
    f.region(other, "Khu vực cũ", valid_to=datetime.date(2026, 1, 1))
    f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    page = text(client.get("/units/", {"on": "1/11/2026"}))
    folded = page[page.index('<details class="sheet">') :]
    assert "VKSND cấp tỉnh khác tại ngày 01/11/2026 (1)" in folded
    assert 'data-label="Khu vực">1<' in folded
    assert "Trà Vinh" not in folded


@pytest.mark.usefixtures("staff")
def test_tree_costs_the_same_with_5_and_60_units(client: Client, office: Unit) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            old, new = f.unit("Cũ", kind="district", parent=office, valid_to=EVE), f.region(office)
            Succession.objects.create(predecessor=old, successor=new, on=FIRST)
            Succession.objects.create(predecessor=new, successor=old, on=FIRST)
            new.fields.add(f.field())
            f.appointment(f.person(), new, Role.UNIT_HEAD)

    costs = []
    for count in (5, 55):
        grow(count)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/units/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 22


@pytest.mark.usefixtures("staff")
def test_print_holds_the_structure_of_the_day(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5", valid_from=FIRST)
    f.appointment(f.person("Trần Văn Bình"), where, Role.UNIT_HEAD, position="Viện trưởng")
    f.region(office, "VKSND khu vực 6", valid_from=datetime.date(2026, 12, 1))
    page = " ".join(structure_html(office, f.TODAY, f.TODAY).split())
    assert "(Tại ngày 22 tháng 11 năm 2026)" in page
    assert "Trần Văn Bình" in page
    assert "từ 01/7/2025" in page
    assert "khu vực 6" not in page
    response = client.get("/units/print/", {"on": "22/11/2026"})
    assert response.content.startswith(b"%PDF-1.7")


@pytest.mark.usefixtures("staff")
def test_export_of_the_day_holds_what_the_page_shows(client: Client, office: Unit) -> None:
    where = f.region(office, "VKSND khu vực 5", number=5, valid_from=FIRST, source="=1+1")
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    response = client.get("/units/export/", {"on": "31/3/2026"})
    rows = cells(response)
    assert rows[0][0] == "Cơ cấu VKSND tỉnh Quảng Trị tại ngày 31/3/2026"
    (row,) = [row for row in rows if row[0] == where.code]
    assert row[1:6] == (
        "khu vực", 5, office.code, "Viện kiểm sát nhân dân khu vực 5", "VKSND khu vực 5",
    )  # fmt: skip
    assert row[10].date() == FIRST
    assert "=1+1" in row
    assert response["Content-Disposition"].endswith(f"co-cau-{office.code}-2026-03-31.xlsx")


@pytest.mark.usefixtures("staff")
def test_export_of_everything_holds_all_names_of_all_provinces(
    client: Client, office: Unit
) -> None:
    where = f.region(office)
    where.names.update(valid_to=datetime.date(2026, 3, 31))
    where.names.create(name="Mới", short_name="Mới", valid_from=datetime.date(2026, 4, 1))
    f.province("VKSND tỉnh Trà Vinh", valid_to=EVE)
    names = [row[5] for row in cells(client.get("/units/export/?all=1"))]
    assert {"VKSND khu vực 5", "Mới", "VKSND tỉnh Trà Vinh"} <= set(names)


def cells(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200
    book = openpyxl.load_workbook(BytesIO(response.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_structure_of_a_day_before_the_office_is_empty(office: Unit) -> None:
    assert structure(office, EVE) == []
