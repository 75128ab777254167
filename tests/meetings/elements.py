"""The elements of a notice with the type that Nghị định 30/2020/NĐ-CP, Phụ lục I prescribes."""

from dataclasses import dataclass

from tests.meetings.measuring import Sheet, Span


@dataclass(frozen=True)
class Element:
    """A line of the notice and the sizes (pt) and face prescribed for it."""

    name: str
    province: str
    region: str
    smallest: float
    largest: float
    face: str


ELEMENTS = [
    Element("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", 12, 13, "Bold"),
    Element("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", "", 13, 14, "Bold"),
    Element("Cơ quan chủ quản", "TỐI CAO", "TỈNH QUẢNG TRỊ", 12, 13, "Regular"),
    Element("Cơ quan ban hành", "TỈNH QUẢNG TRỊ", "KHU VỰC 5", 12, 13, "Bold"),
    Element("Số", "Số: ", "", 13, 13, "Regular"),
    Element("Ký hiệu", "/TB-VKS", "/TB-VKSKV5", 13, 13, "Regular"),
    Element("Địa danh", "Quảng Trị, ngày ", "", 13, 14, "Italic"),
    Element("Tên loại", "THÔNG BÁO", "", 13, 14, "Bold"),
    Element("Trích yếu", "Kết luận của đồng chí Viện trưởng", "", 13, 14, "Bold"),
    Element("Nội dung", "Ngày 20/11/2026, Viện kiểm sát", "", 13, 14, "Regular"),
    Element("Tiêu đề mục", "I. Đánh giá tình hình, kết quả công tác", "", 13, 14, "Bold"),
]
CLOSING = [
    Element("Nơi nhận", "Nơi nhận:", "", 12, 12, "Bold Italic"),
    Element("Danh sách", "- Lãnh đạo VKSND tỉnh (để b/c);", "", 11, 11, "Regular"),
    Element("Lưu", "- Lưu: VT, VP.", "", 11, 11, "Regular"),
    Element("Chức vụ ký", "CHÁNH VĂN PHÒNG", "VIỆN TRƯỞNG", 13, 14, "Bold"),
    Element("Họ tên", "Nguyễn Văn A", "Trần Thị B", 13, 14, "Bold"),
]


def located(page: Sheet, element: Element, case: str) -> Span:
    text = (case.startswith("region") and element.region) or element.province
    return page.find(text)
