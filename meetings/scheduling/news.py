"""Telling those who were to come that a meeting was moved or called off, until they say they know.

The rows are made with the change itself; mail follows by a job for each of them.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.utils import timezone

from meetings.models import Attendance, Meeting, MeetingMove, MeetingNews
from meetings.scheduling import calendar_files
from procuracy.web.dates import screen_moment
from units.models import Appointment, Role, User

# Who of an invited unit is told: leaders and those who prepare what it brings.
TOLD = (
    Role.PROVINCE_HEAD,
    Role.PROVINCE_DEPUTY,
    Role.HEAD_OF_OFFICE,
    Role.OFFICE_STAFF,
    Role.UNIT_HEAD,
    Role.UNIT_DEPUTY,
    Role.UNIT_CLERK,
)

CLOSING = "Đăng nhập hệ thống, vào Việc của tôi để xác nhận đã biết."


@dataclass(frozen=True)
class Known:
    """How far news has got: people told, and those who said that they know."""

    told: int
    acknowledged: int


def record(
    meeting: Meeting, move: MeetingMove | None, *, by: User, at: datetime.datetime
) -> list[MeetingNews]:
    """One row for each person who is to know, but for the one who did it."""
    people = _recipients(meeting, timezone.localdate(at))
    people.pop(by.person_id or 0, None)
    return MeetingNews.objects.bulk_create(
        MeetingNews(meeting=meeting, move=move, person_id=person, unit_id=unit, at=at)
        for person, unit in people.items()
    )


def _recipients(meeting: Meeting, on: datetime.date) -> dict[int, int]:
    """Person → the unit for which he is told."""
    units = [meeting.organiser_id, meeting.host_id, *meeting.invited.values_list("pk", flat=True)]
    held = Appointment.objects.current(on).filter(unit__in=units, role__in=TOLD)
    found = dict(held.values_list("person", "unit"))
    seats = Attendance.objects.filter(meeting=meeting, person__isnull=False).order_by()
    found |= {p: u for p, u in seats.values_list("person", "unit") if p not in found}
    for person in meeting.secretaries.values_list("pk", flat=True):
        found.setdefault(person, meeting.organiser_id)
    found.setdefault(meeting.chair.person_id, meeting.chair.unit_id)
    return found


def acknowledge(rows: Iterable[MeetingNews], *, at: datetime.datetime) -> int:
    keys = [row.pk for row in rows]
    return MeetingNews.objects.filter(pk__in=keys).waiting().update(acknowledged_at=at)


def words(news: MeetingNews) -> str:
    """`Chuyển sang 14:00, 12/11/2026 (trước là 08:00, 11/11/2026): trùng lịch Tỉnh ủy.`"""
    meeting, move = news.meeting, news.move
    if move is None:
        return f"Đã hủy, lịch cũ {screen_moment(meeting.starts_at)}. Lý do: {meeting.cancel_reason}"
    return f"{moved(move)}. Lý do: {move.reason}"


def moved(move: MeetingMove) -> str:
    parts = []
    if (move.from_starts_at, move.from_ends_at) != (move.to_starts_at, move.to_ends_at):
        before, after = screen_moment(move.from_starts_at), screen_moment(move.to_starts_at)
        parts.append(f"Chuyển từ {before} sang {after}")
    if move.from_place != move.to_place:
        parts.append(f"địa điểm mới: {move.to_place} (trước là {move.from_place})")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def moves(meeting: Meeting) -> list[tuple[str, MeetingMove]]:
    """Every move with its words, the latest first."""
    rows = meeting.moves.select_related("by__person").order_by("-pk")
    return [(moved(row), row) for row in rows]


def known(meeting: Meeting) -> Known | None:
    """Of the latest news of a meeting; None where nobody had to be told."""
    latest = MeetingNews.objects.filter(meeting=meeting).order_by("-at", "-pk").first()
    if latest is None:
        return None
    rows = MeetingNews.objects.filter(meeting=meeting, move=latest.move_id)
    return Known(rows.count(), rows.filter(acknowledged_at__isnull=False).count())


def message(news: MeetingNews, *, at: datetime.datetime) -> EmailMessage | None:
    """With the meeting as a calendar file. Its Message-ID depends on the row alone, so that a mail
    repeated after a crash is known as the same one."""
    to = news.person.email
    if not to:
        return None
    meeting = calendar_files.counted(Meeting.objects.all()).get(pk=news.meeting_id)
    letter = EmailMessage(
        subject=f"{'Chuyển lịch' if news.move_id else 'Hủy'}: {meeting.title}"[:200],
        body=f"{meeting.title}\n{words(news)}\n\n{CLOSING}\n",
        to=[to],
        headers={"Message-ID": f"<meeting-news-{news.pk}@{calendar_files.domain()}>"},
    )
    content = calendar_files.file_of(meeting.title, [meeting], at)
    letter.attach(f"lich-hop-{meeting.pk}.ics", content, "text/calendar")
    return letter
