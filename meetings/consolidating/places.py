"""Sentence templates: text with named places, e.g. `Thụ lý {so} vụ, {so_2} bị can.`

Only places that the source of a line knows may stand in its template; everything else, a lone brace
included, is refused with its name.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from meetings.models import OutlineLine
from meetings.models.outlines import OutlineSource as Source
from procuracy.web.errors import Refused

MOST = 9  # lines of statistics in one sentence
NONE_AROSE, UNKNOWN = "Không.", "Chưa có số liệu."
UNKNOWN_HERE = "(chưa có số liệu)"

# Of each line of statistics: `so` of the first, `so_2` of the second, and so on.
OF_LINE = {
    "so": "số trong kỳ",
    "so_truoc": "số kỳ trước",
    "tang_giam": "tăng, giảm so với kỳ trước",
    "luy_ke": "lũy kế từ đầu năm công tác",
    "cung_ky": "số cùng kỳ năm trước",
    "tang_giam_cung_ky": "tăng, giảm so với cùng kỳ",
    "don_vi_tinh": "đơn vị tính",
    "ten": "tên dòng thống kê",
}
OF_SOURCE: dict[str, dict[str, str]] = {
    Source.FIGURES: {
        **OF_LINE,
        "ty_le": "số thứ nhất trên số thứ hai, theo %",
        "ky_so_lieu": "tháng của số liệu: số liệu có theo tháng, kỳ tuần lấy tháng gần nhất đã hết",
    },
    Source.TARGET: {
        "ten": "tên chỉ tiêu",
        "ket_qua": "kết quả",
        "tu_so": "tử số",
        "mau_so": "mẫu số",
        "nguong": "ngưỡng",
        "danh_gia": "đánh giá",
    },
    Source.REGISTER: {
        "ten": "tên sổ",
        "so": "số đang theo dõi cuối kỳ",
        "so_truoc": "số đầu kỳ",
        "moi": "số mới trong kỳ",
        "xong": "số kết thúc trong kỳ",
        "tang_giam": "tăng, giảm trong kỳ",
        "chi_tiet": "vụ, việc mở, kết thúc trong kỳ (sổ được ghi từng vụ, việc)",
    },
    Source.SECTION: {"noi_dung": "lời của từng đơn vị"},
    Source.DIFFICULTIES: {"so": "số khó khăn, đề xuất", "noi_dung": "từng khó khăn, đề xuất"},
    Source.OVERDUE: {"so": "số nhiệm vụ quá hạn", "noi_dung": "từng nhiệm vụ"},
    Source.LATE: {
        "tong": "số báo cáo phải gửi",
        "cham": "số gửi chậm",
        "chua_gui": "số chưa gửi",
    },
}
# What a line says that has no template of its own.
USUAL = {
    Source.FIGURES: "{ten}: {so} {don_vi_tinh}.",
    Source.TARGET: "Đạt {ket_qua} (chỉ tiêu {nguong}): {danh_gia}.",
    Source.REGISTER: "Đang theo dõi {so}; mới {moi}, kết thúc {xong}. {chi_tiet}",
    Source.SECTION: "{noi_dung}",
    Source.DIFFICULTIES: "{noi_dung}",
    Source.OVERDUE: "{so} nhiệm vụ quá hạn. {noi_dung}",
    Source.LATE: "Trong {tong} báo cáo phải gửi: {cham} gửi chậm, {chua_gui} chưa gửi.",
}
# Places that count something: where all of them are nought, nothing happened.
COUNTING = ("so", "luy_ke", "moi", "xong", "cham", "chua_gui")

_PLACE = re.compile(r"\{([^{}]*)\}|([{}])")
_OF_NUMBER = re.compile(r"^([a-z_]+?)(?:_([2-9]))?$")


@dataclass(frozen=True)
class Place:
    """`name` of the `number`-th line of statistics, from 1."""

    name: str
    number: int = 1

    @property
    def counts(self) -> bool:
        return self.name in COUNTING


def template_of(line: OutlineLine) -> str:
    return line.template.strip() or USUAL.get(Source(line.source), "")


def parts(line: OutlineLine) -> Iterator[str | Place]:
    """Text and places in turn; Refused for a place that this line does not have."""
    template, end = template_of(line), 0
    for match in _PLACE.finditer(template):
        if match.start() > end:
            yield template[end : match.start()]
        end = match.end()
        yield _place(line, match[1], match[0])
    if end < len(template):
        yield template[end:]


def places(line: OutlineLine) -> list[Place]:
    return [part for part in parts(line) if isinstance(part, Place)]


def known(source: str) -> dict[str, str]:
    return OF_SOURCE.get(source, {})


def _place(line: OutlineLine, name: str | None, written: str) -> Place:
    if name is None:
        raise Refused(f"{_where(line)}: dấu {written} đứng lẻ; chỗ trống viết như {{so}}.")
    names = known(line.source)
    if name in names:
        return Place(name)
    match = _OF_NUMBER.match(name)
    of_line = line.source == Source.FIGURES and match and match[1] in OF_LINE
    if match and match[2] and of_line and int(match[2]) <= len(line.indicators):
        return Place(match[1], int(match[2]))
    if match and match[2] and of_line:
        raise Refused(f"{_where(line)}: {{{name}}} hỏi dòng thống kê thứ {match[2]}, chưa có mã.")
    listed = ", ".join(f"{{{one}}}" for one in names) or "không có chỗ nào"
    raise Refused(f"{_where(line)}: không có chỗ trống {{{name}}}. Được dùng: {listed}.")


def _where(line: OutlineLine) -> str:
    return f"Dòng “{line.title or template_of(line)[:40]}”"


def unknown_codes(line: OutlineLine, codes: Iterable[str]) -> list[str]:
    """Of its lines of statistics those that are not in the catalogue."""
    there = set(codes)
    return [code for code in line.indicators if code not in there]


def fill(line: OutlineLine, value: Callable[[Place], str]) -> str:
    """The sentence, each place given its words; double spaces that empty words leave go."""
    said = "".join(part if isinstance(part, str) else value(part) for part in parts(line))
    return re.sub(r" +([.;,])", r"\1", re.sub(r" {2,}", " ", said)).strip()
