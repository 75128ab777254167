"""The record of a meeting as it is worded (Mẫu 1.9). What was said and ordered is the record's,
word for word; a wording gives the sentences around it, the headings and the order of the parts."""

from collections.abc import Mapping
from typing import Any

from meetings.wording.invitation import OFFICE
from meetings.wording.letters import CLOSE, FILING
from meetings.wording.notice import CHAIR
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

MEETING = Field(
    "cuoc_hop",
    "cuộc họp",
    Kind.GROUP,
    (
        Field("ten", "tên hội nghị"),
        Field("ky", "kỳ được nghe, ví dụ tháng 11/2026"),
        Field("bat_dau", "giờ, ngày bắt đầu"),
        Field("ket_thuc", "giờ, ngày kết thúc"),
        Field("dia_diem", "địa điểm"),
        Field("hinh_thuc", "hình thức họp"),
        Field("diem_cau", "số điểm cầu", Kind.NUMBER),
    ),
)
PRESENT = Field(
    "du_hop",
    "thành phần dự",
    Kind.GROUP,
    (
        Field("so_nguoi", "số người dự", Kind.NUMBER),
        Field("co_danh_sach", "có danh sách nối vào sau", Kind.TRUTH),
    ),
)
SCHEMA = Schema(
    (
        MEETING,
        OFFICE,
        CHAIR,
        PRESENT,
        Field("thu_ky", "họ tên các thư ký", Kind.TEXTS),
        Field("vang_mat", "người vắng, chức vụ, lý do", Kind.TEXTS),
        Field("khong_giai_trinh", "nội dung không giải trình", Kind.TEXTS),
        Field("danh_gia", "các đoạn đánh giá của chủ trì", Kind.TEXTS),
        FILING,
    )
)
SECTIONS = (
    SectionKind(
        "trích yếu", "subject", "dưới chữ BIÊN BẢN", is_needed=True, is_line=True, letters=500
    ),
    SectionKind("thời gian", "time", "thời gian bắt đầu", is_needed=True, letters=2_000),
    SectionKind("địa điểm", "place", "địa điểm, hình thức", letters=2_000),
    SectionKind(
        "thành phần",
        "present",
        "đoạn dẫn; danh sách người dự nối theo sau",
        is_needed=True,
        letters=5_000,
    ),
    SectionKind("vắng mặt", "away", "người vắng", letters=50_000),
    SectionKind("chủ trì", "chair", "người chủ trì", is_needed=True, letters=2_000),
    SectionKind("thư ký", "secretaries", "người ghi biên bản", letters=2_000),
    SectionKind(
        "diễn biến",
        "heard",
        "đoạn dẫn; lời phát biểu nối theo sau",
        has_heading=True,
        is_needed=True,
        letters=5_000,
    ),
    SectionKind("không giải trình", "unexplained", "nội dung không giải trình", letters=20_000),
    SectionKind(
        "kết luận",
        "concluded",
        "đánh giá; các ý kiến chỉ đạo nối theo sau",
        has_heading=True,
        is_needed=True,
        letters=50_000,
    ),
    SectionKind("mục riêng", "own", "mục thêm của cơ quan", has_heading=True, is_many=True),
    SectionKind("kết thúc", "close", "giờ kết thúc", is_needed=True, letters=5_000),
    *CLOSE,
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.papers.minutes_wording.said`."""
    meeting, office, chair = said["meeting"], said["office"], said["chair"]
    return {
        "cuoc_hop": {
            "ten": meeting["title"],
            "ky": meeting["period"],
            "bat_dau": meeting["began"],
            "ket_thuc": meeting["ended"],
            "dia_diem": meeting["place"],
            "hinh_thuc": meeting["form"],
            "diem_cau": meeting["sites"],
        },
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
        },
        "chu_tri": {"ho_ten": chair["name"], "chuc_vu": chair["position"]},
        "du_hop": {"so_nguoi": said["present"]["count"], "co_danh_sach": said["present"]["listed"]},
        "thu_ky": said["secretaries"],
        "vang_mat": said["away"],
        "khong_giai_trinh": said["unexplained"],
        "danh_gia": said["assessment"],
        "luu": said["filing"],
    }


MINUTES = PaperKind("minutes", SCHEMA, SECTIONS, values)
