"""Trà Vinh, launch of Phòng 9's programme on 19 January 2024.

Facts: the plan 06/KH-VKS of 03/01/2024, the day, who presided, the breakthrough task chosen, the
awards of 2023, the three requests and the acceptance. Speakers' words: invented.
"""

from meetings.demonstration.script import Order, Said, Session, at

LAUNCH = Session(
    kind="trien-khai",
    organiser="TV",
    host="TV-P9",
    with_unit="TV-P9",
    title="Buổi triển khai chương trình công tác năm 2024 của Phòng 9",
    starts_at=at("2024-01-19", 8),
    hours=2.5,
    place="Phòng họp VKSND tỉnh Trà Vinh",
    chair="TV:province_deputy",
    invited=("TV-P9", "TV-VP"),
    sites=(("TV-P9", "Phòng họp VKSND tỉnh", 11),),
    agenda=(
        ("Phòng 9 báo cáo kết quả năm 2023 và dự thảo chương trình năm 2024", 40),
        ("Thảo luận giải pháp, lựa chọn khâu đột phá", 50),
        ("Phó Viện trưởng chỉ đạo", 20),
        ("Phòng 9 tiếp thu", 10),
    ),
    said=(
        Said(
            "report",
            "TV-P9:unit_head",
            "Năm 2023 Phòng đạt và vượt nhiều chỉ tiêu theo Nghị quyết số 96/2019/QH14 và chỉ tiêu Ngành giao; được tặng Cờ thi đua dẫn đầu khối, Bằng khen tập thể.",
        ),
        Said(
            "contribution",
            "TV-P9:unit_deputy",
            "Đề xuất khâu đột phá: tăng số lượng, chất lượng kháng nghị, kiến nghị; giảm án bị hủy, sửa có trách nhiệm của Viện kiểm sát.",
        ),
        Said(
            "contribution",
            "TV-P9:unit_clerk",
            "Đề nghị ứng dụng công nghệ thông tin trong theo dõi thời hạn kháng nghị và lập hồ sơ kiểm sát.",
        ),
        Said(
            "conclusion",
            "TV:province_deputy",
            "Ghi nhận đóng góp của Phòng vào thành tích chung; chỉ ra hạn chế của năm cũ, khó khăn năm mới và nêu ba yêu cầu.",
        ),
        Said(
            "commitment",
            "TV-P9:unit_head",
            "Phòng tiếp thu đầy đủ, cụ thể hóa vào chương trình, kế hoạch của đơn vị.",
            3,
        ),
    ),
    assessment=(
        "Năm 2023, Phòng 9 có nhiều đổi mới trong quản lý, chỉ đạo, hoàn thành đạt và vượt nhiều chỉ "
        "tiêu quan trọng, đóng góp vào thành tích chung của VKSND tỉnh.\n"
        "Bên cạnh đó, còn chỉ tiêu chưa đạt; năm 2024 dự báo số lượng án tiếp tục tăng."
    ),
    orders=(
        Order(
            "Lãnh đạo Phòng tăng cường trách nhiệm quản lý, phân công nhiệm vụ cụ thể cho từng công chức",
            ("TV-P9",),
            "đến hết ngày 31/01/2024",
            "Bảng phân công",
        ),
        Order(
            "Từng công chức chủ động xây dựng kế hoạch làm việc khoa học",
            ("TV-P9",),
            "trước ngày 15/02/2024",
            "Kế hoạch cá nhân",
        ),
        Order(
            "Đẩy mạnh công tác thi đua, khen thưởng và các đợt thi đua ngắn hạn trong năm 2024",
            ("TV-P9",),
            "thường xuyên",
        ),
    ),
    signer="deputy",
)
