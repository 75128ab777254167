"""Figures across successions against sums reckoned by hand; work year 2025, reform of 1 July."""

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import boards, inheriting
from targets.boards import Board, Row
from targets.calendar import month_end
from targets.formulas import Value
from targets.inheriting import Inheritance
from targets.models import Figure, Indicator, Period, Target, TargetAssignment, View, WorkYear
from targets.verdicts import Verdict
from targets.years import derive_periods
from tests import factories as f
from tests.targets.figures_facts import month
from units.models import Role, Succession, Unit, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
REFORM = datetime.date(2025, 7, 1)
TODAY = f.TODAY


@dataclass
class Reform:
    """A province with districts and regions to be linked by a test; flow, stock, level; targets."""

    province: Unit
    year: WorkYear
    flow: Indicator
    stock: Indicator
    level: Indicator
    ratio: Target
    count: Target
    by: User
    units: list[Unit] = field(default_factory=list)
    heads: dict[int, User] = field(default_factory=dict)

    def unit(self, name: str, **lived: Any) -> Unit:
        """Lived from `valid_from` to the day `valid_to`."""
        made = f.unit(name, kind=Unit.Kind.DISTRICT, parent=self.province, **lived)
        made.short_name = name
        self.units.append(made)
        return made

    def follow(self, before: Unit, after: Unit, on: datetime.date = REFORM) -> None:
        Succession.objects.create(predecessor=before, successor=after, on=on)
        Unit.objects.filter(pk=before.pk).update(valid_to=on - datetime.timedelta(days=1))

    def enter(self, unit: Unit, line: Indicator, **by_month: int) -> None:
        """`m05=3`: three in May 2025; `m2407=3`: in July 2024."""
        Figure.objects.bulk_create(
            Figure(
                indicator=line,
                unit=unit,
                month=month(_month(at)),
                value=value,
                entered_by=self.by,
                entered_at=f.NOW,
            )
            for at, value in by_month.items()
        )

    def read(self, last: str = "2025-09", first: str = "2024-12") -> dict[str, dict[str, Value]]:
        """As successor: unit → line → value."""
        known = Inheritance.of(self.units, TODAY)
        units = [unit.pk for unit in self.units]
        return self._named(
            inheriting.as_successor(known, units, self.lines, month(first), month(last))
        )

    def reported(self, last: str = "2025-09") -> dict[str, dict[str, Value]]:
        units = [unit.pk for unit in self.units]
        return self._named(inheriting.as_reported(units, self.lines, month("2024-12"), month(last)))

    @property
    def lines(self) -> list[int]:
        return [self.flow.pk, self.stock.pk, self.level.pk]

    def _named(self, found: inheriting.Amounts) -> dict[str, dict[str, Value]]:
        units = {unit.pk: unit.short_name for unit in self.units}
        lines = {self.flow.pk: "flow", self.stock.pk: "stock", self.level.pk: "level"}
        return {
            units[row]: {lines[line]: amount.value for line, amount in of_row.items()}
            for row, of_row in found.items()
        }

    def assign(self, what: Target, unit: Unit, threshold: int | None = None) -> TargetAssignment:
        return f.assignment(what, unit, self.year, assigned_threshold=threshold)

    def board(
        self, last: str = "2025-09", view: View = View.AUTO, *, compares: bool = False
    ) -> Board:
        if self.province.pk not in self.heads:
            self.heads[self.province.pk] = f.user(Role.PROVINCE_HEAD, self.province)
        acting = self.heads[self.province.pk].act_on(TODAY).acting
        assert acting
        year = WorkYear.objects.at(month_end(month(last)))
        assert year
        return boards.assemble(
            year=year,
            period=Period.objects.months().get(ends_on=month_end(month(last))),
            spans=list(year.periods.all()),
            units=boards.seen_units(acting, year),
            province=boards.province_of(acting),
            today=TODAY,
            view=view,
            compares=compares,
        )


def _month(at: str) -> str:
    return f"2025-{at[1:]}" if len(at) == 3 else f"20{at[1:3]}-{at[3:]}"


def rows(board: Board) -> dict[str, Row]:
    return {row.unit.short_name: row for row in board.rows}


@pytest.fixture
def made() -> Reform:
    for year, first, last in (
        (2024, "2023-12-01", "2024-11-30"),
        (2025, "2024-12-01", "2025-09-30"),
        (2026, "2025-10-01", "2026-09-30"),
    ):
        f.work_year(year, first, last)
        derive_periods(WorkYear.objects.get(year=year))
    area = f.field()
    flow = f.indicator("Đã giải quyết", where=area)
    stock = f.indicator("Còn lại", where=area, nature="stock")
    level = f.indicator("Kiểm sát viên", where=area, nature="level")
    ratio = f.target(flow, stock, threshold=None)
    count = f.target(flow, target_set=ratio.target_set)
    province = f.province()
    by = f.user(Role.UNIT_CLERK, province)
    return Reform(province, WorkYear.objects.get(year=2025), flow, stock, level, ratio, count, by)


def test_merge_adds_the_predecessors_months(made: Reform) -> None:
    """5 + 7 of A, 11 of B, 13 of the region itself."""
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV", valid_from=REFORM)
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.flow, m01=5, m06=7)
    made.enter(b, made.flow, m05=11)
    made.enter(region, made.flow, m08=13)
    assert made.read() == {"KV": {"flow": 36}}
    assert made.reported() == {"A": {"flow": 12}, "B": {"flow": 11}, "KV": {"flow": 13}}


def test_convert_carries_on_one_unit(made: Reform) -> None:
    district, region = made.unit("Huyện"), made.unit("KV")
    made.follow(district, region)
    made.enter(district, made.flow, m06=2)
    made.enter(district, made.stock, m06=9)
    made.enter(district, made.level, m2401=4)
    assert made.read() == {"KV": {"flow": 2, "stock": 9, "level": 4}}


def test_chain_of_two_reforms_counts_every_figure_once(made: Reform) -> None:
    a, b, c, d = (made.unit(name) for name in "ABCD")
    made.follow(a, b, datetime.date(2025, 3, 1))
    made.follow(b, c)
    made.follow(d, c)
    for unit, value in ((a, 1), (b, 10), (c, 100), (d, 1000)):
        at = {"A": "m02", "B": "m05", "C": "m08", "D": "m06"}[unit.short_name]
        made.enter(unit, made.flow, **{at: value})
    assert made.read() == {"C": {"flow": 1111}}


def test_succession_after_the_day_looked_from_is_not_made(made: Reform) -> None:
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b)
    made.enter(a, made.flow, m06=2)
    known = Inheritance.of(made.units, datetime.date(2025, 6, 30))
    found = inheriting.as_successor(
        known, [a.pk, b.pk], made.lines, month("2024-12"), month("2025-09")
    )
    assert {row: [amount.value for amount in of.values()] for row, of in found.items()} == {
        a.pk: [2],
        b.pk: [],
    }


def test_split_stays_undivided_in_its_own_row(made: Reform) -> None:
    whole, one, two = made.unit("Huyện"), made.unit("KV1"), made.unit("KV2")
    before = made.unit("Cũ")
    made.follow(before, whole, datetime.date(2025, 2, 1))
    made.follow(whole, one)
    made.follow(whole, two)
    made.enter(before, made.flow, m01=1)
    made.enter(whole, made.flow, m06=20)
    made.enter(one, made.flow, m07=3)
    made.enter(two, made.flow, m07=4)
    assert made.read() == {"Huyện": {"flow": 21}, "KV1": {"flow": 3}, "KV2": {"flow": 4}}


def test_month_of_the_day_belongs_to_who_reported_it(made: Reform) -> None:
    """On 15 May both report for May; what a closed unit gives for June stays in its own row."""
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b, datetime.date(2025, 5, 15))
    made.enter(a, made.flow, m05=3, m06=50)
    made.enter(b, made.flow, m05=4)
    assert made.read() == {"B": {"flow": 7}, "A": {"flow": 50}}


def test_stock_of_the_successor_replaces_its_predecessors(made: Reform) -> None:
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.stock, m05=99, m06=8)
    made.enter(b, made.stock, m06=9)
    assert made.read() == {"KV": {"stock": 17}}
    made.enter(region, made.stock, m08=5)
    assert made.read()["KV"] == {"stock": 5}
    assert made.read(last="2025-07")["KV"] == {"stock": 17}


def test_stock_given_before_somebody_joined_does_not_contain_him(made: Reform) -> None:
    """B goes on from before; A joins it in July, and B's June does not know A's cases."""
    a, b = made.unit("A"), made.unit("B")
    made.follow(a, b)
    made.enter(b, made.stock, m06=30)
    made.enter(a, made.stock, m06=8)
    assert made.read() == {"B": {"stock": 38}}
    made.enter(b, made.stock, m07=35)
    assert made.read() == {"B": {"stock": 35}}


def test_stock_in_a_chain_is_the_nearest_one_known(made: Reform) -> None:
    a, b, c = made.unit("A"), made.unit("B"), made.unit("C")
    made.follow(a, b, datetime.date(2025, 3, 1))
    made.follow(b, c)
    made.enter(a, made.stock, m02=7)
    assert made.read() == {"C": {"stock": 7}}
    made.enter(b, made.stock, m05=6)
    assert made.read() == {"C": {"stock": 6}}


def test_level_from_before_the_period_stands_until_the_successor_gives_one(made: Reform) -> None:
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    made.follow(a, region)
    made.follow(b, region)
    made.enter(a, made.level, m2401=3)
    made.enter(b, made.level, m2305=4)
    assert made.read() == {"KV": {"level": 7}}
    made.enter(region, made.level, m07=6)
    assert made.read() == {"KV": {"level": 6}}


def test_total_counts_a_stock_once_in_both_views(made: Reform) -> None:
    """June's 17 of the districts became July's 12 of the region; the split unit's 5 became 2 + ?"""
    a, b, region = made.unit("A"), made.unit("B"), made.unit("KV")
    whole, one, two = made.unit("Huyện"), made.unit("KV1"), made.unit("KV2")
    for before, after in ((a, region), (b, region), (whole, one), (whole, two)):
        made.follow(before, after)
    for unit, value in ((a, 8), (b, 9), (whole, 5)):
        made.enter(unit, made.stock, m06=value)
        made.enter(unit, made.flow, m06=1)
    made.enter(region, made.stock, m07=12)
    known = Inheritance.of(made.units, TODAY)
    asked = ([u.pk for u in made.units], made.lines, month("2024-12"), month("2025-09"))

    def totals() -> list[dict[int, object]]:
        ways = inheriting.as_reported(*asked), inheriting.as_successor(known, *asked)
        return [dict(inheriting.total(known, found)) for found in ways]

    assert totals() == [{made.flow.pk: 3, made.stock.pk: 17}] * 2
    made.enter(one, made.stock, m07=2)
    assert totals() == [{made.flow.pk: 3, made.stock.pk: 14}] * 2


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


COUNT = 6
Link = tuple[int, list[int], datetime.date]  # predecessor, its successors, the day


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    """Units follow later ones only, so that nobody follows himself; two followers are a split."""
    made = []
    for unit in range(COUNT - 1):
        after = draw(st.lists(st.integers(unit + 1, COUNT - 1), max_size=2, unique=True))
        day = draw(st.dates(datetime.date(2025, 1, 15), datetime.date(2025, 8, 20)))
        made.append((unit, after, day))
    return made


# Unit and month of 2025 → value.
entries = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(1, 9)), st.integers(0, 90), max_size=24
)


def reckoned(known: list[Link], figures: dict[tuple[int, int], int]) -> dict[int, int]:
    """Row → sum, figure by figure: a plain walk from who reported it to who has it now."""
    after = {unit: (heirs[0], day) for unit, heirs, day in known if len(heirs) == 1}
    found: dict[int, int] = {}
    for (unit, at), value in figures.items():
        row = unit
        if unit in after and datetime.date(2025, at, 1) < after[unit][1]:
            while row in after:
                row = after[row][0]
        found[row] = found.get(row, 0) + value
    return found


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(known=links(), figures=entries)
def test_every_figure_is_counted_once(
    made: Reform, known: list[Link], figures: dict[tuple[int, int], int]
) -> None:
    """Rows as successor, with those that stay undivided, add up to the rows as reported."""
    if not made.units:
        for no in range(COUNT):
            made.unit(str(no))
    with transaction.atomic():
        Succession.objects.bulk_create(
            Succession(predecessor=made.units[unit], successor=made.units[heir], on=day)
            for unit, heirs, day in known
            for heir in heirs
        )
        for (unit, at), value in figures.items():
            made.enter(made.units[unit], made.flow, **{f"m{at:02}": value})
        inherited, reported = made.read(), made.reported()
        transaction.set_rollback(True)
    sums = {int(name): int(of["flow"]) for name, of in inherited.items() if of}
    assert sums == reckoned(known, figures)
    assert sum(sums.values()) == sum(of["flow"] for of in reported.values() if of)
