"""Sums of some units: by kind, by portfolio, by field; the ratio of sums, and nothing twice."""

import datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import board_prints, correcting, drawing, inheriting
from targets.board_facts import seen_board
from targets.choices import as_of
from targets.courses import Course, Stand
from targets.formulas import Side, Term
from targets.goals import Goals
from targets.inheriting import Amount, Amounts, Inheritance, Step
from targets.models import BoardPrint, Target, TargetSet
from targets.rollups import Group, Source, Sums
from targets.scores import Formula, Given, Score
from targets.sections import Page
from targets.sights import Found, Sight
from targets.verdicts import Verdict
from tests import factories as f
from tests.factories import submissions
from tests.targets.figures_facts import Office, month, office
from units.models import Role, Unit

DAY = datetime.date(2026, 9, 30)
UNITS = [Unit(pk=number) for number in range(1, 7)]
FIGURES = st.one_of(st.none(), st.integers(0, 50))
ROWS = st.lists(st.tuples(FIGURES, FIGURES), min_size=6, max_size=6)
THRESHOLDS = st.lists(st.integers(0, 40), min_size=6, max_size=6)


class Judged(Course):
    """The year is over."""

    def __init__(self) -> None:
        pass

    def of(self, target: Target, due_on: datetime.date | None) -> Stand:
        return Stand(True, Fraction(1), DAY, DAY)


def formula(measure: str, threshold: int | None = 90) -> Formula:
    made = Target(pk=1, field_id=1, measure=measure, direction="at_least", threshold=threshold)
    made.target_set = TargetSet(small_below=0)
    terms = [Term(1, 1, Side.NUMERATOR)]
    if measure == "ratio":
        terms += [Term(1, 1, Side.DENOMINATOR), Term(2, 1, Side.DENOMINATOR)]
    return Formula(made, tuple(terms), {})


def source(values: dict[int, Any], given: dict[int, Given], steps: Any = (), **more: Any) -> Source:
    known = Inheritance(UNITS, steps, DAY)
    sight = cast(Sight, SimpleNamespace(inheritance=known))
    found = Found(dict(values), {}, {}, **more)
    assigned = {(unit, 1): one for unit, one in given.items()}
    return Source(found, Goals(assigned), Judged(), sight, [unit.pk for unit in UNITS])


def group(*units: int) -> Group:
    return Group("", lambda unit, field: unit in units)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of it
@given(ROWS, st.sets(st.integers(1, 6)))
def test_ratio_of_a_group_is_the_ratio_of_its_sums(rows: Any, members: set[int]) -> None:
    values = {
        unit: {line: value for line, value in zip((1, 2), row, strict=True) if value is not None}
        for unit, row in enumerate(rows, 1)
    }
    asked = dict.fromkeys(values, Given(None, None, None, False))
    (score,) = Sums(source(values, asked)).of(group(*members), [formula("ratio")])
    solved = [rows[unit - 1][0] for unit in members if rows[unit - 1][0] is not None]
    left = [rows[unit - 1][1] for unit in members if rows[unit - 1][1] is not None]
    if not members:
        assert score.verdict is Verdict.UNASSIGNED
        return
    assert score.result.numerator == (sum(solved) if solved else None)
    if solved and left:
        assert score.result.denominator == sum(solved) + sum(left)
        is_met = 100 * sum(solved) >= 90 * (sum(solved) + sum(left))
        whole = sum(solved) + sum(left)
        expected = {Verdict.MET, Verdict.EXCEEDED} if is_met else {Verdict.UNMET}
        assert score.verdict in (expected if whole else {Verdict.NONE_AROSE})


@given(ROWS, THRESHOLDS, st.sets(st.integers(1, 6), max_size=5))
def test_disjoint_groups_add_up_to_the_whole(
    rows: Any, thresholds: list[int], members: set[int]
) -> None:
    values = {unit: {1: row[0] or 0} for unit, row in enumerate(rows, 1)}
    given = {u: Given(Decimal(t), None, None, False) for u, t in enumerate(thresholds, 1)}
    sums, asked = Sums(source(values, given)), [formula("count", None)]
    rest = set(values) - members
    parts = [sums.of(group(*part), asked)[0] for part in (members, rest) if part]
    (whole,) = sums.of(group(*values), asked)
    assert whole.result.numerator == sum(part.result.numerator or 0 for part in parts)
    assert whole.threshold == sum(part.threshold or 0 for part in parts)


@st.composite
def handed_on(draw: st.DrawFn) -> tuple[list[Step], Amounts]:
    """Units 1 to 6, each perhaps followed by a later one, with a stock of some month."""
    steps, amounts = [], Amounts()
    for unit in range(1, 7):
        month = datetime.date(2026, draw(st.integers(1, 9)), 1)
        amounts[unit] = {1: Amount(Decimal(draw(st.integers(0, 9))), month, False, 0)}
        if unit < 6 and draw(st.booleans()):
            day = datetime.date(2026, draw(st.integers(1, 9)), 15)
            steps.append(Step(unit, draw(st.integers(unit + 1, 6)), day))
    return steps, amounts


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of it
@given(handed_on())
def test_stock_that_was_taken_over_is_not_counted_twice(made: tuple[list[Step], Amounts]) -> None:
    steps, amounts = made
    values = {unit: dict(inheriting.values(of_row)) for unit, of_row in amounts.items()}
    asked = dict.fromkeys(values, Given(None, None, None, False))
    whole = source(values, asked, steps, amounts=amounts)
    (score,) = Sums(whole).of(group(*values), [formula("count", 1)])
    total = inheriting.total(whole.sight.inheritance, amounts)
    assert score.result.numerator == total.get(1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [([80, 80], 80), ([80, 70], None), ([None, None], None)],
)
def test_ratio_without_a_threshold_of_the_set_takes_the_one_all_were_given(
    given: list[int | None], expected: int | None
) -> None:
    values: dict[int, dict[int, Any]] = {1: {1: 3, 2: 1}, 2: {1: 3, 2: 1}}
    rows = {
        unit: Given(None if one is None else Decimal(one), None, None, False)
        for unit, one in enumerate(given, 1)
    }
    (score,) = Sums(source(values, rows)).of(group(1, 2), [formula("ratio", None)])
    assert score.threshold == expected
    assert (score.verdict is Verdict.NO_THRESHOLD) == (expected is None)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    """Region 4: 45 of 50, region 5: 10 of 30, Phòng 7: 20 of 20; a deputy oversees region 5."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")
    here = office()
    department = f.department(here.province, "Phòng 7")
    numbers = ((here.region, 45, 5), (here.other, 10, 20), (department, 20, 0))
    for unit, solved, remaining in numbers:
        here.assign(here.ratio, unit)
        here.enter(here.solved, "2026-09", solved, unit)
        here.enter(here.remaining, "2026-09", remaining, unit)
    holder = f.user(Role.PROVINCE_DEPUTY, here.province).acting
    assert holder
    f.portfolio(holder, unit=here.other)
    return here


def totals(here: Office, number: int) -> dict[str, Score]:
    """Of the province as the foot of its board has it, after so many months; kinds agree."""
    acting = here.head.acting
    assert acting
    period = here.year.periods.get(kind="month", number=number)
    chosen = as_of(acting, {"year": "2026", "period": str(period.pk)}, DAY)
    board = seen_board(acting, chosen, today=DAY)
    assert board.total
    assert board.source
    everyone = Group("", lambda unit, field: True)
    summed = Sums(board.source).of(everyone, [column.formula for column in board.columns])
    for one, other in zip(board.total.scores, summed, strict=True):
        assert (one.verdict, one.shown, one.result) == (other.verdict, other.shown, other.result)
    return {score.target.name: score for score in board.total.scores}


def test_cases_out_of_none_are_warned_of() -> None:
    solved_of_none: dict[int, dict[int, Any]] = {1: {1: 3, 2: -3}, 2: {1: 0, 2: 0}}
    asked = dict.fromkeys(solved_of_none, Given(None, None, None, False))
    sums = Sums(source(solved_of_none, asked))
    scores = [sums.of(group(unit), [formula("ratio")])[0] for unit in solved_of_none]
    assert [score.verdict for score in scores] == [Verdict.NONE_AROSE, Verdict.NONE_AROSE]
    assert [bool(score.warning) for score in scores] == [True, False]


@pytest.mark.django_db
def test_total_says_what_all_its_units_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", DAY.isoformat())
    here, due = office(), datetime.date(2025, 12, 31)
    others = f.target(here.hearings, name="Việc có hạn", target_set=here.ratio.target_set)
    for unit in (here.region, here.other):
        here.assign(here.count, unit, assigned_threshold=5, none_arose=True)
        here.assign(others, unit, assigned_threshold=5, due_on=due)
    found = totals(here, 3)
    assert found[here.count.name].verdict is Verdict.NONE_AROSE
    here.enter(here.hearings, "2025-10", 4)
    found = totals(here, 3)
    assert (found[here.count.name].verdict, found[here.count.name].shown) == ("ongoing", "4/10")
    assert found[others.name].verdict is Verdict.UNMET, "all of them were due in December"


@pytest.mark.django_db
def test_total_of_a_count_leaves_out_who_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Region 4 did 3 of its 5; region 5 was asked nothing, or for no number, and did 9."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", DAY.isoformat())
    here = office()
    here.assign(here.count, assigned_threshold=5)
    for unit, done in ((here.region, 3), (here.other, 9)):
        here.enter(here.hearings, "2025-10", done, unit)
    corrected = submissions.submission(here.other, month("2025-10"), "accepted", by=here.staff)
    asked = correcting.ask(
        corrected, here.hearings, typed="8", reason="Thừa", by=here.clerk, at=f.NOW
    )
    correcting.approve(asked, by=here.staff, at=f.NOW)
    total = totals(here, 12)[here.count.name]
    assert (total.shown, total.is_restated) == ("3/5", False), "corrected is what it leaves out"
    given = here.assign(here.count, here.other)
    assert totals(here, 12)[here.count.name].shown == "3/5"
    given.assigned_threshold = Decimal(6)
    given.save()
    total = totals(here, 12)[here.count.name]
    assert (total.shown, total.is_restated) == ("11/11", True)
    given.delete()
    here.assign(here.count, here.province, assigned_threshold=12)
    acting = here.head.acting
    assert acting
    board = seen_board(acting, as_of(acting, {"year": "2026"}, DAY), today=DAY)
    assert board.total
    assert board.total.scores[0].shown == "11/12", "its own goal is everybody's"


@pytest.mark.django_db
def test_page_adds_up_kinds_portfolios_and_fields(client: Client, made: Office) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    period = made.year.periods.get(kind="month", number=12)
    query = {"year": 2026, "period": period.pk}
    answer = client.get(reverse("targets:rollup_board"), query)
    assert answer.status_code == 200
    kinds, portfolios, fields, _ = answer.context["page"].sections
    shown = {h.label: c.words for h, c in zip(kinds.heads, kinds.rows[0], strict=True)}
    assert shown["Toàn tỉnh"] == "✕ 75,00 %"  # 75/100, not the mean of 90, 33,33 and 100
    assert shown["VKSND khu vực"] == "✕ 68,75 %"  # 55/80
    assert shown["Các phòng"] == "▲ 100,00 %"
    assert [cell.words for cell in portfolios.rows[0]][3:] == ["✕ 33,33 %"]
    tally = {h.label: c.text for h, c in zip(fields.heads, fields.rows[0], strict=True)}
    assert tally["Toàn tỉnh"] == "đạt, vượt 0/1; chưa đạt, nguy cơ 1"
    assert (tally["vượt ▲"], tally["đạt ✓"], tally["chưa đạt ✕"]) == ("1", "1", "1")
    assert client.get(reverse("targets:rollup_board_sheet"), query).status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("targets:rollup_board"), query)
    for number in range(5):
        where = f.region(made.province, f"VKSND khu vực {20 + number}")
        made.assign(made.ratio, where)
        made.enter(made.solved, "2026-09", 1, where)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("targets:rollup_board"), query)
    assert len(many) == len(few)


@pytest.mark.django_db
def test_print_of_the_sums_of_many_targets_waits_for_the_worker(
    client: Client, made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(made.head, backend="django.contrib.auth.backends.ModelBackend")
    period = made.year.periods.get(kind="month", number=12)
    address = f"{reverse('targets:rollup_board_print')}?year=2026&period={period.pk}&view=reported"
    at_once = client.post(address, follow=True)
    assert at_once["Content-Type"] == "application/pdf"
    assert 'filename="tong-hop-theo-khoi-2026-09.pdf"' in at_once["Content-Disposition"]
    drawn = BoardPrint.objects.get()
    monkeypatch.setattr(board_prints, "TARGETS_AT_ONCE", 0)
    page = client.post(address, follow=True).content.decode()
    assert "Đang dựng bản in…" in page
    assert "Bản in tổng hợp theo khối, lĩnh vực" in page
    client.post(address)
    waiting = BoardPrint.objects.waiting().get()
    assert (waiting.kind, waiting.view) == (BoardPrint.Kind.SUMS, "reported")
    shown: list[Page] = []

    def kept(page: Page, facts: object) -> bytes:
        shown.append(page)
        return b"%PDF"

    monkeypatch.setattr(drawing, "dashboard_pdf", kept)
    drawing.draw(waiting.pk, at=f.NOW)
    waiting.refresh_from_db()
    assert waiting.state == drawn.state == BoardPrint.State.DONE
    screen = client.get(address.replace("print/", "")).context["page"]
    assert [one.rows for one in shown[0].sections] == [one.rows for one in screen.sections]
    waiting_page = client.get(reverse("targets:board_print_detail", args=[waiting.pk]))
    assert reverse("targets:rollup_board") in waiting_page.content.decode()


@pytest.mark.django_db
def test_only_the_print_of_a_unit_names_one(made: Office) -> None:
    period = made.year.periods.get(kind="month", number=12)
    more = {"user": made.head, "acting": made.head.acting, "period": period, "asked_at": f.NOW}
    for kind, unit in (("sums", made.region), ("board", made.region), ("unit", None)):
        with pytest.raises(IntegrityError, match="board_print_unit"), transaction.atomic():
            BoardPrint.objects.create(kind=kind, unit=unit, **more)
