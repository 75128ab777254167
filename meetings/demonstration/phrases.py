"""Phrases that secretaries of an office type most."""

from meetings.models import Phrase
from units.models import Unit

# Shortcut, words, kind of intervention.
PHRASES = [
    ("tt", "Đơn vị tiếp thu, tổ chức thực hiện và báo cáo kết quả trước ngày ….", ""),
    ("vs", "Vì sao … tháng liền chưa chuyển biến, biện pháp tới đây là gì?", "question"),
    ("cgd", "Nguyên nhân: còn … vụ, việc chờ kết luận giám định.", "explanation"),
    ("ck", "Cam kết đến ngày … đạt …, không để phát sinh việc quá hạn.", "commitment"),
    ("rs", "Yêu cầu … rà soát, báo cáo Viện trưởng trước ngày ….", "conclusion"),
    ("vp", "Văn phòng theo dõi, đôn đốc, báo cáo tại kỳ giao ban sau.", "conclusion"),
]


def keep(office: Unit) -> None:
    Phrase.objects.bulk_create(
        Phrase(office=office, shortcut=short, text=text, kind=kind, order=place)
        for place, (short, text, kind) in enumerate(PHRASES, start=1)
    )
