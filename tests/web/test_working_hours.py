"""Terms in working hours and days: nights, lunch, weekends and holidays do not count."""

import datetime

import pytest

from procuracy.web.working_hours import Hours

HANOI = datetime.timezone(datetime.timedelta(hours=7))
T = datetime.time
OFFICE = Hours(((T(7, 30), T(11, 30)), (T(13, 30), T(17, 0))))
HOLIDAY = datetime.date(2026, 11, 24)


def works(day: datetime.date) -> bool:
    return day.isoweekday() <= 5 and day != HOLIDAY


def moment(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


# 20/11/2026 is a Friday, the 24th a holiday.
@pytest.mark.parametrize(
    ("sent", "hours", "until"),
    [
        (moment(20, 8), 2, moment(20, 10)),
        (moment(20, 10, 30), 2, moment(20, 14, 30)),
        (moment(20, 12), 1, moment(20, 14, 30)),
        (moment(20, 6), 4, moment(20, 11, 30)),
        (moment(20, 16), 4, moment(23, 10, 30)),
        (moment(21, 9), 1, moment(23, 8, 30)),
        (moment(23, 16), 2, moment(25, 8, 30)),
        # 7,5 hours on Monday, none on the holiday, the rest on Wednesday.
        (moment(20, 20), 15, moment(25, 17)),
    ],
)
def test_hours_of_work_pass(sent: datetime.datetime, hours: int, until: datetime.datetime) -> None:
    assert OFFICE.after_hours(sent, hours, works) == until


@pytest.mark.parametrize(
    ("sent", "days", "until"),
    [
        (moment(19, 8), 1, moment(20, 17)),
        (moment(20, 8), 1, moment(23, 17)),
        (moment(23, 23), 1, moment(25, 17)),
        (moment(22, 9), 2, moment(25, 17)),
    ],
)
def test_days_of_work_pass_without_the_first(
    sent: datetime.datetime, days: int, until: datetime.datetime
) -> None:
    assert OFFICE.after_days(sent, days, works) == until


def test_calendar_without_working_days_comes_to_an_end() -> None:
    found = OFFICE.after_days(moment(20, 8), 1, lambda day: False)
    assert found > moment(30, 8)
