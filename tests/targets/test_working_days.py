"""Which days are worked, and how deadlines are counted back over those that are not."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from targets import working_days
from targets.models import Holiday
from targets.working_days import DaysOff

Day = datetime.date.fromisoformat


def off(*rows: tuple[str, bool]) -> DaysOff:
    made = [Holiday(on=Day(day), name="Tết", is_worked=worked) for day, worked in rows]
    return DaysOff({row.on: row for row in made})


TET = off(*((f"2027-02-{day:02}", False) for day in range(5, 12)), ("2027-02-13", True))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-02-04", ""),
        ("2027-02-05", "Tết"),
        ("2027-02-13", ""),  # a Saturday that is worked
        ("2027-02-14", "Chủ nhật"),
        ("2027-02-20", "thứ Bảy"),
    ],
)
def test_day_is_worked_or_says_why_not(day: str, why: str) -> None:
    assert TET.why(Day(day)) == why


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-02-04", "2027-02-04"), ("2027-02-05", "2027-02-12"), ("2027-02-14", "2027-02-15")],
)
def test_next_working_day_passes_over_the_holidays(day: str, expected: str) -> None:
    assert TET.working_from(Day(day)) == Day(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-02-08", "2027-02-12"),  # Monday of Tết: the Friday of its week
        ("2027-02-06", "2027-02-04"),  # Saturday: nothing after it in the week, so before
        ("2027-02-15", "2027-02-15"),
    ],
)
def test_weekly_meeting_stays_in_its_week(day: str, expected: str) -> None:
    assert TET.working_in_week(Day(day)) == Day(expected)


def test_week_without_a_working_day_has_no_meeting() -> None:
    week = off(*((f"2027-02-{day:02}", False) for day in range(8, 13)))
    assert week.working_in_week(Day("2027-02-08")) is None


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2027-02-12", 1, "2027-02-04"),
        ("2027-02-15", 2, "2027-02-12"),  # the worked Saturday counts
        ("2027-03-03", 2, "2027-03-01"),
        ("2027-03-03", 0, "2027-03-03"),
    ],
)
def test_deadline_is_counted_in_working_days(day: str, count: int, expected: str) -> None:
    assert TET.before(Day(day), count) == Day(expected)


@pytest.mark.django_db
def test_holidays_are_read_once_and_worked_days_are_weekends() -> None:
    Holiday.objects.create(on=Day("2027-09-02"), name="Quốc khánh")
    assert working_days.around([Day("2027-09-02")]).why(Day("2027-09-02")) == "Quốc khánh"
    assert working_days.around([]).why(Day("2027-09-02")) == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(on=Day("2027-09-06"), name="Làm bù", is_worked=True)
