"""What the last monthly meeting's secretaries pulled into its record: cards of a region's targets and
of a matter that it watches, and which words of the conclusion directives were made of."""

import datetime

from meetings.demonstration.offices import Staff
from meetings.desk import exhibiting
from meetings.models import Directive, Exhibit, Intervention, Meeting
from procuracy.web.dates import office_day
from units.models import Role, Unit

ASKED, ABOUT = "QT2-KV4", "tin"
# How a directive begins, and the words of the conclusion that it was made of.
QUOTES = (
    ("Giải quyết dứt điểm tin báo quá hạn", "Tập trung các chỉ tiêu chưa đạt"),
    ("Đôn đốc các cơ quan trả lời kiến nghị", "Văn phòng đôn đốc các việc đã giao"),
)


def play(staff: Staff, today: datetime.date) -> None:
    held = Meeting.objects.filter(
        organiser__code="QT2", kind__code="giao-ban-thang", concluded_at__isnull=False
    )
    meeting = held.order_by("-starts_at").first()
    if meeting is None:
        return
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    clerk.act_on(today)
    unit = Unit.objects.named(today).get(code=ASKED)
    day = office_day(meeting.starts_at)
    rows = {row.kind: row for row in meeting.interventions.standing().order_by("-spoken_at", "-pk")}
    kinds = Intervention.Kind
    behind = [one for one in exhibiting.target_cards(meeting, unit, day) if one.is_behind]
    behind = sorted(behind, key=lambda one: ABOUT not in one.facts["title"].lower())
    matters = exhibiting.matter_cards(meeting, unit, clerk)
    wanted = [
        *((rows.get(kinds.QUESTION), card) for card in behind[:1]),
        *((rows.get(kinds.EXPLANATION), card) for card in matters[:1]),
    ]
    Exhibit.objects.bulk_create(
        Exhibit(
            intervention=row,
            kind=card.kind,
            unit=unit,
            facts=card.facts,
            taken_at=row.spoken_at,
            taken_by=clerk,
            **{f"{card.kind}_id": card.subject},
        )
        for row, card in wanted
        if row
    )
    _quote(meeting, rows.get(kinds.CONCLUSION))


def _quote(meeting: Meeting, source: Intervention | None) -> None:
    if source is None:
        return
    for begins, words in QUOTES:
        start = source.text.find(words)
        made = Directive.objects.filter(meeting=meeting, text__startswith=begins)
        if start >= 0:
            made.update(intervention=source, quote=words, quote_start=start)
