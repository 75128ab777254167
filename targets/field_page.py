"""One field of work: its targets over all units, and its units over all targets."""

import datetime
from collections import Counter

from django.urls import reverse

from targets import charts, formula_section
from targets.board_facts import period_words, seen_board
from targets.boards import BEHIND, Board
from targets.choices import AsOf
from targets.filters import Filter
from targets.sections import Cell, Head, Page, Section, listed, mark_notes, plain, result
from targets.unit_page import (
    parts,
    tally_cells,
    target_link,
    told,
    unit_link,
    verdict_heads,
)
from targets.verdicts import Verdict
from units.models import Appointment, Field


def page(
    acting: Appointment, field: Field, chosen: AsOf, wanted: Filter, *, today: datetime.date
) -> Page:
    whole = seen_board(acting, chosen, field_code=field.code, today=today)
    board = wanted.portfolio_of(whole, today)
    return Page(
        title=f"Lĩnh vực {field.name}",
        subtitle=wanted.words,
        file=f"linh-vuc-{field.code}",
        period=period_words(board),
        sections=[
            targets(board, chosen),
            units(board, chosen),
            *formula_section.sections([column.target for column in board.columns]),
        ],
        counts=board.counts(),
        notes=mark_notes(board.total.scores) if board.total else [],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
        links=[
            (f"{reverse('targets:target_board')}{chosen.query}&field={field.code}", "Xem dạng bảng")
        ],
    )


def targets(board: Board, chosen: AsOf) -> Section:
    """What each target has reached in all units together, and in how many of them."""
    tallies = [
        Counter(row.scores[at].verdict for row in board.rows if row.scores[at].is_assigned)
        for at in range(len(board.columns))
    ]
    verdicts = told(tallies)
    heads = [
        Head("Chỉ tiêu"),
        Head("Yêu cầu", 8, is_whole=True),
        *([Head(board.total_name, 12, is_number=True)] if board.total else []),
        *verdict_heads(verdicts, 7),
    ]
    rows: list[list[Cell]] = []
    for at, column in enumerate(board.columns):
        total = []
        if board.total:
            total = [result(board.total.scores[at], target_link(column.target.pk, chosen))]
        rows.append(
            [
                plain(column.target.name, target_link(column.target.pk, chosen)),
                plain(column.goal),
                *total,
                *tally_cells(tallies[at], verdicts),
            ]
        )
    names = [column.target.short_name for column in board.columns]
    return Section(
        "Từng chỉ tiêu: số đơn vị theo mức kết quả",
        heads,
        rows,
        sheet="Chỉ tiêu",
        chart=charts.shares(
            "Số đơn vị của từng chỉ tiêu theo mức kết quả",
            [(name, parts(tally)) for name, tally in zip(names, tallies, strict=True)],
        )
        if rows
        else None,
        empty="Chưa giao chỉ tiêu nào của lĩnh vực này trong năm công tác.",
    )


def units(board: Board, chosen: AsOf) -> Section:
    tallies = [
        (row, Counter(one.verdict for one in row.scores if one.is_assigned)) for row in board.rows
    ]
    verdicts = told(tally for _, tally in tallies)
    rows = [
        [
            plain(row.unit.short_name, unit_link(row.unit.pk, chosen), row.note),
            *tally_cells(tally, verdicts),
            plain(listed([s.target.short_name for s in row.scores if s.verdict in BEHIND])),
        ]
        for row, tally in tallies
        if tally
    ]
    return Section(
        "Từng đơn vị",
        [Head("Đơn vị"), *verdict_heads(verdicts, 7), Head("Chưa đạt, nguy cơ", 24)],
        rows,
        sheet="Đơn vị",
        empty="Không có đơn vị nào được giao chỉ tiêu của lĩnh vực này.",
    )


def behind(tally: Counter[Verdict]) -> int:
    return sum(tally[verdict] for verdict in BEHIND)
