"""One unit: all its targets, how they stand and what they would take."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse

from targets import boards, charts, formula_section
from targets.board_facts import period_words
from targets.boards import STRIP, Board, Row
from targets.choices import AsOf
from targets.scores import Score
from targets.sections import Cell, Head, Page, Section, counted, goal_of, mark_notes, plain, result
from targets.verdicts import Verdict
from units.models import Appointment, Unit
from units.reach import reach


def board_of(acting: Appointment, unit: Unit, chosen: AsOf, today: datetime.date) -> Board:
    """A board of this unit's row alone, beside last year; a fixed number of queries."""
    units = boards.unit_and_before(unit, chosen.year)
    found = boards.assemble(
        year=chosen.year,
        period=chosen.period,
        spans=chosen.spans,
        units=units,
        province=None,
        today=today,
        view=chosen.view,
        compares=True,
        catalogue=chosen.catalogue,
    )
    scope = reach(acting, today)
    found = found.readable(scope) if scope.is_by_field else found
    return found.only(unit.pk)


def page(board: Board, unit: Unit, chosen: AsOf, said: Section) -> Page:
    """`said`: what the unit says of its targets."""
    row = board.rows[0] if board.rows else Row(unit, [])
    return Page(
        title=f"Kết quả chỉ tiêu của {unit.short_name}",
        subtitle=board.sight.words,
        is_choice=board.sight.is_choice,
        file="chi-tieu-don-vi",
        period=period_words(board),
        sections=[
            by_field(row.scores),
            targets(board, row, chosen),
            said,
            *formula_section.sections([column.target for column in board.columns]),
        ],
        counts=board.counts(),
        notes=[*([f"{unit.short_name}: {row.note}."] if row.note else []), *mark_notes(row.scores)],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
    )


def by_field(scores: Iterable[Score]) -> Section:
    """How many targets of each field have which verdict."""
    rows = [
        (name, _tallied(same))
        for name, same in groupby(
            [one for one in scores if one.is_assigned], key=lambda one: one.target.field.short_name
        )
    ]
    verdicts = told(tally for _, tally in rows)
    return Section(
        "Kết quả theo lĩnh vực",
        [Head("Lĩnh vực"), *verdict_heads(verdicts)],
        [[plain(name), *tally_cells(tally, verdicts)] for name, tally in rows],
        sheet="Theo lĩnh vực",
        chart=charts.shares(
            "Số chỉ tiêu của từng lĩnh vực theo mức kết quả",
            [(name, parts(tally)) for name, tally in rows],
        )
        if rows
        else None,
        empty="Đơn vị chưa được giao chỉ tiêu nào trong năm công tác này.",
    )


def targets(board: Board, row: Row, chosen: AsOf) -> Section:
    heads = [
        Head("Lĩnh vực", 10),
        Head("Chỉ tiêu", 25),
        Head("Yêu cầu", 6, is_whole=True),
        Head("Kết quả", 10, is_number=True),
        Head("Tử số/mẫu số", 10, is_number=True),
        Head("Cần làm"),
        Head("So cùng kỳ", 14, is_number=True),
    ]
    scores = zip(board.columns, row.scores, strict=False)
    rows = [
        [
            plain(column.target.field.short_name),
            plain(column.target.name, target_link(column.target.pk, chosen)),
            plain(goal_of(one)),
            result(one, cell_link(row.unit.pk, column.target.pk, chosen)),
            plain(one.parts),
            plain(one.advice, note=one.warning),
            plain(one.last_year.change if one.last_year else "", note=_before(one)),
        ]
        for column, one in scores
    ]
    return Section(
        "Từng chỉ tiêu",
        heads,
        rows,
        sheet="Chỉ tiêu",
        notes=[
            "So cùng kỳ: với cùng các tháng dương lịch của năm trước; tỷ lệ tính bằng điểm phần "
            "trăm, số lượng tính bằng %."
        ],
        empty="Văn phòng giao chỉ tiêu thì kết quả hiện ở đây.",
    )


def _before(score: Score) -> str:
    found = score.last_year
    return f"cùng kỳ {found.shown}" if found and found.shown else ""


def cell_link(unit: int, target: int, chosen: AsOf) -> str:
    return reverse("targets:target_cell", args=[unit, target]) + chosen.query


def unit_link(unit: int, chosen: AsOf) -> str:
    return reverse("targets:unit_page", args=[unit]) + chosen.query


def target_link(target: int, chosen: AsOf) -> str:
    return reverse("targets:target_page", args=[target]) + chosen.query


def told(tallies: Iterable[Counter[Verdict]]) -> list[Verdict]:
    """Verdicts that have a column: good and bad always, others where they occur."""
    met = {verdict for tally in tallies for verdict in tally if tally[verdict]}
    return [v for v in STRIP if v in met or v in (Verdict.EXCEEDED, Verdict.MET, Verdict.UNMET)]


def verdict_heads(verdicts: Sequence[Verdict], width: int = 8) -> list[Head]:
    """A column for each, and one for the sum."""
    heads = [Head(f"{v.word} {v.glyph}".strip(), width, is_number=True) for v in verdicts]
    return [*heads, Head("Cộng", 6, is_number=True)]


def tally_cells(tally: Counter[Verdict], verdicts: Sequence[Verdict]) -> list[Cell]:
    return [*(counted(tally[verdict]) for verdict in verdicts), counted(tally.total())]


def parts(tally: Counter[Verdict]) -> Sequence[tuple[Verdict, int]]:
    return [(verdict, tally[verdict]) for verdict in STRIP if tally[verdict]]


def _tallied(scores: Iterable[Score]) -> Counter[Verdict]:
    return Counter(one.verdict for one in scores)
