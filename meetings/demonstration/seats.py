"""Who was away from a meeting with several sites, who came late, who spoke for how long; what the
coming one takes over."""

import datetime
from collections.abc import Sequence

from meetings.agenda import carrying, lines
from meetings.models import AgendaItem, Attendance, Intervention, Meeting, SpeakerTurn
from units.models import User

HERE = "QT2"
SPEAKS = {"explanation", "answer", "contribution", "report"}
AHEAD = (
    ("Phần I. Kiểm điểm việc đã giao", "Chánh Văn phòng"),
    ("Phần II. Chỉ đạo, kết luận", "Viện trưởng"),
)


GUESTS = (
    ("Lê Thị Hồng Vân", "Ban Nội chính Tỉnh ủy Quảng Trị", "Phó Trưởng ban"),
    ("Trần Đình Lực", "Tòa án nhân dân tỉnh Quảng Trị", "Phó Chánh án"),
)


def invite_guests(meeting: Meeting, presence: str = Attendance.Presence.EXPECTED) -> None:
    """From outside the two tiers, in the hall."""
    hall = meeting.sites.order_by("order", "pk")[0]
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            site=hall,
            guest_name=name,
            organisation=organisation,
            position=position,
            presence=presence,
        )
        for name, organisation, position in GUESTS
    )


def some_away(meeting: Meeting) -> None:
    """Of the deputies who were expected: one excused, one replaced by his clerk, one late."""
    deputies = meeting.attendances.filter(position__startswith="Phó").exclude(
        unit=meeting.organiser_id
    )
    found = list(deputies.order_by("unit__order", "pk")[:3])
    if len(found) < 3:
        return
    away, replaced, late = found
    others = meeting.attendances.filter(unit=replaced.unit_id).exclude(pk=replaced.pk)
    away.presence, away.excuse = Attendance.Presence.EXCUSED, "Đi công tác tại cơ sở"
    replaced.presence, replaced.excuse = Attendance.Presence.EXCUSED, "Nghỉ ốm"
    replaced.replaced_by = others.order_by("-pk").first()
    late.arrived_at = meeting.starts_at + datetime.timedelta(minutes=25)
    if meeting.organiser.code == HERE:
        invite_guests(meeting, Attendance.Presence.PRESENT)
    Attendance.objects.bulk_update(found, ["presence", "excuse", "replaced_by", "arrived_at"])


def queue(meeting: Meeting, said: Sequence[Intervention]) -> None:
    """A turn for each row in which a unit spoke, beginning when it was said."""
    spoke = [row for row in said if row.speaker and row.kind in SPEAKS]
    SpeakerTurn.objects.bulk_create(
        SpeakerTurn(
            meeting=meeting,
            attendance=row.speaker,
            agenda_item=row.agenda_item,
            order=order,
            minutes=5,
            asked_at=row.spoken_at - datetime.timedelta(minutes=6),
            called_at=row.spoken_at - datetime.timedelta(seconds=30),
            started_at=row.spoken_at,
            ended_at=row.spoken_at + datetime.timedelta(seconds=150 + 95 * order),
        )
        for order, row in enumerate(spoke, 1)
    )


def prepare(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Headings over the coming agenda, what the last meeting did not come to, guests."""
    invite_guests(meeting)
    left = list(carrying.left_over(meeting, by).values_list("pk", flat=True)[:1])
    if left:
        carrying.carry(meeting, left, moves=True, by=by, at=at)
    items = list(meeting.agenda.all())
    headings = [
        AgendaItem(meeting=meeting, title=title, is_heading=True, minutes=0) for title, _ in AHEAD
    ]
    ordered = [items[0], headings[0], *items[1:-1], headings[1], items[-1]]
    for order, item in enumerate(ordered, 1):
        item.order = order
    for item, (_, presenter) in zip((items[1], items[-1]), AHEAD, strict=True):
        item.presenter = presenter
    AgendaItem.objects.bulk_update(items, ["order", "presenter"])
    AgendaItem.objects.bulk_create(headings)
    lines.renumber(meeting)
