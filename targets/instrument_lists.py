"""Instruments and awards as tables for paper and workbook."""

from collections.abc import Iterable

from procuracy.web.dates import screen_day
from targets.models import Award, Instrument, WorkYear
from targets.sections import Head, Page, Section, plain


def page(rows: Iterable[Instrument], words: str = "") -> Page:
    heads = [
        Head("Văn bản", 17),
        Head("Ngày", 9, is_whole=True),
        Head("Cơ quan ban hành, người ký", 17),
        Head("Trích yếu"),
        Head("Căn cứ", 16),
        Head("Tình trạng", 13),
    ]
    table = [
        [
            plain(str(row)),
            plain(screen_day(row.issued_on) if row.issued_on else ""),
            plain(", ".join(filter(None, [row.issuer, row.signer]))),
            plain(row.subject),
            plain("; ".join(basis.code for basis in row.bases.all())),
            plain(state_words(row)),
        ]
        for row in rows
    ]
    section = Section("", heads, table, sheet="Văn bản căn cứ", empty="Không có văn bản nào.")
    found = f"Các văn bản khớp “{words}”" if words else ""
    return Page("Văn bản căn cứ", "van-ban-can-cu", found, [section])


def state_words(row: Instrument) -> str:
    """`đã được thay thế từ 01/10/2025 bằng Quyết định số …`."""
    told: str = row.get_state_display()
    if row.replaced_on is None:
        return told
    told = "hết hiệu lực" if row.replaced_by is None else told
    by = f" bằng {row.replaced_by}" if row.replaced_by else ""
    return f"{told} từ {screen_day(row.replaced_on)}{by}"


def award_page(rows: Iterable[Award], year: WorkYear | None) -> Page:
    """`rows` with the names of their units."""
    heads = [
        Head("Tập thể, cá nhân", 22),
        Head("Đơn vị", 18),
        Head("Danh hiệu, hình thức", 20),
        Head("Thành tích"),
        Head("Quyết định", 20),
    ]
    table = [
        [
            plain(str(row.person) if row.person else row.unit.name),
            plain(row.unit.short_name),
            plain(row.title),
            plain(row.reason),
            plain(f"{row.decision_code}, {screen_day(row.decided_on)}, {row.decided_by}"),
        ]
        for row in rows
    ]
    section = Section("", heads, table, sheet="Khen thưởng", empty="Chưa ghi khen thưởng nào.")
    told = str(year) if year else "Các năm công tác"
    return Page("Danh sách khen thưởng", "khen-thuong", told, [section])
