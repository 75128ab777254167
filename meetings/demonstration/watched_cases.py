"""Matters of the new Quảng Trị, as their units would have told of them: invented throughout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`since`, and the keys of `told`: months before the last one that was told of."""

    unit: str
    register: str
    field: str
    number: str
    since: int
    stage: str
    summary: str
    told: dict[int, tuple[str, str]]
    closed: int | None = None


CASES = (
    Case(
        "QT2-KV1",
        "ton-dong",
        "tin-bao",
        "41/2025",
        13,
        "đang xác minh tin báo",
        "Tin báo chiếm đoạt tài sản qua mạng, nhiều bị hại ở ngoài tỉnh.",
        {
            6: ("đang xác minh tin báo", "Đã ủy thác xác minh tại 03 tỉnh, chưa có trả lời"),
            1: ("đang xác minh tin báo", "Nhận trả lời ủy thác của 02 tỉnh, đôn đốc tỉnh còn lại"),
        },
    ),
    Case(
        "QT2-KV1",
        "kien-nghi",
        "thi-hanh-an-ds",
        "KN 07",
        4,
        "đã gửi kiến nghị",
        "Kiến nghị khắc phục vi phạm trong xác minh điều kiện thi hành án.",
        {2: ("đã đôn đốc lần 1", "Gửi công văn đôn đốc, hẹn trả lời trong tháng")},
    ),
    Case(
        "QT2-KV2",
        "ton-dong",
        "dieu-tra",
        "18/2025",
        16,
        "tạm đình chỉ",
        "Vụ cố ý gây thương tích, chờ kết quả giám định bổ sung.",
        {
            8: ("đang điều tra", "Phục hồi điều tra sau khi có kết luận giám định"),
            2: ("đang điều tra", "Gia hạn thời hạn điều tra lần thứ nhất"),
        },
    ),
    Case(
        "QT2-KV2",
        "dan-su-huy",
        "dan-su",
        "112/2025",
        5,
        "hủy để xét xử lại",
        "Tranh chấp quyền sử dụng đất, bị hủy do thu thập chứng cứ chưa đủ.",
        {3: ("Tòa án đã thụ lý lại", "Tòa án khu vực thụ lý lại, phân công Kiểm sát viên khác")},
    ),
    Case(
        "QT2-KV3",
        "ton-dong",
        "dieu-tra",
        "27/2026",
        7,
        "đang điều tra",
        "Vụ trộm cắp tài sản nhiều lần, liên quan ba địa bàn.",
        {0: ("đang truy tố", "Kết thúc điều tra, đã nhận hồ sơ đề nghị truy tố")},
    ),
    Case(
        "QT2-KV3",
        "hinh-su-huy",
        "xet-xu-hs",
        "09/2025",
        10,
        "hủy để điều tra lại",
        "Án sơ thẩm bị hủy do bỏ lọt hành vi.",
        {
            7: ("đang điều tra lại", "Đã ban hành yêu cầu điều tra"),
            3: ("đang truy tố lại", "Hoàn thành cáo trạng"),
            1: ("đang xét xử lại", "Tòa án khu vực đưa ra xét xử sơ thẩm lại"),
        },
        closed=0,
    ),
    Case(
        "QT2-KV4",
        "ton-dong",
        "tin-bao",
        "55/2026",
        6,
        "đang xác minh tin báo",
        "Tin báo khai thác khoáng sản trái phép, chờ định giá.",
        {2: ("đang xác minh tin báo", "Họp liên ngành, yêu cầu hội đồng định giá trả lời")},
    ),
    Case(
        "QT2-KV4",
        "ton-dong",
        "thi-hanh-an-ds",
        "301/2024",
        22,
        "đang thi hành án",
        "Việc thi hành án kéo dài do tranh chấp tài sản kê biên.",
        {4: ("đang thi hành án", "Cơ quan thi hành án đã xác minh lại hiện trạng tài sản")},
    ),
    Case(
        "QT2-KV4",
        "kien-nghi",
        "khieu-to",
        "KN 03",
        8,
        "đã gửi kiến nghị",
        "Kiến nghị về thời hạn giải quyết khiếu nại.",
        {
            6: ("đã đôn đốc lần 1", "Gửi công văn đôn đốc"),
            3: ("đã đôn đốc lần 2", "Làm việc trực tiếp, đơn vị hẹn trả lời"),
            1: ("đã báo cáo lãnh đạo Viện", "Báo cáo lãnh đạo Viện cho ý kiến"),
        },
    ),
    Case(
        "QT2-KV5",
        "ton-dong",
        "dieu-tra",
        "33/2026",
        3,
        "đang điều tra",
        "Vụ hủy hoại rừng phòng hộ, chờ kết luận giám định thiệt hại.",
        {},
    ),
    Case(
        "QT2-KV6",
        "dan-su-huy",
        "dan-su",
        "87/2025",
        9,
        "hủy để xét xử lại",
        "Ly hôn, chia tài sản; bị hủy do xác định thiếu người tham gia tố tụng.",
        {5: ("đang xét xử lại", "Đã mở phiên tòa, hoãn do vắng đương sự")},
        closed=1,
    ),
    Case(
        "QT2-KV6",
        "kien-nghi",
        "tin-bao",
        "KN 11",
        2,
        "đã gửi kiến nghị",
        "Kiến nghị khắc phục vi phạm trong tiếp nhận, phân loại nguồn tin.",
        {},
    ),
    Case(
        "QT2-KV7",
        "ton-dong",
        "xet-xu-hs",
        "14/2026",
        5,
        "đang xét xử sơ thẩm",
        "Vụ án hoãn phiên tòa hai lần do vắng người tham gia tố tụng.",
        {1: ("đang xét xử sơ thẩm", "Tòa án ấn định mở lại phiên tòa trong tháng sau")},
    ),
    Case(
        "QT2-KV8",
        "kien-nghi",
        "dan-su",
        "KN 02",
        1,
        "đã gửi kiến nghị",
        "Kiến nghị khắc phục việc chậm gửi bản án, quyết định.",
        {},
    ),
    Case(
        "QT2-P9",
        "dan-su-huy",
        "dan-su",
        "05/2026",
        4,
        "hủy để xét xử lại",
        "Án phúc thẩm bị hủy theo thủ tục giám đốc thẩm.",
        {2: ("Tòa án đã thụ lý lại", "Đã nhận hồ sơ, phân công Kiểm sát viên nghiên cứu")},
    ),
    Case(
        "QT2-P9",
        "kien-nghi",
        "dan-su",
        "KN 04",
        3,
        "đã gửi kiến nghị",
        "Kiến nghị tổng hợp vi phạm trong giải quyết án dân sự hai cấp.",
        {1: ("đã đôn đốc lần 1", "Gửi công văn đôn đốc")},
    ),
)
