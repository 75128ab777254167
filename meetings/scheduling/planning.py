"""Before a meeting: calling it, who comes, where they sit, what is heard."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from meetings import reporting
from meetings.agenda import lines, portfolios, sources
from meetings.attendance import seating
from meetings.models import Meeting, MeetingKind
from meetings.states import change, locked, may_change, tell_followers
from meetings.states import day_of as day_of  # where the parts of a meeting look for it
from procuracy.web.errors import Refused
from units.models import Person, Unit, User


@transaction.atomic
def create_meeting(
    meeting: Meeting,
    *,
    invited: Iterable[Unit],
    at: datetime.datetime,
    secretaries: Iterable[Person] = (),
) -> Meeting:
    """Save a new meeting with its kind's agenda, the open tasks of earlier ones, and its sites.

    Refused when the organiser already has one of this title at this hour: a second press.
    """
    Unit.objects.select_for_update().get(pk=meeting.organiser_id)
    if is_doubled(meeting):
        raise Refused("Cuộc họp này đã có trong lịch: cùng tên, cùng giờ bắt đầu.")
    meeting.save()
    meeting.invited.set(invited)
    meeting.secretaries.set(secretaries)
    lines.from_template(meeting)
    if meeting.kind.by_portfolio:
        portfolios.prepare(meeting, at=at)
    else:
        sources.add_tasks(meeting, at=at)
    seating.propose_sites(meeting)
    return meeting


def is_doubled(meeting: Meeting) -> bool:
    """The organiser already has one of this title at this hour."""
    same = Meeting.objects.filter(
        organiser=meeting.organiser_id, title=meeting.title, starts_at=meeting.starts_at
    )
    return same.exclude(pk=meeting.pk).exclude(state=Meeting.State.CANCELLED).exists()


@transaction.atomic
def edit_meeting(
    meeting: Meeting, *, invited: Iterable[Unit], secretaries: Iterable[Person] | None = None
) -> Meeting:
    """Changed facts; reports of units that came in or went out follow the invitation.

    A meeting on the calendar keeps its time and place: `moving.move` changes and tells them.
    """
    present = locked(meeting)
    if not may_change(present):
        raise Refused(f"Cuộc họp {present.get_state_display()}: không sửa được nữa.")
    meeting.state = present.state
    if meeting.state == Meeting.State.SCHEDULED:
        for name in ("starts_at", "ends_at", "place"):
            setattr(meeting, name, getattr(present, name))
    meeting.save(update_fields=_EDITED)
    meeting.invited.set(invited)
    if secretaries is not None:
        meeting.secretaries.set(secretaries)
    if meeting.state != Meeting.State.DRAFT:
        _open_reports(meeting)
        tell_followers(present)
    return meeting


_EDITED = [
    *("host", "with_unit", "work_year", "period", "title", "form", "place"),
    *("starts_at", "ends_at", "chair", "reports_due_at", "accepted_conflicts"),
]


@transaction.atomic
def schedule(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Put on the calendar: invited units see it and their reports are opened.

    A draft of a year's calendar was made too early to hear what is late: it does now, if near.
    """
    is_late = meeting.series_id and not meeting.kind.by_portfolio
    if is_late and not meeting.agenda.filter(task__isnull=False).exists():
        sources.add_tasks(meeting, at=at)
    refusal = "Cuộc họp {state}, không lên lịch lại được."
    change(meeting, Meeting.State.SCHEDULED, refusal, by=by, at=at)
    if not meeting.sites.exists():
        seating.propose_sites(meeting)
    _open_reports(meeting)


def _open_reports(meeting: Meeting) -> None:
    """Leaders hear their own Office without a written report, unless one is asked for by a day."""
    among_leaders = meeting.kind.audience == MeetingKind.Audience.LEADERSHIP
    if meeting.reports_due_at or not among_leaders:
        reporting.open_reports(meeting)


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Khai mạc: from now on minutes may be typed."""
    refusal = "Cuộc họp {state}, không khai mạc được."
    change(meeting, Meeting.State.IN_SESSION, refusal, by=by, at=at, opened_at=at)
