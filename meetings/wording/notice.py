"""The conclusion notice as it is worded: its fields, its sections.

Facts come from `meetings.papers.drafting.said`; here they get the names that an office reads.
"""

from collections.abc import Mapping
from typing import Any

from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

# How an office calls what `said["course"]` tells.
COURSES = {
    "weekly": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half": "6 tháng",
    "nine_months": "9 tháng",
    "year": "năm",
    "session": "làm việc",
    "launch": "triển khai",
    "other": "khác",
}

MEETING = Field(
    "cuoc_hop",
    "cuộc họp",
    Kind.GROUP,
    (
        Field("ten", "tên hội nghị"),
        Field("ten_trong_cau", "tên hội nghị, viết giữa câu"),
        Field("goi_la", "Hội nghị hoặc cuộc họp"),
        Field("loai", "loại hội nghị"),
        Field("nhip", "tuần, tháng, quý, 6 tháng, 9 tháng, năm, làm việc, triển khai, khác"),
        Field("ky", "kỳ được nghe, ví dụ tháng 11/2026"),
        Field("nam", "năm công tác", Kind.NUMBER),
        Field("ngay", "ngày họp"),
        Field("hinh_thuc", "hình thức họp"),
        Field("dia_diem", "địa điểm"),
        Field("diem_cau", "số điểm cầu", Kind.NUMBER),
        Field("noi_hop", "số điểm cầu, hoặc địa điểm khi chỉ có một"),
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
        Field("noi_theo_doi", "nơi theo dõi, đôn đốc"),
        Field("noi_thuc_hien", "ai thực hiện"),
    ),
)
CHAIR = Field(
    "chu_tri",
    "người chủ trì",
    Kind.GROUP,
    (Field("ho_ten", "họ và tên"), Field("chuc_vu", "chức vụ")),
)
WITH_UNIT = Field(
    "don_vi_lam_viec",
    "đơn vị làm việc",
    Kind.GROUP,
    (Field("ten", "tên đầy đủ"), Field("ten_ngan", "tên gọi tắt")),
)
PRESENT = Field(
    "du_hop",
    "thành phần dự",
    Kind.GROUP,
    (
        Field("thanh_phan", "các thành phần", Kind.TEXTS),
        Field("so_nguoi", "số đại biểu", Kind.NUMBER),
        Field("ke_ra", "thành phần và tổng số, viết liền"),
    ),
)
ORDERS = Field(
    "nhiem_vu",
    "các ý kiến chỉ đạo",
    Kind.ROWS,
    (
        Field("so", "số thứ tự", Kind.NUMBER),
        Field("noi_dung", "nội dung"),
        Field("linh_vuc", "lĩnh vực"),
        Field("chu_tri", "đơn vị chủ trì", Kind.TEXTS),
        Field("phoi_hop", "đơn vị phối hợp", Kind.TEXTS),
        Field("thoi_han", "thời hạn"),
    ),
)
SCHEMA = Schema(
    (
        MEETING,
        OFFICE,
        CHAIR,
        WITH_UNIT,
        PRESENT,
        Field("danh_gia", "các đoạn đánh giá trong biên bản", Kind.TEXTS),
        Field("linh_vuc", "lĩnh vực của các ý kiến chỉ đạo", Kind.TEXTS),
        ORDERS,
        Field("noi_nhan", "các dòng nơi nhận", Kind.TEXTS),
        Field("luu", "nơi lưu"),
    )
)
SECTIONS = (
    SectionKind(
        "trích yếu", "subject", "dưới chữ THÔNG BÁO", is_needed=True, is_line=True, letters=500
    ),
    SectionKind("mở đầu", "opening", "đoạn mở đầu", is_needed=True, letters=10_000),
    SectionKind("đánh giá", "assessment", "đánh giá tình hình", has_heading=True),
    SectionKind(
        "nhiệm vụ",
        "directives",
        "đoạn dẫn; các ý kiến chỉ đạo nối theo sau",
        has_heading=True,
        is_needed=True,
        letters=2_000,
    ),
    SectionKind(
        "tổ chức thực hiện", "organisation", "tổ chức thực hiện", has_heading=True, letters=10_000
    ),
    SectionKind("mục riêng", "own", "mục thêm của cơ quan", has_heading=True, is_many=True),
    SectionKind("nơi nhận", "recipients", "mỗi dòng một nơi nhận", is_needed=True, letters=5_000),
    SectionKind("lưu", "filing", "sau chữ Lưu", is_needed=True, is_line=True, letters=60),
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    meeting, office, chair = said["meeting"], said["office"], said["chair"]
    unit, present = said["with_unit"], said["present"]
    return {
        "cuoc_hop": _meeting(meeting, said["course"]),
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
            "noi_theo_doi": office["keeper"],
            "noi_thuc_hien": office["units"],
        },
        "chu_tri": {"ho_ten": chair["name"], "chuc_vu": chair["position"]},
        "don_vi_lam_viec": {
            "ten": unit["name"] or "đơn vị",
            "ten_ngan": unit["short_name"] or "đơn vị",
        },
        "du_hop": {
            "thanh_phan": present["groups"],
            "so_nguoi": present["count"],
            "ke_ra": _listed(present["groups"], present["count"]),
        },
        "danh_gia": said["assessment"],
        "linh_vuc": [name for name in said["fields"] if name],
        "nhiem_vu": [_order(one) for one in said["directives"]],
        "noi_nhan": said["recipients"],
        "luu": said["filing"],
    }


def _meeting(meeting: Mapping[str, Any], course: str) -> dict[str, Any]:
    title: str = meeting["title"]
    is_name = title[:8].lower() == "hội nghị"
    several = meeting["sites"] > 1
    return {
        "ten": title,
        "ten_trong_cau": title if is_name else title[:1].lower() + title[1:],
        "goi_la": meeting["noun"],
        "loai": meeting["kind"],
        "nhip": COURSES.get(course, COURSES["other"]),
        "ky": meeting["period"],
        "nam": meeting["year"],
        "ngay": meeting["date"],
        "hinh_thuc": meeting["form"],
        "dia_diem": meeting["place"],
        "diem_cau": meeting["sites"],
        "noi_hop": f"{meeting['sites']:02} điểm cầu" if several else meeting["place"],
    }


def _listed(groups: list[str], count: int) -> str:
    """`lãnh đạo các phòng; tổng số 82 đại biểu`."""
    people = f"{count:02} đại biểu" if count else ""
    if not groups:
        return people
    return "; ".join([*groups, *([f"tổng số {people}"] if people else [])])


def _order(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "so": one["no"],
        "noi_dung": one["text"],
        "linh_vuc": one["field"],
        "chu_tri": one["leads"],
        "phoi_hop": one["others"],
        "thoi_han": one["due"],
    }


NOTICE = PaperKind("notice", SCHEMA, SECTIONS, values)
