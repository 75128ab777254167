"""Golden workbooks opened by LibreOffice: what it shows, and what comes back through it."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from procuracy.web.xlsx import Cell, Heading, Look, Spread, stream
from procuracy.web.xlsx.looks import Plain
from targets.models import Workbook
from targets.workbooks import loads
from targets.workbooks.differences import Found
from tests import factories as f
from tests.libreoffice import CSV, converted
from tests.targets.figures_facts import DAY, Office, office
from tests.targets.workbook_facts import consolidated, correct, typed, unit_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
GOLDEN = Path(__file__).parent / "golden_workbooks"


@pytest.fixture
def made() -> Office:
    """Two regions; stocks and flows of February and March 2026, one of them corrected."""
    made = office()
    for at, solved, remaining in (("2026-02", 10, 5), ("2026-03", 20, 4)):
        made.enter(made.solved, at, solved)
        made.enter(made.remaining, at, remaining)
        made.enter(made.solved, at, solved * 100, made.other)
    correct(made)
    return made


def board() -> bytes:
    """As dashboards are exported: headings over headings, percentages, texts of others."""
    headings: list[list[Heading | str]] = [
        [Heading("Đơn vị", down=2), Heading("Hình sự", across=2), "Dân sự"],
        ["Tỷ lệ", "Số vụ", "Ghi chú"],
    ]
    row: list[Cell | Plain] = [
        "VKSND khu vực 1",
        Cell(Decimal("89.996"), Look("risk", 3, " %")),
        1234567,
    ]
    rows: list[list[Cell | Plain]] = [
        [*row, '=HYPERLINK("http://vi.du","x")'],
        ["Phòng 1", None, Cell(-3, Look("bad")), datetime.date(2026, 3, 5)],
        ["+84 903", Cell(0, Look("good", 2, " %")), "<r><t>x</t></r>", "@SUM(A1)"],
    ]
    spread = Spread("Bảng: [1]", "Bảng chỉ tiêu", headings, rows, ["Quý I"], ["* Hết"], [30])
    with stream([spread]) as file:
        return file.read()


def test_golden_workbooks_are_shown_by_libreoffice(made: Office, tmp_path: Path) -> None:
    asked = consolidated(made, Workbook.Layout.EACH_MONTH, field=made.field)
    files = {"consolidated.xlsx": bytes(asked.content or b""), "board.xlsx": board()}
    shown = converted(files, CSV, tmp_path)
    golden = {path.stem: path.read_text() for path in GOLDEN.iterdir()}
    assert {name.split("-")[0]: text.decode() for name, text in shown.items()} == golden


def test_workbook_saved_by_libreoffice_is_loaded(made: Office, tmp_path: Path) -> None:
    made.clerk.act_on(DAY, None)
    files = {
        "as-made.xlsx": unit_workbook(made, "2026-03", "2026-04", layout="months"),
        "years.xlsx": typed(
            made,
            (made.remaining, "2026-04", 12),
            content=unit_workbook(made, "2026-03", "2026-04", layout="years"),
        ),
    }
    saved = converted(files, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    first, second = (
        Found.unpacked(loads.take_in(saved[name], by=made.clerk, at=f.NOW).found) for name in files
    )
    assert (first.changes, first.conflicts, first.refusals, first.same) == ([], [], [], 6)
    assert [(c.place.words, c.old, c.new) for c in second.changes] == [
        ("Trang Năm 2026, ô F8", None, 12)
    ]
