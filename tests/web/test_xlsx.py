"""Workbooks: what was written is read back alike, and no bad file gets past the door."""

import contextlib
import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from procuracy.web import previews, xlsx
from procuracy.web.errors import Refused
from procuracy.web.xlsx import Column, Kind, Table

COLUMNS = [
    Column("Mã", is_required=True, longest=20),
    Column("Loại", words=("phòng", "khu vực")),
    Column("Số", Kind.NUMBER, most=99),
    Column("Từ ngày", Kind.DAY),
    Column("Nguồn", longest=100),
]
DAY = datetime.date(2025, 7, 1)


def made(rows: Sequence[Sequence[Any]], *, headings: Sequence[str] = ()) -> bytes:
    """A workbook as somebody would make it in Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(headings or [column.heading for column in COLUMNS]))
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes) -> xlsx.Sheet:
    return xlsx.read(io.BytesIO(content), COLUMNS)


def fault(row: Sequence[Any]) -> str:
    """Place and sentence of the one fault of a row."""
    (found,) = read(made([row])).faults
    return f"{found.place}: {found.sentence}"


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.message


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The archive with its parts changed, and parts added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, text in more.items():
            new.writestr(name, text)
    return target.getvalue()


def unchanged(name: str, text: bytes) -> bytes:
    return text


# Round trip


def test_what_is_written_is_read_back_alike() -> None:
    rows: list[list[xlsx.Value]] = [
        ["QT2-P9", "phòng", 9, DAY, "Nghị quyết 84/2025/UBTVQH15\nngày 27/6/2025"],
        ["X", "", None, None, ""],
        ["Ă Â Đ ủy hòa", "khu vực", 0, datetime.date(2199, 12, 31), "a_x0041_b"[:1]],
    ]
    sheet = read(xlsx.write([Table("Đơn vị", COLUMNS, rows, lines=["Cơ cấu tại ngày 22/11/2026"])]))
    assert sheet.faults == []
    assert [list(row.cells.values()) for row in sheet.rows] == rows
    assert [row.number for row in sheet.rows] == [3, 4, 5]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 233", "-5", "@SUM(A1)", "=HYPERLINK(1)", "=cmd|'/C calc'!A0", "%x", "|x"]
)
def test_text_that_looks_like_a_formula_is_written_as_text(text: str) -> None:
    content = xlsx.write([Table("T", COLUMNS, [[text, "", None, None, ""]])])
    cell: Cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.value, cell.quotePrefix) == (text, True)
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert read(content).rows[0].text("Mã") == text


def test_addresses_and_numbers_in_text_stay_text() -> None:
    content = xlsx.write([Table("T", COLUMNS, [["http://192.0.2.1/", "", None, None, "007"]])])
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in parts.namelist() if "rels" in name and "sheet1" in name]
    assert read(content).rows[0].text("Nguồn") == "007"


def test_same_rows_give_the_same_bytes() -> None:
    first, second = (xlsx.write([Table("T", COLUMNS, [["a"]])]) for _ in range(2))
    assert first == second


def test_rows_are_written_in_constant_memory() -> None:
    """The rows are asked for one by one while they are written."""
    asked = iter(["Q", "", 1, None, ""] for _ in range(20_000))
    content = xlsx.write([Table("T", COLUMNS, asked)])
    assert next(asked, None) is None
    assert len(content) < xlsx.MOST_BYTES


# Values


@pytest.mark.parametrize(
    "typed",
    ["1/7/2025", "01/07/2025", "ngày 1 tháng 7 năm 2025", DAY, datetime.datetime(2025, 7, 1, 9)],
)
def test_day_is_read_as_excel_keeps_it_and_as_people_type_it(typed: object) -> None:
    assert read(made([["Q", "", None, typed, ""]])).rows[0].day("Từ ngày") == DAY


def test_number_is_read_from_number_and_text() -> None:
    sheet = read(made([["Q", "", 9.0, None, ""], ["R", "", "09", None, ""], [7, "", "", "", ""]]))
    assert [row.whole("Số") for row in sheet.rows] == [9, 9, None]
    assert sheet.rows[2].text("Mã") == "7"


def test_text_is_composed_and_rid_of_unseen_signs() -> None:
    sheet = read(made([["Quảng Trị", "PHÒNG", None, None, " a_x0000_b_x0007_ "]]))
    assert sheet.rows[0].text("Mã") == "Quảng Trị"
    assert sheet.rows[0].text("Nguồn") == "ab"
    assert sheet.rows[0].text("Loại") == "phòng"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "", 1, None, ""], "Dòng 2, cột A (Mã): Chưa ghi."),
        (["Q", "ban", None, None, ""], "Dòng 2, cột B (Loại): “ban” không dùng được"),
        (["Q", "", "chín", None, ""], "Dòng 2, cột C (Số): “chín” không phải là số nguyên."),
        (["Q", "", -1, None, ""], "“-1” không phải là số nguyên."),
        (["Q", "", 1.5, None, ""], "“1.5” không phải là số nguyên."),
        (["Q", "", True, None, ""], "“TRUE” không phải là số nguyên."),
        (["Q", "", 100, None, ""], "tối đa 99"),
        (["Q", "", "9" * 400, None, ""], "không phải là số nguyên"),
        (["Q", "", None, "30/2/2025", ""], "Dòng 2, cột D (Từ ngày): Không có ngày 30/2/2025."),
        (["Q", "", None, 45839, ""], "“45839” không phải là ngày"),
        (["Q", "", None, datetime.date(1901, 1, 1), ""], "Năm 1901 không hợp lý"),
        (["Q", "", None, None, "x" * 30_000], "tối đa 100 ký tự, đang có 30000"),
        (["Q", "", "=1+1", None, ""], "Dòng 2, cột C (Số): Ô chứa công thức"),
        (["=A1", "", None, None, ""], "Ô chứa công thức"),
        (["#REF!", "", None, None, ""], "Ô bị lỗi #REF!"),
        (["Q", "", None, None, "TỐI MẬT"], "Dòng 2, cột E (Nguồn): Nội dung có dòng chỉ ghi mức"),
    ],
)
def test_bad_cell_is_named_by_row_and_column(row: list[Any], said: str) -> None:
    assert said in fault(row)


def test_every_bad_row_is_named_and_the_good_ones_are_kept() -> None:
    sheet = read(made([["A"], ["", "ban", "x"], ["B"], ["", "", 1]]))
    assert [fault.row for fault in sheet.faults] == [3, 3, 3, 5]
    assert [row.number for row in sheet.rows] == [2, 4]


def test_weak_sign_of_secrecy_is_asked_about() -> None:
    assert read(made([["Q", "", None, None, "tài liệu mật"]])).asks
    assert not read(made([["Q", "", None, None, "bảo vệ bí mật nhà nước"]])).asks


def test_merged_cells_in_the_table_are_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made([["A"], ["B"]])))
    book.worksheets[0].merge_cells("A2:A3")
    (found,) = [fault for fault in read(saved(book)).faults if "gộp" in fault.sentence]
    assert found.place == "Dòng 2, cột A (Mã)"


def test_title_above_the_headings_may_be_merged() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH"])
    sheet.merge_cells("A1:E1")
    sheet.append([column.heading.upper() for column in COLUMNS])
    sheet.append(["Q"])
    found = read(saved(book))
    assert (found.faults, found.rows[0].text("Mã")) == ([], "Q")


# Headings


def test_wrong_headings_are_refused_with_what_is_wanted() -> None:
    assert "Bảng cần các cột: Mã" in refusal(made([], headings=["Tên", "Tuổi"]))
    assert "thiếu cột: Mã" in refusal(made([], headings=["Loại", "Số", "Nguồn"]))
    assert "ghi hai lần: Số" in refusal(made([], headings=["Mã", "Số", "Số"]))
    assert "không dùng: Tuổi" in refusal(made([], headings=["Mã", "Số", "Tuổi"]))


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out() -> None:
    sheet = read(made([[3, "Q"]], headings=["Số", "Mã"]))
    assert sheet.rows[0].cells == {"Mã": "Q", "Số": 3}
    assert sheet.letters == {"Số": "A", "Mã": "B"}


# Files that are something else


def docx() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


def plain_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (b"Ma,Ten\n1,2\n", "không phải bảng tính"),
        (b"PK\x03\x04" + b"\0" * 200, "không phải bảng tính"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Excel kiểu cũ"),
        (b"\0" * 100, "không phải bảng tính"),
        (docx(), "văn bản Word"),
        (plain_zip(), "bị hỏng"),
        (b"x" * (xlsx.MOST_BYTES + 1), "quá 2 MB"),
    ],
    ids=["empty", "csv", "broken", "xls", "nul", "docx", "zip", "big"],
)
def test_file_of_another_kind_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_cut_off_file_is_refused() -> None:
    content = made([["Q"]] * 50)
    assert "bảng tính" in refusal(content[: len(content) // 2])


def test_flipped_bytes_never_end_in_anything_but_a_sentence() -> None:
    content = bytearray(made([["Q", "phòng", 9, DAY, "x"]] * 20))
    for place in range(0, len(content), 97):
        broken = content.copy()
        broken[place] ^= 0xFF
        with contextlib.suppress(Refused):
            read(bytes(broken))


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(made([]), unchanged, **{"xl/media/a.xml": b"\0" * 30_000_000})
    assert len(bomb) < 100_000
    assert "quá lớn" in refusal(bomb)


def test_many_parts_are_refused() -> None:
    parts = {f"xl/x{number}.xml": b"" for number in range(400)}
    assert "quá lớn" in refusal(repacked(made([]), unchanged, **parts))


def test_macros_are_refused() -> None:
    assert "macro" in refusal(repacked(made([]), unchanged, **{"xl/vbaProject.bin": b"x"}))


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def poison(name: str, text: bytes) -> bytes:
        return bomb + text if name.endswith("sheet1.xml") else text

    assert "khai báo" in refusal(repacked(made([["Q"]]), poison))


def test_a_million_rows_are_refused_at_once() -> None:
    """Both as many rows as a sheet holds, and a sheet that says it has so many."""
    row = b'<row><c t="inlineStr"><is><t>Q</t></is></c></row>'

    def fill(name: str, text: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return text
        return text.replace(b"</sheetData>", row * 1_000_000 + b"</sheetData>")

    assert "quá lớn" in refusal(repacked(made([]), fill))


def test_row_limit_is_said_in_rows() -> None:
    rows = [["Q", "", None, None, ""]] * (xlsx.MOST_ROWS + 1)
    assert "quá 5.000 dòng" in refusal(xlsx.write([Table("T", COLUMNS, rows)]))


def test_rows_far_down_and_columns_far_right_cost_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made([["A"]])))
    book.worksheets[0]["XFD900"] = "x"
    assert len(read(saved(book)).rows) == 1


# What was previewed is what is written


def test_preview_comes_back_from_the_one_it_was_shown_to() -> None:
    sealed = previews.seal({"rows": [["Q", None, 9]]}, purpose="units", owner=7)
    opened = previews.unseal(sealed, purpose="units", owner=7)
    assert opened == {"rows": [["Q", None, 9]]}


@pytest.mark.parametrize(("purpose", "owner"), [("people", 7), ("units", 8)])
def test_preview_of_another_person_or_purpose_is_refused(purpose: str, owner: int) -> None:
    sealed = previews.seal([1], purpose="units", owner=7)
    with pytest.raises(Refused, match="xem lại trước khi ghi"):
        previews.unseal(sealed, purpose=purpose, owner=owner)


@pytest.mark.parametrize("text", ["", "x", ":::", "x" * 10_000, "\0", "é:1:2"])
def test_forged_preview_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        previews.unseal(text, purpose="units", owner=7)


def test_altered_preview_is_refused() -> None:
    sealed = previews.seal(["Q"], purpose="units", owner=7)
    for place in range(0, len(sealed), 5):
        other = "A" if sealed[place] != "A" else "B"
        with pytest.raises(Refused):
            previews.unseal(sealed[:place] + other + sealed[place + 1 :], purpose="units", owner=7)


def test_old_preview_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = previews.seal(["Q"], purpose="units", owner=7)
    monkeypatch.setattr(previews, "KEPT_SECONDS", -1)
    with pytest.raises(Refused):
        previews.unseal(sealed, purpose="units", owner=7)
