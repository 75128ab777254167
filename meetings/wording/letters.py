"""The official letter as it is worded (Mẫu 1.5), and the letters that correct or withdraw an issued
document. What a letter is about and whom it is sent to is typed when it is begun."""

from collections.abc import Mapping
from typing import Any

from meetings.wording.invitation import OFFICE
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

WRITER = Field(
    "don_vi_soan",
    "đơn vị soạn thảo",
    Kind.GROUP,
    (Field("ten", "tên đầy đủ"), Field("ten_ngan", "tên gọi tắt")),
)
DOCUMENT = Field(
    "van_ban",
    "văn bản được đính chính, thu hồi",
    Kind.GROUP,
    (
        Field("ten", "tên loại, số, ký hiệu"),
        Field("ten_va_ngay", "tên loại, số, ký hiệu, ngày"),
        Field("ngay", "ngày ban hành"),
        Field("trich_yeu", "trích yếu"),
    ),
)
FILING = Field("luu", "nơi lưu")
SUBJECT = SectionKind(
    "trích yếu", "subject", "sau chữ V/v", is_needed=True, is_line=True, letters=500
)
CONTENT = SectionKind("nội dung", "content", "nội dung công văn mới", letters=20_000)
CLOSE = (
    SectionKind("nơi nhận", "recipients", "mỗi dòng một nơi nhận", is_needed=True, letters=5_000),
    SectionKind("lưu", "filing", "sau chữ Lưu", is_needed=True, is_line=True, letters=60),
)
ABOUT_DOCUMENT = (SUBJECT, CONTENT, *CLOSE)


def _office(office: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ten": office["name"],
        "ten_ngan": office["short_name"],
        "la_cap_tinh": office["is_province"],
    }


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.papers.letters.said`."""
    return {
        "co_quan": _office(said["office"]),
        "don_vi_soan": {"ten": said["unit"]["name"], "ten_ngan": said["unit"]["short_name"]},
        "trich_yeu": said["subject"],
        "kinh_gui": said["addressed"],
        "luu": said["filing"],
    }


def amending_values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `meetings.papers.amending.said`."""
    document = said["document"]
    return {
        "co_quan": _office(said["office"]),
        "van_ban": {
            "ten": document["name"],
            "ten_va_ngay": document["named"],
            "ngay": document["date"],
            "trich_yeu": document["subject"],
        },
        "luu": said["filing"],
    }


LETTER = PaperKind(
    "letter",
    Schema(
        (
            OFFICE,
            WRITER,
            Field("trich_yeu", "trích yếu đã ghi"),
            Field("kinh_gui", "nơi kính gửi", Kind.TEXTS),
            FILING,
        )
    ),
    (CONTENT, *CLOSE),
    values,
    of_kind=False,
)
_ABOUT = Schema((OFFICE, DOCUMENT, FILING))
CORRECTING = PaperKind("correcting", _ABOUT, ABOUT_DOCUMENT, amending_values, of_kind=False)
WITHDRAWING = PaperKind("withdrawing", _ABOUT, ABOUT_DOCUMENT, amending_values, of_kind=False)
