"""Sổ đăng ký văn bản đi on A4 lying across and as a workbook (Nghị định 30/2020/NĐ-CP, Phụ lục IV).

Its eight columns are the decree's; every number without a document stands with its reason.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf, xlsx
from procuracy.web.dates import printed_short
from procuracy.web.xlsx.columns import Column, Kind, Value
from units.models import Demonstration, Register
from units.register_book import Line

SUPERIOR = "Viện kiểm sát nhân dân tối cao"
TITLE = "Sổ đăng ký văn bản đi"
MOST = 200  # lines drawn while somebody waits; more are asked for in parts
COLUMNS = (
    Column("Số, ký hiệu", width=16),
    Column("Ngày tháng", kind=Kind.DAY, width=12),
    Column("Tên loại và trích yếu nội dung", width=48),
    Column("Người ký", width=22),
    Column("Nơi nhận văn bản", width=36),
    Column("Đơn vị, người nhận bản lưu", width=16),
    Column("Số lượng bản", width=10),
    Column("Ghi chú", width=40),
)


def register_pdf(register: Register, year: int, lines: list[Line], today: datetime.date) -> bytes:
    return pdf.render(register_html(register, year, lines, today))


def register_html(register: Register, year: int, lines: list[Line], today: datetime.date) -> str:
    office = register.office
    on = min(today, datetime.date(year, 12, 31))
    facts = {
        "superior_name": office.parent.naming(on).name if office.parent else SUPERIOR,
        "office_name": office.naming(on).name,
        "register": register.name,
        "year": year,
        "illustrative": Demonstration.objects.exists(),
    }
    return book_html(facts, lines, today)


def book_html(facts: dict[str, Any], lines: list[Line], today: datetime.date) -> str:
    """`facts`: {superior_name, office_name, register, year, illustrative}."""
    facts = pdf.printable(facts)
    rows = pdf.printable([cells(line) for line in lines])
    context: dict[str, Any] = {
        "document_title": f"{TITLE} năm {facts['year']}: {facts['register']}",
        "illustrative": facts["illustrative"],
        "superior_lines": paper.office_lines(facts["superior_name"]),
        "issuer_lines": paper.office_lines(facts["office_name"]),
        "title_lines": [TITLE.upper(), f"Năm {facts['year']}"],
        "subtitle": f"{facts['register']}: {reach(lines)}",
        "state": f"In ngày {printed_short(today)}",
        "headings": [column.heading for column in COLUMNS],
        "rows": rows,
        "summary": summary(lines),
    }
    return render_to_string("print/register.html", context)


def register_sheet(register: Register, year: int, lines: list[Line]) -> bytes:
    office = register.office.naming(datetime.date(year, 12, 31)).name
    head = (office, f"{TITLE} năm {year}: {register.name}", summary(lines))
    rows = [_row(line) for line in lines]
    return xlsx.write([xlsx.Table("Sổ văn bản đi", COLUMNS, rows, lines=head)])


def cells(line: Line) -> list[str]:
    """A line in the decree's columns; of numbers without a document only number and reason."""
    note = "; ".join(line.remarks)
    if line.entry is None:
        return [line.numbers, "", "", "", "", "", "", note]
    document: Any = line.entry.document
    return [
        document.code,
        printed_short(document.dated_on),
        f"{document.get_kind_display()}: {document.subject}",
        document.signer_name,
        "; ".join(document.said_recipients or []),
        document.said_filing or "",
        str(document.said_copies or ""),
        note,
    ]


def _row(line: Line) -> list[Value]:
    row: list[Value] = [*cells(line)]
    row[1] = line.entry.dated_on if line.entry else None
    return row


def reach(lines: Iterable[Line]) -> str:
    """`từ số 01 ngày 05/02/2026 đến số 45 ngày 20/11/2026`."""
    found = list(lines)
    if not found:
        return "chưa có số nào"
    days = [line.entry.dated_on for line in found if line.entry]
    between = f", từ ngày {printed_short(min(days))} đến ngày {printed_short(max(days))}"
    return f"từ số {found[0].first:02d} đến số {found[-1].last:02d}{between if days else ''}"


def summary(lines: Iterable[Line]) -> str:
    """How many numbers there are, and that each is accounted for."""
    found = list(lines)
    issued = sum(line.entry is not None and not line.is_void for line in found)
    void = sum(line.is_void for line in found)
    absent = sum(line.last - line.first + 1 for line in found if line.entry is None)
    return (
        f"Cộng {issued + void + absent} số: {issued} văn bản đã cấp số, {void} số hủy, "
        f"{absent} số không dùng tại đây; mọi số không có văn bản đều ghi lý do."
    )
