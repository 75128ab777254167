"""The consolidated workbook: a sheet per field, a column per unit, marked totals as on a board."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from targets.models import Workbook
from targets.workbooks import making, orders
from tests import factories as f
from tests.targets.figures_facts import Office, office
from tests.targets.workbook_facts import consolidated, correct
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def made() -> Office:
    """Two regions; stocks and flows in March and February 2026, a second field."""
    made = office()
    for at, solved, remaining in (("2026-02", 10, 5), ("2026-03", 20, 4)):
        made.enter(made.solved, at, solved)
        made.enter(made.remaining, at, remaining)
        made.enter(made.solved, at, solved * 100, made.other)
    civil = f.indicator("Vụ việc dân sự", where=f.field("Dân sự"))
    made.enter(civil, "2026-03", 1234567)
    return made


def sheets(asked: Workbook) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(bytes(asked.content or b"")))
    return {sheet.title: sheet for sheet in book.worksheets}


def first(found: dict[str, Worksheet]) -> Worksheet:
    return next(sheet for name, sheet in found.items() if name.startswith("Tố giác"))


def table(sheet: Worksheet) -> list[list[Any]]:
    """From the headings on, without the notes below."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(at for at, row in enumerate(rows) if row[0] == "TT")
    end = next(at for at, row in enumerate(rows) if at > top and not any(row))
    return rows[top:end]


def test_a_sheet_for_each_field_with_units_and_total(made: Office) -> None:
    found = sheets(consolidated(made, Workbook.Layout.TO_DATE))
    assert len(found) == 2
    sheet = first(found)
    assert table(sheet) == [
        ["TT", "Dòng thống kê", "Đơn vị tính", "Toàn tỉnh", "VKSND khu vực 4", "VKSND khu vực 5"],
        [1, "Tin báo đã giải quyết", "tin", 3030, 30, 3000],
        [2, "Tin báo còn lại", "tin", 4, 4, None],
        [3, "Phiên tòa rút kinh nghiệm", "phiên", None, None, None],
    ]
    assert sheet["A3"].value == (
        "Lũy kế tháng 3/2026, năm công tác 2026 (từ 01/10/2025 đến 31/3/2026)"
    )
    assert sheet.freeze_panes == "E6"


def test_a_period_of_its_own_and_month_by_month(made: Office) -> None:
    own = first(sheets(consolidated(made, Workbook.Layout.PERIOD, field=made.field)))
    assert [row[3] for row in table(own)[1:]] == [2020, 4, None]
    each = table(first(sheets(consolidated(made, Workbook.Layout.EACH_MONTH))))
    assert [row[3] for row in each[1:8]] == [
        "10/2025",
        "11/2025",
        "12/2025",
        "1/2026",
        "2/2026",
        "3/2026",
        "Lũy kế",
    ]
    assert [row[4] for row in each[5:8]] == [1010, 2020, 3030]
    assert [row[0] for row in each[1:9]] == [1, *[None] * 6, 2]


def test_corrected_figures_and_their_totals_are_marked(made: Office) -> None:
    correct(made)
    sheet = first(sheets(consolidated(made, Workbook.Layout.TO_DATE)))
    formats = [sheet.cell(6, at).number_format for at in (4, 5, 6)]
    assert formats == ['#,##0"†"', '#,##0"†"', "#,##0"]
    assert "† số liệu đã điều chỉnh." in [cell.value for cell in sheet["A"]]
    alone = first(sheets(consolidated(made, Workbook.Layout.PERIOD)))
    assert alone.cell(6, 5).number_format == "#,##0"


def test_a_unit_sees_itself_and_no_total(made: Office) -> None:
    found = sheets(consolidated(made, Workbook.Layout.TO_DATE, by=made.clerk))
    assert table(first(found))[0][3:] == ["VKSND khu vực 4"]


def test_a_department_sees_its_field_in_every_unit(made: Office) -> None:
    department = f.department(made.province, "Phòng 1")
    department.fields.add(made.field)
    reader = f.user(Role.UNIT_CLERK, department)
    found = sheets(consolidated(made, Workbook.Layout.TO_DATE, by=reader))
    assert table(first(found))[0][3:] == [
        "Toàn tỉnh",
        "VKSND khu vực 4",
        "VKSND khu vực 5",
        "Phòng 1",
    ]
    assert len(found) == 1


def test_a_large_one_is_made_by_the_worker_once(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "AT_ONCE", 0)
    asked = consolidated(made, Workbook.Layout.TO_DATE)
    assert (asked.state, asked.content) == (Workbook.State.WAITING, None)
    assert consolidated(made, Workbook.Layout.TO_DATE) == asked
    making.make(asked.pk, at=f.NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.progress) == (Workbook.State.DONE, 100)
    content = asked.content
    making.make(asked.pk, at=f.NOW + datetime.timedelta(days=1))
    making.give_up(asked.pk, at=f.NOW)
    asked.refresh_from_db()
    assert asked.content == content
