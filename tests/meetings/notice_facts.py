"""Notices to print in tests: facts as issued notices freeze them (meetings/papers/printing.py)."""

from typing import Any

OPENING = [
    "Ngày 20/11/2026, Viện kiểm sát nhân dân tỉnh Quảng Trị tổ chức Hội nghị giao ban công tác"
    + " tháng 11 năm 2026 theo hình thức trực tuyến tại 09 điểm cầu, do đồng chí Viện trưởng"
    + " chủ trì.",
    "Sau khi nghe Văn phòng báo cáo, ý kiến của các đơn vị và của các đồng chí Phó Viện trưởng,"
    + " đồng chí Viện trưởng kết luận như sau:",
]
ASSESSMENT = [
    "Trong tháng, các đơn vị đã chủ động thực hiện chương trình công tác; tỷ lệ giải quyết"
    + " nguồn tin về tội phạm đạt 92,4 %, vượt 2,4 điểm phần trăm so với chỉ tiêu được giao.",
    "Tuy nhiên, còn 03 đơn vị chưa đạt chỉ tiêu về trực tiếp kiểm sát và kiến nghị phòng ngừa;"
    + " việc gửi báo cáo của một số đơn vị còn chậm.",
]
DIRECTIVE = (
    "Rà soát toàn bộ chỉ tiêu chưa đạt, xác định nguyên nhân, giải pháp và người chịu trách "
    "nhiệm đối với từng chỉ tiêu; ưu tiên những chỉ tiêu đơn vị chủ động thực hiện được"
)
ORGANISATION = [
    "Văn phòng theo dõi, đôn đốc, tổng hợp kết quả thực hiện Thông báo này, báo cáo tại hội nghị"
    + " giao ban tháng 12 năm 2026.",
    "Trên đây là kết luận của đồng chí Viện trưởng, thông báo để các đơn vị biết, thực hiện.",
]


def province_facts(**changes: Any) -> dict[str, Any]:
    """A province's notice of some one and a half pages, numbered and dated."""
    return {
        "kind_name": "THÔNG BÁO",
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO",
        "office_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "number": 5,
        "symbol": "TB-VKS",
        "place": "Quảng Trị",
        "dated_on": "2026-02-05",
        "year": 2026,
        "subject": "Kết luận của đồng chí Viện trưởng tại Hội nghị giao ban công tác "
        "tháng 11 năm 2026",
        "opening": list(OPENING),
        "assessment": list(ASSESSMENT),
        "directives_intro": "Trong thời gian tới, yêu cầu các đơn vị thực hiện tốt các việc sau:",
        "directives": directives(3),
        "organisation": list(ORGANISATION),
        "recipients": [
            "Lãnh đạo VKSND tỉnh (để b/c)",
            "Các phòng thuộc VKSND tỉnh",
            "VKSND các khu vực",
        ],
        "filing": "VT, VP",
        "signer": {
            "authority": "TL. VIỆN TRƯỞNG",
            "position": "CHÁNH VĂN PHÒNG",
            "name": "Nguyễn Văn A",
        },
        "annex": None,
        "illustrative": False,
    } | changes


def region_facts(**changes: Any) -> dict[str, Any]:
    """A regional office's notice: its province stands above it, its symbol is its own."""
    region = {
        "superior_name": "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ",
        "office_name": "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5",
        "number": 12,
        "symbol": "TB-VKSKV5",
        "dated_on": "2026-11-22",
        "signer": {"authority": "", "position": "VIỆN TRƯỞNG", "name": "Trần Thị B"},
    }
    return province_facts(**(region | changes))


def directives(count: int) -> list[dict[str, Any]]:
    """`count` directives; every second one has addressees and a due date."""
    return [
        {
            "no": no,
            "text": DIRECTIVE,
            "addressees": "Các phòng nghiệp vụ; VKSND khu vực" if no % 2 else "",
            "due": "trước ngày 15/12/2026" if no % 2 else "",
        }
        for no in range(1, count + 1)
    ]


def annex(rows: int, **columns: str) -> dict[str, Any]:
    """An annex of `rows` tasks; keyword arguments fill further columns of every row."""
    task = {"content": DIRECTIVE, "lead": "Phòng 1", "due": "15/12/2026"} | columns
    return {
        "title": "PHÂN CÔNG NHIỆM VỤ",
        "rows": [{"no": no} | task for no in range(1, rows + 1)],
    }
