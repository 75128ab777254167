"""A unit's workbook: made, filled in, loaded back; what differs is shown before it is written."""

import datetime
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core import signing

from procuracy.web.errors import Refused
from targets.models import Figure, WorkbookLoad
from targets.workbooks import loads, marks
from targets.workbooks.differences import Found
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from tests.targets.workbook_facts import accept, cell, filled, typed, unit_workbook
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
NOW = f.NOW + datetime.timedelta(days=365 * 2)


@pytest.fixture
def made() -> Office:
    made = office()
    made.clerk.act_on(datetime.date(2026, 11, 22), None)
    made.enter(made.solved, "2026-03", 44)
    made.enter(made.remaining, "2026-02", 7)
    return made


def load(made: Office, content: bytes) -> WorkbookLoad:
    return loads.take_in(content, by=made.clerk, at=f.NOW)


def found(one: WorkbookLoad) -> Found:
    return Found.unpacked(one.found)


def test_month_sheet_shows_what_stands_and_takes_only_its_month(made: Office) -> None:
    book = openpyxl.load_workbook(io.BytesIO(unit_workbook(made)))
    sheet = book["Tháng 03-2026"]
    inputs = cell(sheet, made.solved, "2026-03"), cell(sheet, made.remaining, "2026-03")
    assert [one.value for one in inputs] == [44, None]
    assert sheet.protection.sheet
    open_cells = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert len(open_cells) == 3
    before = sheet.cell(inputs[1].row, inputs[1].column - 1)
    assert before.value == 7
    assert sheet.row_dimensions[4].hidden
    assert sheet.column_dimensions["A"].hidden
    assert book[marks.SHEET].sheet_state == "veryHidden"
    rules = sheet.data_validations.dataValidation
    assert [(str(r.sqref), r.type, r.formula1) for r in rules] == [("F7:F9", "whole", "0")]


def test_year_sheets_have_a_column_for_each_month(made: Office) -> None:
    content = unit_workbook(made, "2026-09", "2026-10", layout="years")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Năm 2026", "Năm 2027", marks.SHEET]
    assert [c.value for c in book["Năm 2027"][5]][4:] == ["10/2026", "Lũy kế năm"]


def test_what_was_typed_is_shown_first_and_written_on_confirmation(made: Office) -> None:
    content = typed(made, (made.solved, "2026-03", 45), (made.remaining, "2026-03", "1.005"))
    one = load(made, content)
    assert (one.state, one.content) == (WorkbookLoad.State.READ, None)
    shown = [(c.place.words, c.old, c.new) for c in found(one).changes]
    assert shown == [
        ("Trang Tháng 03-2026, ô F7", Decimal(44), Decimal(45)),
        ("Trang Tháng 03-2026, ô F8", None, Decimal(1005)),
    ]
    assert made.stored(made.solved, "2026-03") == "44.00"
    one = loads.confirm(one, taken=[], at=NOW)
    assert (one.state, one.written) == (WorkbookLoad.State.DONE, 2)
    assert made.stored(made.solved, "2026-03") == "45.00"
    row = Figure.objects.get(indicator=made.remaining, month=month("2026-03"))
    assert (row.value, row.entered_by, row.entered_at) == (1005, made.clerk, NOW)


def test_same_file_again_changes_nothing(made: Office) -> None:
    content = typed(made, (made.solved, "2026-03", 45))
    loads.confirm(load(made, content), taken=[], at=NOW)
    again = load(made, content)
    shown = found(again)
    assert [shown.changes, shown.conflicts, shown.refusals] == [[], [], []]
    with pytest.raises(Refused, match="Không có số nào"):
        loads.confirm(again, taken=[], at=NOW)


def test_what_the_clerk_did_not_touch_leaves_newer_figures_alone(made: Office) -> None:
    content = typed(made, (made.remaining, "2026-03", 3))
    Figure.objects.filter(indicator=made.solved).update(value=50)
    one = load(made, content)
    assert [c.line for c in found(one).changes] == [made.remaining.pk]
    assert found(one).untouched == 1
    loads.confirm(one, taken=[], at=NOW)
    assert made.stored(made.solved, "2026-03") == "50.00"


def test_newer_figure_of_somebody_else_is_a_conflict_and_stays_unless_taken(made: Office) -> None:
    content = typed(made, (made.solved, "2026-03", 45))
    other = f.user(Role.UNIT_HEAD, made.region)
    Figure.objects.filter(indicator=made.solved).update(value=50, entered_by=other)
    one = load(made, content)
    (conflict,) = found(one).conflicts
    facts = (conflict.stood, conflict.new, conflict.old, conflict.by)
    assert facts == (44, 45, 50, str(other.person))
    with pytest.raises(Refused, match="Không có số nào"):
        loads.confirm(one, taken=[], at=NOW)
    loads.confirm(one, taken=[0], at=NOW)
    assert made.stored(made.solved, "2026-03") == "45.00"


def test_figure_changed_after_the_preview_is_not_written_over(made: Office) -> None:
    content = unit_workbook(made, "2026-02", "2026-03")
    one = load(
        made,
        typed(made, (made.solved, "2026-03", 45), (made.remaining, "2026-02", 8), content=content),
    )
    Figure.objects.filter(indicator=made.solved).update(value=50)
    one = loads.confirm(one, taken=[], at=NOW)
    assert made.stored(made.solved, "2026-03") == "50.00"
    assert made.stored(made.remaining, "2026-02") == "8.00"
    assert one.written == 1
    ((at, count, why),) = one.found["failed"]
    assert (at, count) == ("2026-03-01", 1)
    assert "vừa được người khác sửa" in why


def test_bad_cells_are_refused_by_their_place_and_the_others_kept(made: Office) -> None:
    cases: list[tuple[Any, str]] = [
        ("=1+1", "công thức"),
        ("mười", "không phải là số"),
        (-3, "không được âm"),
        (1.5, "chỉ nhận số nguyên: “1,5”"),
        (True, "không phải là số"),
        (datetime.date(2026, 3, 1), "không phải là số"),
        (10**16, "Số quá lớn"),
        ("'=HYPERLINK(1)", "không phải là số"),
        (None, "Ô để trống nhưng lúc lập sổ đang có số"),
    ]
    content = unit_workbook(made)
    for value, said in cases:
        one = load(made, typed(made, (made.solved, "2026-03", value), content=content))
        (refusal,) = found(one).refusals
        assert refusal.place.words == "Trang Tháng 03-2026, ô F7"
        assert said in refusal.sentence, value
        assert not found(one).changes


def test_accepted_month_and_month_to_come_are_refused(made: Office) -> None:
    content = typed(
        made,
        (made.solved, "2026-03", 45),
        (made.solved, "2026-12", 1),
        content=unit_workbook(made, "2026-03", "2026-12"),
    )
    accept(made, "2026-03")
    one = load(made, content)
    sentences = [r.sentence for r in found(one).refusals]
    assert "Văn phòng đã tiếp nhận số liệu tháng 3/2026" in sentences[0]
    assert sentences[1] == "Chưa đến tháng 12/2026, chưa nhập số liệu được."
    assert not found(one).changes
    locked = openpyxl.load_workbook(io.BytesIO(unit_workbook(made)))["Tháng 03-2026"]
    assert cell(locked, made.solved, "2026-03").protection.locked


def test_copied_sheets_and_rows_of_others_are_refused(made: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Tháng 03-2026"]
        book.copy_worksheet(sheet)
        row = cell(sheet, made.remaining, "2026-03").row
        sheet.cell(row, 1).value = "999999"
        sheet.cell(row, 6).value = 4
        book.create_sheet("Nháp")["A1"] = "của tôi"

    one = load(made, filled(unit_workbook(made), change))
    assert [(r.place.sheet, r.sentence[:20]) for r in found(one).refusals] == [
        ("Tháng 03-2026", "Ô này không có trong"),
        ("Tháng 03-2026 Copy", "Số liệu này ghi hai "),
    ]
    assert not found(one).changes


def test_file_of_another_unit_or_maker_is_refused(made: Office) -> None:
    content = unit_workbook(made)
    stranger = f.user(Role.UNIT_CLERK, made.other)
    stranger.act_on(datetime.date(2026, 11, 22), None)
    with pytest.raises(Refused, match="của đơn vị khác"):
        loads.take_in(content, by=stranger, at=f.NOW)
    forged = signing.dumps({"unit": made.region.pk}, salt="other")

    def forge(book: openpyxl.Workbook) -> None:
        book[marks.SHEET]["A1"] = forged

    def strip(book: openpyxl.Workbook) -> None:
        book.remove(book[marks.SHEET])

    for bad in (filled(content, forge), filled(content, strip)):
        with pytest.raises(Refused, match="không phải sổ số liệu do hệ thống lập"):
            load(made, bad)
    assert not WorkbookLoad.objects.exists()


def test_secret_in_the_file_is_refused_before_anything_is_kept(made: Office) -> None:
    for text, said in (("Độ mật: Tuyệt mật", "bí mật nhà nước"), ("báo cáo mật", "gợi đến độ mật")):

        def write(book: openpyxl.Workbook, text: str = text) -> None:
            book.create_sheet("Nháp")["C3"] = text

        with pytest.raises(Refused, match=said):
            load(made, filled(unit_workbook(made), write))
    assert not WorkbookLoad.objects.exists()
