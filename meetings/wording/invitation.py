"""The invitation as it is worded (Mẫu 1.7). Time and place come from the calendar, never from here:
an invitation with another hour than the meeting's cannot be approved."""

from collections.abc import Mapping
from typing import Any

from meetings.wording.notice import CHAIR
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
        Field("gio", "giờ, thứ, ngày họp"),
        Field("dia_diem", "địa điểm, hình thức"),
        Field("han_bao_cao", "hạn gửi báo cáo, trống khi không phải gửi"),
    ),
)
OFFICE = Field(
    "co_quan",
    "cơ quan tổ chức",
    Kind.GROUP,
    (
        Field("ten", "tên đầy đủ"),
        Field("ten_ngan", "tên gọi tắt"),
        Field("la_cap_tinh", "là VKSND cấp tỉnh", Kind.TRUTH),
    ),
)
SCHEMA = Schema(
    (
        MEETING,
        OFFICE,
        CHAIR,
        Field("kinh_moi", "các thành phần được mời", Kind.TEXTS),
        Field("luu", "nơi lưu"),
    )
)
SECTIONS = (
    SectionKind(
        "trích yếu", "subject", "dưới chữ GIẤY MỜI", is_needed=True, is_line=True, letters=500
    ),
    SectionKind("kính mời", "invited", "mỗi dòng một thành phần", is_needed=True, letters=10_000),
    SectionKind("tới dự", "event", "sau chữ Tới dự", is_needed=True, is_line=True, letters=1_000),
    SectionKind("chủ trì", "chair", "sau chữ Chủ trì", is_needed=True, is_line=True, letters=300),
    SectionKind("lưu ý", "notes", "những điểm cần chú ý", letters=5_000),
    SectionKind("nơi nhận", "recipients", "mỗi dòng một nơi nhận", is_needed=True, letters=5_000),
    SectionKind("lưu", "filing", "sau chữ Lưu", is_needed=True, is_line=True, letters=60),
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.papers.inviting.said`."""
    meeting, office, chair = said["meeting"], said["office"], said["chair"]
    return {
        "cuoc_hop": {
            "ten": meeting["title"],
            "loai": meeting["kind"],
            "ky": meeting["period"],
            "nam": meeting["year"],
            "gio": meeting["time"],
            "dia_diem": meeting["place"],
            "han_bao_cao": meeting["reports_due"],
        },
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
        },
        "chu_tri": {"ho_ten": chair["name"], "chuc_vu": chair["position"]},
        "kinh_moi": said["invited"],
        "luu": said["filing"],
    }


INVITATION = PaperKind("invitation", SCHEMA, SECTIONS, values)
