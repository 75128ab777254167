"""A meeting that never was, for offices that have held none yet: what a wording is tried on."""

from typing import Any

from units.models import Unit

PERIODS = {
    "weekly": "",
    "month": "tháng 11/2026",
    "quarter": "quý IV/2026",
    "half": "6 tháng đầu năm 2027",
    "nine_months": "9 tháng năm 2027",
    "year": "năm 2027",
}
TITLES = {
    "weekly": "Giao ban lãnh đạo tuần",
    "month": "Hội nghị giao ban hai cấp {}",
    "quarter": "Hội nghị giao ban công tác {}",
    "half": "Hội nghị sơ kết công tác {}",
    "nine_months": "Hội nghị giao ban công tác {}",
    "year": "Hội nghị tổng kết công tác {}",
    "session": "Buổi làm việc với Phòng 9",
    "launch": "Hội nghị triển khai chương trình công tác năm 2027",
    "other": "Hội nghị chuyên đề",
}


def said(course: str, office: Unit | None) -> dict[str, Any]:
    """As `meetings.papers.drafting.said` gives it."""
    is_province = office is None or office.kind == Unit.Kind.PROVINCE
    short = office.short_name if office else "VKSND tỉnh"
    with_one = course in ("session", "launch")
    title = TITLES.get(course, TITLES["other"]).format(PERIODS.get(course, ""))
    return {
        "course": course,
        "meeting": {
            "title": title,
            "noun": "Hội nghị" if title.startswith("Hội nghị") else "cuộc họp",
            "kind": "Loại hội nghị mẫu",
            "period": PERIODS.get(course, ""),
            "year": 2027,
            "date": "05/12/2026",
            "form": "trực tiếp kết hợp trực tuyến",
            "place": "Hội trường trụ sở",
            "sites": 1 if course == "weekly" or with_one else 10,
        },
        "office": {
            "name": office.name if office else "Viện kiểm sát nhân dân tỉnh",
            "short_name": short,
            "is_province": is_province,
            "keeper": "Văn phòng" if is_province else f"Bộ phận văn phòng {short}",
            "units": "Thủ trưởng các đơn vị" if is_province else "Các bộ phận, công chức",
        },
        "chair": {"name": "Nguyễn Văn A", "position": "Viện trưởng"},
        "with_unit": {"name": "Phòng 9", "short_name": "Phòng 9"}
        if with_one
        else {"name": "", "short_name": ""},
        "present": {"groups": ["lãnh đạo các phòng", "lãnh đạo VKSND khu vực"], "count": 82},
        "assessment": ["Các đơn vị đã thực hiện tốt nhiệm vụ được giao.", "Còn chỉ tiêu chưa đạt."],
        "fields": ["Thực hành quyền công tố", ""],
        "directives": [
            {
                "no": 1,
                "text": "Rà soát chỉ tiêu chưa đạt",
                "field": "Thực hành quyền công tố",
                "leads": ["Phòng 1"],
                "others": ["VKSND khu vực"],
                "due": "trước ngày 15/12/2026",
            },
            {
                "no": 2,
                "text": "Chấp hành nghiêm chế độ báo cáo",
                "field": "",
                "leads": ["Các đơn vị"],
                "others": [],
                "due": "",
            },
        ],
        "recipients": [f"Lãnh đạo {short} (để b/c)", "Các phòng", "VKSND khu vực"],
        "filing": "VT, VP" if is_province else "VT",
    }


def invited(course: str, office: Unit | None) -> dict[str, Any]:
    """As `meetings.papers.inviting.said` gives it."""
    told = said(course, office)
    meeting = told["meeting"]
    return {
        "course": course,
        "meeting": {
            "title": meeting["title"],
            "kind": meeting["kind"],
            "period": meeting["period"],
            "year": meeting["year"],
            "time": "08 giờ 00, thứ Bảy ngày 05/12/2026",
            "place": f"{meeting['place']} ({meeting['form']})",
            "reports_due": "" if course == "weekly" else "16 giờ 00 ngày 01/12/2026",
        },
        "office": {name: told["office"][name] for name in ("name", "short_name", "is_province")},
        "chair": told["chair"],
        "invited": ["Lãnh đạo các phòng", "Lãnh đạo VKSND khu vực"],
        "filing": told["filing"],
    }
