"""What has changed since a moment: verdicts as they were then against those of now, and why."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from procuracy.web.dates import screen_moment
from procuracy.web.numbers import format_trimmed
from targets import past as history
from targets.board_facts import period_words, seen_board
from targets.boards import Board, Row
from targets.choices import AsOf
from targets.filters import Filter
from targets.past import Past, Typed
from targets.scores import Score
from targets.sections import (
    Cell,
    Head,
    Page,
    Section,
    counted,
    goal_of,
    listed,
    mark_notes,
    plain,
    result,
)
from targets.unit_page import cell_link, unit_link
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

    def only(self, rows: Iterable[Row]) -> list[Move]:
        shown = {row.unit.pk for row in rows}
        return [move for move in self.moves if move.row.unit.pk in shown]


def start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


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
    past = history.read(scope.unit_ids, since)
    now = _board(acting, chosen, wanted, today)
    day = min(timezone.localdate(since), today)
    then = _board(acting, chosen, wanted, day, past)
    users = {str(one.user_id) for one in past.typed.values() if one.user_id}
    names = user_names(users, today) if users else {}
    return Changes(now, past, list(_moves(now, then, past, names)), names)


def _board(
    acting: Appointment,
    chosen: AsOf,
    wanted: Filter,
    day: datetime.date,
    past: Past | None = None,
) -> Board:
    board = seen_board(acting, chosen, field_code=wanted.field_code, today=day, past=past)
    return wanted.portfolio_of(board, day)


def _moves(now: Board, then: Board, past: Past, names: Mapping[int, str]) -> Iterator[Move]:
    before = {(row.unit.pk, one.target.pk): one for row in _rows(then) for one in row.scores}
    moves = []
    for row in _rows(now):
        for one in row.scores:
            was = before.get((row.unit.pk, one.target.pk))
            if was is not None and was.verdict is not one.verdict:
                moves.append(Move(row, was, one, _reasons(now, row, was, one, past, names)))
    yield from sorted(moves, key=lambda m: (m.better >= 0, m.now.verdict not in _WORST, m.better))


_WORST = {Verdict.UNMET, Verdict.AT_RISK}


def _rows(board: Board) -> list[Row]:
    return [*([board.total] if board.total else []), *board.rows]


def _reasons(
    board: Board, row: Row, was: Score, now: Score, past: Past, names: Mapping[int, str]
) -> list[str]:
    """Figures typed, a threshold given anew, else only the time that has passed."""
    lines = {term.indicator_id for term in now.formula.terms}
    is_total = row is board.total
    heir = board.sight.inheritance.heir if board.sight.is_successor else (lambda unit: unit)
    typed = [
        one
        for (unit, line, _), one in past.typed.items()
        if line in lines and (is_total or heir(unit) == row.unit.pk)
    ]
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
        yield f"yêu cầu {before} → {after}"


def _said(one: Typed, past: Past, names: Mapping[int, str]) -> str:
    """`Tin báo đã giải quyết tháng 10/2026: 20 → 18, Nguyễn Văn An`."""
    line = past.lines[one.place[1]]
    month = one.place[2]
    name = names.get(one.user_id or 0)
    who = f", {name}" if name else ""
    return (
        f"{line.name} tháng {month.month}/{month.year}: "
        f"{_value(one.before)} → {_value(one.after)}{who}"
    )


def _value(value: Decimal | None) -> str:
    return "chưa có" if value is None else format_trimmed(value)


def page(changes: Changes, chosen: AsOf, wanted: Filter) -> Page:
    since = screen_moment(changes.past.since)
    tally = Counter(move.words for move in changes.moves)
    told = ", ".join(
        f"{tally[word]} {word}"
        for word in ("xấu đi", "tốt lên", "thay đổi", *NEW.values())
        if tally[word]
    )
    return Page(
        title="Thay đổi kết quả chỉ tiêu",
        subtitle=f"từ {since}" + (f": {told}" if told else ""),
        file="thay-doi",
        period=f"{period_words(changes.board)}; so với số liệu lúc {since}",
        sections=[moves(changes.moves, changes.board, chosen), typed(changes, chosen)],
        notes=[
            *mark_notes(one for move in changes.moves for one in (move.then, move.now)),
            "Kết quả lúc trước được tính lại từ lịch sử số liệu, ngưỡng giao và ngày lúc đó. Số "
            "liệu nạp bằng lệnh trên máy chủ coi như đã có từ trước.",
        ],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
    )


def moves(
    found: Sequence[Move],
    board: Board,
    chosen: AsOf,
    *,
    title: str = "Kết quả thay đổi",
    reasons: int = 3,
) -> Section:
    rows = [
        [
            plain(move.words),
            _where(move, board, chosen),
            plain(move.now.target.short_name),
            result(move.then),
            result(move.now, cell_link(move.row.unit.pk, move.now.target.pk, chosen)),
            plain(listed(move.reasons, reasons)),
        ]
        for move in found
    ]
    return Section(
        title,
        [
            Head("Chiều", 10),
            Head("Đơn vị", 14),
            Head("Chỉ tiêu", 17),
            Head("Trước", 12, is_number=True),
            Head("Nay", 12, is_number=True),
            Head("Vì sao"),
        ],
        rows,
        sheet="Kết quả",
        empty="Không có chỉ tiêu nào đổi mức kết quả.",
    )


def _where(move: Move, board: Board, chosen: AsOf) -> Cell:
    if move.row is board.total:
        return plain(board.total_name)
    return plain(move.row.unit.short_name, unit_link(move.row.unit.pk, chosen))


def typed(changes: Changes, chosen: AsOf) -> Section:
    """Who typed how much, whether it moved a verdict or not."""
    by_unit: dict[int, list[Typed]] = {}
    for (unit, _, _), one in changes.past.typed.items():
        by_unit.setdefault(unit, []).append(one)
    named = {unit.pk: unit for unit in changes.board.sight.units}
    rows = [
        _typed_row(named[unit].short_name, unit, ones, changes, chosen)
        for unit, ones in by_unit.items()
        if unit in named
    ]
    return Section(
        "Số liệu đã nhập, sửa",
        [
            Head("Đơn vị"),
            Head("Nhập mới", 12, is_number=True),
            Head("Sửa", 10, is_number=True),
            Head("Bỏ", 10, is_number=True),
            Head("Người nhập", 30),
            Head("Lần cuối", 16),
        ],
        sorted(rows, key=lambda row: row[0].text),
        sheet="Số liệu",
        empty="Không có số liệu nào được nhập hoặc sửa.",
    )


def _typed_row(
    name: str, unit: int, ones: Sequence[Typed], changes: Changes, chosen: AsOf
) -> list[Cell]:
    who = {said for one in ones if (said := changes.names.get(one.user_id or 0))}
    new = sum(one.before is None for one in ones)
    gone = sum(one.after is None for one in ones)
    return [
        plain(name, unit_link(unit, chosen)),
        counted(new),
        counted(len(ones) - new - gone),
        counted(gone),
        plain(listed(sorted(who))),
        plain(screen_moment(max(one.at for one in ones))),
    ]
