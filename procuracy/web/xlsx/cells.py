"""One cell: what it says, as its column wants it, or why it cannot be taken."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from procuracy.web import secrecy
from procuracy.web.dates import FIRST_YEAR, LAST_YEAR, DateRefused, parse_day
from procuracy.web.errors import Refused
from procuracy.web.forms import tidied
from procuracy.web.xlsx.columns import Column, Kind, Value


def value_of(cell: Any, column: Column) -> Value:
    """A cell as its column wants it; Refused says what to type instead."""
    raw = None if cell is None else cell.value
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        raise Refused("Ô chứa công thức: sao chép rồi dán giá trị (Paste Values).")
    if kind == "e":
        raise Refused(f"Ô bị lỗi {str(raw)[:20]}: ghi lại giá trị.")
    if isinstance(raw, str):
        raw = cleaned(raw)
    if raw is None or raw == "":
        if column.is_required:
            raise Refused("Chưa ghi.")
        return "" if column.kind is Kind.TEXT else None
    return _READERS[column.kind](raw, column)


def _text(raw: Any, column: Column) -> str:
    text = shown_as(raw)
    if len(text) > column.longest:
        raise Refused(f"Ghi ngắn lại: tối đa {column.longest} ký tự, đang có {len(text)} ký tự.")
    if not column.words:
        return text
    for word in column.words:
        if same(word) == same(text):
            return word
    raise Refused(f"“{text[:40]}” không dùng được: chọn một trong {', '.join(column.words)}.")


def _number(raw: Any, column: Column) -> int:
    shown = shown_as(raw)
    if isinstance(raw, bool) or not re.fullmatch(r"[0-9]{1,10}", shown):
        raise Refused(f"“{shown[:30]}” không phải là số nguyên.")
    if int(shown) > column.most:
        raise Refused(f"Số lớn quá: tối đa {column.most}.")
    return int(shown)


def _day(raw: Any, column: Column) -> datetime.date:
    if isinstance(raw, datetime.datetime):
        raw = raw.date()
    if isinstance(raw, datetime.date):
        if not FIRST_YEAR <= raw.year <= LAST_YEAR:
            raise Refused(f"Năm {raw.year} không hợp lý: kiểm tra lại năm.")
        return raw
    try:
        return parse_day(shown_as(raw))
    except DateRefused as refused:
        raise Refused(refused.sentence) from None


_READERS: dict[Kind, Callable[[Any, Column], Value]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
}


def shown_as(raw: Any) -> str:
    """A value as somebody sees it in the cell."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return cleaned(str(raw))


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cleaned(text: str) -> str:
    """NFC, without unseen control signs (also those that a workbook writes as `_x0000_`)."""
    spelled = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    kept = (
        c for c in tidied(spelled) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def same(text: str) -> str:
    """For comparing headings and words: spaces, capitals and composition do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=2048)
def judged(text: str) -> secrecy.Finding:
    """Columns repeat themselves."""
    return secrecy.check(text)
