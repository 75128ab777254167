"""Dates typed and written the Vietnamese way."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from hypothesis import given
from hypothesis import strategies as st

from procuracy.web import dates
from procuracy.web.templatetags import vietnamese

DAYS = st.dates(date(1945, 1, 2), date(2199, 12, 30))


@pytest.mark.parametrize(
    ("day", "in_words", "printed", "on_screen"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "05/02/2026", "05/2/2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026", "31/01/2026", "31/1/2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026", "09/3/2026", "09/3/2026"),
        (date(2026, 9, 22), "ngày 22 tháng 9 năm 2026", "22/9/2026", "22/9/2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026", "10/10/2026", "10/10/2026"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024", "29/02/2024", "29/2/2024"),
    ],
)
def test_written_forms(day: date, in_words: str, printed: str, on_screen: str) -> None:
    assert dates.printed_day(day) == in_words
    assert dates.printed_short(day) == printed
    assert dates.screen_day(day) == on_screen


def test_moments_are_written_in_office_time() -> None:
    with timezone.override("Asia/Ho_Chi_Minh"):
        assert dates.screen_moment(datetime(2026, 8, 31, 9, 0, tzinfo=UTC)) == "16:00, 31/8/2026"
        assert (
            dates.printed_moment(datetime(2026, 2, 4, 18, 30, tzinfo=UTC))
            == "1 giờ 30 phút ngày 05/02/2026"
        )
    assert dates.printed_moment(datetime(2026, 8, 31, 16)) == "16 giờ ngày 31/8/2026"


def test_month_on_screen() -> None:
    assert dates.screen_month(date(2026, 8, 1)) == "tháng 8/2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-6, "quá hạn 6 ngày"), (-1, "quá hạn 1 ngày"), (0, "hôm nay"), (3, "còn 3 ngày")],
)
def test_until_counts_days(days: int, words: str) -> None:
    today = date(2026, 2, 27)
    assert dates.until(today + timedelta(days=days), today) == words


@pytest.mark.parametrize(
    "typed",
    [
        "5/2/2026",
        "05/02/2026",
        " 05-02-2026 ",
        "5.2.2026",
        "2026-02-05",
        "ngày 05 tháng 02 năm 2026",
        "5 tháng 2 năm 2026",
        unicodedata.normalize("NFD", "Ngày 5 tháng 2 năm 2026"),
    ],
)
def test_parse_day_reads(typed: str) -> None:
    assert dates.parse_day(typed) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("typed", "part_of_sentence"),
    [
        ("", "Chưa nhập ngày"),
        ("5.2.26", "đủ bốn chữ số"),
        ("5/2/26", "đủ bốn chữ số"),
        ("5/2/20266", "đủ bốn chữ số"),
        ("31/6/2026", "Không có ngày 31/6/2026"),
        ("29/2/2026", "Không có ngày 29/2/2026"),
        ("2/13/2026", "Không có ngày 2/13/2026"),
        ("0/1/2026", "Không có ngày 0/1/2026"),
        ("5/2/0206", "không hợp lý"),
        ("5/2-2026", "không phải là ngày"),
        ("mai", "nhập theo dạng 15/9/2026"),
        ("5/2", "không phải là ngày"),
    ],
)
def test_parse_day_refuses_with_a_sentence(typed: str, part_of_sentence: str) -> None:
    with pytest.raises(dates.DateRefused) as refused:
        dates.parse_day(typed)
    assert part_of_sentence in refused.value.sentence


@given(DAYS)
def test_days_come_back_from_every_written_form(day: date) -> None:
    for write in (dates.screen_day, dates.printed_short, dates.printed_day, date.isoformat):
        assert dates.parse_day(write(day)) == day


@pytest.mark.parametrize(
    ("typed", "term", "last"),
    [
        ("trước ngày 15/9/2026", dates.Term.BEFORE, date(2026, 9, 14)),
        ("Trước 15/9/2026", dates.Term.BEFORE, date(2026, 9, 14)),
        ("trước ngày 01/3/2024", dates.Term.BEFORE, date(2024, 2, 29)),
        ("trước ngày 01/01/2027", dates.Term.BEFORE, date(2026, 12, 31)),
        ("đến ngày 15/9/2026", dates.Term.UNTIL, date(2026, 9, 15)),
        ("đến hết ngày 15/9/2026", dates.Term.THROUGH, date(2026, 9, 15)),
        ("15/9/2026", dates.Term.UNTIL, date(2026, 9, 15)),
    ],
)
def test_parse_term_finds_the_last_permitted_day(typed: str, term: dates.Term, last: date) -> None:
    assert dates.parse_term(typed) == (term, last)


def test_term_words_name_the_day_after_the_last_one_only_for_before() -> None:
    last = date(2026, 9, 14)
    assert dates.term_words(dates.Term.BEFORE, last) == "trước ngày 15/9/2026"
    assert dates.term_words(dates.Term.UNTIL, last) == "đến ngày 14/9/2026"
    assert dates.term_words(dates.Term.THROUGH, last) == "đến hết ngày 14/9/2026"


def test_parse_term_refuses_words_without_a_day() -> None:
    with pytest.raises(dates.DateRefused, match="“cuối năm” không phải là ngày"):
        dates.parse_term("cuối năm")


@given(st.sampled_from(dates.Term), DAYS)
def test_terms_come_back_from_their_words(term: dates.Term, last: date) -> None:
    assert dates.parse_term(dates.term_words(term, last)) == (term, last)


def test_django_itself_reads_and_writes_our_forms() -> None:
    with translation.override("vi"):
        assert forms.DateField().clean("5/2/2026") == date(2026, 2, 5)
        assert forms.DateField().clean("2026-02-05") == date(2026, 2, 5)
        with pytest.raises(ValidationError):
            forms.DateField().clean("5/2/26")
        assert date_format(date(2026, 2, 5)) == dates.screen_day(date(2026, 2, 5))
        assert number_format(Decimal("1549.5"), force_grouping=True) == "1.549,5"


def test_filters_write_nothing_for_nothing() -> None:
    assert [f(None) for f in (vietnamese.number, vietnamese.percent, vietnamese.day)] == [""] * 3
    assert vietnamese.month(None) == vietnamese.moment(None) == ""
    assert vietnamese.until(None, date(2026, 9, 1)) == ""
    assert vietnamese.number(0) == "0"


def test_filters_take_moments_as_days_of_the_office() -> None:
    late = datetime(2026, 8, 31, 18, 0, tzinfo=UTC)
    with timezone.override("Asia/Ho_Chi_Minh"):
        assert vietnamese.day(late) == "01/9/2026"
        assert vietnamese.until(late, date(2026, 8, 29)) == "còn 3 ngày"
