"""What stands in the entry grid: rows of one line or of two side by side, and what is beside."""

import dataclasses
import datetime
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from procuracy.web.dates import screen_month
from targets.balances import Checked
from targets.carrying import Carried
from targets.models import CheckedFigure, Figure, Indicator, NoneArose
from targets.scores import Score, shown_value
from units.models import Field


@dataclass
class Line:
    indicator: Indicator
    figure: Figure | None = None
    previous: str = ""  # last month's; of an end stock what is carried over
    last_year: str = ""  # the same month's
    total: str = ""
    # Of the months before, where the year's sum is typed; None where the month's figure is.
    earlier: Decimal | None = None
    gaps: list[datetime.date] = dataclasses.field(default_factory=list)
    # Why the figure is unlike the unit's own past, and who looked at it all the same.
    unlike: str = ""
    checked: CheckedFigure | None = None
    is_nil: bool = False
    # Of a refused or contested input: what was typed, and why it did not go in.
    typed: str | None = None
    error: str = ""
    theirs: Figure | None = None
    is_contested: bool = False

    @property
    def is_cumulative(self) -> bool:
        return self.earlier is not None

    @property
    def shown(self) -> str:
        return self._as_typed(self.figure) if self.typed is None else self.typed

    @property
    def part(self) -> str:
        """The month's own figure, under a sum that was typed."""
        return shown_value(self.figure.value if self.figure else None, self.indicator)

    @property
    def seen(self) -> str:
        """What the clerk sees as stored, sent back with the next input."""
        return str(self.figure.value) if self.figure else ""

    @property
    def theirs_shown(self) -> str:
        return self._as_typed(self.theirs)

    @property
    def theirs_seen(self) -> str:
        return str(self.theirs.value) if self.theirs else ""

    @property
    def gap_words(self) -> str:
        """`tháng 10/2025, tháng 11/2025`: their cases are in this month's figure."""
        return ", ".join(screen_month(month) for month in self.gaps)

    @property
    def is_checked(self) -> bool:
        return bool(self.checked and self.figure and self.checked.value == self.figure.value)

    def _as_typed(self, figure: Figure | None) -> str:
        if figure is None:
            return ""
        return shown_value(figure.value + (self.earlier or 0), self.indicator)


@dataclass
class Row:
    """One line, or two that count the same in two units (vụ and bị can)."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def is_pair(self) -> bool:
        return len(self.lines) > 1


@dataclass
class Opening:
    """Kỳ trước chuyển sang, of an end stock that a balance carries over."""

    indicator: Indicator
    carried: Carried

    @property
    def shown(self) -> str:
        return shown_value(self.carried.value, self.indicator)

    @property
    def parts(self) -> str:
        """`VKSND huyện Cam Lộ 5, VKSND huyện Đakrông 7`"""
        return ", ".join(
            f"{name} {shown_value(value, self.indicator)}" for name, value in self.carried.parts
        )

    @property
    def lacking(self) -> str:
        return ", ".join(self.carried.lacking)


@dataclass
class Card:
    score: Score
    goal: str

    def mark(self, restated: Container[int]) -> None:
        """`restated`: lines of which a figure of the year was corrected."""
        terms = self.score.formula.terms
        self.score.is_restated = any(term.indicator_id in restated for term in terms)


@dataclass
class Section:
    field: Field
    rows: list[Row | Opening]
    cards: list[Card] = dataclasses.field(default_factory=list)
    checks: list[Checked] = dataclasses.field(default_factory=list)
    nil: NoneArose | None = None

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows if isinstance(row, Row) for line in row.lines]

    @property
    def entered(self) -> int:
        """Lines that are answered: by a figure, or by the tick on the field."""
        return sum(line.figure is not None or line.is_nil for line in self.lines)

    @property
    def has_flows(self) -> bool:
        return any(line.indicator.nature == Indicator.Nature.FLOW for line in self.lines)

    @property
    def is_cumulative(self) -> bool:
        return any(line.is_cumulative for line in self.lines)

    @property
    def broken(self) -> list[Checked]:
        return [one for one in self.checks if one.is_broken]

    @property
    def pieces(self) -> list[tuple[str, Row | Opening]]:
        """Rows with what they are, for the template."""
        return [("row" if isinstance(row, Row) else "opening", row) for row in self.rows]


@dataclass
class Sheet:
    """`cards` and `checks`: all that the given lines feed, also of fields that are not shown."""

    sections: list[Section]
    cards: list[Card]
    checks: list[Checked]

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines]
