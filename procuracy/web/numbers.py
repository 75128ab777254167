"""Numbers as Vietnamese write them: dot for thousands, comma for decimals.

Parsing never guesses between two readings a thousandfold apart: what could be either is refused
with a sentence that says what to type instead.
"""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

Number = int | Decimal | Fraction

LIMIT = 10**15  # typed numbers stay below it; a provincial total has at most twelve digits

# Digits, dots and commas of full-width keyboards, and the spaces that Excel and Word put in.
_NARROW = str.maketrans(
    "０１２３４５６７８９．，" + "\u00a0\u2007\u2009\u202f\u3000\t",
    "0123456789.," + " " * 6,
    "\u200b\u200c\u200d\u2060\ufeff",
)
_DIGITS = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([., ])[0-9]{3}(?:\1[0-9]{3})*")
_WHOLE_PART = r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)"
_DECIMAL = re.compile(_WHOLE_PART + r"(?:,(?P<part>[0-9]+))?")
_POINT = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)")


class NumberRefused(ValueError):
    """What was typed is not a number this line takes; `sentence` tells the clerk what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NumberMissing(NumberRefused):
    """Nothing was typed. Whether that means "no figure" is for the caller to say."""

    def __init__(self) -> None:
        super().__init__("Chưa nhập số.")


def is_empty(text: str) -> bool:
    return not _narrowed(text)


def parse_whole(text: str) -> int:
    """A whole number of at least 0. `1.000`, `1,000` and `1 000` are all one thousand.

    A separator counts as thousands only where it groups exactly by threes. Raises NumberRefused.
    """
    typed = _checked(text)
    if _DIGITS.fullmatch(typed):
        return _limited(typed)
    if grouped := _THOUSANDS.fullmatch(typed):
        return _limited(typed.replace(grouped[1], ""))
    if _DECIMAL.fullmatch(typed) or _POINT.fullmatch(typed):
        raise NumberRefused(f"Dòng này chỉ nhận số nguyên: “{_quoted(typed)}” có phần lẻ.")
    raise _not_a_number(typed)


def parse_decimal(text: str, decimals: int) -> Decimal:
    """A number of at least 0 with at most `decimals` digits after the comma.

    The comma is the decimal sign and the dot groups thousands: `1,5` is one and a half, `1.500` is
    fifteen hundred. `1.5` is refused although it has only one meaning: who learns to type it would
    some day type `1.125` and enter eleven hundred. For the same reason `1,000` is refused where
    fewer than three decimals are allowed. Raises NumberRefused.
    """
    if decimals == 0:
        return Decimal(parse_whole(text))
    typed = _checked(text)
    if read := _DECIMAL.fullmatch(typed):
        return _decimal(typed, read["whole"], read["part"] or "", decimals)
    if read := _POINT.fullmatch(typed):
        meant = f"{_grouped(read['whole'].replace(',', ''))},{read['part']}"
        raise NumberRefused(f"Phần lẻ viết sau dấu phẩy: nhập “{_quoted(meant)}”.")
    if _THOUSANDS.fullmatch(typed):  # 1,000,000: no other reading
        return Decimal(_limited(re.sub("[., ]", "", typed)))
    raise _not_a_number(typed)


def format_number(value: Number, decimals: int | None = None) -> str:
    """`1549` → `1.549`; `Decimal("1234.50")` → `1.234,50`; negative with a true minus sign.

    Without `decimals` a Decimal keeps the decimals it has and a Fraction shows two. Rounds half up.
    """
    digits = _written_decimals(value) if decimals is None else decimals
    top, bottom = value.as_integer_ratio()
    scaled = half_up(abs(top) * 10**digits, bottom)
    return ("\u2212" if top < 0 and scaled else "") + format_scaled(scaled, digits)


def format_scaled(scaled: int, decimals: int) -> str:
    """A number of at least 0 given in its last decimal's units: 123450, 2 → `1.234,50`."""
    text = str(scaled).rjust(decimals + 1, "0")
    whole, part = text[: len(text) - decimals], text[len(text) - decimals :]
    return _grouped(whole) + (f",{part}" if part else "")


def half_up(top: int, bottom: int) -> int:
    """`top / bottom`, neither below 0, to the nearest whole number; a half goes up."""
    return (2 * top + bottom) // (2 * bottom)


# Thresholds: the same few on every line of a board.
@lru_cache(maxsize=1024)
def format_trimmed(value: Number) -> str:
    """Without closing zeros, as thresholds are written: `90.00` → `90`, `66.50` → `66,5`."""
    top, bottom = value.as_integer_ratio()
    if bottom == 1:
        return format_number(top, 0)
    text = format_number(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def format_percent(value: Number, decimals: int = 2) -> str:
    """`value` in percent, not a share: 78.5714 → `78,57 %`."""
    return f"{format_number(value, decimals)} %"


def round_half_up(value: Number, decimals: int) -> Fraction:
    """Half away from zero, exactly: no float and no context precision on the way."""
    scale = 10**decimals
    top, bottom = value.as_integer_ratio()
    scaled = half_up(abs(top) * scale, bottom)
    return Fraction(scaled if top >= 0 else -scaled, scale)


def _narrowed(text: str) -> str:
    return text.translate(_NARROW).strip()


def _checked(text: str) -> str:
    typed = _narrowed(text)
    if not typed:
        raise NumberMissing()
    if typed[0] in "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d":
        raise NumberRefused("Số liệu không được âm: bỏ dấu trừ hoặc kiểm tra lại số.")
    if typed[0] in "+\uff0b":
        raise NumberRefused("Chỉ nhập chữ số: bỏ dấu “+” ở đầu.")
    return typed


def _decimal(typed: str, whole: str, part: str, decimals: int) -> Decimal:
    if len(part) > decimals:
        if len(part) == 3 and _THOUSANDS.fullmatch(typed):
            plain = typed.replace(",", "")
            raise NumberRefused(
                f"“{_quoted(typed)}” có thể hiểu hai cách: nhập “{plain}” nếu là hàng nghìn, "
                f"hoặc chỉ nhập {decimals} chữ số sau dấu phẩy."
            )
        raise NumberRefused(f"Chỉ nhập tối đa {decimals} chữ số sau dấu phẩy.")
    digits = re.sub("[. ]", "", whole)
    _limited(digits)
    return Decimal(f"{digits}.{part}" if part else digits)


def _limited(digits: str) -> int:
    """Counts digits before converting: Python refuses to convert thousands of them."""
    if len(digits.lstrip("0")) >= len(str(LIMIT)):
        raise NumberRefused("Số quá lớn: chỉ nhập số dưới 1.000.000.000.000.000.")
    return int(digits)


def _not_a_number(typed: str) -> NumberRefused:
    return NumberRefused(
        f"“{_quoted(typed)}” không phải là số: chỉ nhập chữ số, ví dụ 1549 hoặc 1.549."
    )


def _quoted(typed: str) -> str:
    return typed if len(typed) <= 20 else typed[:20] + "…"


def _grouped(whole: str) -> str:
    if len(whole) <= 3:
        return whole
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    return ".".join(parts + [whole[at : at + 3] for at in range(head, len(whole), 3)])


def _written_decimals(value: Number) -> int:
    if isinstance(value, Decimal):
        return max(0, -int(value.as_tuple().exponent))
    return 0 if value == int(value) else 2
