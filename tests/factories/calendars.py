"""The year's calendar: series, turns to host, days off, moves and the news of them."""

import datetime
from typing import Any

from meetings.models import HostTurn, Meeting, MeetingMove, MeetingNews, MeetingSeries
from targets.models import Holiday
from tests.factories.common import NOW, next_number
from tests.factories.meetings import meeting_kind
from units.models import Unit, User


def meeting_series(organiser: Unit, by: User, **more: Any) -> MeetingSeries:
    kind = more.pop("kind", None) or meeting_kind(weekday=1)
    return MeetingSeries.objects.create(kind=kind, organiser=organiser, by=by, at=NOW, **more)


def host_turn(organiser: Unit, unit: Unit, **more: Any) -> HostTurn:
    return HostTurn.objects.create(
        organiser=organiser, unit=unit, order=more.pop("order", 1), **more
    )


def holiday(on: datetime.date | None = None, name: str = "Quốc khánh", **more: Any) -> Holiday:
    day = on or datetime.date(2030, 1, 1) + datetime.timedelta(days=next_number())
    return Holiday.objects.create(on=day, name=name, **more)


def meeting_move(of: Meeting, by: User, reason: str = "Trùng lịch họp Tỉnh ủy") -> MeetingMove:
    """To where it is now, from the day before."""
    day = datetime.timedelta(days=1)
    return MeetingMove.objects.create(
        meeting=of,
        from_starts_at=of.starts_at - day,
        from_ends_at=of.ends_at - day,
        from_place=of.place,
        to_starts_at=of.starts_at,
        to_ends_at=of.ends_at,
        to_place=of.place,
        reason=reason,
        by=by,
        at=NOW,
    )


def meeting_news(of: Meeting, to: User, by: User) -> MeetingNews:
    assert to.acting
    return MeetingNews.objects.create(
        meeting=of,
        move=meeting_move(of, by),
        person_id=to.acting.person_id,
        unit=to.acting.unit,
        at=NOW,
    )
