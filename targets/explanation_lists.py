"""Which targets must be explained in a period, who has done so, and what was promised for it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from procuracy.web.dates import screen_month
from targets import boards, commitments, explaining
from targets.boards import Board
from targets.choices import AsOf
from targets.commitments import Tally
from targets.models import Explanation, Period, Target
from targets.models.explanations import ExplanationQuerySet
from targets.scores import Score, goal_text
from units.models import Appointment, Unit, User
from units.overseeing import overseen

State = Explanation.State
ONLY = [
    ("missing", "chưa gửi"),
    ("waiting", "chờ ý kiến"),
    ("mine", "khối tôi phụ trách"),
]


@dataclass(frozen=True)
class Entry:
    """A target that is behind, with what its unit says of it."""

    unit: Unit
    score: Score
    explanation: Explanation | None

    @property
    def goal(self) -> str:
        return goal_text(self.score.target, self.score.threshold)

    @property
    def is_sent(self) -> bool:
        return self.explanation is not None and self.explanation.state in Explanation.STANDING

    @property
    def state_words(self) -> str:
        return self.explanation.get_state_display() if self.explanation else "chưa giải trình"

    @property
    def promise(self) -> str:
        return promised_level(self.explanation) if self.explanation else ""


@dataclass(frozen=True)
class Due:
    """A commitment whose day lies in the period, or is over and still not measured."""

    unit_name: str
    row: Explanation
    today: datetime.date

    @property
    def level(self) -> str:
        return promised_level(self.row)

    @property
    def words(self) -> str:
        if self.row.outcome:
            return self.row.get_outcome_display()
        day = self.row.promised_on
        if day is None or day >= self.today:
            return "chưa đến hạn"
        return f"chờ số liệu {screen_month(day)}"

    @property
    def tone(self) -> str:
        return {"kept": "good", "broken": "bad"}.get(self.row.outcome, "going")

    @property
    def glyph(self) -> str:
        return {"kept": "✓", "broken": "✕"}.get(self.row.outcome, "")


@dataclass(frozen=True)
class Overview:
    board: Board
    entries: list[Entry]  # what the reader picked out of `wanted`
    wanted: list[Entry]
    due: list[Due]
    tallies: list[tuple[str, Tally]]  # by unit name, of the work year

    @property
    def sent(self) -> int:
        return sum(entry.is_sent for entry in self.wanted)

    @property
    def waiting(self) -> int:
        return sum(bool(e.explanation and e.explanation.state == State.SENT) for e in self.wanted)


def promised_level(row: Explanation) -> str:
    """`≥ 92 %`: the level promised, the threshold where none was named."""
    return goal_text(row.target, explaining.goal_of(row)) if row.promised_on else ""


def overview(
    user: User, board: Board, chosen: AsOf, *, only: str = "", today: datetime.date
) -> Overview:
    """`board` as its reader sees it; a fixed number of queries."""
    assert user.acting
    wanted = _wanted(board, chosen)
    names = {unit.pk: unit.short_name for unit in board.sight.units}
    shown = {row.unit.pk for row in board.rows}
    promised = Explanation.objects.visible_to(user).promised().filter(unit__in=shown)
    counted = commitments.tally(promised, chosen.year)
    entries = [entry for entry in wanted if _is_picked(entry, only, user.acting, today)]
    return Overview(
        board,
        entries,
        wanted,
        [Due(names[row.unit_id], row, today) for row in due(promised, chosen.period)],
        [(names[key], counted[key]) for key in names if key in counted],
    )


def _wanted(board: Board, chosen: AsOf) -> list[Entry]:
    living = [row for row in board.rows if not board.sight.has_ended(row.unit)]
    said = explaining.known([row.unit.pk for row in living], chosen.period)
    return [
        Entry(row.unit, score, said.get((row.unit.pk, score.target.pk)))
        for row in living
        for score in row.scores
        if score.verdict in boards.BEHIND
    ]


def elsewhere(acting: Appointment, period: Period, today: datetime.date) -> list[Period]:
    """Other months in which explanations wait for this person; one query."""
    said = Explanation.objects
    waiting = said.returned_to(acting) if acting.types_figures else said.to_answer(acting, today)
    others = waiting.exclude(period=explaining.closing_month(period))
    months = Period.objects.filter(pk__in=others.values("period"))
    return list(months.select_related("work_year").order_by("starts_on"))


def _is_picked(entry: Entry, only: str, acting: Appointment, today: datetime.date) -> bool:
    if only == "missing":
        return not entry.is_sent
    if only == "waiting":
        return bool(entry.explanation and entry.explanation.state == State.SENT)
    if only == "mine":
        held = overseen(acting, today)
        return held.covers(unit_id=entry.unit.pk, field_id=entry.score.target.field_id)
    return True


def due(promised: ExplanationQuerySet, period: Period) -> list[Explanation]:
    """In the period, made before it; what was due earlier stays until it is measured."""
    first, last = period.starts_on, period.ends_on
    days = Q(promised_on__range=(first, last)) | Q(promised_on__lt=first, outcome="")
    rows = promised.filter(days, period__ends_on__lt=last)
    return list(rows.select_related("target", "period").order_by("promised_on", "unit__order"))


def earlier(unit: int, target: Target, before: datetime.date) -> list[Explanation]:
    """What the unit promised in periods before for the same target, also in versions of its set
    that were replaced; the latest first."""
    rows = Explanation.objects.promised().filter(
        unit=unit, target__code=target.code, target__target_set__in=target.target_set.lineage
    )
    return list(
        rows.filter(period__ends_on__lt=before)
        .select_related("period", "target")
        .order_by("-period__ends_on")[:12]
    )


def picked(asked: Mapping[str, str]) -> str:
    return asked.get("only", "") if asked.get("only", "") in dict(ONLY) else ""
