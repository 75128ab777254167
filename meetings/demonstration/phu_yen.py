"""Phú Yên, June 2021: Monday briefings, the monthly two-level meeting, the quarter at a district.

Facts: who takes part in which meeting, what units send beforehand, that the report is sent ahead
and not read out, questions on the spot, the notice afterwards, nine district sites, a district as
host of the quarter. Days, figures and words: invented.
"""

from meetings.demonstration.script import Order, Report, Said, Session, at

DISTRICTS = (
    "PY-THO",
    "PY-SCA",
    "PY-DHO",
    "PY-DXU",
    "PY-PHO",
    "PY-SHO",
    "PY-SHI",
    "PY-TYH",
    "PY-TAN",
)
DEPARTMENTS = (
    "PY-VP",
    "PY-P1",
    "PY-P2",
    "PY-P3",
    "PY-P7",
    "PY-P8",
    "PY-P9",
    "PY-P11",
    "PY-P12",
    "PY-P15",
    "PY-TT",
)

_REPORTS = tuple(
    Report(
        unit=code,
        results="Hoàn thành kế hoạch tháng; không để xảy ra oan, sai.",
        unmet=f"Tồn đọng {count} tin báo, {count + 1} kiến nghị chưa được trả lời.",
        difficulties="Đề nghị Phòng nghiệp vụ cho ý kiến về đường lối giải quyết.",
        commitments="Giải quyết xong trong tháng sau.",
    )
    for code, count in zip(DISTRICTS, (4, 2, 3, 1, 2, 5, 1, 2, 3), strict=True)
)


def _weekly(day: str, direction: str, due: str, unit: str) -> Session:
    return Session(
        kind="giao-ban-tuan",
        organiser="PY",
        title=f"Giao ban lãnh đạo tuần, thứ Hai ngày {day[8:10]}/{int(day[5:7])}/{day[:4]}",
        starts_at=at(day, 8),
        hours=1.5,
        place="Phòng họp lãnh đạo Viện",
        chair="PY:province_head",
        invited=("PY-VP", "PY-P15"),
        sites=(("PY", "Phòng họp lãnh đạo Viện", 6),),
        agenda=(
            ("Đánh giá công tác chỉ đạo tuần qua", 40),
            ("Nhiệm vụ tuần tới của từng đồng chí Phó Viện trưởng", 40),
        ),
        said=(
            Said(
                "report",
                "PY-VP:head_of_office",
                "Báo cáo việc nổi cộm trong tuần và tiến độ các việc đã giao.",
            ),
            Said("conclusion", "PY:province_head", direction),
        ),
        orders=(Order(direction, (unit,), due),),
        until="concluded",
    )


WEEKLY = (
    _weekly(
        "2021-06-07",
        "Rà soát toàn bộ tin báo quá hạn của các huyện, báo cáo lãnh đạo Viện",
        "trước ngày 14/6/2021",
        "PY-P1",
    ),
    _weekly(
        "2021-06-14",
        "Đôn đốc các cơ quan trả lời kiến nghị đã quá thời hạn",
        "trước ngày 25/6/2021",
        "PY-P11",
    ),
    _weekly(
        "2021-06-21",
        "Chuẩn bị hình ảnh, video cho báo cáo điện tử sơ kết 6 tháng",
        "trước ngày 01/7/2021",
        "PY-VP",
    ),
    _weekly(
        "2021-06-28",
        "Kiểm tra việc chấp hành kỷ luật nội vụ tại hai đơn vị cấp huyện",
        "trước ngày 10/7/2021",
        "PY-TT",
    ),
)

MONTHLY = Session(
    kind="giao-ban-thang",
    organiser="PY",
    title="Hội nghị giao ban trực tuyến hai cấp tháng 5/2021",
    starts_at=at("2021-06-04", 8),
    hours=3.5,
    form="online",
    place="Điểm cầu VKSND tỉnh Phú Yên",
    chair="PY:province_head",
    invited=(*DEPARTMENTS, *DISTRICTS),
    period=("month", 6),
    sites=(("PY", "Điểm cầu VKSND tỉnh", 38), *((code, "", 6) for code in DISTRICTS)),
    agenda=(
        ("Khai mạc, điểm danh các điểm cầu", 5),
        ("Chánh Văn phòng: việc tồn đọng, chỉ tiêu đạt và chưa đạt của từng đơn vị", 30),
        ("Truy vấn, giải trình", 90),
        ("Viện trưởng kết luận", 30),
    ),
    reports=_REPORTS,
    said=(
        Said(
            "report",
            "PY-VP:head_of_office",
            "Báo cáo tháng đã gửi trước; hội nghị chỉ nghe việc tồn đọng: 23 tin báo chưa giải quyết, 32 kiến nghị chưa được trả lời; bảy đơn vị còn chỉ tiêu chưa đạt.",
        ),
        Said(
            "question",
            "PY:province_head",
            "Sơn Hòa còn năm tin tồn, hai tháng liền không giảm. Vướng ở khâu nào?",
        ),
        Said(
            "explanation",
            "PY-SHO:unit_head",
            "Ba tin chờ định giá tài sản, hai tin bị can bỏ khỏi địa phương.",
            1,
        ),
        Said("commitment", "PY-SHO:unit_head", "Xong ba tin trước ngày 30/6/2021.", 1),
        Said("question", "PY-P9:unit_head", "Tuy Hòa đã gửi đủ bản án dân sự tháng 5 chưa?"),
        Said("answer", "PY-THO:unit_head", "Còn bốn bản án, gửi trong ngày 07/6.", 4),
        Said(
            "answer",
            "PY:province_deputy",
            "Về định giá tài sản: Văn phòng đã có văn bản trao đổi với Sở Tài chính; Sơn Hòa liên hệ trực tiếp.",
        ),
        Said(
            "conclusion",
            "PY:province_head",
            "Tập trung giải quyết tin tồn, đôn đốc trả lời kiến nghị, thực hiện nghiêm phòng, chống dịch.",
        ),
    ),
    assessment=(
        "Tháng 5/2021, VKSND hai cấp hoàn thành kế hoạch, không có đình chỉ điều tra do không phạm tội, "
        "không có bị cáo Tòa án tuyên không phạm tội.\n"
        "Tồn tại: còn 23 tin báo chưa giải quyết, 32 kiến nghị chưa được trả lời."
    ),
    orders=(
        Order(
            "Giải quyết dứt điểm tin báo tồn đọng đã nêu tại hội nghị",
            ("PY-SHO", "PY-THO", "PY-DHO", "PY-TAN"),
            "trước ngày 01/7/2021",
            "Báo cáo kết quả",
            with_units=("PY-P1",),
        ),
        Order(
            "Lập danh sách kiến nghị chưa được trả lời, làm việc với từng cơ quan",
            ("group:vks-huyen",),
            "trước ngày 20/6/2021",
            "Danh sách",
            with_units=("PY-P11",),
        ),
        Order(
            "Thực hiện nghiêm Chỉ thị số 19/CT-TTg ngày 24/4/2020 về phòng, chống dịch COVID-19",
            ("group:cac-phong", "group:vks-huyen"),
            "thường xuyên",
        ),
    ),
)

QUARTERLY = Session(
    kind="giao-ban-quy",
    organiser="PY",
    host="PY-SCA",
    title="Hội nghị giao ban Quý II/2021",
    starts_at=at("2021-06-30", 8),
    hours=4,
    place="Hội trường VKSND thị xã Sông Cầu",
    chair="PY:province_head",
    invited=(*DEPARTMENTS, *DISTRICTS),
    period=("quarter", 2),
    sites=(("PY-SCA", "Hội trường VKSND thị xã Sông Cầu", 52),),
    agenda=(
        ("Đơn vị đăng cai phát biểu chào mừng", 10),
        ("Chánh Văn phòng báo cáo tồn đọng, chỉ tiêu", 30),
        ("Các đơn vị trao đổi, giải trình", 120),
        ("Viện trưởng kết luận", 40),
    ),
    said=(
        Said(
            "report",
            "PY-VP:head_of_office",
            "Quý II còn 9 chỉ tiêu chưa đạt ở bảy đơn vị; nêu tên từng đơn vị, từng chỉ tiêu.",
        ),
        Said(
            "contribution",
            "PY-SCA:unit_head",
            "Trao đổi kinh nghiệm phối hợp với Đồn Biên phòng trong tiếp nhận tin báo.",
        ),
        Said(
            "conclusion",
            "PY:province_head",
            "Biểu dương đơn vị đăng cai; yêu cầu hoàn thành các chỉ tiêu chủ động trong quý III.",
        ),
    ),
    assessment=(
        "Quý II/2021, công tác thực hành quyền công tố, kiểm sát hoạt động tư pháp chuyển biến tích cực.\n"
        "Tồn tại: bảy đơn vị còn chỉ tiêu chưa đạt; tiến độ số hóa hồ sơ chậm."
    ),
    orders=(
        Order(
            "Hoàn thành các chỉ tiêu chủ động trong quý III/2021",
            ("group:cac-phong-nghiep-vu", "group:vks-huyen"),
            "đến hết ngày 31/8/2021",
        ),
        Order(
            "Cung cấp hình ảnh, tư liệu cho báo cáo điện tử của tỉnh",
            ("group:cac-phong", "group:vks-huyen"),
            "trước ngày 05/7/2021",
            "Tư liệu",
            with_units=("PY-VP",),
        ),
    ),
)
