"""What a reader picks out of a board: a field, a leader's portfolio, a verdict."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from procuracy.web.statements import composed
from targets.boards import BEHIND, STRIP, Board, Covers
from targets.verdicts import Verdict
from units.models import Appointment, Field, Portfolio
from units.overseeing import overseen
from units.portfolio_board import LEADERS

BEHIND_KEY = "behind"
VERDICTS = [
    (BEHIND_KEY, "chưa đạt hoặc nguy cơ"),
    *((verdict.value, verdict.word) for verdict in STRIP),
]


@dataclass(frozen=True)
class Filter:
    """Nothing chosen shows everything."""

    field: Field | None = None
    verdict: str = ""
    overseer: Appointment | None = None

    @property
    def field_code(self) -> str:
        return self.field.code if self.field else ""

    @property
    def verdicts(self) -> frozenset[Verdict]:
        if self.verdict == BEHIND_KEY:
            return frozenset(BEHIND)
        return frozenset({Verdict(self.verdict)}) if self.verdict else frozenset()

    @property
    def verdict_words(self) -> str:
        return dict(VERDICTS).get(self.verdict, "")

    @property
    def query(self) -> str:
        """`&field=hs&verdict=behind`, to stand behind the query of the period."""
        said = {
            "field": self.field_code,
            "verdict": self.verdict,
            "overseer": str(self.overseer.pk) if self.overseer else "",
        }
        return "".join(f"&{name}={value}" for name, value in said.items() if value)

    @property
    def words(self) -> str:
        """`Lĩnh vực: Dân sự; khối phụ trách: Nguyễn Văn An; chỉ hiện: nguy cơ`."""
        parts = []
        if self.field:
            parts.append(f"lĩnh vực: {self.field.name}")
        if self.overseer:
            parts.append(f"khối phụ trách: {self.overseer.person.full_name}")
        if self.verdict:
            parts.append(f"chỉ hiện: {self.verdict_words}")
        text = "; ".join(parts)
        return text[:1].upper() + text[1:]

    def covers(self, today: datetime.date) -> Covers:
        """What is overseen; without a portfolio everything."""
        if self.overseer is None:
            return lambda unit_id, field_id: True
        return overseen(self.overseer, today).covers_figures

    def portfolio_of(self, board: Board, today: datetime.date) -> Board:
        """The part overseen on the day of the figures shown, today at the latest."""
        if self.overseer is None:
            return board
        return board.overseen(overseen(self.overseer, min(today, board.period.ends_on)))

    def of(self, board: Board, today: datetime.date) -> Board:
        """The field is chosen when the board is read."""
        board = self.portfolio_of(board, today)
        return board.holding(self.verdicts) if self.verdicts else board


def chosen(asked: Mapping[str, str], leaders: list[Appointment]) -> Filter:
    """From `field` (a code), `verdict` and `overseer` (a key); what is unknown counts for nothing.

    One query, none without a field.
    """
    code, verdict = asked.get("field", "").replace("\0", ""), asked.get("verdict", "")
    return Filter(
        Field.objects.filter(code=code).first() if code else None,
        verdict if verdict in dict(VERDICTS) else "",
        next((one for one in leaders if str(one.pk) == asked.get("overseer")), None),
    )


def leaders_of(acting: Appointment, on: datetime.date) -> list[Appointment]:
    """Leaders of the reader's office who oversee something on the day; one query."""
    return list(_leaders(acting.office.pk, on))


@composed
def _leaders(office: int, on: datetime.date) -> QuerySet[Appointment]:
    held = Portfolio.objects.current(on).values("appointment")
    rows = Appointment.objects.current(on).filter(unit=office, role__in=LEADERS, pk__in=held)
    return rows.select_related("person", "unit").order_by("valid_from", "pk")
