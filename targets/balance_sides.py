"""The sides of a balance as they are typed: `trước:tb-con-lai + tb-moi − tb-chuyen`.

`trước:` before a code is kỳ trước chuyển sang. A part is (sign, code, moment). No database here.
"""

import unicodedata
from collections.abc import Iterable

from targets.models import BalanceTerm, Indicator
from targets.terms import MINUS, TermsRefused, parse_terms

Part = tuple[int, str, str]
MONTH, PREVIOUS = BalanceTerm.Moment.MONTH, BalanceTerm.Moment.PREVIOUS
MARK = "trước:"


def parse_side(text: str) -> list[Part]:
    """Raises TermsRefused."""
    typed = unicodedata.normalize("NFC", text).replace(": ", ":")
    return [_part(sign, code) for sign, code in parse_terms(typed)]


def _part(sign: int, code: str) -> Part:
    if code.startswith(MARK):
        return sign, code.removeprefix(MARK), PREVIOUS
    return sign, code, MONTH


def check_side(parts: list[Part], known: dict[str, Indicator]) -> None:
    """Known lines, each once, and only an end stock is carried over. Raises TermsRefused."""
    codes = [code for _, code, _ in parts]
    if unknown := [code for code in dict.fromkeys(codes) if code not in known]:
        raise TermsRefused(f"Không có dòng thống kê mang mã: {', '.join(unknown)[:100]}.")
    keys = [(code, moment) for _, code, moment in parts]
    if twice := [code for (code, moment) in dict.fromkeys(keys) if keys.count((code, moment)) > 1]:
        raise TermsRefused(f"Mỗi dòng chỉ ghi một lần ở một vế: {', '.join(twice)[:100]} bị lặp.")
    for _, code, moment in parts:
        if moment == PREVIOUS and known[code].nature != Indicator.Nature.STOCK:
            raise TermsRefused(f"{code} không phải dòng tồn cuối kỳ nên không chuyển sang kỳ sau.")


def write_side(terms: Iterable[BalanceTerm]) -> str:
    """One line of text each: `+ trước:tb-con-lai`, `+ tb-moi`."""
    return "\n".join(
        f"{MINUS if term.sign < 0 else '+'} "
        f"{MARK if term.moment == PREVIOUS else ''}{term.indicator.code}"
        for term in terms
    )


def terms_of(
    balance_id: int, side: str, parts: list[Part], known: dict[str, Indicator]
) -> list[BalanceTerm]:
    """Rows that are not stored yet."""
    return [
        BalanceTerm(
            balance_id=balance_id, side=side, sign=sign, indicator=known[code], moment=moment
        )
        for sign, code, moment in parts
    ]
