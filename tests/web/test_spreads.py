"""Tables laid out in a workbook as on paper."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from procuracy.web.xlsx import Cell, Heading, Look, Spread, stream

GRID: list[list[Heading | str]] = [
    [Heading("Đơn vị", down=2), Heading("Hình sự", across=2), "Dân sự"],
    ["T1", "T2", Heading("T3")],
]
ROW = ["VKSND khu vực 1", Cell(Decimal("89.996"), Look("risk", 3, " %")), None, 1500]


def spread(name: str = "Bảng", rows: Any = (ROW,)) -> Spread:
    lines, notes = ["Tháng 3/2026"], ["* số liệu đã điều chỉnh"]
    return Spread(name, "Bảng chỉ tiêu", GRID, rows, lines, notes, [30])


def written(*spreads: Spread) -> list[Worksheet]:
    with stream(spreads) as file:
        return openpyxl.load_workbook(file).worksheets


def test_title_headings_rows_and_notes_stand_as_on_paper() -> None:
    (sheet,) = written(spread())
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Bảng chỉ tiêu", None, None, None],
        ["Tháng 3/2026", None, None, None],
        ["Đơn vị", "Hình sự", None, "Dân sự"],
        [None, "T1", "T2", "T3"],
        ["VKSND khu vực 1", 89.996, None, 1500],
        [None] * 4,
        ["* số liệu đã điều chỉnh", None, None, None],
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A3:A4", "B3:C3"}
    assert sheet.freeze_panes == "B5"
    assert sheet["B5"].number_format == '#,##0.000" %"'
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$4")


def test_text_stays_text_whatever_it_begins_with() -> None:
    typed = ['=HYPERLINK("http://x")', "+84", "-1", "@a", "<r><t>x</t></r>", "007"]
    (sheet,) = written(spread(rows=[[text] for text in typed]))
    cells = [sheet.cell(5 + at, 1) for at in range(len(typed))]
    assert [cell.value.strip() for cell in cells] == typed
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(typed)
    assert cells[0].quotePrefix


def test_sheet_names_are_as_excel_allows_them_and_once() -> None:
    names = ["Án: [sơ thẩm/phúc thẩm] của các đơn vị", "THA", "tha", "", "History"]
    found = [sheet.title for sheet in written(*map(spread, names))]
    assert found == [
        "Án- -sơ thẩm-phúc thẩm- của các",
        "THA",
        "tha (2)",
        "Trang",
        "History (2)",
    ]


def test_day_that_excel_does_not_know_is_a_text() -> None:
    days = [datetime.date(1890, 5, 1), datetime.date(2026, 5, 1)]
    (sheet,) = written(spread(rows=[days]))
    assert [sheet["A5"].value, sheet["B5"].value] == [
        "1890-05-01",
        datetime.datetime(2026, 5, 1),
    ]


def test_rows_are_asked_for_one_by_one() -> None:
    seen: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(3):
            seen.append(number)
            yield [number]

    made = spread(rows=rows())
    assert not seen
    (sheet,) = written(made)
    assert [sheet.cell(5 + at, 1).value for at in range(3)] == [0, 1, 2]
