"""The last monthly meeting's record, numbered, with a supplement begun; the next one's invitation."""

import datetime

from meetings.demonstration.offices import Staff
from meetings.models import ChairQuestion, Intervention, Meeting, MinutesDocument
from meetings.papers import inviting, minutes_documents
from procuracy.web.dates import office_day
from units import issuing, reviewing
from units.delivering import hand_over
from units.models import RegisterEntry, Role, User

HOUR = datetime.timedelta(hours=1)


def play(held: Meeting, ahead: Meeting, staff: Staff, now: datetime.datetime) -> None:
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    clerk.act_on(office_day(now))
    head = staff.user_of("QT2", Role.PROVINCE_HEAD) or staff.stand_in
    record = _issued(held, staff, clerk, head)
    supplement = minutes_documents.supplement(
        record,
        cause="Ghi nhầm số kiến nghị chưa được trả lời trong báo cáo của Văn phòng.",
        correction=(
            "Ý kiến báo cáo của Chánh Văn phòng: “năm kiến nghị chưa được trả lời quá 40 ngày” "
            "đọc là “sáu kiến nghị chưa được trả lời quá 40 ngày”."
        ),
        by=clerk,
        at=now,
    )
    _asked(held, staff, clerk)
    _reviewed(supplement, staff, clerk, now)
    invitation = inviting.prepare(ahead, by=clerk, at=now)
    invitation.guests = "Đại diện lãnh đạo Ban Nội chính Tỉnh ủy Quảng Trị"
    invitation.touch("guests")
    issuing.approve(inviting.WAY, invitation, edition=invitation.edition, by=head, at=now)


def _reviewed(paper: MinutesDocument, staff: Staff, clerk: User, now: datetime.datetime) -> None:
    """Handed over, with one thing mended and another one still open."""
    way = minutes_documents.WAY
    chief = staff.user_of("QT2-VP", Role.HEAD_OF_OFFICE) or staff.stand_in
    early = now - HOUR
    note = "Kính trình đồng chí Chánh Văn phòng xem, cho ý kiến."
    reviewing.hand(way, paper, by=clerk, at=early, note=note)
    said = {
        "cause": "Ghi rõ số liệu lấy từ báo cáo ngày nào.",
        "correction": "Viết đủ tên văn bản được đính chính.",
    }
    cause, _ = [
        reviewing.comment(way, paper, key=key, text=text, by=chief, at=early)
        for key, text in said.items()
    ]
    paper.cause = "Ghi nhầm số kiến nghị chưa được trả lời trong báo cáo tháng của Văn phòng."
    paper.touch("cause")
    reviewing.resolve(cause, answer="Đã ghi báo cáo tháng", by=clerk, at=now)


def _issued(held: Meeting, staff: Staff, clerk: User, head: User) -> MinutesDocument:
    way = minutes_documents.WAY
    paper = minutes_documents.prepare(held, by=clerk, at=held.starts_at)
    entries = RegisterEntry.objects.filter(register__office=held.organiser)
    last = entries.select_related("document").latest("pk").document
    at = last.issued_at + HOUR
    keeper = staff.user_of("QT2-VP", Role.REGISTRY_CLERK) or staff.stand_in
    paper = issuing.approve(way, paper, edition=paper.edition, by=head, at=at)
    paper = issuing.record_signature(way, paper, signed_on=last.dated_on, by=clerk, at=at)
    document = issuing.number(way, paper, dated_on=last.dated_on, by=keeper, at=at)
    for unit in paper.recipients.all():
        hand_over(document, unit.pk, at=at)
    return issuing.release(way, paper, by=keeper, at=at)


def _asked(held: Meeting, staff: Staff, clerk: User) -> None:
    """The question of the record as a ticked line of the chair's list."""
    row = held.interventions.filter(kind=Intervention.Kind.QUESTION).first()
    if row is None:
        return
    unit = staff.units["QT2-KV4"]
    ChairQuestion.objects.create(
        meeting=held,
        key=f"asked-{unit.code.lower()}",
        kind=ChairQuestion.Kind.UNMET,
        unit=unit,
        text=row.text,
        asked_at=row.spoken_at,
        intervention=row,
        by=clerk,
        at=row.spoken_at,
    )
