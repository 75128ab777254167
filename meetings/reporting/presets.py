"""Sections that reports begin with, by kind of meeting; an office changes them on its page."""

from meetings.models import KindSection, MeetingKind
from meetings.models.kind_sections import SectionSource as Source

OWN = (
    Source.OWN,
    "Kết quả nổi bật",
    "Việc đã làm, cách làm tốt; số liệu chung đã có ở mục dưới.",
    True,
)
FIGURES = (Source.FIGURES, "Kết quả thực hiện chỉ tiêu", "Nêu thêm điều con số chưa nói.", False)
UNMET = (
    Source.UNMET,
    "Chỉ tiêu chưa đạt, nguyên nhân",
    "Giải trình ở từng chỉ tiêu; ở đây chỉ nêu nguyên nhân chung.",
    False,
)
COMMITMENTS = (Source.COMMITMENTS, "Giải pháp, cam kết", "Việc làm, ai làm, đến ngày nào.", False)
OVERDUE = (Source.OVERDUE, "Nhiệm vụ được giao quá hạn, chưa xong", "Vì sao chậm.", False)
MATTERS = (
    Source.MATTERS,
    "Vụ, việc đang theo dõi",
    "Chỉ ghi số hồ sơ; không ghi tên bị can, bị cáo, đương sự.",
    False,
)
DIFFICULTIES = (Source.DIFFICULTIES, "Khó khăn, đề xuất", "Mỗi việc một dòng riêng.", False)
SPEECH = (Source.SPEECH, "Phát biểu tại hội nghị", "Đi thẳng vào nguyên nhân, giải pháp.", False)

REVIEW = [OWN, FIGURES, UNMET, COMMITMENTS, OVERDUE, MATTERS, DIFFICULTIES, SPEECH]
BRIEF = [OWN, OVERDUE, DIFFICULTIES]
# By code of kind; other kinds take the plain ones of `sections`.
SECTIONS = {
    "giao-ban-tuan": BRIEF,
    "giao-ban-thang": REVIEW,
    "giao-ban-quy": REVIEW,
    "so-ket-6-thang": REVIEW,
    "tong-ket-nam": REVIEW,
    "lam-viec-don-vi": REVIEW[:-1],
    "trien-khai": [OWN, COMMITMENTS, DIFFICULTIES],
}


def load() -> None:
    """For kinds that have no sections yet; what an office has changed stays as it is."""
    kinds = MeetingKind.objects.filter(code__in=SECTIONS, sections__isnull=True)
    KindSection.objects.bulk_create(
        KindSection(
            kind=kind, order=order, source=source, title=title, hint=hint, is_required=is_required
        )
        for kind in kinds
        for order, (source, title, hint, is_required) in enumerate(SECTIONS[kind.code], start=1)
    )
