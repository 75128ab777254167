"""The consolidated report as it is worded (Mẫu 1.4): what stands around the lines of its outline,
which is rows of its own (`OutlineLine`)."""

from collections.abc import Mapping
from typing import Any

from meetings.wording.invitation import OFFICE
from meetings.wording.letters import CLOSE, FILING
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

MEETING = Field(
    "cuoc_hop",
    "cuộc họp",
    Kind.GROUP,
    (
        Field("ten", "tên hội nghị"),
        Field("loai", "loại hội nghị"),
        Field("ky", "kỳ được nghe, ví dụ tháng 11/2026"),
        Field("nam", "năm công tác", Kind.NUMBER),
    ),
)
FIGURES = Field(
    "so_lieu",
    "số liệu",
    Kind.GROUP,
    (Field("tu_ngay", "từ ngày"), Field("den_ngay", "đến hết ngày")),
)
SECTIONS = (
    SectionKind(
        "trích yếu", "subject", "dưới chữ BÁO CÁO", is_needed=True, is_line=True, letters=500
    ),
    SectionKind("mở đầu", "opening", "trước các mục của đề cương", letters=5_000),
    SectionKind("kết thúc", "closing", "sau các mục của đề cương", letters=5_000),
    *CLOSE,
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.consolidating.preparing.said`."""
    meeting, office = said["meeting"], said["office"]
    return {
        "cuoc_hop": {
            "ten": meeting["title"],
            "loai": meeting["kind"],
            "ky": meeting["period"],
            "nam": meeting["year"],
        },
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
        },
        "so_lieu": {"tu_ngay": said["since"], "den_ngay": said["until"]},
        "noi_nhan": said["recipients"],
        "luu": said["filing"],
    }


REPORT = PaperKind(
    "report",
    Schema((MEETING, OFFICE, FIGURES, Field("noi_nhan", "các dòng nơi nhận", Kind.TEXTS), FILING)),
    SECTIONS,
    values,
)
