"""Official letters of Phòng 9: one that went out, one that waits; and a region's own draft."""

import datetime

from meetings.demonstration.offices import Staff
from meetings.demonstration.script import HANOI
from meetings.models import Letter
from meetings.papers import letters
from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units import issuing
from units.delivering import hand_over
from units.models import Register, RegisterEntry, Role, Unit, User
from units.models.papers import Urgency

HOUR = datetime.timedelta(hours=1)
BOOK = "Sổ công văn đi"
TABLE = "\n".join(
    [
        "TT\tNội dung rà soát\tĐơn vị thực hiện\tHạn gửi",
        "1\tÁn dân sự tạm đình chỉ quá 12 tháng\tVKSND các khu vực\t10/12",
        "2\tBản án bị hủy, sửa có trách nhiệm của Kiểm sát viên\tPhòng 9, VKSND các khu vực\t12/12",
        "3\tKiến nghị chưa được trả lời quá 40 ngày\tVKSND các khu vực\t15/12",
    ]
)
SENT = (
    "Thực hiện chương trình công tác năm 2026, Phòng 9 đề nghị VKSND các khu vực rà soát án dân sự, "
    "hành chính theo nội dung tại Phụ lục kèm theo.\n"
    "Kết quả gửi về Phòng 9 đúng hạn nêu tại Phụ lục để tổng hợp, báo cáo lãnh đạo Viện.\n"
    "Quá trình thực hiện có khó khăn, vướng mắc, đề nghị trao đổi với Phòng 9 để phối hợp."
)
WAITING = (
    "Phòng 9 đề nghị Văn phòng bố trí phòng họp trực tuyến phục vụ buổi rút kinh nghiệm án dân sự "
    "với VKSND các khu vực vào tuần cuối tháng.\nThành phần, tài liệu do Phòng 9 chuẩn bị."
)


def play(staff: Staff, now: datetime.datetime) -> None:
    writer = staff.user_of("QT2-P9", Role.UNIT_CLERK) or staff.user_of("QT2-P9", Role.UNIT_HEAD)
    regional = staff.user_of("QT2-KV5", Role.UNIT_CLERK)
    if writer is None or regional is None:
        return
    province = staff.units["QT2"]
    Register.objects.get_or_create(office=province, name=BOOK, defaults={"document_kinds": ["CV"]})
    _sent(_begun(writer, "Rà soát án dân sự, hành chính", "VKSND các khu vực", SENT, now), staff)
    _begun(writer, "Bố trí phòng họp trực tuyến", "Văn phòng VKSND tỉnh", WAITING, now)
    title = "Phối hợp trích xuất bị án phục vụ phiên tòa rút kinh nghiệm"
    _begun(regional, title, "Trại tạm giam Công an tỉnh", "", now)


def _begun(by: User, subject: str, to: str, content: str, now: datetime.datetime) -> Letter:
    by.act_on(now.astimezone(HANOI).date())
    assert by.acting
    letter = letters.begin(by.acting, subject=subject, addressed=to, by=by, at=now)
    letter.content = content
    return letter.touch("content")


def _sent(letter: Letter, staff: Staff) -> None:
    """An hour after the office's last number."""
    entries = RegisterEntry.objects.filter(register__office=letter.office)
    last = entries.select_related("document").latest("pk").document
    at, way = last.issued_at + HOUR, letters.WAY
    day = office_day(at)
    head = staff.user_of("QT2", Role.PROVINCE_HEAD) or staff.stand_in
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    keeper = staff.user_of("QT2-VP", Role.REGISTRY_CLERK) or staff.stand_in
    letter.urgency, letter.copies = Urgency.URGENT, 12
    letter.annexes = [{"title": "Nội dung rà soát", "text": TABLE, "is_table": True}]
    letter.touch("urgency", "copies", "annexes")
    letter.recipients.add(*Unit.objects.filter(parent=letter.office, kind=Unit.Kind.REGION))
    try:
        letter = issuing.approve(way, letter, edition=letter.edition, by=head, at=at)
    except Refused:
        return
    letter = issuing.record_signature(way, letter, signed_on=day, by=clerk, at=at)
    document = issuing.number(way, letter, dated_on=day, by=keeper, at=at)
    for unit in letter.recipients.order_by("pk"):
        hand_over(document, unit.pk, at=at, is_asked=unit != letter.unit)
    issuing.release(way, letter, by=keeper, at=at)
