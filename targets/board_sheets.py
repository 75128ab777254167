"""The board in a workbook: the matrix as on the screen, then its numbers one below the other."""

from collections.abc import Iterator

from procuracy.web import xlsx
from targets import formula_section, sections
from targets.board_facts import notes, period_words, sentence
from targets.boards import LEGEND, Board, Row
from targets.sections import Cell, amount, plain, result
from targets.verdicts import Verdict

LEGEND_NOTE = "; ".join(f"{verdict.glyph} {verdict.word}" for verdict in LEGEND) + "."
NUMBERS = {
    "Đơn vị": 24.0,
    "Mã": 8.0,
    "Lĩnh vực": 18.0,
    "Chỉ tiêu": 44.0,
    "Yêu cầu": 12.0,
    "Tử số": 12.0,
    "Mẫu số": 12.0,
    "Kết quả": 14.0,
    "Mức": 16.0,
    "Cần làm": 44.0,
}


def spreads(board: Board, words: str, state: str) -> Iterator[xlsx.Spread]:
    """`words`: what was picked out of the board."""
    lines = [period_words(board), state, sentence(words), sentence(board.sight.words)]
    said = [line for line in lines if line]
    yield xlsx.Spread(
        "Bảng chỉ tiêu",
        "Bảng tổng hợp kết quả thực hiện chỉ tiêu",
        _headings(board),
        (_row(row, _name(board, row)) for row in _rows(board)),
        said,
        [LEGEND_NOTE, *notes(board)],
        [24.0, *(13.0 for _ in board.columns)],
    )
    yield xlsx.Spread(
        "Số liệu",
        "Kết quả từng chỉ tiêu của từng đơn vị",
        [list(NUMBERS)],
        (line for row in _rows(board) for line in _numbers(board, row)),
        said,
        [],
        list(NUMBERS.values()),
    )
    yield formula_section.spread([column.target for column in board.columns], said)


def _rows(board: Board) -> list[Row]:
    return [*board.rows, *([board.total] if board.total else [])]


def _name(board: Board, row: Row) -> str:
    return board.total_name if row is board.total else row.unit.short_name


def _headings(board: Board) -> list[list[xlsx.Heading | str]]:
    return [
        [
            xlsx.Heading("Đơn vị", 1, 3),
            *(xlsx.Heading(of.short_name, span) for of, span in board.groups),
        ],
        [column.target.short_name for column in board.columns],
        list(board.goals),
    ]


def _row(row: Row, name: str) -> list[xlsx.Cell]:
    blank = xlsx.Cell(None, xlsx.Look("off"))
    return [
        xlsx.Cell(name),
        *(
            sections.sheet_cell(result(score), is_right=True) if score.is_assigned else blank
            for score in row.scores
        ),
    ]


def _numbers(board: Board, row: Row) -> Iterator[list[xlsx.Cell]]:
    for column, score in zip(board.columns, row.scores, strict=True):
        if score.verdict is Verdict.UNASSIGNED:
            continue
        cells = [
            plain(_name(board, row)),
            plain(column.target.code),
            plain(column.target.field.short_name),
            plain(column.target.name),
            plain(sections.goal_of(score)),
            amount(score.result.numerator),
            amount(score.result.denominator),
            sections.shown(score.shown) if score.shown else Cell(),
            plain(score.verdict.word),
            plain(score.advice),
        ]
        yield [sections.sheet_cell(cell) for cell in cells]
