"""Terms by working days, by the hour, by the quarter, and those that come due each period."""

import datetime
from datetime import time

import pytest

from meetings.conclusion.recurrences import next_day
from meetings.conclusion.terms import Calendar, Due, TermRefused, calendar_from, parse_due
from procuracy.web.dates import printed_short
from targets.models import Holiday, Period
from targets.working_days import DaysOff
from tests import factories as make


def day(number: int, month: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


ON = day(27, 8)  # a Thursday; the national day follows
HOLIDAYS = [day(1, 9), day(2, 9)]
OFF = DaysOff({on: Holiday(on=on, name="Quốc khánh") for on in HOLIDAYS})
CALENDAR = Calendar(
    OFF, ((2026, 3, day(31, 8)), (2026, 4, day(30, 11)), (2027, 1, day(28, 2, 2027)))
)

DATED = {
    # Thursday 27/8: the working days are 28/8, 31/8, 3/9, 4/9, 7/9.
    "trong 05 ngày làm việc": ("trong 05 ngày làm việc, đến hết ngày 07/9/2026", day(7, 9), None),
    "5 ngày làm việc kể từ ngày họp": (
        "trong 05 ngày làm việc, đến hết ngày 07/9/2026",
        day(7, 9),
        None,
    ),
    "trong thời hạn 10 (mười) ngày": ("trong 10 ngày, đến hết ngày 06/9/2026", day(6, 9), None),
    "trong 2 tuần": ("trong 02 tuần, đến hết ngày 10/9/2026", day(10, 9), None),
    "trong 6 tháng": ("trong 06 tháng, đến hết ngày 27/02/2027", day(27, 2, 2027), None),
    "trước 16 giờ 30 ngày 15/9/2026": (
        "trước 16 giờ 30 phút ngày 15/9/2026",
        day(15, 9),
        time(16, 30),
    ),
    "chậm nhất 8h ngày 15/9": ("đến 8 giờ ngày 15/9/2026", day(15, 9), time(8)),
    "16:00 ngày 3 tháng 9 năm 2026": ("trước 16 giờ ngày 03/9/2026", day(3, 9), time(16)),
    "chậm nhất ngày 15/9/2026": ("đến ngày 15/9/2026", day(15, 9), None),
    # The work year's fourth quarter ends in November.
    "trong quý IV/2026": ("trong quý IV/2026", day(30, 11), None),
}


@pytest.mark.parametrize("typed", DATED)
def test_term_of_days_hours_and_quarters_comes_to_one_last_day(typed: str) -> None:
    words, last, hour = DATED[typed]
    assert parse_due(typed, ON, CALENDAR) == Due(words, last, hour)


REPEATED = {
    "hằng tuần": ("hằng tuần", day(28, 8), "weekly", None, None),
    "hàng tuần, trước thứ sáu": ("hằng tuần, trước thứ Sáu", day(27, 8), "weekly", None, None),
    "trước 16 giờ thứ 6 hằng tuần": (
        "hằng tuần, trước 16 giờ thứ Sáu",
        day(28, 8),
        "weekly",
        None,
        time(16),
    ),
    "hằng tháng": ("hằng tháng", day(31, 8), "monthly", 31, None),
    "hằng tháng trước ngày 25": ("hằng tháng, trước ngày 25", day(24, 9), "monthly", 24, None),
    "ngày 30 mỗi tháng": ("hằng tháng, vào ngày 30", day(30, 8), "monthly", 30, None),
    "hằng tháng, trước ngày 01": ("hằng tháng, trước ngày 01", day(31, 8), "monthly", 31, None),
    "định kỳ hằng quý": ("hằng quý", day(31, 8), "quarterly", 31, None),
    "hằng quý trước ngày 15 tháng cuối quý": (
        "hằng quý, trước ngày 15 tháng cuối quý",
        day(14, 11),
        "quarterly",
        14,
        None,
    ),
}


@pytest.mark.parametrize("typed", REPEATED)
def test_recurrence_is_read_with_its_first_day(typed: str) -> None:
    words, first, repeats, of_month, hour = REPEATED[typed]
    assert parse_due(typed, ON, CALENDAR) == Due(words, first, hour, repeats, of_month)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("hằng tháng trước ngày 25, đến hết ngày 31/12/2026", day(31, 12)),
        ("hằng tháng đến hết năm 2026", day(31, 12)),
        ("hằng tuần đến hết tháng 9/2026", day(30, 9)),
        ("hằng quý, đến hết quý I/2027", day(28, 2, 2027)),
    ],
)
def test_recurrence_ends_where_it_says(typed: str, until: datetime.date) -> None:
    due = parse_due(typed, ON, CALENDAR)
    assert due.until == until
    assert due.words.endswith(f", đến hết ngày {printed_short(until)}")


def test_words_that_are_shown_again_are_read_alike() -> None:
    """The form of an edited directive shows the words that were stored."""
    typed = [*DATED, *REPEATED, "hằng tuần đến hết tháng 9/2026", "thường xuyên"]
    for words in typed:
        due = parse_due(words, ON, CALENDAR)
        assert parse_due(due.words, ON, CALENDAR) == due


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("trong 5 ngày kể từ ngày ban hành thông báo", "tính từ ngày họp, hoặc ghi ngày cụ thể"),
        ("trong 999 ngày", "Không tính được hạn 999 ngày"),
        ("trước 25 giờ ngày 15/9/2026", "Không có 25 giờ"),
        ("trước 8 giờ 75 ngày 15/9/2026", "Không có 8 giờ 75"),
        ("hằng tháng ngày 40", "Không đọc được kỳ hạn này"),
        ("hằng tuần vào ngày 5", "Không đọc được kỳ hạn này"),
        ("hằng tháng đến hết ngày 28/8/2026", "sau ngày kết thúc lặp lại"),
        ("trong quý II/2026", "đã qua hoặc năm công tác chưa lập"),
        ("trước 16 giờ ngày 26/8/2026", "đã qua"),
    ],
)
def test_term_that_cannot_be_worked_out_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(TermRefused) as refused:
        parse_due(typed, ON, CALENDAR)
    assert sentence in refused.value.sentence


def test_occurrences_keep_their_day_in_short_months_and_end() -> None:
    days = [day(31, 12)]
    while (after := next_day("monthly", days[-1], 31, day(30, 4, 2027))) is not None:
        days.append(after)
    assert days[1:] == [day(31, 1, 2027), day(28, 2, 2027), day(31, 3, 2027), day(30, 4, 2027)]
    assert next_day("quarterly", day(28, 2, 2027), 29, None) == day(29, 5, 2027)
    assert next_day("weekly", day(25, 12), None, None) == day(1, 1, 2027)


@pytest.mark.django_db
def test_working_days_and_quarters_are_the_rows_of_the_catalogue() -> None:
    year = make.work_year()
    Period.objects.filter(work_year=year, kind=Period.Kind.QUARTER).delete()
    Period.objects.create(
        work_year=year,
        kind=Period.Kind.QUARTER,
        number=4,
        label="quý IV",
        starts_on=day(1, 9),
        ends_on=day(30, 11),
    )
    Holiday.objects.create(on=day(24, 11), name="Ngày nghỉ bù")
    calendar = calendar_from(day(23, 11))
    assert parse_due("trong 01 ngày làm việc", day(23, 11), calendar).day == day(25, 11)
    assert parse_due("hằng quý", day(23, 11), calendar).day == day(30, 11)
