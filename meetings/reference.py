"""Kinds of meetings and groups of addressees that every office begins with; editable rows."""

from typing import Any

from django.db import transaction

from meetings.consolidating import presets as outlines
from meetings.matters import presets as matter_registers
from meetings.models import AddresseeGroup, InspectionMode, MeetingKind
from meetings.reporting import presets as report_sections
from meetings.volumes import reference as volumes
from targets.models import Period
from units.models import Unit

REVIEW = """Khai mạc, điểm danh các điểm cầu | 5
Chánh Văn phòng báo cáo việc tồn đọng, chỉ tiêu chưa đạt của từng đơn vị | 15
Thủ trưởng đơn vị giải trình, cam kết | 30
Khó khăn, vướng mắc; lãnh đạo Viện trả lời | 20
Viện trưởng kết luận | 20"""

WEEKLY = """Chánh Văn phòng báo cáo kết quả tuần, việc đến hạn | 10
Phó Viện trưởng báo cáo lĩnh vực, địa bàn phụ trách | 20
Viện trưởng kết luận | 10"""

HALF = """Khai mạc, giới thiệu đại biểu | 10
Trình bày tóm tắt báo cáo sơ kết | 20
Tham luận của các đơn vị | 60
Trao đổi, giải đáp khó khăn, vướng mắc | 30
Viện trưởng kết luận | 30"""

YEAR = """Chào cờ, khai mạc, giới thiệu đại biểu | 15
Trình bày báo cáo tổng kết và phương hướng năm sau | 30
Tham luận của các đơn vị | 60
Công bố quyết định khen thưởng, phát động thi đua | 20
Phát biểu của lãnh đạo cấp trên, cấp ủy | 15
Viện trưởng kết luận | 30"""

WORKING = """Đơn vị báo cáo kết quả công tác, khó khăn, kiến nghị | 20
Các phòng liên quan nêu ý kiến | 20
Thủ trưởng đơn vị giải trình | 20
Viện trưởng kết luận | 20"""

INSPECTION = """Công bố quyết định, kế hoạch kiểm tra hoặc trình bày dự thảo kết luận | 20
Đơn vị được kiểm tra báo cáo, giải trình | 30
Trao đổi, thống nhất nội dung phải khắc phục, thời hạn | 20
Trưởng đoàn kết luận | 10"""

PROGRAMME = """Giới thiệu chương trình công tác năm | 20
Thảo luận biện pháp thực hiện chỉ tiêu | 40
Đăng ký thi đua | 10
Lãnh đạo Viện kết luận | 20"""

# The sessions that begin and end an inspection.
INSPECTION_CODE = "kiem-tra"

Audience, Presiding, Form = MeetingKind.Audience, MeetingKind.Presiding, MeetingKind.Form

# What every periodic hearing of all units has in common.
HEARING: dict[str, Any] = {"audience": Audience.ALL, "form": Form.MIXED, "report_days": 2}

# In order; an office changes what it does otherwise.
KINDS: list[dict[str, Any]] = [
    {
        "code": "giao-ban-tuan",
        "name": "Giao ban lãnh đạo tuần",
        "title_template": "Giao ban lãnh đạo tuần",
        "agenda": WEEKLY,
        "needs_notice": False,
        "audience": Audience.LEADERSHIP,
        "by_portfolio": True,
        "weekday": MeetingKind.Weekday.MONDAY,
        "length_minutes": 90,
    },
    HEARING
    | {
        "code": "giao-ban-thang",
        "name": "Giao ban tháng hai cấp",
        "title_template": "Hội nghị giao ban hai cấp {ky}",
        "period_kind": Period.Kind.MONTH,
        "agenda": REVIEW,
        "speech_minutes": 5,
        "speech_length": 3000,
    },
    HEARING
    | {
        "code": "giao-ban-quy",
        "name": "Giao ban quý",
        "title_template": "Hội nghị giao ban công tác {ky}",
        "period_kind": Period.Kind.QUARTER,
        "agenda": REVIEW,
        "hosted_in_turn": True,
        "days_after": 8,
        "length_minutes": 180,
        "speech_minutes": 7,
        "speech_length": 5000,
    },
    HEARING
    | {
        "code": "so-ket-6-thang",
        "name": "Sơ kết 6 tháng",
        "title_template": "Hội nghị sơ kết công tác {ky}",
        "period_kind": Period.Kind.HALF,
        "notice_by_field": True,
        "agenda": HALF,
        "days_after": 10,
        "length_minutes": 240,
        "speech_minutes": 10,
        "speech_length": 8000,
    },
    HEARING
    | {
        "code": "tong-ket-nam",
        "name": "Tổng kết năm",
        "title_template": "Hội nghị tổng kết công tác năm {nam}",
        "period_kind": Period.Kind.YEAR,
        "notice_by_field": True,
        "agenda": YEAR,
        "days_after": 10,
        "length_minutes": 240,
        "speech_minutes": 10,
        "speech_length": 8000,
    },
    {
        "code": "lam-viec-don-vi",
        "name": "Buổi làm việc với đơn vị",
        "title_template": "Buổi làm việc với đơn vị",
        "agenda": WORKING,
        "purpose": MeetingKind.Purpose.SESSION,
        "acceptance_days": 5,
        "audience": Audience.ONE,
        "length_minutes": 150,
        "report_days": 2,
    },
    {
        "code": "trien-khai",
        "name": "Triển khai chương trình công tác",
        "title_template": "Hội nghị triển khai chương trình công tác năm {nam}",
        "agenda": PROGRAMME,
        "purpose": MeetingKind.Purpose.LAUNCH,
        "acceptance_days": 5,
        "audience": Audience.ONE,
        "presiding": Presiding.DEPUTY,
    },
    {
        "code": INSPECTION_CODE,
        "name": "Công bố, kết luận kiểm tra",
        "title_template": "Công bố, kết luận kiểm tra",
        "agenda": INSPECTION,
        "audience": Audience.CHOSEN,
        "presiding": Presiding.DEPUTY,
        "length_minutes": 90,
        "needs_notice": False,
    },
]

DEPARTMENT, DISTRICT, REGION = Unit.Kind.DEPARTMENT, Unit.Kind.DISTRICT, Unit.Kind.REGION

EVERY, LOCAL = [DEPARTMENT, DISTRICT, REGION], [DISTRICT, REGION]
IN_CHARGE = AddresseeGroup.Persons.IN_CHARGE

# code, name, kinds of units, only those with a field of work, inspected in the year, whom of them
GROUPS = [
    ("cac-phong", "Các phòng", [DEPARTMENT], False, "", ""),
    ("cac-phong-nghiep-vu", "Các phòng nghiệp vụ", [DEPARTMENT], True, "", ""),
    ("vks-khu-vuc", "VKSND khu vực", [REGION], False, "", ""),
    ("vks-huyen", "VKSND cấp huyện", [DISTRICT], False, "", ""),
    ("cac-don-vi", "Các đơn vị trực thuộc và cấp dưới", EVERY, False, "", ""),
    ("duoc-kiem-tra", "Các đơn vị được kiểm tra", EVERY, False, InspectionMode.INSPECTED, ""),
    ("tu-kiem-tra", "Các đơn vị tự kiểm tra", EVERY, False, InspectionMode.SELF, ""),
    ("duoc-phuc-tra", "Các đơn vị được phúc tra", EVERY, False, InspectionMode.AGAIN, ""),
    ("ksv-dia-phuong", "Kiểm sát viên phụ trách địa phương", LOCAL, False, "", IN_CHARGE),
]


@transaction.atomic
def load() -> None:
    """Make the rows that are missing; what an office has changed stays as it is."""
    for order, kind in enumerate(KINDS, start=1):
        MeetingKind.objects.get_or_create(code=kind["code"], defaults=kind | {"order": order})
    matter_registers.load()
    report_sections.load()
    outlines.load()
    volumes.load()
    for order, (code, name, kinds, with_fields, inspected, persons) in enumerate(GROUPS, start=1):
        AddresseeGroup.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "kinds": [str(kind) for kind in kinds],
                "with_fields_only": with_fields,
                "inspected": inspected,
                "persons": persons,
                "order": order,
            },
        )
