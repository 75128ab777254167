"""Quảng Trị before the reform: Quarter III/2021, and the working session with Phòng 9 in 2023.

Facts: dates, forms, nine district sites, who sat where, what was reported on, the subjects of the
conclusions, the instruments and their numbers. Speakers' words and district details: invented.
"""

from meetings.demonstration.script import Order, Report, Said, Session, at

DISTRICTS = (
    "QT-DH",
    "QT-TXQT",
    "QT-VLI",
    "QT-GLI",
    "QT-CLO",
    "QT-TPH",
    "QT-HLA",
    "QT-HHO",
    "QT-DKR",
)
DEPARTMENTS = (
    "QT-VP",
    "QT-P1",
    "QT-P2",
    "QT-P3",
    "QT-P7",
    "QT-P8",
    "QT-P9",
    "QT-P11",
    "QT-P12",
    "QT-P15",
    "QT-TT",
)

_CAUSES = (
    (
        "kiến nghị vi phạm",
        "dịch COVID-19 kéo dài, chưa tổ chức được cuộc trực tiếp kiểm sát",
        "hai kiến nghị",
    ),
    ("phiên tòa rút kinh nghiệm", "Tòa án hoãn nhiều phiên do giãn cách", "một phiên tòa"),
    ("trực tiếp kiểm sát thi hành án dân sự", "cơ quan thi hành án xin lùi lịch", "một cuộc"),
    (
        "kháng nghị phúc thẩm",
        "bản án chuyển đến chậm, hết hạn kháng nghị cùng cấp",
        "một kháng nghị",
    ),
    ("tin báo quá hạn", "chờ kết luận giám định", "giải quyết xong ba tin"),
    ("kiến nghị phòng ngừa", "chưa chọn được chuyên đề", "một kiến nghị"),
    ("trực tiếp kiểm sát tại UBND cấp xã", "cán bộ tham gia chốt phòng dịch", "hai xã"),
    ("phiên tòa trực tuyến, trình chiếu chứng cứ", "thiếu thiết bị", "một phiên tòa"),
    ("kiến nghị vi phạm", "vi phạm phát hiện ít, chưa đủ để tổng hợp", "một kiến nghị tổng hợp"),
)

QUARTER_THREE = Session(
    kind="giao-ban-quy",
    organiser="QT",
    title="Hội nghị giao ban hai cấp Quý III/2021",
    starts_at=at("2021-09-14", 7, 30),
    hours=4,
    form="online",
    place="Hội trường VKSND tỉnh Quảng Trị",
    chair="QT:province_head",
    invited=(*DEPARTMENTS, *DISTRICTS),
    period=("quarter", 3),
    sites=(
        ("QT", "Hội trường VKSND tỉnh", 34),
        *((code, "", 6) for code in DISTRICTS),
    ),
    agenda=(
        ("Khai mạc, điểm danh các điểm cầu", 10),
        ("Thủ trưởng đơn vị nghiệp vụ báo cáo chỉ tiêu chưa thực hiện được", 50),
        ("Viện trưởng VKSND cấp huyện báo cáo, giải trình, cam kết", 90),
        ("Phó Viện trưởng trả lời khó khăn, vướng mắc", 30),
        ("Viện trưởng kết luận", 30),
    ),
    reports=tuple(
        Report(
            unit=code,
            results="Đã thực hiện đạt và vượt phần lớn chỉ tiêu được giao trong chín tháng.",
            unmet=f"Chưa đạt chỉ tiêu {what}. Nguyên nhân: {why}.",
            difficulties="Đề nghị phòng nghiệp vụ hướng dẫn, tham gia cùng đơn vị.",
            commitments=f"Cam kết thực hiện thêm {promise} trước ngày 31/10/2021.",
        )
        for code, (what, why, promise) in zip(DISTRICTS, _CAUSES, strict=True)
    ),
    said=(
        Said(
            "report",
            "QT-P1:unit_head",
            "Ba huyện còn tin báo quá hạn; chỉ tiêu trực tiếp kiểm sát việc giải quyết tin báo mới thực hiện được 5/9 đơn vị.",
        ),
        Said(
            "report",
            "QT-P9:unit_head",
            "Kháng nghị phúc thẩm dân sự mới đạt một nửa số đăng ký; phiên tòa rút kinh nghiệm đã đủ số.",
        ),
        Said(
            "question",
            "QT:province_deputy",
            "Vì sao cùng điều kiện dịch bệnh mà Vĩnh Linh, Hải Lăng đã xong chỉ tiêu kiến nghị, các huyện khác chưa?",
        ),
        Said(
            "explanation",
            "QT-DH:unit_head",
            "Đơn vị tập trung lực lượng cho án tạm giam; chưa bố trí được cuộc trực tiếp kiểm sát nào ở cơ quan thi hành án.",
            2,
        ),
        Said(
            "commitment",
            "QT-DH:unit_head",
            "Hai kiến nghị vi phạm sẽ ban hành trước ngày 31/10/2021.",
            2,
        ),
        Said(
            "explanation",
            "QT-CLO:unit_head",
            "Còn ba tin quá hạn do chờ giám định; đã có văn bản đôn đốc.",
            2,
        ),
        Said(
            "commitment",
            "QT-CLO:unit_head",
            "Giải quyết xong ba tin trong tháng 9, không để phát sinh tin quá hạn mới.",
            2,
        ),
        Said(
            "answer",
            "QT:province_deputy",
            "Phòng 1 làm việc với cơ quan giám định; các huyện chủ động kiến nghị tổng hợp, không chờ đủ số vi phạm lớn.",
        ),
        Said(
            "conclusion",
            "QT:province_head",
            "Ghi nhận nỗ lực hơn chín tháng trong điều kiện dịch bệnh. Sớm hoàn thành chỉ tiêu, trước hết là các chỉ tiêu đơn vị tự chủ động được; giữ nghiêm kỷ luật báo cáo; hoàn thành chương trình công tác năm.",
        ),
    ),
    assessment=(
        "Hơn chín tháng qua, trong điều kiện dịch COVID-19 diễn biến phức tạp, các đơn vị đã nỗ lực "
        "triển khai chương trình, kế hoạch công tác và đạt được nhiều kết quả.\n"
        "Tồn tại: một số chỉ tiêu mang tính chủ động (trực tiếp kiểm sát, kiến nghị) còn đạt thấp; "
        "một số báo cáo chuyên đề gửi chậm."
    ),
    orders=(
        Order(
            "Chỉ đạo đơn vị sớm hoàn thành các chỉ tiêu nghiệp vụ còn lại của năm 2021, ưu tiên các chỉ "
            "tiêu chủ động như trực tiếp kiểm sát, ban hành kiến nghị",
            ("group:cac-phong-nghiep-vu", "group:vks-huyen"),
            "đến hết ngày 30/11/2021",
        ),
        Order(
            "Thực hiện đầy đủ quy chế, quy định, hướng dẫn nghiệp vụ; giữ nghiêm kỷ cương, kỷ luật công "
            "vụ và chế độ thông tin, báo cáo, quản lý công tác",
            ("group:cac-phong", "group:vks-huyen"),
            "thường xuyên",
        ),
        Order(
            "Hoàn thành các báo cáo chuyên đề còn lại, bảo đảm chất lượng và đúng thời hạn",
            ("group:cac-phong-nghiep-vu",),
            "trước ngày 15/11/2021",
            "Báo cáo chuyên đề",
            with_units=("QT-VP",),
        ),
        Order(
            "Phấn đấu hoàn thành chương trình, kế hoạch công tác năm 2021 với kết quả cao nhất",
            ("group:cac-phong", "group:vks-huyen"),
            "đến hết ngày 30/11/2021",
        ),
    ),
    signer="head_of_office",
    heads_in_hall=True,
)

WORKING_SESSION = Session(
    kind="lam-viec-don-vi",
    organiser="QT",
    host="QT-P9",
    with_unit="QT-P9",
    title="Buổi làm việc của Viện trưởng VKSND tỉnh với Phòng 9",
    starts_at=at("2023-05-09", 14),
    hours=2.5,
    place="Phòng họp VKSND tỉnh Quảng Trị",
    chair="QT:province_head",
    invited=("QT-P9", "QT-VP"),
    sites=(("QT-P9", "Phòng họp VKSND tỉnh", 12),),
    agenda=(
        ("Phòng 9 báo cáo kết quả Quý I và kế hoạch hoàn thành chỉ tiêu 6 tháng", 40),
        ("Công chức Phòng 9 nêu khó khăn, đề xuất", 40),
        ("Viện trưởng kết luận", 30),
        ("Phòng 9 tiếp thu", 10),
    ),
    reports=(
        Report(
            unit="QT-P9",
            results="Đã xây dựng chương trình công tác và hướng dẫn nghiệp vụ cho cấp huyện đúng hạn; các chỉ tiêu Quý I cơ bản hoàn thành.",
            unmet="Chỉ tiêu kháng nghị phúc thẩm dân sự đang thực hiện, dự kiến đạt vào tháng 5.",
            difficulties="Khối lượng việc tập trung vào một số Kiểm sát viên; phối hợp cung cấp bản án của Tòa án có lúc chậm.",
            commitments="Hoàn thành chỉ tiêu 6 tháng trước ngày 31/5/2023.",
        ),
    ),
    said=(
        Said(
            "report",
            "QT-P9:unit_head",
            "Báo cáo việc thực hiện Chỉ thị số 01/CT-VKSTC ngày 02/12/2022, Kế hoạch số 01/KH-VKSQT ngày 09/01/2023 và kết quả Quý I.",
        ),
        Said(
            "contribution",
            "QT-P9:unit_deputy",
            "Đề nghị phân công lại án để Kiểm sát viên mới được tham gia phiên tòa phức tạp cùng người có kinh nghiệm.",
        ),
        Said(
            "contribution",
            "QT-P9:unit_clerk",
            "Đề nghị có lịch trao đổi định kỳ với Tòa án về việc chuyển hồ sơ, bản án.",
        ),
        Said(
            "conclusion",
            "QT:province_head",
            "Đánh giá cao kết quả của Phòng; yêu cầu thực hiện các nhiệm vụ, giải pháp trọng tâm trong thời gian còn lại của năm công tác.",
        ),
        Said(
            "commitment",
            "QT-P9:unit_head",
            "Phòng tiếp thu toàn bộ ý kiến chỉ đạo, bổ sung vào chương trình công tác năm 2023.",
            3,
        ),
    ),
    assessment=(
        "Lãnh đạo Phòng 9 đã bám sát chỉ thị, kế hoạch và hướng dẫn của cấp trên để xây dựng chương "
        "trình công tác, hướng dẫn nghiệp vụ cho cấp huyện đúng thời hạn.\n"
        "Phòng đã tập trung thực hiện chỉ tiêu nghiệp vụ, triển khai Nghị quyết số 09 của Ban cán sự "
        "đảng về tự đào tạo, bồi dưỡng theo Công văn số 1065/VKSTC-V15 ngày 24/3/2023; nội bộ đoàn kết."
    ),
    orders=(
        Order(
            "Đổi mới quản lý, chỉ đạo, điều hành; phát huy trách nhiệm người đứng đầu trong thực hiện nhiệm vụ trọng tâm, đột phá và chỉ tiêu đã đề ra",
            ("QT-P9",),
            "thường xuyên",
        ),
        Order(
            "Phân công công việc cân đối với trình độ, năng lực từng người; không để người có năng lực bị quá tải",
            ("QT-P9",),
            "trước ngày 01/6/2023",
            "Bảng phân công",
        ),
        Order(
            "Tăng cường kiểm tra tiến độ công việc, kỹ năng xây dựng hồ sơ và báo cáo quan điểm giải quyết án trong đơn vị",
            ("QT-P9",),
            "hằng tháng",
        ),
        Order(
            "Lãnh đạo Phòng trực tiếp tham gia nhiều hơn các phiên tòa rút kinh nghiệm",
            ("QT-P9",),
            "đến hết ngày 30/11/2023",
        ),
        Order(
            "Tăng cường quan hệ phối hợp hai chiều với Tòa án; nâng chất lượng bài phát biểu của Kiểm sát viên tại phiên tòa",
            ("QT-P9",),
            "thường xuyên",
        ),
        Order(
            "Thực hiện nghiêm Nghị quyết số 09 về tự đào tạo, bồi dưỡng cán bộ",
            ("QT-P9",),
            "đến hết ngày 30/11/2023",
        ),
        Order(
            "Chú trọng công tác tuyên truyền và các phong trào văn nghệ, thể thao", ("QT-P9",), ""
        ),
        Order(
            "Giữ gìn, lan tỏa tinh thần đoàn kết trong và ngoài đơn vị",
            ("QT-P9",),
            "",
            gives_no_task=True,
        ),
    ),
    signer="head",
)
