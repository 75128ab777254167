"""The words of a paragraph that a directive was made of, marked where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from meetings.models import Directive, Intervention


@dataclass(frozen=True)
class Piece:
    """Some words, and the directives that quote them."""

    text: str
    directives: tuple[Directive, ...] = ()


def pieces(row: Intervention) -> list[Piece]:
    """The row's text in order, cut where a quotation begins or ends.

    `row.quoted_by` is prefetched (minutes.with_surroundings).
    """
    quoting: Iterable[Directive] = getattr(row, "quoted_by", ())
    ranges = [(found, one) for one in quoting if (found := span(row.text, one))]
    if not ranges:
        return [Piece(row.text)]
    ends = (end for found, _ in ranges for end in found)
    cuts = sorted({0, len(row.text), *ends})
    return [
        Piece(
            row.text[start:stop],
            tuple(one for (first, last), one in ranges if first <= start and stop <= last),
        )
        for start, stop in pairwise(cuts)
        if row.text[start:stop]
    ]


def span(text: str, directive: Directive) -> tuple[int, int] | None:
    """Where the quoted words stand now: as remembered, else where they have moved to, else nowhere.

    The paragraph may have been corrected since.
    """
    quote, start = directive.quote, directive.quote_start
    if not quote:
        return None
    if start is None or text[start : start + len(quote)] != quote:
        start = _nearest(text, quote, start or 0)
    return None if start is None else (start, start + len(quote))


def _nearest(text: str, quote: str, wanted: int) -> int | None:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return min(found, key=lambda one: abs(one - wanted), default=None)
