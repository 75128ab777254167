"""Passwords that everybody here would try first; Django's own list is English.

Made from words (reference/common_words.txt), years, runs of digits and rows of the keyboard, and
compared without tone marks, capitals and signs: “Quảng Trị @2026” is quangtri2026.
"""

import functools
import unicodedata
from itertools import product
from pathlib import Path

from django.core.exceptions import ValidationError

from units.models import User

_PARTS = Path(__file__).parent / "reference" / "common_words.txt"
_YEARS = [str(year) for year in range(1940, 2041)]
# Shorter ones are refused as too short.
_SHORTEST = 10


class VietnameseCommonPasswordValidator:
    def validate(self, password: str, user: User | None = None) -> None:
        if is_common(password):
            raise ValidationError("Mật khẩu này quá phổ biến.", code="password_too_common")

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu thường gặp như tên tỉnh và năm, câu quen thuộc, dãy phím."


def is_common(password: str) -> bool:
    read = plain(password)
    return read in common() or repeats(read)


def plain(text: str) -> str:
    """Lower-case letters and digits only; đ as d."""
    parts = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(sign for sign in parts if sign.isascii() and sign.isalnum())


def repeats(read: str) -> bool:
    """One piece of up to six signs, again and again: abc123abc123."""
    return any(read == (read[:size] * len(read))[: len(read)] for size in range(1, 7))


@functools.cache
def common() -> frozenset[str]:
    """About a hundred thousand, made once a process in some tenths of a second."""
    words, ends, rows = parts("words"), parts("ends"), parts("rows")
    ends = ["", *ends, *_YEARS]
    made = {word + end for word, end in product(words, ends)}
    made |= {end + word for word, end in product(words, ends)}
    made |= {one + other for one, other in product(words, words) if len(one + other) < 18}
    return frozenset(one for one in made | walks(rows, ends) if len(one) >= _SHORTEST)


def walks(rows: list[str], ends: list[str]) -> set[str]:
    """Along the keyboard, forth and back, and what people add to it."""
    both_ways = [*rows, *(row[::-1] for row in rows)]
    along = [row[:size] for row in both_ways for size in range(4, len(row) + 1)]
    return {one + end for one, end in product(along, [*along, *ends]) if len(one + end) <= 20}


def parts(name: str) -> list[str]:
    """A section of the file."""
    _, _, rest = _PARTS.read_text("utf-8").partition(f"[{name}]")
    return rest.partition("[")[0].split()
