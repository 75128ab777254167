"""Units by the share of their targets that are met; for leadership only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from procuracy.web.numbers import format_percent
from targets.board_facts import period_words
from targets.boards import Board, Row
from targets.sections import Head, Page, Section, counted, plain, shown
from targets.verdicts import Verdict
from units.models import Unit

NOTE = (
    "Tỷ lệ = số chỉ tiêu đạt hoặc vượt ÷ số chỉ tiêu được giao có ngưỡng và có phát sinh. Bằng "
    "nhau thì cùng thứ tự."
)
MET = (Verdict.MET, Verdict.EXCEEDED)
# Says nothing about the unit's work: there was nothing to measure, or nothing to measure it by.
ASIDE = (Verdict.UNASSIGNED, Verdict.NONE_AROSE, Verdict.NO_THRESHOLD)


@dataclass(frozen=True)
class Ranked:
    """`place`: the same for equal shares, None while nothing counts."""

    unit: Unit
    place: int | None
    counted: int
    met: int
    by_verdict: Counter[Verdict]

    @property
    def share(self) -> str:
        return format_percent(Fraction(100 * self.met, self.counted)) if self.counted else ""

    def of(self, verdict: Verdict) -> int:
        return self.by_verdict[verdict]

    @property
    def numbers(self) -> list[int]:
        """In the order of SHOWN."""
        return [self.by_verdict[verdict] for verdict in SHOWN]

    @property
    def tally(self) -> list[tuple[Verdict, int]]:
        return list(zip(SHOWN, self.numbers, strict=True))


SHOWN = (
    Verdict.EXCEEDED,
    Verdict.MET,
    Verdict.ONGOING,
    Verdict.AT_RISK,
    Verdict.UNMET,
    Verdict.NO_FIGURE,
)


def page(board: Board) -> Page:
    rows = [
        [
            plain(str(one.place or "–")),
            plain(one.unit.short_name),
            shown(one.share) if one.share else plain("chưa có"),
            counted(one.counted),
            *map(counted, one.numbers),
        ]
        for one in ranked(board.rows)
    ]
    heads = [
        Head("Thứ tự", 6, is_number=True),
        Head("Đơn vị"),
        Head("Tỷ lệ đạt, vượt", 10, is_number=True),
        Head("Chỉ tiêu tính", 8, is_number=True),
        *(Head(f"{v.word} {v.glyph}".strip(), 8, is_number=True) for v in SHOWN),
    ]
    title = "Theo tỷ lệ chỉ tiêu đạt, vượt"
    only = Section(title, heads, rows, sheet="Xếp hạng", notes=[NOTE])
    return Page("Xếp hạng các đơn vị", "xep-hang", period_words(board), [only])


def ranked(rows: Sequence[Row]) -> list[Ranked]:
    """Highest share first, more targets before fewer; units without any stand at the end."""
    counted = [_counted(row) for row in rows]
    order = sorted(counted, key=lambda one: (-_share(one), -one.counted, one.unit.order))
    return list(_placed(order))


def _counted(row: Row) -> Ranked:
    by_verdict = Counter(score.verdict for score in row.scores if score.verdict not in ASIDE)
    met = sum(by_verdict[verdict] for verdict in MET)
    return Ranked(row.unit, None, by_verdict.total(), met, by_verdict)


def _share(one: Ranked) -> Fraction:
    return Fraction(one.met, one.counted) if one.counted else Fraction(-1)


def _placed(order: Sequence[Ranked]) -> Iterable[Ranked]:
    place, before = 0, None
    for number, one in enumerate(order, 1):
        if _share(one) != before:
            place, before = number, _share(one)
        yield Ranked(one.unit, place if one.counted else None, one.counted, one.met, one.by_verdict)
