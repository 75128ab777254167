"""Numbers typed and written the Vietnamese way."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procuracy.web import numbers


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("1549", 1549),
        ("1.000", 1000),
        ("1,000", 1000),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("1\u202f234\u202f567", 1234567),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("  12\u00a0", 12),
        ("\ufeff12", 12),
        ("12\t", 12),
        ("１２３", 123),
        ("１．０００", 1000),
        ("999999999999999", 10**15 - 1),
        ("999.999.999.999.999", 10**15 - 1),
    ],
)
def test_parse_whole_reads(typed: str, value: int) -> None:
    assert numbers.parse_whole(typed) == value


@pytest.mark.parametrize(
    ("typed", "part_of_sentence"),
    [
        ("", "Chưa nhập số"),
        (" \u00a0", "Chưa nhập số"),
        ("abc", "“abc” không phải là số"),
        ("12 vụ", "không phải là số"),
        ("1e5", "không phải là số"),
        ("0x10", "không phải là số"),
        ("1_000", "không phải là số"),
        ("٣", "không phải là số"),
        ("10²", "không phải là số"),
        ("1.00.000", "không phải là số"),
        ("1.000 000", "không phải là số"),
        ("10 00", "không phải là số"),
        ("12\n13", "không phải là số"),
        ("-5", "âm"),
        ("−5", "âm"),
        ("–5", "âm"),
        ("+5", "bỏ dấu “+”"),
        ("1,5", "“1,5” có phần lẻ"),
        ("1.5", "có phần lẻ"),
        ("0.500", "có phần lẻ"),
        ("1.234,56", "có phần lẻ"),
        ("1000000000000000", "quá lớn"),
        ("1000000000000000000", "quá lớn"),
        ("1.000.000.000.000.000", "quá lớn"),
        ("9" * 10_000, "quá lớn"),
    ],
)
def test_parse_whole_refuses_with_a_sentence(typed: str, part_of_sentence: str) -> None:
    with pytest.raises(numbers.NumberRefused) as refused:
        numbers.parse_whole(typed)
    assert part_of_sentence in refused.value.sentence


def test_refusal_quotes_no_more_than_a_few_letters() -> None:
    with pytest.raises(numbers.NumberRefused) as refused:
        numbers.parse_whole("x" * 10_000)
    assert len(refused.value.sentence) < 120


def test_empty_is_told_apart_from_refused() -> None:
    assert numbers.is_empty(" \u00a0\u200b")
    assert not numbers.is_empty("0")
    with pytest.raises(numbers.NumberMissing):
        numbers.parse_decimal(" ", 2)


@pytest.mark.parametrize(
    ("typed", "decimals", "value"),
    [
        ("1,5", 2, "1.5"),
        ("0,05", 2, "0.05"),
        ("90", 2, "90"),
        ("1.000", 2, "1000"),
        ("1.234,56", 2, "1234.56"),
        ("1 234,56", 2, "1234.56"),
        ("1234,56", 2, "1234.56"),
        ("1,000", 3, "1.000"),
        ("1,000,000", 2, "1000000"),
        ("１，５", 1, "1.5"),
        ("1.000", 0, "1000"),
        ("999.999.999.999.999,99", 2, "999999999999999.99"),
    ],
)
def test_parse_decimal_reads(typed: str, decimals: int, value: str) -> None:
    assert numbers.parse_decimal(typed, decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "part_of_sentence"),
    [
        ("1.5", "nhập “1,5”"),
        ("0.125", "nhập “0,125”"),
        ("1,234.56", "nhập “1.234,56”"),
        ("1,000", "nhập “1000” nếu là hàng nghìn"),
        ("1,2345", "tối đa 2 chữ số sau dấu phẩy"),
        (",5", "không phải là số"),
        ("5,", "không phải là số"),
        ("12.34,5", "không phải là số"),
        ("1,5,5", "không phải là số"),
        ("-1,5", "âm"),
        ("1e5", "không phải là số"),
        ("NaN", "không phải là số"),
        ("1000000000000000,5", "quá lớn"),
    ],
)
def test_parse_decimal_refuses_with_a_sentence(typed: str, part_of_sentence: str) -> None:
    with pytest.raises(numbers.NumberRefused) as refused:
        numbers.parse_decimal(typed, 2)
    assert part_of_sentence in refused.value.sentence


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1549, None, "1.549"),
        (1234567, None, "1.234.567"),
        (-1549, None, "−1.549"),
        (Decimal("1234.50"), None, "1.234,50"),
        (Decimal("0.05"), None, "0,05"),
        (Decimal("1E+3"), None, "1.000"),
        (Fraction(2, 3), None, "0,67"),
        (Fraction(4400, 56), 2, "78,57"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("-0.005"), 2, "−0,01"),
        (Decimal("999.995"), 2, "1.000,00"),
        (7, 2, "7,00"),
    ],
)
def test_format_number(value: numbers.Number, decimals: int | None, written: str) -> None:
    assert numbers.format_number(value, decimals) == written


def test_format_trimmed_drops_closing_zeros_only_after_the_comma() -> None:
    written = [numbers.format_trimmed(Decimal(text)) for text in ("90.00", "66.50", "1000", "0")]
    assert written == ["90", "66,5", "1.000", "0"]


def test_format_percent_takes_percent_not_shares() -> None:
    assert numbers.format_percent(Fraction(4400, 56)) == "78,57 %"


@given(st.integers(0, numbers.LIMIT - 1))
def test_whole_numbers_come_back_from_what_was_written(value: int) -> None:
    assert numbers.parse_whole(numbers.format_number(value)) == value


@given(st.decimals(0, 10**14, places=3), st.integers(3, 6))
def test_decimals_come_back_from_what_was_written(value: Decimal, allowed: int) -> None:
    assert numbers.parse_decimal(numbers.format_number(value), allowed) == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    value = Decimal(0)
    with suppress(numbers.NumberRefused):
        value = numbers.parse_decimal(text, 2)
    assert 0 <= value < numbers.LIMIT
