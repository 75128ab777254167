"""What has changed since a moment: verdicts as they were then against those of now, and why."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from procuracy.web.numbers import format_trimmed
from targets import past as history
from targets.board_facts import seen_board
from targets.boards import Board, Covers, Row
from targets.choices import AsOf
from targets.filters import Filter
from targets.past import Past, Typed
from targets.scores import Score
from targets.sections import goal_of
from targets.verdicts import Verdict
from units.histories import user_names
from units.models import Appointment
from units.reach import reach

# From bad to good; what stands in between says nothing about a unit's work.
WORTH = {
    Verdict.UNMET: 0,
    Verdict.AT_RISK: 1,
    Verdict.NO_FIGURE: 2,
    Verdict.NO_THRESHOLD: 2,
    Verdict.UNASSIGNED: 2,
    Verdict.NONE_AROSE: 3,
    Verdict.ONGOING: 3,
    Verdict.MET: 4,
    Verdict.EXCEEDED: 5,
}

# Each change is read one by one; further back there are too many.
DAYS_BACK = 31

# Neither better nor worse: there was nothing to compare with.
NEW = {Verdict.UNASSIGNED: "mới giao", Verdict.NO_FIGURE: "mới có số liệu"}


@dataclass(frozen=True)
class Move:
    """One verdict that is another one now. `row`: of a unit, or of the total."""

    row: Row
    then: Score
    now: Score
    reasons: list[str]

    @property
    def better(self) -> int:
        """Above 0: better than before; below: worse."""
        return WORTH[self.now.verdict] - WORTH[self.then.verdict]

    @property
    def words(self) -> str:
        if self.then.verdict in NEW:
            return NEW[self.then.verdict]
        return "tốt lên" if self.better > 0 else "xấu đi" if self.better < 0 else "thay đổi"


@dataclass(frozen=True)
class Changes:
    board: Board
    past: Past
    moves: list[Move]
    names: Mapping[int, str]  # accounts
    typed: Sequence[Typed]  # of what the reader may read and has picked out

    def only(self, rows: Iterable[Row]) -> list[Move]:
        shown = {row.unit.pk for row in rows}
        return [move for move in self.moves if move.row.unit.pk in shown]


def start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def earliest(today: datetime.date) -> datetime.date:
    """The first day on which a look back may begin."""
    return today - datetime.timedelta(days=DAYS_BACK)


def working_day_before(today: datetime.date) -> datetime.date:
    """Since Friday on a Monday, so that nothing of a working day is missed."""
    back = {0: 3, 6: 2}.get(today.weekday(), 1)
    return today - datetime.timedelta(days=back)


def found(
    acting: Appointment,
    chosen: AsOf,
    wanted: Filter,
    *,
    since: datetime.datetime,
    today: datetime.date,
) -> Changes:
    """Two boards and what was typed between them; a fixed number of queries."""
    scope = reach(acting, today)
    held = wanted.covers(min(today, chosen.period.ends_on))
    past = history.read(scope.unit_ids, since)
    now = _board(acting, chosen, wanted, today)
    day = min(timezone.localdate(since), today)
    then = _board(acting, chosen, wanted, day, past)
    users = {str(one.user_id) for one in past.typed.values() if one.user_id}
    names = user_names(users, today) if users else {}

    def covers(unit: int, field: int) -> bool:
        return scope.covers(unit, field) and held(unit, field)

    moves = list(_moves(now, then, past, names, covers))
    return Changes(now, past, moves, names, list(_picked(past, wanted, covers)))


def _picked(past: Past, wanted: Filter, covers: Covers) -> Iterator[Typed]:
    for one in past.typed.values():
        unit, line, _ = one.place
        field = past.lines[line].field_id
        if covers(unit, field) and (wanted.field is None or wanted.field.pk == field):
            yield one


def _board(
    acting: Appointment,
    chosen: AsOf,
    wanted: Filter,
    day: datetime.date,
    past: Past | None = None,
) -> Board:
    board = seen_board(acting, chosen, field_code=wanted.field_code, today=day, past=past)
    return wanted.portfolio_of(board, day)


def _moves(
    now: Board, then: Board, past: Past, names: Mapping[int, str], covers: Covers
) -> Iterator[Move]:
    before = {(row.unit.pk, one.target.pk): one for row in _rows(then) for one in row.scores}
    moves = []
    for row in _rows(now):
        for one in row.scores:
            was = before.get((row.unit.pk, one.target.pk))
            if was is not None and was.verdict is not one.verdict:
                typed = list(_typed_for(now, row, one, past, covers))
                moves.append(Move(row, was, one, _reasons(was, one, typed, past, names)))
    yield from sorted(moves, key=lambda m: (m.better >= 0, m.now.verdict not in _WORST, m.better))


_WORST = {Verdict.UNMET, Verdict.AT_RISK}


def _rows(board: Board) -> list[Row]:
    return [*([board.total] if board.total else []), *board.rows]


def _typed_for(board: Board, row: Row, now: Score, past: Past, covers: Covers) -> Iterator[Typed]:
    """Figures of the target's lines in the row; in a total those of all its units."""
    lines = {term.indicator_id for term in now.formula.terms}
    is_total, field = row is board.total, now.target.field_id
    heir = board.sight.inheritance.heir if board.sight.is_successor else (lambda unit: unit)
    for (unit, line, _), one in past.typed.items():
        if line in lines and covers(unit, field) and (is_total or heir(unit) == row.unit.pk):
            yield one


def _reasons(
    was: Score, now: Score, typed: Iterable[Typed], past: Past, names: Mapping[int, str]
) -> list[str]:
    """Figures typed, a threshold given anew, else only the time that has passed."""
    found = list(_given_anew(was, now))
    found += [_said(one, past, names) for one in sorted(typed, key=lambda one: one.at)]
    if not found:
        found.append(
            "đến kỳ đánh giá" if now.verdict is Verdict.UNMET else "theo tiến độ thời gian"
        )
    return found


def _given_anew(was: Score, now: Score) -> Iterator[str]:
    if not was.is_assigned:
        yield "mới giao chỉ tiêu"
    elif not now.is_assigned:
        yield "thôi giao chỉ tiêu"
    elif was.threshold != now.threshold:
        before, after = goal_of(was), goal_of(now)
        yield f"yêu cầu {before}\u00a0→\u00a0{after}"


def _said(one: Typed, past: Past, names: Mapping[int, str]) -> str:
    """`Tin báo đã giải quyết tháng 10/2026: 20 → 18, Nguyễn Văn An`."""
    line = past.lines[one.place[1]]
    month = one.place[2]
    name = names.get(one.user_id or 0)
    who = f", {name}" if name else ""
    return (
        f"{line.name} tháng {month.month}/{month.year}: "
        f"{_value(one.before)}\u00a0→\u00a0{_value(one.after)}{who}"
    )


def _value(value: Decimal | None) -> str:
    return "chưa có" if value is None else format_trimmed(value)
