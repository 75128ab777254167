"""The board of completeness and timeliness on paper and as a workbook."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short, screen_moment
from procuracy.web.xlsx import Cell, Look, Spread
from targets.board_facts import office_facts, state_words
from targets.submission_boards import LEGEND, Sent, Tally, YearBoard
from units.models import Unit

TITLE = "Tình hình gửi báo cáo số liệu của các đơn vị"
TOTALS = ("Phải gửi", "Đã nhận", "Đúng hạn")


def drawn(board: YearBoard, office: Unit, *, at: datetime.datetime) -> bytes:
    return pdf.render(html(board, office, at=at))


def html(board: YearBoard, office: Unit, *, at: datetime.datetime) -> str:
    """A4 lying across; the office's name is that of the year's last month shown."""
    last = board.months[-1] if board.months else board.year.ends_on
    heads = pdf.printable(office_facts(office, last, at=at))
    context = {
        "document_title": f"{TITLE}: {period_words(board)}",
        "illustrative": heads["illustrative"],
        "superior_lines": paper.office_lines(heads["superior_name"]),
        "issuer_lines": paper.office_lines(heads["office_name"]),
        "title_lines": [TITLE],
        "period": period_words(board),
        "state": state_words(at),
        "legend": LEGEND,
        "months": board.months,
        "totals": TOTALS,
        "rows": [_row(row.unit.short_name, row.cells, row.tally) for row in board.rows],
        "sums": sums(board),
    }
    return render_to_string("print/submission_board.html", context)


def period_words(board: YearBoard) -> str:
    """`Năm công tác 2026 (từ 01/10/2025), các tháng đến tháng 9/2026`."""
    year = board.year
    if not board.months:
        return f"Năm công tác {year.year}"
    last = board.months[-1]
    first = printed_short(year.starts_on)
    return f"Năm công tác {year.year} (từ {first}), các tháng đến tháng {last.month}/{last.year}"


def sums(board: YearBoard) -> list[tuple[str, list[int], int]]:
    """(words, count per month, count of all): expected, received, on time."""
    return [
        (
            word,
            [tally.numbers[at] for tally in board.by_month],
            board.tally.numbers[at],
        )
        for at, word in enumerate(TOTALS)
    ]


def spreads(board: YearBoard, *, at: datetime.datetime) -> Iterator[Spread]:
    """One sheet as on paper, one with each month's moments to the second."""
    yield Spread(
        name="Tình hình gửi",
        title=TITLE,
        lines=[period_words(board), state_words(at)],
        headings=[["Đơn vị", *(f"{m.month}/{m.year}" for m in board.months), *TOTALS]],
        rows=_sheet_rows(board),
        notes=[f"{one.glyph} {one.word}" for one in LEGEND],
        widths=[28, *([11] * len(board.months))],
    )
    yield Spread(
        name="Chi tiết",
        title=f"{TITLE}: từng tháng",
        lines=[period_words(board), state_words(at)],
        headings=[["Đơn vị", "Tháng", "Hạn gửi", "Lúc gửi", "So với hạn", "Trạng thái"]],
        rows=(_detail(cell) for row in board.rows for cell in row.cells if cell is not None),
        widths=[28, 10, 22, 22, 24, 26],
    )


def _row(name: str, cells: list[Sent | None], tally: Tally) -> dict[str, Any]:
    return {"unit": pdf.printable(name), "cells": cells, "numbers": tally.numbers}


def _sheet_rows(board: YearBoard) -> Iterator[list[Cell | str | int]]:
    for row in board.rows:
        marks: list[Cell | str | int] = [_mark(cell) for cell in row.cells]
        yield [row.unit.short_name, *marks, *row.tally.numbers]
    for word, by_month, total in sums(board):
        rest: list[Cell | str | int] = [Cell(n, Look("group")) for n in (*by_month, total)]
        yield [Cell(word, Look("group")), *rest, Cell("", Look("group")), Cell("", Look("group"))]


def _mark(cell: Sent | None) -> Cell:
    if cell is None:
        return Cell("", Look("off"))
    tone = cell.standing.tone.removeprefix("v-")
    late = f", {cell.late}" if cell.is_received and cell.late else ""
    return Cell(f"{cell.standing.glyph} {cell.standing.word}{late}", Look(tone))


def _detail(cell: Sent) -> list[Cell | str]:
    due, sent = (_exact(moment) for moment in (cell.due_at, cell.sent_at))
    against = cell.late or ("đúng hạn" if cell.is_on_time and cell.due_at else "")
    month = f"{cell.month.month}/{cell.month.year}"
    return [cell.unit.short_name, month, due, sent, against, cell.state]


def _exact(moment: datetime.datetime | None) -> str:
    """To the second, as timeliness is judged: `16:00:00, 31/8/2026`."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local:%H:%M:%S}, {screen_moment(moment).partition(', ')[2]}"
