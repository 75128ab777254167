"""The board against values reckoned by hand; targets: ≥ 90 % of reports, hearings by assignment."""

import datetime
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.dates import screen_moment
from targets import board_facts, board_sheets, boards, calendar, formulas, sums
from targets.boards import Board
from targets.models import Period, TargetAssignment, TargetTerm
from targets.scores import Score
from targets.verdicts import Verdict
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from units.models import Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
HALF = datetime.date(2026, 3, 31)


@pytest.fixture
def made() -> Office:
    return office()


def board(made: Office, ends_on: datetime.date = HALF, today: datetime.date = f.TODAY) -> Board:
    acting = made.head.acting
    assert acting
    return boards.assemble(
        year=made.year,
        period=Period.objects.months().get(ends_on=ends_on),
        spans=list(made.year.periods.all()),
        units=boards.seen_units(acting, made.year),
        province=made.province,
        today=today,
    )


def cell(made: Office, unit: Unit, at: int = 0, ends_on: datetime.date = HALF) -> Score:
    """`at` 0: the ratio, 1: the count, as far as both are assigned."""
    shown = board(made, ends_on)
    assert shown.total
    rows = {row.unit.pk: row for row in [*shown.rows, shown.total]}
    return rows[unit.pk].scores[at]


def test_flow_is_added_and_stock_stands_as_of_the_last_month(made: Office) -> None:
    made.assign(made.ratio)
    for at, solved, remaining in (("2025-10", 20, 30), ("2026-02", 16, 25), ("2026-03", 8, 12)):
        made.enter(made.solved, at, solved)
        made.enter(made.remaining, at, remaining)
    made.enter(made.solved, "2026-04", 1000)
    made.enter(made.solved, "2025-09", 1000)
    score = cell(made, made.region)
    assert score.parts == "44/56"
    assert score.shown == "78,57 %"
    assert score.verdict is Verdict.UNMET
    assert score.advice == "cần giải quyết thêm 7 tin để đạt 90 %"


def test_between_judging_days_a_ratio_is_under_way(made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2025-10", 45)
    made.enter(made.remaining, "2025-10", 6)
    early = cell(made, made.region, ends_on=datetime.date(2025, 10, 31))
    assert (early.shown, early.verdict) == ("88,24 %", Verdict.ONGOING)


def test_level_in_force_may_be_years_old(made: Office) -> None:
    inspectors = f.indicator("Kiểm sát viên", where=made.field, nature="level")
    each = f.target(made.hearings, inspectors, threshold=100, target_set=made.ratio.target_set)
    made.assign(each)
    made.enter(inspectors, "2020-05", 3)
    made.enter(inspectors, "2022-01", 4)
    made.enter(inspectors, "2026-08", 9)
    made.enter(made.hearings, "2026-01", 5)
    score = cell(made, made.region)
    assert (score.parts, score.shown, score.verdict) == ("5/4", "125,00 %", Verdict.EXCEEDED)


def test_signed_term_is_taken_away(made: Office) -> None:
    moved = f.indicator("Chuyển theo thẩm quyền", where=made.field)
    TargetTerm.objects.create(target=made.ratio, side="denominator", indicator=moved, sign=-1)
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 40)
    made.enter(made.remaining, "2026-03", 10)
    made.enter(moved, "2026-03", 10)
    assert cell(made, made.region).parts == "40/40"
    assert cell(made, made.region).verdict is Verdict.EXCEEDED


def test_total_is_the_ratio_of_sums(made: Office) -> None:
    """90/100 and 1/2: the mean of ratios would be 70 %."""
    for unit, solved, remaining in ((made.region, 90, 10), (made.other, 1, 1)):
        made.assign(made.ratio, unit)
        made.enter(made.solved, "2026-03", solved, unit)
        made.enter(made.remaining, "2026-03", remaining, unit)
    assert cell(made, made.region).verdict is Verdict.MET
    total = cell(made, made.province)
    assert (total.parts, total.shown) == ("91/102", "89,22 %")
    assert total.verdict is Verdict.UNMET


def test_total_of_a_count_is_measured_by_the_units_sum(made: Office) -> None:
    made.assign(made.count, assigned_threshold=3)
    made.assign(made.count, made.other, assigned_threshold=2)
    made.enter(made.hearings, "2026-03", 4)
    total = cell(made, made.province)
    assert (total.threshold, total.shown) == (5, "4/5")
    assert total.verdict is Verdict.ONGOING


def test_provinces_own_threshold_comes_first(made: Office) -> None:
    made.assign(made.ratio)
    made.assign(made.ratio, made.province, assigned_threshold=95)
    made.enter(made.solved, "2026-03", 92)
    made.enter(made.remaining, "2026-03", 8)
    assert cell(made, made.region).verdict is Verdict.EXCEEDED
    assert cell(made, made.province).verdict is Verdict.UNMET


def test_cells_without_a_verdict(made: Office) -> None:
    """No figure, nothing arose, no threshold, not assigned."""
    made.assign(made.ratio)
    other = made.other
    assert cell(made, made.region).verdict is Verdict.NO_FIGURE
    made.enter(made.solved, "2026-03", 0)
    made.enter(made.remaining, "2026-03", 0)
    assert cell(made, made.region).verdict is Verdict.NONE_AROSE
    assert cell(made, other).verdict is Verdict.UNASSIGNED
    given = made.assign(made.count)
    assert cell(made, made.region, 1).verdict is Verdict.NO_THRESHOLD
    TargetAssignment.objects.filter(pk=given.pk).update(assigned_threshold=5, none_arose=True)
    assert cell(made, made.region, 1).verdict is Verdict.NONE_AROSE


def test_count_is_judged_at_the_years_end_or_its_own_day(made: Office) -> None:
    given = made.assign(made.count, assigned_threshold=5)
    made.enter(made.hearings, "2026-01", 3)
    assert cell(made, made.region).verdict is Verdict.ONGOING
    assert cell(made, made.region, ends_on=datetime.date(2026, 9, 30)).verdict is Verdict.UNMET
    TargetAssignment.objects.filter(pk=given.pk).update(due_on=datetime.date(2026, 3, 15))
    assert cell(made, made.region).verdict is Verdict.UNMET


def test_zero_is_broken_by_the_first_case(made: Office) -> None:
    made.count.direction = "zero"
    made.count.save()
    made.assign(made.count)
    made.enter(made.hearings, "2025-11", 0)
    assert cell(made, made.region).verdict is Verdict.MET
    made.enter(made.hearings, "2025-12", 1)
    assert cell(made, made.region).verdict is Verdict.UNMET


def test_sums_agree_with_the_plain_calculation(made: Office) -> None:
    """Rule in SQL and in Python side by side: sums.by_unit and formulas.accumulate."""
    level = f.indicator(where=made.field, nature="level")
    lines = [made.solved, made.remaining, level]
    for no, at in enumerate(("2024-03", "2025-09", "2025-10", "2025-12", "2026-02", "2026-05"), 1):
        for line in lines:
            made.enter(line, at, no * 10 + line.pk % 7)
    first, last = month("2025-10"), month("2026-03")
    months = calendar.months_between(first, last)
    found = sums.by_unit([made.region.pk], [line.pk for line in lines], first, last)
    for line in lines:
        by_month = dict(line.figures.values_list("month", "value"))
        assert found[made.region.pk][line.pk] == formulas.accumulate(line.nature, by_month, months)


def page(client: Client, user: User, query: str = "") -> Board:
    client.force_login(user)
    response = client.get(reverse("targets:target_board") + query)
    assert response.status_code == 200
    shown: Board = response.context["board"]
    return shown


def test_board_opens_on_the_latest_month_with_figures(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2026-02", 5)
    assert page(client, made.head).period.label == "Tháng 2/2026"


def test_figures_typed_ahead_do_not_move_the_board(client: Client, made: Office) -> None:
    made.enter(made.solved, "2026-10", 5)
    made.enter(made.solved, "2026-11", 1)
    assert page(client, made.head).period.label == "Tháng 10/2026"


def test_board_before_any_figure_stands_on_the_running_month(client: Client, made: Office) -> None:
    assert page(client, made.head).period.label == "Tháng 11/2026"


def test_board_ignores_what_it_does_not_know(client: Client, made: Office) -> None:
    made.enter(made.solved, "2026-02", 5)
    query = "?year=abc&period=99999999999999999999&field=khong-co&only=x"
    assert page(client, made.head, query).period.label == "Tháng 2/2026"


def test_regions_reader_sees_own_row_only(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.assign(made.ratio, made.other)
    shown = page(client, made.clerk)
    assert [row.unit.pk for row in shown.rows] == [made.region.pk]
    assert shown.total is None


def test_board_of_one_unit_names_its_own_thresholds(client: Client, made: Office) -> None:
    """On the screen, on paper and in the workbook; of several what is common."""
    made.assign(made.count, assigned_threshold=7)
    made.assign(made.count, made.other, assigned_threshold=9)
    for user, wanted in ((made.clerk, "≥ 7"), (made.head, "giao riêng")):
        shown = page(client, user, "?year=2026")
        assert [head["goal"] for head in shown.heads] == [wanted]
        drawn = board_facts.facts(shown, made.province, at=f.NOW)
        assert [one["goal"] for one in drawn["targets"]] == [wanted]
        assert next(board_sheets.spreads(shown, "", "")).headings[2] == [wanted]


def test_only_what_is_behind(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.assign(made.ratio, made.other)
    made.assign(made.count, made.other, assigned_threshold=1)
    for unit, remaining in ((made.region, 50), (made.other, 0)):
        made.enter(made.solved, "2026-03", 50, unit)
        made.enter(made.remaining, "2026-03", remaining, unit)
    shown = page(client, made.head, "?verdict=behind")
    assert [row.unit.pk for row in shown.rows] == [made.region.pk]
    assert [column.target for column in shown.columns] == [made.ratio]


def test_verdict_is_shown_by_glyph_word_and_number(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 44)
    made.enter(made.remaining, "2026-03", 12)
    client.force_login(made.head)
    html = client.get(reverse("targets:target_board")).content.decode()
    link = f"{made.region.pk}/{made.ratio.pk}/"
    assert '<td class="bad" data-g="✕">' in html
    assert 'title="chưa đạt">78,57</a>' in html
    assert f'href="{link}?year=2026&amp;period=' in html
    assert "style=" not in html[html.index("<main") :]


def test_empty_board_offers_the_first_step(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    html = client.get(reverse("targets:target_board")).content.decode()
    assert "Chưa giao chỉ tiêu" in html
    assert reverse("targets:assignment_list") in html


@dataclass
class Counted:
    queries: int
    rows: int


def counted(client: Client, made: Office) -> Counted:
    page(client, made.head)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("targets:target_board"))
    rows = len(response.context["board"].rows)
    return Counted(len(queries), rows)


def test_board_costs_the_same_with_forty_units(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 5)
    few = counted(client, made)
    for no in range(38):
        unit = f.region(made.province, f"VKSND khu vực {no + 10}")
        made.assign(made.ratio, unit)
        made.enter(made.solved, "2026-03", no, unit)
    many = counted(client, made)
    assert many.rows == few.rows + 38
    assert many.queries == few.queries


def cell_url(made: Office, unit: Unit) -> str:
    return reverse("targets:target_cell", args=[unit.pk, made.ratio.pk]) + "?year=2026"


def test_cell_shows_months_formula_and_who_typed(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 44)
    made.enter(made.remaining, "2026-03", 12)
    client.force_login(made.head)
    html = client.get(cell_url(made, made.region)).content.decode()
    for part in ("44/56", "tử số", "mẫu số", str(made.clerk), "cần giải quyết thêm 7 tin"):
        assert part in html


def test_cell_opens_down_to_the_history_of_each_figure(client: Client, made: Office) -> None:
    """Board → cell → the month's entry, who typed it and when → history; link by link."""
    made.assign(made.ratio)
    figures = [made.enter(made.solved, "2026-03", 44), made.enter(made.remaining, "2026-03", 12)]
    client.force_login(made.head)
    board = client.get(reverse("targets:target_board") + "?year=2026").content.decode()
    (link,) = re.findall(rf'href="({made.region.pk}/{made.ratio.pk}/[^"]*)"', board)
    cell = client.get(urljoin(reverse("targets:target_board"), unescape(link))).content.decode()
    chain = [reverse("targets:figure_entry", args=[made.region.pk, figures[0].month])]
    chain += [reverse("units:record_history", args=["figure", one.pk]) for one in figures]
    for address in chain:
        assert f'href="{address}"' in cell
        assert client.get(address).status_code == 200
    assert cell.count(str(made.clerk)) == len(figures)
    assert screen_moment(f.NOW) in cell


def test_total_cell_shows_each_units_part(client: Client, made: Office) -> None:
    made.assign(made.ratio)
    made.enter(made.solved, "2026-03", 44)
    made.enter(made.remaining, "2026-03", 12)
    client.force_login(made.head)
    response = client.get(cell_url(made, made.province), follow=True)
    assert response.redirect_chain[0][0].startswith(
        reverse("targets:target_page", args=[made.ratio.pk])
    )
    html = response.content.decode()
    assert "VKSND khu vực 4" in html
    assert "44/56" in html


def test_cell_of_a_foreign_unit_is_not_found(client: Client, made: Office) -> None:
    client.force_login(made.clerk)
    assert client.get(cell_url(made, made.other)).status_code == 404
    assert client.get(cell_url(made, made.province)).status_code == 404


def test_clerk_ticks_that_nothing_arose(client: Client, made: Office) -> None:
    given = made.assign(made.count, assigned_threshold=2)
    Period.objects.update(due_at=f.NOW + datetime.timedelta(days=1))
    url = reverse("targets:none_arose_mark", args=[made.region.pk, made.count.pk])
    client.force_login(made.clerk)
    client.post(url, {"year": "2026", "none_arose": "1"})
    assert TargetAssignment.objects.get(pk=given.pk).none_arose
    client.force_login(made.staff)
    assert client.post(url, {"year": "2026", "none_arose": "0"}).status_code == 403
