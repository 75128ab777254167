"""A leader's morning: on one page what is not on course, what has changed, and where to ask."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from procuracy.web.dates import screen_moment
from targets import awaited, changed_page, formula_section
from targets.board_facts import period_words
from targets.boards import BEHIND, STRIP, Board, Row
from targets.changed import Changes
from targets.choices import AsOf
from targets.field_page import behind
from targets.filters import Filter
from targets.scores import Score
from targets.sections import Head, Page, Section, counted, listed, plain, result, sign_notes
from targets.unit_page import target_link, unit_link
from targets.verdicts import Verdict
from units.models import User

FEW, MOST = 3, 5  # lines of each part, so that all of it is one page of paper


def page(
    user: User,
    changes: Changes,
    chosen: AsOf,
    wanted: Filter,
    *,
    today: datetime.date,
    now: datetime.datetime,
) -> Page:
    board = changes.board
    shown = [row.unit for row in board.rows]
    sections = [
        lagging(board, chosen),
        _changed(changes, chosen),
        *([units(board, chosen)] if board.total or len(shown) > 1 else []),
        awaited.figures(user, [unit.pk for unit in shown], today=today, now=now),
        awaited.promises(user, shown, wanted.covers(today), today=today, most=FEW),
    ]
    return Page(
        title="Buổi sáng của lãnh đạo",
        subtitle=wanted.words or (_name(board).lower() if board.total else _name(board)),
        file="buoi-sang",
        is_tight=True,
        period=period_words(board),
        sections=sections,
        counts=_counts(board),
        notes=sign_notes(sections),
        links=[
            (reverse("targets:explanation_list") + chosen.query, "Giải trình, cam kết"),
            (reverse("targets:changed_list") + chosen.query + wanted.query, "Mọi thay đổi"),
            (reverse("targets:target_board") + chosen.query + wanted.query, "Bảng chỉ tiêu"),
        ],
    )


def _lead(board: Board) -> Row | None:
    """What the page is about: the total, or the one unit whose head reads it."""
    return board.total or (board.rows[0] if len(board.rows) == 1 else None)


def _name(board: Board) -> str:
    lead = _lead(board)
    return board.total_name if lead is board.total else lead.unit.short_name if lead else ""


def _counts(board: Board) -> list[tuple[Verdict, int]]:
    """Of the total's own results; without one those of the units."""
    lead = _lead(board)
    if lead is None:
        return board.counts()
    tally = Counter(one.verdict for one in lead.scores if one.is_assigned)
    return [(verdict, tally[verdict]) for verdict in STRIP if tally[verdict]]


def lagging(board: Board, chosen: AsOf) -> Section:
    """Targets that the total misses or may miss; without one those that units miss."""
    lead, kept = _lead(board), _behind(board)
    told = formula_section.sentence([board.columns[at].target for _, _, at in kept[:MOST]])
    rows = [
        [
            plain(
                board.columns[at].target.short_name,
                target_link(board.columns[at].target.pk, chosen),
            ),
            plain(board.columns[at].goal),
            *([result(total)] if total else []),
            *([plain(total.advice)] if total else []),
            plain(listed([_short(row) for row in names])),
        ]
        for total, names, at in kept[:MOST]
    ]
    return Section(
        "Chỉ tiêu chưa đạt, có nguy cơ",
        [
            Head("Chỉ tiêu", 24),
            Head("Yêu cầu", 8, is_whole=True),
            *([Head(_name(board), 13, is_number=True)] if lead else []),
            *([Head("Cần làm", 24)] if lead else []),
            Head("Đơn vị chưa đạt, nguy cơ"),
        ],
        rows,
        sheet="Chỉ tiêu",
        notes=[*filter(None, [told]), *_rest(len(kept))],
        empty="Không có chỉ tiêu nào chưa đạt hoặc có nguy cơ.",
    )


def _behind(board: Board) -> list[tuple[Score | None, list[Row], int]]:
    """Result of the total, units behind and place of each such target, the worst first."""
    lead = _lead(board)
    lines = [
        (lead.scores[at] if lead else None, _units_behind(board, at), at)
        for at in range(len(board.columns))
    ]
    kept = [line for line in lines if (line[0].verdict in BEHIND if line[0] else bool(line[1]))]
    return sorted(kept, key=lambda line: (_worst(line[0]), -len(line[1])))


def _worst(total: Score | None) -> int:
    return 0 if total is None or total.verdict is Verdict.UNMET else 1


def _units_behind(board: Board, at: int) -> list[Row]:
    rows = [row for row in board.rows if row.scores[at].verdict in BEHIND]
    return sorted(rows, key=lambda row: row.scores[at].verdict is not Verdict.UNMET)


def _changed(changes: Changes, chosen: AsOf) -> Section:
    """With the formulas of those targets that `lagging` has not told of above."""
    title, moves = f"Thay đổi từ {screen_moment(changes.past.since)}", changes.moves[:MOST]
    above = [changes.board.columns[at].target.pk for _, _, at in _behind(changes.board)[:MOST]]
    own = {one.now.target.pk: one.now.target for one in moves if one.now.target.pk not in above}
    told = formula_section.sentence(list(own.values())) if own else ""
    shown = changed_page.moves(moves, changes.board, chosen, title=title, reasons=1)
    return replace(shown, notes=[told] if told else [])


def units(board: Board, chosen: AsOf) -> Section:
    """Those with most targets behind."""
    tallied = [
        (row, Counter(one.verdict for one in row.scores if one.is_assigned)) for row in board.rows
    ]
    kept = sorted(
        ((row, tally) for row, tally in tallied if behind(tally)),
        key=lambda pair: (-behind(pair[1]), -pair[1][Verdict.UNMET]),
    )
    rows = [
        [
            plain(row.unit.short_name, unit_link(row.unit.pk, chosen)),
            counted(tally[Verdict.UNMET]),
            counted(tally[Verdict.AT_RISK]),
            counted(tally[Verdict.NO_FIGURE]),
            plain(_names(row)),
        ]
        for row, tally in kept[:MOST]
    ]
    return Section(
        "Đơn vị cần chú ý",
        [
            Head("Đơn vị", 20),
            Head("Chưa đạt ✕", 10, is_number=True),
            Head("Nguy cơ !", 10, is_number=True),
            Head("Chưa có số liệu ?", 10, is_number=True),
            Head("Chỉ tiêu"),
        ],
        rows,
        sheet="Đơn vị",
        notes=_rest(len(kept)),
        empty="Không có đơn vị nào có chỉ tiêu chưa đạt hoặc có nguy cơ.",
    )


def _short(row: Row) -> str:
    return row.unit.short_name.removeprefix("VKSND ")


def _names(row: Row) -> str:
    return listed([one.target.short_name for one in row.scores if one.verdict in BEHIND])


def _rest(found: int) -> Sequence[str]:
    return [f"Còn {found - MOST} dòng nữa ở bảng chỉ tiêu."] if found > MOST else []
