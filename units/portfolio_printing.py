"""Who oversees what, on A4: who leads each unit and field, who follows it, what is missing."""

import datetime
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from procuracy.web.dates import printed_day, printed_short
from units.models import Demonstration, Unit
from units.portfolio_board import Board, Held, Row

SUPERIOR = "Viện kiểm sát nhân dân tối cao"
TITLE = "Phân công phụ trách"
GROUPS = {
    Unit.Kind.DEPARTMENT: "Các phòng, bộ phận",
    Unit.Kind.DISTRICT: "VKSND cấp huyện",
    Unit.Kind.REGION: "VKSND khu vực",
    "field": "Lĩnh vực",
}


def board_pdf(board: Board, today: datetime.date) -> bytes:
    return pdf.render(board_html(board, today))


def board_html(board: Board, today: datetime.date) -> str:
    office, on = board.office, board.on
    above = office.parent.naming(on).name if office.parent else SUPERIOR
    shown = [row for row in board.rows if row.counts]
    context = {
        "document_title": f"{TITLE} tại ngày {printed_short(on)}",
        "illustrative": Demonstration.objects.exists(),
        "superior_lines": paper.office_lines(pdf.printable(above)),
        "issuer_lines": paper.office_lines(pdf.printable(office.naming(on).name)),
        "title_lines": [TITLE.upper()],
        "day": printed_day(on),
        "state": f"In ngày {printed_short(today)}",
        "groups": pdf.printable(
            [
                {"heading": GROUPS[key], "rows": [_row(no, row) for no, row in enumerate(rows, 1)]}
                for key, rows in groupby(shown, key=lambda row: row.group)
            ]
        ),
        "leaders": pdf.printable(
            [
                f"{'Quyền ' if one.is_acting else ''}{one.position} {one.person.full_name}"
                for one in board.leaders
            ]
        ),
        "summary": _summary(board),
    }
    return render_to_string("print/portfolios.html", context)


def _row(no: int, row: Row) -> dict[str, Any]:
    return {
        "no": no,
        "label": row.label,
        "leaders": [_named(held) for _, cell in row.cells for held in cell],
        "prosecutors": [_named(held) for held in row.prosecutors],
        "standing": _standing(row),
    }


def _named(held: Held) -> str:
    """'Lê Văn An (dân sự) từ 01/12/2026 đến 30/11/2027'."""
    portfolio = held.portfolio
    name = str(portfolio.appointment.person.full_name)
    if portfolio.unit_id and portfolio.field:
        name += f" ({portfolio.field.short_name})"
    if held.begins:
        name += f" từ {printed_short(held.begins)}"
    return f"{name} đến {printed_short(held.last)}" if held.last else name


def _standing(row: Row) -> str:
    told = []
    if row.is_gap:
        told.append("chưa có người phụ trách")
    elif row.is_overlap:
        told.append("hai người cùng phụ trách")
    elif row.by_field:
        told.append(f"theo lĩnh vực: {', '.join(row.by_field)}")
    if row.gap_from:
        told.append(f"trống từ {printed_short(row.gap_from)}")
    return "; ".join(told)


def _summary(board: Board) -> str:
    return (
        f"Chưa có người phụ trách: {board.gaps}; trùng người phụ trách: {board.overlaps}; "
        f"sắp thay đổi: {board.changes}."
    )
