"""The paper that issues a plan or programme as it is worded (Mẫu 1.4): what stands around its
tasks, which are the approved plan's."""

from collections.abc import Mapping
from typing import Any

from meetings.wording import keeping
from meetings.wording.letters import CLOSE, FILING
from meetings.wording.notice import OFFICE
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind

PLAN_FIELD = Field(
    "ke_hoach",
    "kế hoạch, chương trình",
    Kind.GROUP,
    (
        Field("ten", "tên kế hoạch"),
        Field("trich_yeu", "tên không có chữ kế hoạch, chương trình"),
        Field("loai", "Kế hoạch hoặc Chương trình"),
        Field("nam", "năm công tác", Kind.NUMBER),
    ),
)
SECTIONS = (
    SectionKind(
        "trích yếu", "subject", "dưới tên loại văn bản", is_needed=True, is_line=True, letters=500
    ),
    SectionKind("mở đầu", "opening", "sau các căn cứ", is_needed=True, letters=10_000),
    SectionKind("mục đích", "purpose", "mục đích, yêu cầu", letters=10_000),
    SectionKind("tổ chức thực hiện", "organisation", "tổ chức thực hiện", letters=10_000),
    *CLOSE,
)


def values(said: Mapping[str, Any]) -> dict[str, Any]:
    """From `targets.plan_drafting.said`."""
    plan, office = said["plan"], said["office"]
    return {
        "ke_hoach": {
            "ten": plan["title"],
            "trich_yeu": plan["subject"],
            "loai": plan["kind"],
            "nam": plan["year"],
        },
        "co_quan": {
            "ten": office["name"],
            "ten_ngan": office["short_name"],
            "la_cap_tinh": office["is_province"],
            "noi_theo_doi": office["keeper"],
            "noi_thuc_hien": office["units"],
        },
        "la_bo_sung": said["is_supplement"],
        "noi_nhan": said["recipients"],
        "luu": said["filing"],
    }


PLAN = PaperKind(
    "plan",
    Schema(
        (
            PLAN_FIELD,
            OFFICE,
            Field("la_bo_sung", "là bổ sung, điều chỉnh", Kind.TRUTH),
            Field("noi_nhan", "các dòng nơi nhận", Kind.TEXTS),
            FILING,
        )
    ),
    SECTIONS,
    values,
    of_kind=False,
)


def texts(office_id: int, said: Mapping[str, Any], tell: keeping.Tell) -> dict[str, str]:
    """What `targets.plan_wording` asks for."""
    return keeping.worded(PLAN, said, office_id, tell=tell).texts
