"""Sổ gửi văn bản đi bưu điện: what was given to the post in some days, as the post signs for it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from procuracy.web import paper, pdf
from procuracy.web.dates import printed_short
from units.acknowledgement_printing import SUPERIOR
from units.models import Demonstration, Posting, Unit

TITLE = "Sổ gửi văn bản đi bưu điện"
MOST = 300  # lines drawn while somebody waits
HEADINGS = (
    "Ngày chuyển",
    "Số, ký hiệu văn bản",
    "Nơi nhận văn bản",
    "Số lượng bì",
    "Ký nhận và dấu bưu điện",
    "Ghi chú",
)


def book_pdf(
    office: Unit,
    span: tuple[datetime.date, datetime.date],
    found: Sequence[Posting],
    today: datetime.date,
) -> bytes:
    return pdf.render(book_html(office, span, found, today))


def book_html(
    office: Unit,
    span: tuple[datetime.date, datetime.date],
    found: Sequence[Posting],
    today: datetime.date,
) -> str:
    above = office.parent.naming(today).name if office.parent else SUPERIOR
    since, until = map(printed_short, span)
    context: dict[str, Any] = {
        "document_title": TITLE,
        "illustrative": Demonstration.objects.exists(),
        "superior_lines": paper.office_lines(pdf.printable(above)),
        "issuer_lines": paper.office_lines(pdf.printable(office.naming(today).name)),
        "title_lines": [TITLE.upper()],
        "subtitle": f"Từ ngày {since} đến hết ngày {until}",
        "state": f"In ngày {printed_short(today)}",
        "headings": HEADINGS,
        "rows": pdf.printable([_row(one) for one in found]),
        "summary": f"Cộng {len(found)} nơi nhận." if found else "Không gửi văn bản nào.",
    }
    return render_to_string("print/postings.html", context)


def _row(posting: Posting) -> list[str]:
    """The number of envelopes and the post's hand stay open: they are filled in at the counter."""
    row = posting.recipient
    place = f"{row.name}\n{row.address}" if row.address else row.name
    return [printed_short(posting.sent_on), row.document.code, place, "", "", posting.note]
