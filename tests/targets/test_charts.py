"""Where the parts of a chart lie, and that it is read without colour."""

from fractions import Fraction
from itertools import pairwise

from django.template import Context, Template

from targets import charts
from targets.charts import LABELS, VALUES, WIDTH, Series
from targets.verdicts import Verdict


def drawn(chart: charts.Chart | None) -> str:
    return Template("{% load charts %}{% chart drawn %}").render(Context({"drawn": chart}))


def test_trend_runs_from_month_to_month_and_breaks_where_nothing_is_known() -> None:
    now = Series("năm nay", [50, None, 75, 100, None])
    past = Series("cùng kỳ", [Fraction(100, 3), 40, 50, 60, 90], is_past=True)
    chart = charts.trend("Tỷ lệ", ["10", "11", "12", "1", "2"], [now, past], 90, " %")
    assert chart
    own, before = chart.lines
    assert len(own.points) == 1, "one month alone is a mark and no line"
    assert len(own.marks) == 3
    assert len(before.marks) == 5
    heights = [y for _, y in own.marks]
    assert heights == sorted(heights, reverse=True), "more stands higher"
    assert chart.goal
    assert chart.goal[1] < before.marks[-2][1], "60 lies below the goal of 90"
    svg = drawn(chart)
    assert svg.count("stroke-dasharray") == 2, "last year and the goal are dashed"
    for words in ("năm nay", "cùng kỳ", "yêu cầu 90 %", 'aria-label="Tỷ lệ"'):
        assert words in svg
    assert "style=" not in svg


def test_trend_of_nothing_is_no_chart() -> None:
    assert charts.trend("Tỷ lệ", ["10"], [Series("năm nay", [None])], 90) is None
    assert drawn(None).strip() == ""


def test_ticks_hold_every_value() -> None:
    for low, high, goal in [(0, 0, None), (97, 100, 95), (-3, 8, 0), (1, 12000, 50), (5, 5, 5)]:
        ticks = charts._ticks(low, high, goal)
        assert ticks[0] <= min(low, goal if goal is not None else low)
        assert ticks[-1] >= max(high, goal if goal is not None else high)
        assert 2 <= len(ticks) <= 8
        assert len({b - a for a, b in pairwise(ticks)}) == 1


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = charts.bars("Kết quả", [("A", 100, "100 %"), ("B", 50, "50 %"), ("C", None, "?")], 90)
    full, half = (box.width for box in chart.boxes)
    assert full == WIDTH - LABELS - VALUES
    assert half == full // 2
    assert chart.goal
    assert chart.goal[0] == LABELS + round(full * Fraction(9, 10))


def test_goal_of_the_bars_is_named_above_them() -> None:
    rows = [("A", 120, "120 %"), ("B", 50, "50 %")]
    chart = charts.bars("Kết quả", rows, 90, "yêu cầu 90 %")
    assert chart.goal
    label = next(text for text in chart.texts if text.words == "yêu cầu 90 %")
    assert label.x == chart.goal[0]
    assert label.y < chart.goal[1] <= min(box.y for box in chart.boxes)
    assert chart.height == charts.bars("Kết quả", rows, 90).height + charts.LINE


def test_signs_stand_at_their_marks_and_are_explained_below() -> None:
    series = [Series("năm nay", [50, None, 75], signs={1: "†", 2: "†"})]
    chart = charts.trend("Tỷ lệ", ["10", "11", "12"], series, None)
    assert chart
    (sign,) = (text for text in chart.texts if text.words == "†")
    assert (sign.x, sign.y + 8) == chart.lines[0].marks[-1], "what is not known has no sign"
    told = charts.explained(chart, {"†": "† sửa", "ⁿ": "ⁿ ít"})
    assert told.texts[-1].words == "† sửa"
    assert chart.height < told.texts[-1].y < told.height
    plain = charts.bars("Kết quả", [("A", 1, "1")], None)
    assert charts.explained(plain, {"†": "† sửa"}) is plain


def test_shares_fill_the_bar_and_carry_sign_and_number() -> None:
    counts = [(Verdict.MET, 30), (Verdict.UNMET, 9), (Verdict.NO_FIGURE, 1)]
    chart = charts.shares("Mức kết quả", [("Khu vực 1", counts), ("Khu vực 2", [])])
    assert sum(box.width for box in chart.boxes) == WIDTH - LABELS - VALUES
    said = [box.sign.words if box.sign else "" for box in chart.boxes]
    assert said == ["✓ 30", "✕ 9", ""], "what is too narrow is in the table below"
    assert "<title>chưa có số liệu: 1</title>" in drawn(chart)


def test_words_of_units_are_escaped_and_shortened() -> None:
    svg = drawn(charts.bars("Kết quả", [("<b>" + "x" * 60, 1, "1")], None))
    assert "<b>" not in svg
    assert "…" in svg
