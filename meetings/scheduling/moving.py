"""A meeting is held at another time or place, or not at all: with a reason, told to the invited."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from procrastinate.types import JSONDict

from meetings import jobs
from meetings.models import Meeting, MeetingMove
from meetings.scheduling import news
from meetings.states import change, locked
from procuracy.web.errors import Refused
from units.delivering import mail_is_possible
from units.models import User


@dataclass(frozen=True)
class To:
    """Where a meeting goes. `reports_due_at`: until when units now send their reports."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    reports_due_at: datetime.datetime | None = None


@transaction.atomic
def move(
    meeting: Meeting,
    to: To,
    *,
    reason: str,
    by: User,
    at: datetime.datetime,
    accepted: Sequence[str] = (),
) -> MeetingMove:
    """`accepted`: clashes at the new time that the office knows of. Refused unless the meeting is
    on the calendar, and where nothing changes: a second press."""
    present = locked(meeting)
    if present.state != Meeting.State.SCHEDULED:
        raise Refused(
            f"Cuộc họp {present.get_state_display()}: chỉ chuyển lịch cuộc họp đã lên lịch."
        )
    if to.starts_at <= at:
        raise Refused("Giờ mới đã qua: chọn thời gian sau lúc này.")
    before = (present.starts_at, present.ends_at, present.place)
    if before == (to.starts_at, to.ends_at, to.place):
        raise Refused("Ngày, giờ và địa điểm không có gì thay đổi.")
    Meeting.objects.filter(pk=present.pk).update(
        starts_at=to.starts_at,
        ends_at=to.ends_at,
        place=to.place,
        reports_due_at=to.reports_due_at,
        accepted_conflicts="\n".join(accepted),
        change_no=present.change_no + 1,
        surroundings_no=present.change_no + 1,
    )
    meeting.refresh_from_db()
    made = MeetingMove.objects.create(
        meeting=meeting,
        from_starts_at=before[0],
        from_ends_at=before[1],
        from_place=before[2],
        to_starts_at=to.starts_at,
        to_ends_at=to.ends_at,
        to_place=to.place,
        reason=reason,
        by=by,
        at=at,
    )
    _tell(meeting, made, by=by, at=at)
    return made


@transaction.atomic
def cancel(meeting: Meeting, *, by: User, at: datetime.datetime, reason: str = "") -> None:
    """Nobody was told of a draft, so it goes without a word; a scheduled one needs its reason."""
    was_known = locked(meeting).state != Meeting.State.DRAFT
    refusal = "Cuộc họp {state}, không hủy được."
    facts = {"cancelled_at": at, "cancel_reason": reason.strip()}
    state = Meeting.State.CANCELLED
    change(meeting, state, refusal, by=by, at=at, reason=reason.strip(), **facts)
    if not was_known:
        return
    if not meeting.cancel_reason:
        raise Refused("Ghi lý do hủy: các đơn vị được mời sẽ được báo.")
    _tell(meeting, None, by=by, at=at)


def _tell(meeting: Meeting, move: MeetingMove | None, *, by: User, at: datetime.datetime) -> None:
    """The jobs are queued with the rows they are for: a kill leaves both or neither."""
    rows = news.record(meeting, move, by=by, at=at)
    if rows and mail_is_possible():
        wanted: list[JSONDict] = [{"news_id": row.pk} for row in rows]
        jobs.mail_news.batch_defer(*wanted)
