"""The new Quảng Trị in the current work year: invented throughout, around a given day."""

import datetime

from meetings.demonstration.script import Order, Report, Said, Session, at

REGIONS = tuple(f"QT2-KV{number}" for number in range(1, 9))
DEPARTMENTS = ("QT2-VP", "QT2-P9", "QT2-P15", "QT2-TT")


def working_day(year: int, month: int, day: int) -> datetime.date:
    """The day itself, or the Monday after a weekend."""
    found = datetime.date(year, month, day)
    while found.weekday() >= 5:
        found += datetime.timedelta(days=1)
    return found


def _month_after(month: datetime.date) -> datetime.date:
    return (month.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _month_before(month: datetime.date) -> datetime.date:
    return (month.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def last_meeting_day(today: datetime.date) -> datetime.date:
    """The latest monthly meeting (4th of the month, moved off a weekend) a week or more ago."""
    day = working_day(today.year, today.month, 4)
    if day > today - datetime.timedelta(days=7):
        before = _month_before(today)
        day = working_day(before.year, before.month, 4)
    return day


def _written(day: datetime.date) -> str:
    return f"{day:%d}/{day.month}/{day.year}"


def say(day: datetime.date, after: int) -> str:
    """ "trước ngày d/m/yyyy", so that the last permitted day is `after` days after `day`."""
    return f"trước ngày {_written(day + datetime.timedelta(days=after + 1))}"


# What there was no time for: the next meeting takes it over.
LEFT = ("Văn phòng quán triệt hướng dẫn số hóa hồ sơ vụ án", 15)
MONTHLY_AGENDA = (
    ("Khai mạc, điểm danh các điểm cầu", 5),
    ("Chánh Văn phòng: việc tồn đọng, chỉ tiêu chưa đạt", 15),
    ("Khu vực 4 giải trình", 10),
    ("Khu vực 2 giải trình", 10),
    ("Khó khăn, vướng mắc; Phó Viện trưởng trả lời", 20),
    LEFT,
    ("Viện trưởng kết luận", 20),
)
MONTHLY_SAID = (
    Said(
        "report",
        "QT2-VP:head_of_office",
        "Báo cáo đã gửi trước. Hai đơn vị còn chỉ tiêu tin báo dưới ngưỡng; năm kiến nghị chưa được trả lời quá 40 ngày.",
    ),
    Said(
        "question",
        "QT2:province_head",
        "Khu vực 4: tỷ lệ giải quyết tin báo hai tháng liền không chuyển biến. Nguyên nhân và biện pháp?",
    ),
    Said(
        "explanation",
        "QT2-KV4:unit_head",
        "Phần lớn tin còn lại chờ kết luận giám định, số khác mới tiếp nhận cuối kỳ; đơn vị đã họp liên ngành.",
        1,
    ),
    Said(
        "commitment",
        "QT2-KV4:unit_head",
        "Đưa tỷ lệ giải quyết lên ít nhất 90 % trong kỳ tới, không để phát sinh tin quá hạn.",
        1,
    ),
    Said(
        "answer",
        "QT2:province_deputy",
        "Văn phòng đã có văn bản trao đổi với cơ quan giám định; Phòng 9 cử Kiểm sát viên hỗ trợ án hành chính.",
        2,
    ),
    Said(
        "conclusion",
        "QT2:province_head",
        "Tập trung các chỉ tiêu chưa đạt; Văn phòng đôn đốc các việc đã giao, báo cáo tại kỳ giao ban sau.",
    ),
)


def monthly(today: datetime.date) -> Session:
    """The last two-level meeting, concluded, its notice released, some answers in, some late."""
    day = last_meeting_day(today)
    heard = _month_before(day)
    label = f"tháng {heard.month}/{heard.year}"
    return Session(
        kind="giao-ban-thang",
        organiser="QT2",
        title=f"Hội nghị giao ban hai cấp {label}",
        starts_at=at(day.isoformat(), 8),
        hours=3,
        form="mixed",
        place="Hội trường VKSND tỉnh Quảng Trị",
        chair="QT2:province_head",
        invited=(*DEPARTMENTS, *REGIONS),
        period=("month", heard.year * 100 + heard.month),
        sites=(
            ("QT2", "Hội trường VKSND tỉnh", 24),
            *((code, "", 9) for code in REGIONS),
        ),
        agenda=MONTHLY_AGENDA,
        left=(LEFT[0],),
        reports=_monthly_reports(label),
        said=MONTHLY_SAID,
        assessment=_monthly_assessment(label),
        orders=_monthly_orders(day),
    )


def _monthly_reports(label: str) -> tuple[Report, ...]:
    return tuple(
        Report(
            unit=code,
            results=f"Hoàn thành kế hoạch {label}; không để xảy ra oan, sai, bỏ lọt tội phạm.",
            unmet="Tỷ lệ giải quyết tin báo chưa đạt do chờ kết luận giám định."
            if code in {"QT2-KV2", "QT2-KV4"}
            else "Không.",
            difficulties="Thiếu biên chế so với khối lượng án sau sáp nhập.",
            commitments="Bảo đảm tiến độ các chỉ tiêu được giao.",
        )
        for code in REGIONS
    )


def _monthly_assessment(label: str) -> str:
    return (
        f"Trong {label}, các đơn vị hai cấp đã hoàn thành cơ bản nhiệm vụ được giao; phần lớn chỉ "
        "tiêu đạt và vượt tiến độ.\n"
        "Tồn tại, hạn chế: Khu vực 2 và Khu vực 4 chưa đạt tỷ lệ giải quyết tin báo; còn kiến nghị "
        "chưa được trả lời kéo dài."
    )


def _monthly_orders(day: datetime.date) -> tuple[Order, ...]:
    return (
        Order(
            "Rà soát án tạm đình chỉ, báo cáo căn cứ tạm đình chỉ và thời hiệu từng vụ",
            ("group:vks-khu-vuc",),
            say(day, 8),
            "Danh sách án tạm đình chỉ",
            with_units=("QT2-TT",),
        ),
        Order(
            "Giải quyết dứt điểm tin báo quá hạn, báo cáo hằng tuần số tin còn lại",
            ("QT2-KV2", "QT2-KV4"),
            say(day, 26),
            "Báo cáo tuần",
        ),
        Order(
            "Kiểm tra việc giải quyết án hành chính tại Khu vực 4, hướng dẫn nghiệp vụ tại chỗ",
            ("QT2-P9",),
            say(day, 30),
            "Kết quả kiểm tra",
            with_units=("QT2-KV4",),
        ),
        Order(
            "Đôn đốc các cơ quan trả lời kiến nghị quá thời hạn",
            ("QT2-VP",),
            say(day, 12),
            "Danh sách kiến nghị",
        ),
        Order(
            "Rà soát biên chế sau sáp nhập, đề xuất phương án điều động, biệt phái",
            ("QT2-P15",),
            say(day, 40),
            "Tờ trình",
        ),
        Order(
            "Giữ nghiêm kỷ luật, kỷ cương công vụ và chế độ báo cáo",
            ("group:cac-phong", "group:vks-khu-vuc"),
            "thường xuyên",
        ),
    )


def next_monthly(today: datetime.date) -> Session:
    """The coming two-level meeting, never before today: scheduled, reports awaited."""
    heard = last_meeting_day(today).replace(day=1)
    following = _month_after(heard)
    soon = today + datetime.timedelta(days=3)
    day = max(
        working_day(following.year, following.month, 4),
        working_day(soon.year, soon.month, soon.day),
    )
    label = f"tháng {heard.month}/{heard.year}"
    return Session(
        kind="giao-ban-thang",
        organiser="QT2",
        title=f"Hội nghị giao ban hai cấp {label}",
        starts_at=at(day.isoformat(), 8),
        hours=3,
        form="mixed",
        place="Hội trường VKSND tỉnh Quảng Trị",
        chair="QT2:province_head",
        invited=(*DEPARTMENTS, *REGIONS),
        period=("month", heard.year * 100 + heard.month),
        sites=(("QT2", "Hội trường VKSND tỉnh", 24), *((code, "", 9) for code in REGIONS)),
        agenda=(
            ("Khai mạc, điểm danh các điểm cầu", 5),
            ("Chánh Văn phòng: việc tồn đọng, chỉ tiêu chưa đạt", 15),
            ("Các đơn vị giải trình", 60),
            ("Viện trưởng kết luận", 20),
        ),
        until="scheduled",
    )


def regional(today: datetime.date) -> Session:
    """Khu vực 5's own monthly meeting: concluded, its notice approved and waiting for signature."""
    day = last_meeting_day(today) + datetime.timedelta(days=2)
    while day.weekday() >= 5:
        day += datetime.timedelta(days=1)
    heard = _month_before(day)
    return Session(
        kind="giao-ban-thang",
        organiser="QT2-KV5",
        title=f"Giao ban tháng {heard.month}/{heard.year} của VKSND khu vực 5",
        starts_at=at(day.isoformat(), 14),
        hours=2,
        place="Phòng họp VKSND khu vực 5",
        chair="QT2-KV5:unit_head",
        invited=("QT2-KV5",),
        period=("month", heard.year * 100 + heard.month),
        sites=(("QT2-KV5", "Phòng họp VKSND khu vực 5", 14),),
        agenda=(
            ("Đánh giá kết quả tháng, chỉ tiêu chưa đạt", 40),
            ("Phổ biến kết luận giao ban hai cấp", 20),
            ("Viện trưởng kết luận", 20),
        ),
        said=(
            Said(
                "report",
                "QT2-KV5:unit_clerk",
                "Còn sáu tin báo chưa giải quyết, không có tin quá hạn; chỉ tiêu kiến nghị phòng ngừa chưa thực hiện.",
            ),
            Said(
                "conclusion",
                "QT2-KV5:unit_head",
                "Chọn chuyên đề kiến nghị phòng ngừa; rà soát án tạm đình chỉ theo yêu cầu của tỉnh.",
            ),
        ),
        assessment="Đơn vị hoàn thành nhiệm vụ tháng; chỉ tiêu kiến nghị phòng ngừa chưa thực hiện.",
        orders=(
            Order(
                "Lập danh sách án tạm đình chỉ của đơn vị, báo cáo VKSND tỉnh",
                ("QT2-KV5",),
                say(day, 6),
                "Danh sách",
            ),
            Order(
                "Xây dựng dự thảo kiến nghị phòng ngừa về trộm cắp tài sản",
                ("QT2-KV5",),
                say(day, 25),
                "Dự thảo kiến nghị",
            ),
        ),
        until="approved",
        signer="head",
    )
