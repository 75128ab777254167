"""Tình hình tiếp nhận văn bản on A4 lying across and as a workbook: the same columns."""

import datetime
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf, xlsx
from procuracy.web.dates import office_day, printed_short, screen_moment
from procuracy.web.xlsx.columns import Column, Kind, Value
from units.acknowledgement_board import STATES, Line
from units.models import Demonstration, Unit

SUPERIOR = "Viện kiểm sát nhân dân tối cao"
TITLE = "Tình hình tiếp nhận văn bản"
MOST = 200  # lines drawn while somebody waits; a workbook holds them all
COLUMNS = (
    Column("TT", kind=Kind.NUMBER, width=6),
    Column("Số, ký hiệu", width=16),
    Column("Ngày tháng", kind=Kind.DAY, width=12),
    Column("Tên loại và trích yếu nội dung", width=48),
    Column("Đơn vị nhận", width=24),
    Column("Gửi lúc", width=18),
    Column("Hạn tiếp nhận", width=18),
    Column("Người tiếp nhận", width=22),
    Column("Lúc tiếp nhận", width=18),
    Column("Tình trạng", width=20),
)


def board_pdf(office: Unit, state: str, found: list[Line], now: datetime.datetime) -> bytes:
    return pdf.render(board_html(office, state, found, now))


def board_html(office: Unit, state: str, found: list[Line], now: datetime.datetime) -> str:
    on = office_day(now)
    above = office.parent.naming(on).name if office.parent else SUPERIOR
    rows = [[_word(value) for value in _row(no, line)] for no, line in enumerate(found, start=1)]
    context: dict[str, Any] = {
        "document_title": TITLE,
        "illustrative": Demonstration.objects.exists(),
        "superior_lines": paper.office_lines(pdf.printable(above)),
        "issuer_lines": paper.office_lines(pdf.printable(office.naming(on).name)),
        "title_lines": [TITLE.upper()],
        "subtitle": f"Văn bản {STATES[state]}",
        "state": f"In lúc {screen_moment(now)}",
        "headings": [column.heading for column in COLUMNS],
        "rows": pdf.printable(rows),
        "summary": f"Danh sách này có {len(found)} lượt nhận văn bản.",
    }
    return render_to_string("print/acknowledgements.html", context)


def board_sheet(office: Unit, state: str, found: list[Line], now: datetime.datetime) -> bytes:
    head = (
        office.naming(office_day(now)).name,
        f"{TITLE}: {STATES[state]}",
        f"Lập lúc {screen_moment(now)}",
    )
    rows = [_row(no, line) for no, line in enumerate(found, start=1)]
    return xlsx.write([xlsx.Table("Tiếp nhận văn bản", COLUMNS, rows, lines=head)])


def _row(no: int, line: Line) -> list[Value]:
    document = line.row.document
    return [
        no,
        document.code,
        document.dated_on,
        f"{document.get_kind_display()}: {document.subject}",
        line.unit,
        screen_moment(line.row.delivered_at),
        screen_moment(line.row.due_at),
        line.by,
        screen_moment(line.at) if line.at else "",
        line.late or line.state,
    ]


def _word(value: Value) -> str:
    return printed_short(value) if isinstance(value, datetime.date) else str(value)
