"""A cell of the board, and a field's board, on paper and as workbooks."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from targets import cell_page, cells, correcting, field_board_page, field_boards
from targets.choices import as_of
from targets.sections import Page
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import DAY, Office, month, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
QUERY = {"year": "2026"}


@pytest.fixture
def made() -> Office:
    """Region 4: 44 of 56; last year 20 of 40, of which the 20 solved were corrected from 18."""
    made = office()
    f.work_year(2025)
    made.assign(made.ratio)
    for at, solved, remaining in (("2025-03", 18, 20), ("2026-03", 44, 12)):
        made.enter(made.solved, at, solved)
        made.enter(made.remaining, at, remaining)
    row = submissions.submission(made.region, month("2025-03"), "accepted", by=made.staff)
    asked = correcting.ask(row, made.solved, typed="20", reason="Sót", by=made.clerk, at=f.NOW)
    correcting.approve(asked, by=made.staff, at=f.NOW)
    return made


def cell(made: Office) -> Page:
    acting = made.head.acting
    assert acting
    chosen = as_of(acting, QUERY, DAY)
    found = cells.of_unit(made.region, made.ratio, chosen, DAY)
    return cell_page.page(made.region, made.ratio, chosen, found)


def test_cell_leads_from_the_verdict_to_who_typed_what(made: Office) -> None:
    made.region.short_name = "VKSND khu vực 4"
    page = cell(made)
    facts = {word: cell.words for word, cell in page.facts}
    assert facts["Kết quả"] == "✕ 78,57 %"
    assert (facts["Mức"], facts["Tử số/mẫu số"], facts["Yêu cầu"]) == (
        "chưa đạt",
        "44/56",
        "≥ 90 %",
    )
    months, typed, formula = page.sections
    heads = [head.label for head in months.heads]
    rows = [dict(zip(heads, [cell.words for cell in row], strict=True)) for row in months.rows]
    told = [
        (r["Dòng thống kê"].partition(":")[0], r["2/2026"], r["3/2026"], r["Lũy kế"], r["Cùng kỳ"])
        for r in rows
    ]
    assert told == [("tử số, mẫu số", "?", "44", "44", "20†"), ("mẫu số", "?", "12", "12", "20")]
    assert [(row[1].text, row[2].text) for row in typed.rows] == [
        ("tháng 3/2026", "44"),
        ("tháng 3/2026", "12"),
    ]
    assert {row[3].text for row in typed.rows} == {str(made.clerk)}
    assert "× 100 %" in formula.rows[0][2].text
    assert "† số liệu đã điều chỉnh sau khi tiếp nhận." in page.notes


def test_cell_is_printed_and_a_workbook(client: Client, made: Office) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    where = [made.region.pk, made.ratio.pk]
    screen = client.get(reverse("targets:target_cell", args=where), QUERY).content.decode()
    assert "20†" in screen
    paper = client.get(reverse("targets:target_cell_print", args=where), QUERY)
    text = " ".join(PdfReader(io.BytesIO(paper.content)).pages[0].extract_text().split())
    for words in ("Tỷ lệ giải quyết tin báo", "78,57 %", "Người nhập", "× 100 %", "Ghi chú"):
        assert words in text
    answer = client.get(reverse("targets:target_cell_sheet", args=where), QUERY)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Tháng", "Người nhập", "Cách tính"]
    last_year = [
        row[-1] for row in book["Tháng"].iter_rows() if row[-1].number_format.endswith('"†"')
    ]
    assert [c.value for c in last_year] == [20]
    of_province = reverse("targets:target_cell_print", args=[made.province.pk, made.ratio.pk])
    assert client.get(of_province, QUERY).status_code == 404


def test_fields_board_is_printed_and_a_workbook(client: Client, made: Office) -> None:
    acting = made.head.acting
    assert acting
    board = field_boards.assemble(acting, made.field, month("2026-03"), today=DAY)
    page = field_board_page.page(board, board)
    (row,) = page.sections[0].rows
    cells = [cell.words for cell in row]
    assert cells[2] == "2/3"
    assert "Tin báo đã giải quyết: 44, tăng 24 so với cùng kỳ năm trước (20)" in cells[3]
    assert cells[4] == f"{made.ratio.short_name} ✕ 78,57 %"
    clerk = made.clerk.acting
    assert clerk
    assert f"{clerk.person.full_name}, {clerk.position}" in cells[5].split("; ")
    assert "× 100 %" in page.sections[1].rows[0][2].text
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    query = {"field": made.field.code, "month": "2026-03"}
    screen = client.get(reverse("targets:field_board"), query).content.decode()
    for view in ("print", "sheet"):
        address = reverse(f"targets:field_board_{view}")
        assert f"{address}?field={made.field.code}&amp;month=2026-03" in screen
        assert client.get(address, query).status_code == 200
    paper = client.get(reverse("targets:field_board_print"), query)
    assert len(PdfReader(io.BytesIO(paper.content)).pages) == 1
