"""Meetings as calendar files: for phones, and beside mail that tells of a move."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, QuerySet

from meetings.models import Meeting
from procuracy.web import icalendar

STATUS: dict[str, icalendar.Status] = {
    Meeting.State.DRAFT: "TENTATIVE",
    Meeting.State.CANCELLED: "CANCELLED",
}


def counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With what a file says of each, in one query."""
    return rows.annotate(move_count=Count("moves")).select_related("chair__person")


def file_of(name: str, meetings: Iterable[Meeting], at: datetime.datetime) -> bytes:
    """`meetings` as `counted` gives them."""
    return icalendar.calendar(name, [event(one, at) for one in meetings])


def event(meeting: Meeting, at: datetime.datetime) -> icalendar.Event:
    """Every move, and calling it off, is a newer version of the same event."""
    is_off = meeting.state == Meeting.State.CANCELLED
    moves: int = meeting.move_count  # type: ignore[attr-defined]
    chair = meeting.chair
    words = [f"Chủ trì: {chair.person.full_name}, {chair.position}", meeting.get_form_display()]
    if is_off and meeting.cancel_reason:
        words = [f"Đã hủy: {meeting.cancel_reason}"]
    return icalendar.Event(
        uid=f"meeting-{meeting.pk}@{domain()}",
        sequence=moves + is_off,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stamp=at,
        title=meeting.title,
        place=meeting.place,
        words="\n".join(words),
        status=STATUS.get(meeting.state, "CONFIRMED"),
    )


def domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.partition("@")[2].rstrip(">") or "localhost"
