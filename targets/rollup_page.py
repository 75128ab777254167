"""What each target has reached in the units of a kind, of a leader's portfolio, of the province;
and how the targets of each field stand."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from targets import formula_section
from targets.board_facts import period_words
from targets.boards import BEHIND, STRIP, Board, Column
from targets.choices import AsOf
from targets.rollups import Group, Sums, by_field, by_kind
from targets.scores import Score
from targets.sections import Cell, Head, Page, Section, counted, plain, result, sign_notes
from targets.verdicts import Verdict
from units.models import Appointment
from units.overseeing import overseen

SUMS = "Tổng tử số chia tổng mẫu số, không lấy trung bình các tỷ lệ. Số lượng so với tổng số giao."


def page(board: Board, chosen: AsOf, leaders: Sequence[Appointment], today: datetime.date) -> Page:
    """`board` as its reader sees it; adding up asks the database for portfolios only."""
    on = min(today, board.period.ends_on)
    kinds = by_kind(row.unit for row in board.rows)
    portfolios = [Group(one.person.full_name, overseen(one, on).covers_figures) for one in leaders]
    sections = [
        _groups(board, chosen, kinds, "Theo loại đơn vị", "Loại đơn vị"),
        _groups(board, chosen, portfolios, "Theo khối lãnh đạo phụ trách", "Khối phụ trách"),
        _fields(board, chosen),
    ]
    return Page(
        title="Tổng hợp theo khối, lĩnh vực",
        file="tong-hop-theo-khoi",
        period=period_words(board),
        sections=[
            *sections,
            *formula_section.sections([column.target for column in board.columns]),
        ],
        notes=[SUMS, *sign_notes(sections)],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
    )


def _groups(board: Board, chosen: AsOf, groups: Sequence[Group], title: str, sheet: str) -> Section:
    """A column for each group; one without anything asked of it is left out."""
    asked = [column.formula for column in board.columns]
    sums = Sums(board.source) if board.source else None
    summed = [(group, sums.of(group, asked)) for group in groups] if sums else []
    shown = [(group, scores) for group, scores in summed if any(s.is_assigned for s in scores)]
    total = board.total.scores if board.total else None
    heads = [Head("Chỉ tiêu"), Head("Yêu cầu", 8)]
    heads += [Head("Toàn tỉnh", 11, is_number=True)] if total else []
    heads += [Head(group.name, 11, is_number=True) for group, _ in shown]
    rows = [
        _row(column, chosen, total[at] if total else None, [scores[at] for _, scores in shown])
        for at, column in enumerate(board.columns)
    ]
    empty = "Chưa phân công phụ trách, hoặc chưa giao chỉ tiêu cho đơn vị nào."
    return Section(title, heads, rows if shown else [], sheet=sheet, empty=empty)


def _row(column: Column, chosen: AsOf, total: Score | None, scores: Sequence[Score]) -> list[Cell]:
    link = reverse("targets:target_page", args=[column.target.pk]) + chosen.query
    summed = [result(total, link)] if total else []
    return [
        plain(column.target.short_name, link),
        plain(column.goal),
        *summed,
        *(result(score) for score in scores),
    ]


def _fields(board: Board, chosen: AsOf) -> Section:
    """Verdicts of the units' cells; in words how the province stands."""
    of_units = by_field(row.scores for row in board.rows)
    of_province = by_field([board.total.scores] if board.total else [])
    verdicts = [v for v in STRIP if any(tally[v] for tally in of_units.values())]
    heads = [Head("Lĩnh vực"), *([Head("Toàn tỉnh", 20)] if board.total else [])]
    heads += [Head(f"{v.word} {v.glyph}".strip(), 8, is_number=True) for v in verdicts]
    rows = []
    for field, _ in board.groups:
        link = reverse("targets:field_page", args=[field.code]) + chosen.query
        stands = (
            [plain(_province_words(of_province.get(field.pk, Counter())))] if board.total else []
        )
        of_field = of_units.get(field.pk, Counter())
        tally = [counted(of_field[verdict]) for verdict in verdicts]
        rows.append([plain(field.name, link), *stands, *tally])
    return Section(
        "Theo lĩnh vực: kết quả của các đơn vị",
        heads,
        rows,
        sheet="Lĩnh vực",
        empty="Chưa giao chỉ tiêu trong năm công tác này.",
    )


def _province_words(tally: Counter[Verdict]) -> str:
    """`đạt, vượt 5/8; chưa đạt, nguy cơ 2`."""
    met = tally[Verdict.MET] + tally[Verdict.EXCEEDED]
    behind = sum(tally[verdict] for verdict in BEHIND)
    words = f"đạt, vượt {met}/{tally.total()}"
    return f"{words}; chưa đạt, nguy cơ {behind}" if behind else words
