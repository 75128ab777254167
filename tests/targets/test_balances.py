"""Balances on plain values: what holds, what does not, and the sentence that says so."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from targets import balances
from targets.balance_sides import check_side, parse_side, write_side
from targets.balances import Checked, State
from targets.carrying import Carried
from targets.models import Balance, BalanceTerm, Indicator
from targets.terms import TermsRefused

NEW, SOLVED, REST, LATE, MONEY = range(1, 6)
LINES = {
    pk: Indicator(
        pk=pk, code=code, name=name, counted_in=unit, nature=nature, decimals=decimals, field_id=1
    )
    for pk, code, name, unit, nature, decimals in [
        (NEW, "tb-moi", "Mới thụ lý", "tin", "flow", 0),
        (SOLVED, "tb-da-gq", "Đã giải quyết", "tin", "flow", 0),
        (REST, "tb-con-lai", "Còn lại", "tin", "stock", 0),
        (LATE, "tb-qua-han", "Quá hạn", "tin", "stock", 0),
        (MONEY, "td-tien", "Số tiền", "triệu đồng", "flow", 2),
    ]
}
BY_CODE = {line.code: line for line in LINES.values()}
CARRIED = {REST: Carried(Decimal(12))}


def checked(
    relation: str, left: str, right: str, now: Mapping[int, int | str], **more: object
) -> Checked:
    texts = {name: str(more.get(name, "")) for name in ("left_text", "right_text")}
    row = Balance(pk=1, name="Nguồn tin", relation=relation, field_id=1, **texts)
    terms = [
        BalanceTerm(balance=row, side=side, sign=sign, indicator=BY_CODE[code], moment=moment)
        for side, text in (("left", left), ("right", right))
        for sign, code, moment in parse_side(text)
    ]
    values = {pk: Decimal(value) for pk, value in now.items()}
    nil = more.get("nil", ())
    assert isinstance(nil, tuple)
    carried = more.get("carried", CARRIED)
    assert isinstance(carried, dict)
    (found,) = balances.check([balances.rule_of(terms)], values, carried, nil)
    return found


RESOLVE = ("equal", "trước:tb-con-lai + tb-moi", "tb-da-gq + tb-con-lai")


def test_what_must_be_settled_is_settled_or_remains() -> None:
    words = {"left_text": "phải giải quyết", "right_text": "đã giải quyết và còn lại"}
    kept = checked(*RESOLVE, {NEW: 56, SOLVED: 44, REST: 24}, **words)
    assert kept.state is State.KEPT
    assert kept.sentence == (
        "phải giải quyết 68 (12 + 56) bằng đã giải quyết và còn lại 68 (44 + 24)"
    )
    broken = checked(*RESOLVE, {NEW: 56, SOLVED: 44, REST: 22}, **words)
    assert broken.is_broken
    assert broken.sentence == (
        "phải giải quyết 68 (12 + 56) khác đã giải quyết và còn lại 66 (44 + 22): lệch 2 tin"
    )


def test_balance_waits_for_the_figures_it_lacks() -> None:
    waiting = checked(*RESOLVE, {NEW: 56, REST: 22}, left_text="phải giải quyết")
    assert waiting.state is State.UNKNOWN
    assert waiting.sentence == "phải giải quyết 68 (12 + 56); chưa đủ số liệu: Đã giải quyết"
    first = checked(*RESOLVE, {NEW: 56, SOLVED: 44, REST: 22}, carried={}, right_text="đã rõ")
    assert first.sentence == "đã rõ 66 (44 + 22); chưa đủ số liệu: Còn lại (kỳ trước chuyển sang)"


def test_nil_field_counts_what_arises_as_nothing_and_no_stock() -> None:
    kept = checked(*RESOLVE, {REST: 12}, nil=(1,))
    assert kept.state is State.KEPT
    assert checked(*RESOLVE, {}, nil=(1,)).state is State.UNKNOWN


def test_part_is_no_more_than_its_whole() -> None:
    rule = ("at_most", "tb-qua-han", "tb-con-lai")
    for late, state in ((3, State.KEPT), (4, State.KEPT), (5, State.BROKEN)):
        assert checked(*rule, {LATE: late, REST: 4}).state is state
    told = checked(*rule, {LATE: 5, REST: 4}).sentence
    assert told == "Quá hạn 5 vượt quá Còn lại 4: nhiều hơn 1 tin"


def test_given_line_demands_another_one() -> None:
    rule = ("needs", "tb-da-gq", "td-tien")
    assert checked(*rule, {}).state is State.UNKNOWN
    lacking = checked(*rule, {SOLVED: 0})
    assert lacking.is_broken
    assert lacking.sentence == "đã có số liệu “Đã giải quyết”, còn thiếu “Số tiền”"
    assert checked(*rule, {SOLVED: 4, MONEY: 0}).state is State.KEPT


def test_lines_are_taken_away_and_decimals_kept() -> None:
    found = checked("equal", "tb-moi − tb-da-gq", "td-tien", {NEW: 5, SOLVED: 3, MONEY: "1.50"})
    assert "2 (5 − 3)" in found.sentence
    assert "1,50" in found.sentence
    assert found.is_broken


def test_side_is_written_as_it_is_read() -> None:
    parts = parse_side("trước: tb-con-lai, tb-moi – tb-da-gq")
    assert parts == [
        (1, "tb-con-lai", "previous"),
        (1, "tb-moi", "month"),
        (-1, "tb-da-gq", "month"),
    ]
    terms = [BalanceTerm(sign=s, indicator=BY_CODE[c], moment=m) for s, c, m in parts]
    assert parse_side(write_side(terms)) == parts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tb-la", "Không có dòng thống kê mang mã: tb-la"),
        ("tb-moi + tb-moi", "tb-moi bị lặp"),
        ("trước:tb-moi", "tb-moi không phải dòng tồn cuối kỳ"),
        ("tb-moi +", "còn thiếu mã dòng"),
    ],
)
def test_side_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(TermsRefused, match=sentence):
        check_side(parse_side(text), BY_CODE)
