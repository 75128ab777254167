"""Phiếu giao việc of a notice as it is worded: what stands around each unit's tasks. It is no
document of its own: it has no recipients, and nobody signs it."""

from collections.abc import Mapping
from typing import Any

from meetings.wording.invitation import OFFICE
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

SCHEMA = Schema(
    (
        Field(
            "van_ban",
            "thông báo kèm theo",
            Kind.GROUP,
            (
                Field("ten", "tên loại, số, ký hiệu"),
                Field("ngay", "ngày ban hành"),
                Field("trich_yeu", "trích yếu"),
            ),
        ),
        Field("don_vi", "đơn vị nhận phiếu", Kind.GROUP, (Field("ten", "tên đầy đủ"),)),
        OFFICE,
        Field("so_nhiem_vu", "số nhiệm vụ", Kind.NUMBER),
        Field("so_chu_tri", "số nhiệm vụ đơn vị chủ trì", Kind.NUMBER),
    )
)
SECTIONS = (
    SectionKind(
        "tên phiếu", "title", "đầu phiếu, in hoa", is_needed=True, is_line=True, letters=100
    ),
    SectionKind("mở đầu", "opening", "trước bảng nhiệm vụ", letters=3_000),
    SectionKind("cuối phiếu", "closing", "sau bảng nhiệm vụ", letters=3_000),
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.papers.slips.said`."""
    document, office = said["document"], said["office"]
    return {
        "van_ban": {
            "ten": document["name"],
            "ngay": document["date"],
            "trich_yeu": document["subject"],
        },
        "don_vi": {"ten": said["unit"]},
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
        },
        "so_nhiem_vu": said["tasks"],
        "so_chu_tri": said["leads"],
    }


SLIP = PaperKind("slip", SCHEMA, SECTIONS, values, of_kind=False)
