"""The sides of a target as they are typed: codes of lines with + and −.

A side is a list of (sign, code). No database and no Django here.
"""

from collections.abc import Iterable

Terms = list[tuple[int, str]]
MINUS = "\u2212"

# A hyphen stands inside codes (tb-da-gq), so it is a sign only at the beginning of a word.
_APART = str.maketrans(
    {"+": " + ", "\u2212": " - ", "\u2013": " - ", "\u2014": " - ", ",": " ", ";": " "}
)


class TermsRefused(ValueError):
    """What was typed is no sum of lines; `sentence` tells what to correct."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def parse_terms(text: str) -> Terms:
    """`tb-da-gq + tb-con-lai − tb-moi`, on one line or several; without a sign it is added.

    Raises TermsRefused.
    """
    terms: Terms = []
    sign = 0
    for word in text.translate(_APART).split():
        code = word.lstrip("-")
        if (word == "+" or word.startswith("-")) and sign:
            raise TermsRefused("Có hai dấu liền nhau: mỗi mã dòng chỉ có một dấu đứng trước.")
        if word == "+" or not code:
            sign = 1 if word == "+" else -1
            continue
        terms.append((-1 if word.startswith("-") else sign or 1, code.lower()))
        sign = 0
    if sign:
        raise TermsRefused("Sau dấu cuối cùng còn thiếu mã dòng.")
    return terms


def check_terms(terms: Terms, known: Iterable[str]) -> None:
    """Known codes, each once, and something to take away from. Raises TermsRefused."""
    codes = [code for _, code in terms]
    unknown = [code for code in dict.fromkeys(codes) if code not in set(known)]
    if unknown:
        raise TermsRefused(f"Không có dòng thống kê mang mã: {_listed(unknown)}.")
    twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if twice:
        raise TermsRefused(f"Mỗi dòng chỉ ghi một lần ở một vế: {_listed(twice)} bị lặp.")
    if terms and all(sign < 0 for sign, _ in terms):
        raise TermsRefused("Cần ít nhất một dòng được cộng; các dòng này đều bị trừ.")


def write_terms(terms: Terms) -> str:
    """One line of text each: `+ tb-da-gq`, `− tb-moi`."""
    return "\n".join(f"{MINUS if sign < 0 else '+'} {code}" for sign, code in terms)


def _listed(codes: list[str]) -> str:
    shown = ", ".join(code[:20] for code in codes[:5])
    return shown + (" …" if len(codes) > 5 else "")
