"""The board across successions: views, thresholds, last year."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from targets.boards import Board, Row
from targets.models import View, WorkYear
from targets.verdicts import Verdict
from tests import factories as f
from tests.targets.reform import REFORM, Reform, reform, rows
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]


@pytest.fixture
def made() -> Reform:
    return reform()


def test_board_is_as_successor_once_a_reform_lies_in_its_span(made: Reform) -> None:
    a, region = made.unit("A"), made.unit("KV", valid_from=REFORM)
    made.follow(a, region)
    made.assign(made.ratio, a, 90)
    made.enter(a, made.flow, m06=9)
    made.enter(a, made.stock, m06=10)
    after = made.board()
    assert (after.sight.view, list(rows(after))) == (View.SUCCESSOR, ["KV"])
    assert rows(after)["KV"].scores[0].parts == "9/10"
    assert rows(after)["KV"].scores[0].is_inherited
    assert rows(after)["KV"].note == "gồm A (đến 30/6/2025)"
    before = made.board(last="2025-06")
    assert (before.sight.view, list(rows(before))) == (View.REPORTED, ["A", "KV"])
    asked = made.board(view=View.REPORTED)
    assert list(rows(asked)) == ["A", "KV"]
    assert rows(asked)["A"].note == "kết thúc 30/6/2025"


def test_board_of_an_earlier_year_may_be_asked_by_todays_units(made: Reform) -> None:
    a, region = made.unit("A"), made.unit("KV", valid_from=REFORM)
    made.follow(a, region)
    made.enter(a, made.flow, m2405=6)
    f.assignment(made.count, a, WorkYear.objects.get(year=2024), assigned_threshold=5)
    assert list(rows(made.board(last="2024-09"))) == ["A"]
    shown = made.board(last="2024-09", view=View.SUCCESSOR)
    assert rows(shown)["KV"].scores[0].shown == "6/5"


def test_board_marks_what_was_split(made: Reform) -> None:
    whole, one, two = made.unit("Huyện"), made.unit("KV1"), made.unit("KV2")
    made.follow(whole, one)
    made.follow(whole, two)
    alone = made.unit("Lẻ", valid_to=datetime.date(2025, 6, 30))
    silent = made.unit("Không số liệu", valid_to=datetime.date(2025, 6, 30))
    made.assign(made.count, whole, 3)
    made.enter(alone, made.flow, m06=1)
    notes = {name: row.note for name, row in rows(made.board()).items()}
    lacking = "không gồm số liệu trước 01/7/2025 của Huyện (chưa tách)"
    assert notes == {
        "Huyện": "chưa tách: KV1, KV2",
        "KV1": lacking,
        "KV2": lacking,
        alone.short_name: "chưa ghi đơn vị kế thừa",
    }
    assert silent.short_name in rows(made.board(view=View.REPORTED))


def merged(made: Reform, a: int | None, b: int | None) -> Row:
    """A and B with thresholds of their own for a ratio and a count of 3 and 4."""
    one, two, region = made.unit("A"), made.unit("B"), made.unit("KV", valid_from=REFORM)
    for unit, threshold, goal in ((one, a, 3), (two, b, 4)):
        made.follow(unit, region)
        made.assign(made.ratio, unit, threshold)
        made.assign(made.count, unit, goal)
        made.enter(unit, made.flow, m06=1)
        made.enter(unit, made.stock, m06=1)
    return rows(made.board())["KV"]


def test_thresholds_of_predecessors_are_added_or_equal(made: Reform) -> None:
    ratio, count = merged(made, 80, 80).scores
    assert (ratio.threshold, ratio.note) == (80, "")
    assert (count.threshold, count.shown) == (7, "2/7")


def test_thresholds_that_differ_give_none_and_say_why(made: Reform) -> None:
    ratio, _ = merged(made, 80, 70).scores
    assert ratio.verdict is Verdict.NO_THRESHOLD
    assert "70 %, 80 %" in ratio.note


def test_successors_own_threshold_comes_first(made: Reform) -> None:
    merged(made, 80, 70)
    region = next(unit for unit in made.units if unit.short_name == "KV")
    made.assign(made.ratio, region, 60)
    made.assign(made.count, region, 2)
    ratio, count = rows(made.board())["KV"].scores
    assert (ratio.threshold, count.threshold) == (60, 2)


def merged_province(made: Reform, **thresholds: tuple[int | None, int | None]) -> Board:
    """Quảng Trị and Quảng Bình, thresholds by province: of the ratio and of the count."""
    new = f.province("VKSND tỉnh Quảng Trị mới", valid_from=REFORM)
    bình = f.province("VKSND tỉnh Quảng Bình")
    for old, name in ((made.province, "tri"), (bình, "binh")):
        district = f.unit(f"Huyện {name}", kind=Unit.Kind.DISTRICT, parent=old)
        region = f.unit(f"KV {name}", parent=new, valid_from=REFORM)
        made.enter(district, made.flow, m06=2)
        made.enter(district, made.stock, m06=4)
        made.enter(region, made.flow, m07=1)
        made.assign(made.ratio, district, 50)
        made.assign(made.count, district, 10)
        made.follow(district, region)
        made.follow(old, new)
        if name in thresholds:
            ratio, count = thresholds[name]
            made.assign(made.ratio, old, ratio)
            made.assign(made.count, old, count)
    made.province = new
    return made.board()


def test_merged_province_adds_counts_and_keeps_equal_ratios(made: Reform) -> None:
    total = merged_province(made, tri=(50, 30), binh=(50, 40)).total
    assert total
    ratio, count = total.scores
    assert (ratio.parts, ratio.threshold) == ("6/8", 50)
    assert (count.shown, count.threshold) == ("6/70", 70)


def test_merged_province_without_its_own_has_the_units_sum(made: Reform) -> None:
    total = merged_province(made, tri=(50, 30)).total
    assert total
    ratio, count = total.scores
    assert ratio.verdict is Verdict.NO_THRESHOLD
    assert count.threshold == 20


def test_merged_provinces_with_different_ratios_have_none(made: Reform) -> None:
    total = merged_province(made, tri=(50, 30), binh=(60, 40)).total
    assert total
    assert total.scores[0].verdict is Verdict.NO_THRESHOLD
    assert "50 %, 60 %" in total.scores[0].note


def test_last_year_is_compared_month_by_month_across_the_reform(made: Reform) -> None:
    """October 2025 to March 2026 with October 2024 to March 2025: two work years, two units."""
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV", valid_from=REFORM)
    made.follow(a, region)
    made.follow(b, region)
    year = WorkYear.objects.get(year=2026)
    f.assignment(made.ratio, region, year, assigned_threshold=50)
    f.assignment(made.count, region, year, assigned_threshold=5)
    made.enter(a, made.flow, m2409=1000, m2410=3, m02=5, m04=1000)
    made.enter(b, made.flow, m03=2)
    made.enter(a, made.stock, m03=10)
    made.enter(b, made.stock, m03=10)
    made.enter(region, made.flow, m10=7, m2603=8)
    made.enter(region, made.stock, m2603=20)
    shown = made.board(last="2026-03", compares=True)
    ratio, count = (one.last_year for one in rows(shown)["KV"].scores)
    assert ratio
    assert count
    # 15/20 = 75 % against 10/20 = 50 %; 15 against 10.
    assert ratio.change == "+25,00"
    assert ratio.sentence == ("tăng 25,00 điểm phần trăm so với cùng kỳ; cùng kỳ 50,00 % (10/20)")
    assert count.change == "+50,00 %"
    assert shown.total
    assert shown.total.scores[0].before == (10, 20, ())


def test_without_figures_of_last_year_it_says_so(made: Reform) -> None:
    region = made.unit("KV")
    f.assignment(made.count, region, WorkYear.objects.get(year=2026), assigned_threshold=5)
    made.enter(region, made.flow, m2603=8)
    (score,) = rows(made.board(last="2026-03", compares=True))["KV"].scores
    told = score.last_year
    assert told
    assert (told.change, told.sentence) == ("", "không có số liệu cùng kỳ")


def test_last_year_with_fewer_months_is_nothing_to_compare_with(made: Reform) -> None:
    region = made.unit("KV")
    f.assignment(made.count, region, WorkYear.objects.get(year=2026), assigned_threshold=5)
    made.enter(region, made.flow, m01=8, m2601=8, m2602=8, m2603=8)
    (score,) = rows(made.board(last="2026-03", compares=True))["KV"].scores
    assert score.last_year
    assert score.last_year.change == ""
    assert score.last_year.sentence == "cùng kỳ chỉ có số liệu 1/3 tháng"


def queries(made: Reform) -> int:
    with CaptureQueriesContext(connection) as captured:
        made.board(compares=True)
    return len(captured)


def test_queries_are_the_same_with_thirty_units(made: Reform) -> None:
    def reform(count: int) -> None:
        for _ in range(count):
            a, region = made.unit("A"), made.unit("KV", valid_from=REFORM)
            made.follow(a, region)
            made.assign(made.ratio, a, 90)
            made.enter(a, made.flow, m06=9)

    reform(1)
    made.board()
    few = queries(made)
    reform(15)
    assert queries(made) == few
