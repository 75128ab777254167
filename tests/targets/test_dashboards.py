"""Unit, target and field pages, the morning and the matrix; on screen, on paper, in a workbook."""

import datetime
import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from targets import board_facts, board_prints, drawing, printing
from targets.models import BoardPrint, Period, Target
from targets.sections import Head, Page, Section, plain
from tests import factories as f
from tests.targets.figures_facts import Office, office
from units.models import Role, Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
MARCH = datetime.date(2026, 3, 1)
QUERY = "?year=2026"
CAUSE = "Hồ sơ phức tạp, nhiều bị can, chờ kết luận giám định tài chính của Sở"
CHART = re.compile(r'<svg[^>]* class="chart".*?</svg>', re.DOTALL)
NEXT = re.compile(r'\s*</div>\s*(?:<div class="(?:across|in-two)">\s*)?<table')


@pytest.fixture
def made() -> Office:
    """Region 4: 44 of 56 (78,57 %), region 5: 30 of 30; last year 20 of 40 in region 4."""
    made = office()
    f.work_year(2025)
    for unit, solved, remaining in ((made.region, 44, 12), (made.other, 30, 0)):
        made.assign(made.ratio, unit)
        made.enter(made.solved, "2026-03", solved, unit)
        made.enter(made.remaining, "2026-03", remaining, unit)
    made.enter(made.solved, "2025-03", 20)
    made.enter(made.remaining, "2025-03", 20)
    made.assign(made.count, made.other, assigned_threshold=8)
    made.enter(made.hearings, "2026-01", 1, made.other)
    return made


def opened(client: Client, who: User, name: str, *args: Any, query: str = QUERY) -> HttpResponse:
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse(f"targets:{name}", args=args) + query)  # type: ignore[return-value]


def page(client: Client, who: User, name: str, *args: Any, query: str = QUERY) -> Page:
    found: Page = opened(client, who, name, *args, query=query).context["page"]  # type: ignore[attr-defined]
    return found


def words(section: Section) -> list[list[str]]:
    return [[cell.words for cell in row] for row in section.rows]


def test_target_page_ranks_for_leadership_and_shows_contributions(
    client: Client, made: Office
) -> None:
    """44 + 30 of 86; 90 % of 56 are 50,4, of 30 are 27."""
    shown = page(client, made.head, "target_page", made.ratio.pk)
    trend, units, definition = shown.sections[:3]
    assert units.heads[0].label == "Thứ tự"
    assert words(units)[0][:7] == [
        *("1", "VKSND khu vực 5", "▲ 100,00 %", "30", "30", "40,54 %", "+3"),
    ]
    assert words(units)[1][:7] == [
        *("2", "VKSND khu vực 4", "✕ 78,57 %", "44", "56", "59,46 %", "−6,4"),
    ]
    assert [cell.words for cell in units.foot][1:4] == ["Toàn tỉnh", "✕ 86,05 %", "74"]
    assert {word: cell.words for word, cell in shown.facts}["Cùng kỳ"].endswith("điểm phần trăm")
    assert any("Nguồn" in row for row in words(definition))
    assert trend.chart


def test_trend_stands_beside_last_year_and_leaves_months_to_come_empty(
    client: Client, made: Office
) -> None:
    trend = page(client, made.head, "target_page", made.ratio.pk).sections[0]
    rows = {row[0]: row[1:] for row in words(trend)}
    assert len(rows) == 12
    assert rows["3/2026"] == ["86,05 %", "74/86", "50,00 %", "20/40"]
    assert rows["4/2026"][:2] == ["", ""], "nobody knows April yet"
    assert rows["4/2026"][2] == "50,00 %"


def test_others_see_units_in_their_order_and_only_their_own(client: Client, made: Office) -> None:
    units = page(client, made.staff, "target_page", made.ratio.pk).sections[1]
    assert units.heads[0].label == "Đơn vị"
    own = page(client, made.clerk, "target_page", made.ratio.pk)
    assert [row[0] for row in words(own.sections[1])] == ["VKSND khu vực 4"]
    assert words(own.sections[0])[5][1] == "78,57 %", "the trend is its own"


def test_target_page_of_a_portfolio_is_of_its_units(client: Client, made: Office) -> None:
    deputy = f.user(Role.PROVINCE_DEPUTY, made.province).acting
    assert deputy
    f.portfolio(deputy, unit=made.region)
    f.portfolio(deputy, unit=made.other, valid_from=datetime.date(2026, 6, 1))  # after the period
    query = f"{QUERY}&overseer={deputy.pk}"
    shown = page(client, made.head, "target_page", made.ratio.pk, query=query)
    trend, units = shown.sections[:2]
    assert words(trend)[5][1:3] == ["78,57 %", "44/56"]
    assert [cell.words for cell in units.foot][1:4] == ["Khối phụ trách", "✕ 78,57 %", "44"]


def test_unit_page_shows_every_target_and_what_it_would_take(client: Client, made: Office) -> None:
    shown = page(client, made.head, "unit_page", made.region.pk)
    by_field, targets = shown.sections[:2]
    assert by_field.chart
    (row,) = words(targets)
    assert row[2:] == [
        *("≥ 90 %", "✕ 78,57 %", "44/56", "cần giải quyết thêm 7 tin để đạt 90 %", "+28,57"),
    ]
    html = opened(client, made.head, "unit_page", made.region.pk).content.decode()
    assert reverse("targets:target_cell", args=[made.region.pk, made.ratio.pk]) in html
    assert 'data-key="Escape"' in html


def test_unit_page_of_a_foreign_unit_is_not_found(client: Client, made: Office) -> None:
    assert opened(client, made.clerk, "unit_page", made.other.pk).status_code == 404
    assert opened(client, made.head, "unit_page", made.province.pk).status_code == 404


def test_field_page_counts_units_by_verdict(client: Client, made: Office) -> None:
    targets, units = page(client, made.head, "field_page", made.field.code).sections[:2]
    ratio, count = words(targets)
    assert ratio[2] == "✕ 86,05 %"
    assert [head.label for head in targets.heads[3:]] == [
        *("vượt ▲", "đạt ✓", "nguy cơ !", "chưa đạt ✕", "Cộng"),
    ]
    assert ratio[3:] == ["1", "", "", "1", "2"]
    assert count[-1] == "1"
    assert words(units)[0][-1] == "Chỉ tiêu" + made.ratio.short_name.removeprefix("Chỉ tiêu")


def test_morning_names_what_is_missed_and_by_whom(client: Client, made: Office) -> None:
    lagging, moves, units = page(client, made.head, "morning").sections[:3]
    assert words(lagging)[0][1:3] == ["≥ 90 %", "✕ 86,05 %"]
    assert words(lagging)[0][-1] == "khu vực 4"
    assert [row[0] for row in words(units)] == ["VKSND khu vực 4", "VKSND khu vực 5"]
    assert moves.title.startswith("Thay đổi từ 00:00")
    promised(made, made.ratio, made.region)
    (why,) = words(page(client, made.head, "morning").sections[-1])
    assert (why[0], why[2]) == ("VKSND khu vực 4", CAUSE[:59] + "…")
    assert why[4:] == ["25/11/2026", "chưa đến hạn"]


def test_formula_stands_beneath_every_percentage(client: Client, made: Office) -> None:
    """Where results of several targets stand together."""
    lagging = page(client, made.head, "morning").sections[0]
    assert lagging.notes[0].startswith(f"Cách tính: {made.ratio.short_name} = Tin báo đã")
    for name in ("rollup_board", "changed_list"):
        shown = page(client, made.head, name)
        formulas = shown.sections[-1]
        assert formulas.title == "Cách tính các chỉ tiêu"
        told = {row[1].text: row[2].text for row in formulas.rows}
        assert "Tin báo đã giải quyết" in told[made.ratio.name], name
        assert told[made.ratio.name].endswith("× 100 %")
        book = openpyxl.load_workbook(
            io.BytesIO(opened(client, made.head, f"{name}_sheet").content)
        )
        assert "Cách tính" in book.sheetnames
    query = f"{QUERY}&period={Period.objects.months().get(ends_on__month=9, ends_on__year=2026).pk}"
    answer = opened(client, made.head, "explanation_export", query=query)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))["Cách tính"]  # streamed
    said = {str(row[1].value): str(row[2].value) for row in sheet.iter_rows()}
    assert said[made.ratio.name].startswith("Tin báo đã giải quyết : ")
    paper = opened(client, made.head, "explanation_print", query=query)
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.content)).pages)
    assert "Cách tính các chỉ tiêu" in text.replace("\n", " ")


def test_units_and_targets_of_the_boards_workbook_stay_in_sight(
    client: Client, made: Office
) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(opened(client, made.head, "target_board_sheet").content)
    )
    sheet = book["Bảng chỉ tiêu"]
    first = sheet[sheet.freeze_panes]
    assert first.column == 2, "units stand in the first column"
    assert sheet.cell(first.row, 1).value == "Văn phòng"
    assert sheet.cell(first.row - 3, 1).value == "Đơn vị"


def test_deputys_morning_is_of_his_portfolio(client: Client, made: Office) -> None:
    deputy = f.user(Role.PROVINCE_DEPUTY, made.province)
    assert deputy.acting
    f.portfolio(deputy.acting, unit=made.other)
    own = page(client, deputy, "morning")
    assert [row[0] for row in words(own.sections[2])] == ["VKSND khu vực 5"]
    whole = page(client, deputy, "morning", query=f"{QUERY}&overseer=")
    assert len(whole.sections[2].rows) == 2


def test_morning_of_a_regions_head_is_of_his_unit(client: Client, made: Office) -> None:
    head = f.user(Role.UNIT_HEAD, made.region)
    own = page(client, head, "morning")
    assert own.subtitle == "VKSND khu vực 4"
    assert words(own.sections[0])[0][1:4] == [
        *("≥ 90 %", "✕ 78,57 %", "cần giải quyết thêm 7 tin để đạt 90 %"),
    ]
    told = [section.title for section in own.sections[2:]]
    assert told == ["Số liệu tháng", "Giải trình, cam kết"]


def test_board_is_filtered_by_portfolio_and_verdict(client: Client, made: Office) -> None:
    deputy = f.user(Role.PROVINCE_DEPUTY, made.province).acting
    assert deputy
    f.portfolio(deputy, unit=made.other, field=made.field)

    def rows(query: str) -> list[str]:
        found = opened(client, made.head, "target_board", query=f"{QUERY}&{query}")
        return [row.unit.short_name for row in found.context["board"].rows]  # type: ignore[attr-defined]

    assert rows(f"overseer={deputy.pk}") == ["VKSND khu vực 5"]
    found = opened(client, made.head, "target_board", query=f"{QUERY}&overseer={deputy.pk}")
    own = found.context["board"]  # type: ignore[attr-defined]
    assert own.total_name == "Khối phụ trách"
    assert [one.shown for one in own.total.scores] == ["100,00 %", "1/8"]
    assert rows("verdict=unmet") == ["VKSND khu vực 4"]
    assert rows("verdict=exceeded") == ["VKSND khu vực 5"]
    assert rows(f"overseer={deputy.pk}&verdict=unmet") == []
    assert len(rows("verdict=nonsense&overseer=99999999999")) >= 2


def test_full_morning_is_one_page_of_paper(client: Client, made: Office) -> None:
    """Eight targets missed by nine units, as many changes, promises that are due."""
    for no in range(9):
        another(made, no)
    for no in range(8):
        line = f.indicator(f"Dòng thống kê số {no}", where=made.field)
        target = f.target(line, target_set=made.ratio.target_set, name=f"Chỉ tiêu về việc {no}")
        for unit in Unit.objects.filter(kind=Unit.Kind.REGION):
            made.assign(target, unit, assigned_threshold=9)
            made.enter(line, "2026-03", 1, unit)
        promised(made, target, made.region)
    paper = opened(client, made.head, "morning_print")
    assert len(PdfReader(io.BytesIO(paper.content)).pages) == 1
    sections = page(client, made.head, "morning").sections
    assert [len(section.rows) for section in sections] == [5, 5, 5, 1, 3]
    assert words(sections[4])[0][-1] == "chưa đến hạn"
    assert sections[4].notes == ["Còn 5 cam kết nữa."]


def promised(made: Office, target: Target, unit: Unit) -> None:
    period = Period.objects.months().get(ends_on=datetime.date(2026, 3, 31))
    day = datetime.date(2026, 11, 25)
    f.explanation(target, unit, period, made.head, promised_on=day, cause=CAUSE)


def test_unit_page_tells_what_the_unit_explained(client: Client, made: Office) -> None:
    promised(made, made.ratio, made.region)
    told = page(client, made.head, "unit_page", made.region.pk).sections[2]
    assert words(told)[0][2:4] == [CAUSE, "Phân công lại"]


PAGES: list[tuple[str, str]] = [
    ("target_page", "ratio"),
    ("unit_page", "region"),
    ("field_page", "field"),
    ("changed_list", ""),
    ("morning", ""),
]


def args_of(made: Office, what: str) -> list[Any]:
    if not what:
        return []
    return [made.field.code] if what == "field" else [getattr(made, what).pk]


def printed(client: Client, who: User, name: str, *args: Any) -> HttpResponse:
    """The print of a unit is asked for, for it may have to wait."""
    if name != "unit_page":
        return opened(client, who, f"{name}_print", *args)
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    asked = reverse("targets:unit_page_print", args=args) + QUERY
    return client.post(asked, follow=True)  # type: ignore[return-value]


def test_print_of_a_unit_with_many_targets_waits_for_the_worker(
    client: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_prints, "TARGETS_AT_ONCE", 0)
    page = printed(client, made.head, "unit_page", made.region.pk).content.decode()
    assert "Đang dựng bản in…" in page
    assert "Bản in kết quả của VKSND khu vực 4" in page
    waiting = BoardPrint.objects.get()
    drawing.draw(waiting.pk, at=f.NOW)
    waiting.refresh_from_db()
    assert waiting.pdf
    assert bytes(waiting.pdf).startswith(b"%PDF")
    assert waiting.file_name.startswith("chi-tieu-don-vi")


def test_every_page_prints_and_is_a_workbook(client: Client, made: Office) -> None:
    for name, what in PAGES:
        args = args_of(made, what)
        shown = page(client, made.head, name, *args)
        paper = printed(client, made.head, name, *args)
        (first, *_) = PdfReader(io.BytesIO(paper.content)).pages
        size = [round(float(side) / 72 * 25.4) for side in first.mediabox[2:]]
        assert size == [297, 210], f"{name} lies across on A4"
        sheet = opened(client, made.head, f"{name}_sheet", *args)
        book = openpyxl.load_workbook(io.BytesIO(sheet.content))
        assert len(book.worksheets) == len(shown.sections), name


@pytest.mark.parametrize(("name", "what"), [("target_page", "ratio"), ("unit_page", "region")])
def test_charts_are_the_same_on_paper_and_have_their_table_beneath(
    client: Client, made: Office, name: str, what: str
) -> None:
    answer = opened(client, made.head, name, getattr(made, what).pk)
    facts = board_facts.office_facts(made.province, f.TODAY, at=f.NOW)
    screen = answer.content.decode()
    paper = printing.dashboard_html(answer.context["page"], facts)  # type: ignore[attr-defined]
    charts = CHART.findall(screen)
    assert charts
    assert CHART.findall(paper) == charts
    for html in (screen, paper):
        assert all(NEXT.match(after) for after in CHART.split(html)[1:])


def test_many_rows_of_numbers_stand_in_two_tables_on_paper() -> None:
    """Twelve months in halves, that a target is two pages; words and totals stay whole."""
    heads = [Head("Tháng"), Head("Số", is_number=True)]
    rows = [[plain(str(at)), plain(str(at))] for at in range(1, 12)]
    cut = [len(part) for part in Section("", heads, rows).halves]
    assert cut == [6, 5]
    for whole in (
        Section("", heads, rows[:7]),
        Section("", heads, rows, foot=rows[0]),
        Section("", [Head("Tháng"), Head("Lý do")], rows),
    ):
        assert whole.halves == [whole.body]


def test_matrix_in_a_workbook_holds_the_numbers_of_the_screen(client: Client, made: Office) -> None:
    sheet = opened(client, made.head, "target_board_sheet")
    book = openpyxl.load_workbook(io.BytesIO(sheet.content))
    matrix, numbers = book.worksheets[:2]
    row = next(row for row in matrix.iter_rows() if row[0].value == "VKSND khu vực 4")
    assert float(row[1].value) == 78.57
    assert row[1].number_format == '#,##0.00" % ✕"'
    lines = [[cell.value for cell in row] for row in numbers.iter_rows()]
    assert any(line[0] == "VKSND khu vực 4" and line[8] == "chưa đạt" for line in lines)


def queries(client: Client, who: User, name: str, *args: Any) -> int:
    opened(client, who, name, *args)
    with CaptureQueriesContext(connection) as counted:
        assert opened(client, who, name, *args).status_code == 200
    return len(counted)


def test_pages_cost_the_same_with_twenty_more_units(client: Client, made: Office) -> None:
    few = {name: queries(client, made.head, name, *args_of(made, what)) for name, what in PAGES}
    for no in range(20):
        another(made, no)
    many = {name: queries(client, made.head, name, *args_of(made, what)) for name, what in PAGES}
    assert many == few


def another(made: Office, no: int) -> None:
    unit: Unit = f.region(made.province, f"VKSND khu vực {no + 10}")
    made.assign(made.ratio, unit)
    made.enter(made.solved, "2026-03", no, unit)
    made.enter(made.remaining, "2026-03", 3, unit)
