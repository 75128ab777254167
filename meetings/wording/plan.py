"""The paper that issues a plan or programme as it is worded (Mẫu 1.4): what stands around its
tasks, which are the approved plan's."""

from collections.abc import Mapping
from typing import Any

from meetings.wording import keeping
from meetings.wording.letters import CLOSE, FILING
from meetings.wording.notice import OFFICE
from meetings.wording.schema import Field, Kind, Schema
from meetings.wording.sections import PaperKind, SectionKind
from targets.plan_wording import Part

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
    SectionKind("mục đích", "purpose", "mục đích, yêu cầu", has_heading=True, letters=10_000),
    SectionKind("trọng tâm", "focus", "nhiệm vụ trọng tâm", has_heading=True, is_bare=True),
    SectionKind("đột phá", "breakthrough", "khâu đột phá", has_heading=True, is_bare=True),
    SectionKind(
        "nhiệm vụ",
        "tasks",
        "bảng phân công nhiệm vụ",
        has_heading=True,
        is_needed=True,
        is_bare=True,
    ),
    SectionKind(
        "tổ chức thực hiện",
        "organisation",
        "tổ chức thực hiện",
        has_heading=True,
        is_needed=True,
        letters=10_000,
    ),
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


def parts(office_id: int, said: Mapping[str, Any], tell: keeping.Tell) -> list[Part]:
    """What `targets.plan_wording` asks for."""
    drawn = keeping.worded(PLAN, said, office_id, tell=tell).sections
    return [Part(one.role, one.title, one.text) for one in drawn]
