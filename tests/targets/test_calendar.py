"""Periods of a work year, whatever its start month and length."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets import calendar
from targets.calendar import PeriodKind, PeriodSpan

OLD_2022 = calendar.periods(2022, date(2021, 12, 1), date(2022, 11, 30))
SHORT_2025 = calendar.periods(2025, date(2024, 12, 1), date(2025, 9, 30))
NEW_2026 = calendar.periods(2026, date(2025, 10, 1), date(2026, 9, 30))

STARTS = st.dates(date(1946, 1, 1), date(2190, 1, 1))


@st.composite
def years(draw: st.DrawFn) -> tuple[date, date]:
    starts_on = draw(STARTS)
    longest = (calendar.add_months(starts_on, 12) - starts_on).days
    return starts_on, starts_on + timedelta(days=draw(st.integers(0, longest - 1)))


def of_kind(spans: list[PeriodSpan], kind: PeriodKind) -> list[PeriodSpan]:
    return [span for span in spans if span.kind == kind]


def written(spans: list[PeriodSpan], kind: PeriodKind) -> list[str]:
    return [
        f"{span.number} {span.label}: {span.starts_on} {span.ends_on}"
        for span in of_kind(spans, kind)
    ]


def test_year_from_december_to_november() -> None:
    assert written(OLD_2022, PeriodKind.QUARTER) == [
        "1 Quý I/2022: 2021-12-01 2022-02-28",
        "2 Quý II/2022: 2022-03-01 2022-05-31",
        "3 Quý III/2022: 2022-06-01 2022-08-31",
        "4 Quý IV/2022: 2022-09-01 2022-11-30",
    ]
    assert written(OLD_2022, PeriodKind.HALF) == [
        "1 6 tháng đầu năm 2022: 2021-12-01 2022-05-31",
        "2 6 tháng cuối năm 2022: 2022-06-01 2022-11-30",
    ]
    assert written(OLD_2022, PeriodKind.NINE_MONTHS) == [
        "1 9 tháng đầu năm 2022: 2021-12-01 2022-08-31"
    ]
    assert written(OLD_2022, PeriodKind.YEAR) == ["1 Năm 2022: 2021-12-01 2022-11-30"]


def test_months_carry_their_calendar_year() -> None:
    months = written(OLD_2022, PeriodKind.MONTH)
    assert len(months) == 12
    assert months[0] == "1 Tháng 12/2021: 2021-12-01 2021-12-31"
    assert months[2] == "3 Tháng 2/2022: 2022-02-01 2022-02-28"


def test_short_year_of_ten_months_has_a_short_last_quarter_and_half() -> None:
    assert len(of_kind(SHORT_2025, PeriodKind.MONTH)) == 10
    assert written(SHORT_2025, PeriodKind.QUARTER)[3:] == ["4 Quý IV/2025: 2025-09-01 2025-09-30"]
    assert written(SHORT_2025, PeriodKind.HALF) == [
        "1 6 tháng đầu năm 2025: 2024-12-01 2025-05-31",
        "2 4 tháng cuối năm 2025: 2025-06-01 2025-09-30",
    ]
    assert written(SHORT_2025, PeriodKind.NINE_MONTHS) == [
        "1 9 tháng đầu năm 2025: 2024-12-01 2025-08-31"
    ]


def test_year_from_october_has_its_half_at_the_end_of_march() -> None:
    assert written(NEW_2026, PeriodKind.HALF)[0].endswith("2025-10-01 2026-03-31")
    assert written(NEW_2026, PeriodKind.QUARTER)[0] == "1 Quý I/2026: 2025-10-01 2025-12-31"


def test_leap_day_belongs_to_its_february() -> None:
    spans = calendar.periods(2024, date(2023, 12, 1), date(2024, 11, 30))
    assert of_kind(spans, PeriodKind.QUARTER)[0].ends_on == date(2024, 2, 29)
    assert of_kind(spans, PeriodKind.MONTH)[2].ends_on == date(2024, 2, 29)


def test_months_are_clipped_to_a_year_that_starts_and_ends_within_a_month() -> None:
    months = of_kind(calendar.periods(2025, date(2025, 3, 15), date(2025, 6, 10)), PeriodKind.MONTH)
    assert (months[0].starts_on, months[0].ends_on) == (date(2025, 3, 15), date(2025, 3, 31))
    assert (months[-1].starts_on, months[-1].ends_on) == (date(2025, 6, 1), date(2025, 6, 10))


@pytest.mark.parametrize(
    ("ends_on", "left_out"),
    [
        (date(2025, 9, 30), PeriodKind.NINE_MONTHS),
        (date(2025, 6, 30), PeriodKind.HALF),
        (date(2025, 3, 31), PeriodKind.QUARTER),
    ],
)
def test_a_part_that_would_be_the_whole_year_is_left_out(
    ends_on: date, left_out: PeriodKind
) -> None:
    start = date(2025, 1, 1)
    assert of_kind(calendar.periods(2025, start, ends_on), left_out) == []
    assert of_kind(calendar.periods(2025, start, ends_on + timedelta(days=1)), left_out) != []


@pytest.mark.parametrize("ends_on", [date(2024, 12, 31), date(2026, 1, 1), date(2030, 1, 1)])
def test_a_year_is_at_least_a_day_and_at_most_twelve_months(ends_on: date) -> None:
    with pytest.raises(ValueError, match="mười hai tháng"):
        calendar.periods(2025, date(2025, 1, 1), ends_on)


@given(years())
def test_months_and_quarters_and_halves_cover_the_year_without_gap(span: tuple[date, date]) -> None:
    spans = calendar.periods(2026, *span)
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF):
        parts = of_kind(spans, kind)
        if not parts and kind != PeriodKind.MONTH:
            continue
        assert (parts[0].starts_on, parts[-1].ends_on) == span
        assert [part.number for part in parts] == list(range(1, len(parts) + 1))
        for before, after in pairwise(parts):
            assert after.starts_on == before.ends_on + timedelta(days=1)


@given(years())
def test_every_span_is_told_apart_and_lies_in_the_year(span: tuple[date, date]) -> None:
    spans = calendar.periods(2026, *span)
    assert len({(part.kind, part.number) for part in spans}) == len(spans)
    assert len({part.label for part in spans}) == len(spans)
    assert all(span[0] <= part.starts_on <= part.ends_on <= span[1] for part in spans)


@given(STARTS, st.integers(-600, 600))
def test_adding_months_counts_months_and_keeps_the_day_where_it_exists(
    day: date, months: int
) -> None:
    moved = calendar.add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == min(day.day, calendar.month_end(moved).day)


def test_adding_months_to_the_last_of_a_long_month() -> None:
    assert calendar.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert calendar.add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)


def test_months_between_are_first_days_with_both_ends() -> None:
    assert calendar.months_between(date(2025, 11, 17), date(2026, 2, 3)) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert calendar.months_between(date(2026, 2, 1), date(2026, 1, 31)) == []


@given(STARTS, st.integers(0, 40))
def test_months_between_has_every_month_once(first: date, more: int) -> None:
    months = calendar.months_between(first, calendar.add_months(first, more))
    assert len(months) == more + 1 == len(set(months))
    assert all(month.day == 1 for month in months)
    assert months == sorted(months)


def test_same_months_last_year_go_by_calendar_month_across_a_changed_year() -> None:
    quarter = calendar.months_between(date(2025, 10, 1), date(2025, 12, 1))
    assert calendar.same_months_last_year(quarter) == [
        date(2024, 10, 1),
        date(2024, 11, 1),
        date(2024, 12, 1),
    ]


def test_elapsed_share_counts_whole_days_and_stays_between_nothing_and_all() -> None:
    start, due = date(2026, 1, 1), date(2026, 1, 10)
    shares = [
        calendar.elapsed_share(start, due, on)
        for on in (date(2025, 12, 1), start, date(2026, 1, 5), due, date(2026, 2, 1))
    ]
    assert shares == [0, Fraction(1, 10), Fraction(1, 2), 1, 1]
    assert calendar.elapsed_share(start, start - timedelta(days=1), start) == 1


@pytest.mark.parametrize(
    ("on", "due_on", "expected"),
    [
        (date(2022, 1, 31), None, date(2022, 5, 31)),
        (date(2022, 5, 31), None, date(2022, 5, 31)),
        (date(2022, 6, 30), None, date(2022, 11, 30)),
        (date(2022, 12, 31), None, date(2022, 11, 30)),
        (date(2022, 5, 31), date(2022, 10, 31), date(2022, 10, 31)),
        (date(2022, 11, 30), date(2022, 10, 31), date(2022, 10, 31)),
    ],
)
def test_judging_day_is_the_half_the_year_or_the_due_date(
    on: date, due_on: date | None, expected: date
) -> None:
    assert calendar.judging_day(OLD_2022, on=on, due_on=due_on) == expected


@pytest.mark.parametrize(
    ("on", "today", "judged"),
    [
        (date(2022, 4, 30), date(2022, 8, 1), False),
        (date(2022, 5, 31), date(2022, 5, 30), False),
        (date(2022, 5, 31), date(2022, 5, 31), True),
        (date(2022, 5, 31), date(2022, 8, 1), True),
        (date(2022, 7, 31), date(2022, 8, 1), False),
        (date(2022, 11, 30), date(2022, 12, 5), True),
    ],
)
def test_figures_are_judged_only_at_a_judging_day_that_has_come(
    on: date, today: date, judged: bool
) -> None:
    day = calendar.judging_day(OLD_2022, on=on, due_on=None)
    assert calendar.is_judged(day, on=on, today=today) is judged


def test_a_due_date_of_its_own_takes_the_place_of_the_half_year() -> None:
    due = date(2022, 10, 31)
    assert not calendar.is_judged(due, on=date(2022, 5, 31), today=date(2022, 6, 2))
    assert calendar.is_judged(due, on=date(2022, 10, 31), today=date(2022, 11, 1))
