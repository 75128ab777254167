"""Kinds of meetings and groups of addressees that every office begins with; editable rows."""

from django.db import transaction

from meetings.models import AddresseeGroup, MeetingKind
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

PROGRAMME = """Giới thiệu chương trình công tác năm | 20
Thảo luận biện pháp thực hiện chỉ tiêu | 40
Đăng ký thi đua | 10
Lãnh đạo Viện kết luận | 20"""

# code, name, title, period heard, agenda, must a notice follow
KINDS = [
    ("giao-ban-tuan", "Giao ban lãnh đạo tuần", "Giao ban lãnh đạo tuần", "", WEEKLY, False),
    (
        "giao-ban-thang",
        "Giao ban tháng hai cấp",
        "Hội nghị giao ban hai cấp {ky}",
        Period.Kind.MONTH,
        REVIEW,
        True,
    ),
    (
        "giao-ban-quy",
        "Giao ban quý",
        "Hội nghị giao ban công tác {ky}",
        Period.Kind.QUARTER,
        REVIEW,
        True,
    ),
    (
        "so-ket-6-thang",
        "Sơ kết 6 tháng",
        "Hội nghị sơ kết công tác {ky} năm {nam}",
        Period.Kind.HALF,
        HALF,
        True,
    ),
    (
        "tong-ket-nam",
        "Tổng kết năm",
        "Hội nghị tổng kết công tác năm {nam}",
        Period.Kind.YEAR,
        YEAR,
        True,
    ),
    ("lam-viec-don-vi", "Buổi làm việc với đơn vị", "Buổi làm việc với đơn vị", "", WORKING, True),
    (
        "trien-khai",
        "Triển khai chương trình công tác",
        "Hội nghị triển khai chương trình công tác năm {nam}",
        "",
        PROGRAMME,
        True,
    ),
]

DEPARTMENT, DISTRICT, REGION = Unit.Kind.DEPARTMENT, Unit.Kind.DISTRICT, Unit.Kind.REGION

# code, name, kinds of units, only those with a field of work
GROUPS = [
    ("cac-phong", "Các phòng", [DEPARTMENT], False),
    ("cac-phong-nghiep-vu", "Các phòng nghiệp vụ", [DEPARTMENT], True),
    ("vks-khu-vuc", "VKSND khu vực", [REGION], False),
    ("vks-huyen", "VKSND cấp huyện", [DISTRICT], False),
    (
        "cac-don-vi",
        "Các đơn vị trực thuộc và cấp dưới",
        [DEPARTMENT, DISTRICT, REGION],
        False,
    ),
]


@transaction.atomic
def load() -> None:
    """Make the rows that are missing; what an office has changed stays as it is."""
    for order, (code, name, title, period, agenda, notice) in enumerate(KINDS, start=1):
        MeetingKind.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "title_template": title,
                "period_kind": period,
                "agenda": agenda,
                "needs_notice": notice,
                "order": order,
            },
        )
    for order, (code, name, kinds, with_fields) in enumerate(GROUPS, start=1):
        AddresseeGroup.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "kinds": [str(kind) for kind in kinds],
                "with_fields_only": with_fields,
                "order": order,
            },
        )
