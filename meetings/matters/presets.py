"""The registers that every office begins with; editable rows.

What is followed by party committees, by the committee of internal affairs or by the head, what is
about corruption or a wrongful conviction may hold state secrets (decision 1180/QĐ-TTg, 2020): it is
counted only. Words are kept of backlog, annulled judgments and petitions without an answer.
"""

from dataclasses import dataclass

from meetings.models import MatterRegister
from units.models import Field

CRIMINAL = (
    "đang xác minh tin báo",
    "đang điều tra",
    "tạm đình chỉ",
    "đang truy tố",
    "đang xét xử sơ thẩm",
    "đang xét xử phúc thẩm",
    "đang thi hành án",
)
AGAIN = (
    "hủy để điều tra lại",
    "đang điều tra lại",
    "đang truy tố lại",
    "đang xét xử lại",
)
CIVIL_AGAIN = ("hủy để xét xử lại", "Tòa án đã thụ lý lại", "tạm đình chỉ", "đang xét xử lại")
PETITION = (
    "đã gửi kiến nghị",
    "đã đôn đốc lần 1",
    "đã đôn đốc lần 2",
    "đã báo cáo lãnh đạo Viện",
)
SETTLED = (
    "đã giải quyết xong",
    "đã xét xử, bản án có hiệu lực",
    "đình chỉ",
    "chuyển nơi khác theo thẩm quyền",
    "đưa vào sổ do nhầm",
)
ANSWERED = ("đã được trả lời, chấp nhận", "đã được trả lời, không chấp nhận", "rút kiến nghị")


@dataclass(frozen=True)
class Preset:
    code: str
    name: str
    short_name: str
    field: str = ""
    is_worded: bool = False
    is_secret: bool = False
    stages: tuple[str, ...] = CRIMINAL
    reasons: tuple[str, ...] = SETTLED


PRESETS = [
    Preset("cap-uy", "Vụ án, vụ việc cấp ủy theo dõi, chỉ đạo", "Cấp ủy theo dõi", is_secret=True),
    Preset(
        "noi-chinh",
        "Vụ án, vụ việc Ban Nội chính theo dõi, đôn đốc",
        "Ban Nội chính theo dõi",
        is_secret=True,
    ),
    Preset(
        "lanh-dao",
        "Vụ án, vụ việc lãnh đạo Viện theo dõi, chỉ đạo",
        "Lãnh đạo Viện theo dõi",
        is_secret=True,
    ),
    Preset("ton-dong", "Vụ, việc tồn đọng, kéo dài", "Tồn đọng, kéo dài", is_worded=True),
    Preset(
        "oan-sai", "Vụ án có dấu hiệu oan, sai", "Dấu hiệu oan, sai", "dieu-tra", is_secret=True
    ),
    Preset("danh-bac", "Vụ án đánh bạc, tổ chức đánh bạc", "Đánh bạc", "dieu-tra"),
    Preset(
        "tham-nhung", "Vụ án tham nhũng, chức vụ", "Tham nhũng, chức vụ", "dieu-tra", is_secret=True
    ),
    Preset("huy-rung", "Vụ án hủy hoại rừng, vi phạm lâm nghiệp", "Hủy hoại rừng", "dieu-tra"),
    Preset(
        "hinh-su-huy", "Án hình sự bị hủy", "Án hình sự bị hủy", "xet-xu-hs", True, stages=AGAIN
    ),
    Preset(
        "dan-su-huy",
        "Án dân sự, hành chính bị hủy",
        "Án dân sự bị hủy",
        "dan-su",
        True,
        stages=CIVIL_AGAIN,
    ),
    Preset(
        "kien-nghi",
        "Kiến nghị chưa được trả lời",
        "Kiến nghị chưa trả lời",
        is_worded=True,
        stages=PETITION,
        reasons=ANSWERED,
    ),
]


def load() -> None:
    """Make the registers that are missing; what an office has changed stays as it is."""
    known = set(MatterRegister.objects.values_list("code", flat=True))
    fields = dict(Field.objects.values_list("code", "pk"))
    MatterRegister.objects.bulk_create(
        MatterRegister(
            code=one.code,
            name=one.name,
            short_name=one.short_name,
            field_id=fields.get(one.field),
            keeps_narrative=one.is_worded,
            may_hold_secrets=one.is_secret,
            stages="\n".join(one.stages),
            closing_reasons="\n".join(one.reasons),
            order=order,
        )
        for order, one in enumerate(PRESETS, start=1)
        if one.code not in known
    )
