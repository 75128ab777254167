"""Vĩnh Long, review of the first six months of 2022: eight district sites, 82 delegates, 14 speeches.

Facts: the meeting, its sites and delegates, the counts 16, 24 and 7, the weaknesses named, the
subjects of the conclusion and its one date (October 2022). Day, speakers' words: invented.
"""

from meetings.demonstration.script import Order, Said, Session, at

DISTRICTS = (
    "VL-TPVL",
    "VL-BMI",
    "VL-BTA",
    "VL-LHO",
    "VL-MTH",
    "VL-TBI",
    "VL-TON",
    "VL-VLM",
)
DEPARTMENTS = ("VL-P1", "VL-P2", "VL-P7", "VL-P8", "VL-P9", "VL-P11", "VL-P12", "VL-P15")

# kháng nghị 16, kiến nghị khắc phục vi phạm 24, kiến nghị phòng ngừa 7: by unit, in this order.
PROTESTS = dict(zip(("VL-P9", *DISTRICTS), (6, 2, 1, 1, 2, 1, 1, 1, 1), strict=True))
PETITIONS = dict(zip(("VL-P1", *DISTRICTS), (6, 4, 2, 1, 3, 2, 2, 2, 2), strict=True))
PREVENTIONS = dict(zip(("VL-P1", *DISTRICTS), (1, 2, 1, 0, 1, 0, 1, 0, 1), strict=True))

_SPEECHES = (
    (
        "VL-P1",
        "Đề nghị kiểm sát chặt việc phân loại nguồn tin ngay từ đầu, hằng tuần đối chiếu với Cơ quan điều tra để không còn tin quá hạn.",
    ),
    (
        "VL-P2",
        "Án trả hồ sơ chủ yếu do thiếu chứng cứ về nhân thân và vật chứng; kiến nghị duyệt đề ra yêu cầu điều tra trước khi phê chuẩn khởi tố bị can.",
    ),
    (
        "VL-P7",
        "Qua xét xử phúc thẩm thấy còn sai sót trong áp dụng tình tiết giảm nhẹ; đề nghị gửi bản án sơ thẩm về phòng đúng hạn để xem xét kháng nghị.",
    ),
    (
        "VL-P8",
        "Sẽ trực tiếp kiểm sát cơ sở giam giữ đủ số cuộc đã đăng ký, lồng ghép phúc tra kiến nghị cũ.",
    ),
    (
        "VL-P9",
        "Đề nghị các huyện báo cáo ngay bản án dân sự có dấu hiệu vi phạm để kháng nghị trong hạn; chia sẻ cách chọn phiên tòa rút kinh nghiệm.",
    ),
    (
        "VL-TPVL",
        "Lượng án lớn, mỗi Kiểm sát viên giữ trên 30 hồ sơ; đơn vị đã phân lại án theo sở trường và giao chỉ tiêu đến từng người.",
    ),
    (
        "VL-BMI",
        "Nêu cách làm hay: họp liên ngành mỗi tháng hai lần, giải quyết dứt điểm án tạm đình chỉ đã phục hồi.",
    ),
    (
        "VL-BTA",
        "Khó khăn do thiếu một Kiểm sát viên từ đầu năm; đề nghị tỉnh điều động, biệt phái.",
    ),
    (
        "VL-LHO",
        "Đã ban hành ba kiến nghị khắc phục vi phạm được chấp nhận; đang chuẩn bị kiến nghị phòng ngừa về trộm cắp tại khu công nghiệp.",
    ),
    (
        "VL-MTH",
        "Một vụ án bị sửa do đánh giá chưa đúng mức bồi thường; đơn vị đã họp rút kinh nghiệm và bổ sung bước kiểm tra của lãnh đạo.",
    ),
    (
        "VL-TBI",
        "Đã số hóa 21 hồ sơ, trình chiếu chứng cứ tại bốn phiên tòa; đề nghị trang bị thêm máy quét.",
    ),
    (
        "VL-TON",
        "Hai chỉ tiêu về trực tiếp kiểm sát và kháng nghị chưa thực hiện được; cam kết hoàn thành trong quý III.",
    ),
    (
        "VL-VLM",
        "Phối hợp Tòa án tổ chức năm phiên tòa rút kinh nghiệm; đề nghị phòng nghiệp vụ dự và góp ý trực tiếp.",
    ),
    (
        "VL-P15",
        "Báo cáo tiến độ rà soát quy hoạch và kế hoạch chuyển đổi vị trí công tác năm 2022.",
    ),
)

SIX_MONTHS = Session(
    kind="so-ket-6-thang",
    organiser="VL",
    title="Hội nghị sơ kết công tác 6 tháng đầu năm 2022",
    starts_at=at("2022-06-24", 8),
    hours=4,
    form="online",
    place="Hội trường VKSND tỉnh Vĩnh Long",
    chair="VL:province_head",
    invited=(*DEPARTMENTS, *DISTRICTS),
    period=("half", 1),
    sites=(
        ("VL", "Hội trường VKSND tỉnh", 26),
        *((code, "", 7) for code in DISTRICTS),
    ),
    agenda=(
        ("Khai mạc, điểm danh các điểm cầu", 10),
        ("Văn phòng trình bày báo cáo sơ kết", 30),
        ("Tham luận, thảo luận", 120),
        ("Viện trưởng kết luận", 40),
    ),
    said=(
        *(Said("contribution", f"{unit}:unit_head", text) for unit, text in _SPEECHES),
        Said(
            "conclusion",
            "VL:province_head",
            "Biểu dương kết quả 6 tháng; yêu cầu rà soát từng chỉ tiêu chưa đạt, phấn đấu hoàn thành "
            "chỉ tiêu cả năm trong tháng 10/2022; các đơn vị được kiểm tra khắc phục ngay hạn chế, "
            "cuối năm tỉnh phúc tra.",
        ),
    ),
    assessment=(
        "Sáu tháng đầu năm 2022, VKSND hai cấp đã bám sát Chỉ thị, Kế hoạch công tác của Ngành; "
        "nhiều chỉ tiêu nghiệp vụ đạt và vượt; không có trường hợp oan, sai, bỏ lọt tội phạm, không "
        "có bị cáo Tòa án tuyên không phạm tội.\n"
        "Qua công tác kiểm sát đã ban hành 16 kháng nghị, 24 kiến nghị khắc phục vi phạm và 07 kiến "
        "nghị phòng ngừa tội phạm, vi phạm pháp luật; các cơ quan hữu quan đều chấp nhận.\n"
        "Tồn tại, hạn chế: còn án phải trả hồ sơ để điều tra bổ sung; còn án bị hủy, sửa có trách "
        "nhiệm của Viện kiểm sát; một số chỉ tiêu trực tiếp kiểm sát, kháng nghị, kiến nghị đạt thấp."
    ),
    orders=(
        Order(
            "Quán triệt phương châm hành động của Ngành; triển khai phong trào thi đua theo Kế hoạch "
            "số 74/KH-VKSTC ngày 26/5/2022 của VKSND tối cao",
            ("group:cac-phong", "group:vks-huyen"),
            "thường xuyên",
        ),
        Order(
            "Người đứng đầu nêu gương, kiểm tra, đôn đốc cấp dưới; giữ nghiêm nội quy, quy chế, văn "
            "hóa công sở, phòng ngừa tiêu cực nội bộ",
            ("group:cac-phong", "group:vks-huyen"),
            "thường xuyên",
        ),
        Order(
            "Khắc phục hạn chế, thiếu sót đã được chỉ ra qua kiểm tra 6 tháng đầu năm, báo cáo kết "
            "quả về VKSND tỉnh để phúc tra",
            ("VL-TPVL", "VL-LHO", "VL-TON"),
            "trước ngày 01/11/2022",
            "Báo cáo khắc phục",
        ),
        Order(
            "Tự kiểm tra, phát hiện và khắc phục hạn chế trong các khâu công tác",
            ("VL-BMI", "VL-BTA", "VL-MTH", "VL-TBI", "VL-VLM"),
            "trước ngày 01/10/2022",
            "Báo cáo tự kiểm tra",
        ),
        Order(
            "Tăng cường theo dõi, kiểm tra, hướng dẫn nghiệp vụ cho cấp huyện, tháo gỡ khó khăn, đẩy "
            "nhanh tiến độ giải quyết án",
            ("group:cac-phong-nghiep-vu",),
            "thường xuyên",
        ),
        Order(
            "Rà soát chỉ tiêu nghiệp vụ chưa đạt, hoàn thành chỉ tiêu cả năm, trước hết là trực tiếp "
            "kiểm sát, kháng nghị, kiến nghị vi phạm, kiến nghị phòng ngừa",
            ("group:cac-phong-nghiep-vu", "group:vks-huyen"),
            "trong tháng 10/2022",
            "Kết quả trên bảng chỉ tiêu",
        ),
        Order(
            "Phối hợp với Tòa án tổ chức phiên tòa rút kinh nghiệm án hình sự, dân sự, hành chính; "
            "nâng chất lượng các phiên tòa dự thi tranh tụng",
            ("group:cac-phong-nghiep-vu", "group:vks-huyen"),
            "",
        ),
        Order(
            "Tham mưu kiện toàn tổ chức bộ máy, rà soát quy hoạch cán bộ lãnh đạo, quản lý; thực hiện "
            "kế hoạch chuyển đổi vị trí công tác năm 2022",
            ("VL-P15",),
            "trước ngày 01/10/2022",
            "Tờ trình quy hoạch",
        ),
        Order(
            "Kiểm tra việc thực hiện quy chế dân chủ, thanh tra nghiệp vụ theo kế hoạch và đột xuất, "
            "kiểm tra kỷ luật nội vụ",
            ("VL-TT",),
            "trước ngày 01/12/2022",
            "Kết luận thanh tra",
        ),
        Order(
            "Đa dạng hình thức đào tạo, bồi dưỡng; gắn đào tạo tập trung với tự đào tạo, tập huấn "
            "chuyên đề tại đơn vị",
            ("VL-P15",),
            "thường xuyên",
            with_units=("group:cac-phong-nghiep-vu",),
        ),
        Order(
            "Nâng chất lượng tham mưu, tổng hợp, báo cáo, thống kê; tăng số lượng và chất lượng tin, "
            "bài; đẩy mạnh số hóa hồ sơ; quản lý kinh phí đúng định mức, thanh quyết toán đúng quy định",
            ("VL-VP",),
            "thường xuyên",
        ),
    ),
)
