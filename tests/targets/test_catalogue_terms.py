"""Sums of lines as they are typed."""

import pytest

from targets.terms import TermsRefused, check_terms, parse_terms, write_terms

KNOWN = {"tb-da-gq", "tb-con-lai", "tb-moi"}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("tb-da-gq", [(1, "tb-da-gq")]),
        ("+ tb-da-gq\n\u2212 tb-moi", [(1, "tb-da-gq"), (-1, "tb-moi")]),
        ("tb-da-gq+tb-con-lai", [(1, "tb-da-gq"), (1, "tb-con-lai")]),
        ("tb-da-gq - tb-moi", [(1, "tb-da-gq"), (-1, "tb-moi")]),
        ("tb-da-gq -tb-moi", [(1, "tb-da-gq"), (-1, "tb-moi")]),
        (
            "tb-da-gq \u2013 TB-MOI, tb-con-lai",
            [(1, "tb-da-gq"), (-1, "tb-moi"), (1, "tb-con-lai")],
        ),
    ],
)
def test_terms_are_read(text: str, terms: list[tuple[int, str]]) -> None:
    assert parse_terms(text) == terms
    check_terms(terms, KNOWN)


@pytest.mark.parametrize(
    "text", ["+", "tb-moi +", "tb-moi + - tb-da-gq", "+ + tb-moi", "+ -tb-moi"]
)
def test_sign_without_a_line_is_refused(text: str) -> None:
    with pytest.raises(TermsRefused):
        parse_terms(text)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ([(1, "khong-co")], "khong-co"),
        ([(1, "tb-moi"), (-1, "tb-moi")], "bị lặp"),
        ([(-1, "tb-moi"), (-1, "tb-da-gq")], "ít nhất một dòng được cộng"),
    ],
)
def test_sums_that_mean_nothing_are_refused(terms: list[tuple[int, str]], sentence: str) -> None:
    with pytest.raises(TermsRefused) as refused:
        check_terms(terms, KNOWN)
    assert sentence in refused.value.sentence


def test_written_terms_read_the_same() -> None:
    terms = [(1, "tb-da-gq"), (-1, "tb-moi")]
    assert write_terms(terms) == "+ tb-da-gq\n\u2212 tb-moi"
    assert parse_terms(write_terms(terms)) == terms
