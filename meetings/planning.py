"""Before a meeting: calling it, who comes, where they sit, what is heard."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from meetings import reporting, seating
from meetings.agenda import lines, sources
from meetings.models import Meeting, MeetingKind
from meetings.states import change, locked, may_change
from meetings.states import day_of as day_of  # where the parts of a meeting look for it
from procuracy.web.errors import Refused
from targets.models import Period, WorkYear
from units.models import Appointment, Role, Unit, User
from units.models.organisation import UnitQuerySet

# What a new meeting begins with


def last_ended_period(kind: MeetingKind, on: datetime.date) -> Period | None:
    """The period a meeting of this kind hears on a day: the latest one that has ended."""
    heard = Period.objects.filter(kind=kind.period_kind, ends_on__lte=on)
    return heard.select_related("work_year").order_by("-ends_on").first()


def title_of(kind: MeetingKind, period: Period | None, year: WorkYear | None) -> str:
    label = period.label if period else ""
    label = label[:1].lower() + label[1:]
    title = kind.title_template.format(ky=label, nam=year.year if year else "")
    return " ".join(title.split())


def invitable(organiser: Unit, on: datetime.date) -> UnitQuerySet:
    """Units below a province; a region or district hears itself."""
    return Unit.objects.existing(on).of_office(organiser).exclude(kind=Unit.Kind.PROVINCE)


def propose_invited(kind: MeetingKind, organiser: Unit, on: datetime.date) -> list[Unit]:
    """A periodic review hears all units; other meetings of a province begin with its Văn phòng."""
    units = invitable(organiser, on)
    if kind.period_kind or organiser.kind != Unit.Kind.PROVINCE:
        return list(units)
    return list(units.filter(is_secretariat=True))


def propose_chair(organiser: Unit, on: datetime.date) -> Appointment | None:
    head = Role.PROVINCE_HEAD if organiser.kind == Unit.Kind.PROVINCE else Role.UNIT_HEAD
    return Appointment.objects.current(on).filter(unit=organiser, role=head).first()


# States


@transaction.atomic
def create_meeting(meeting: Meeting, *, invited: Iterable[Unit], at: datetime.datetime) -> Meeting:
    """Save a new meeting with its kind's agenda, the open tasks of earlier ones, and its sites.

    Refused when the organiser already has one of this title at this hour: a second press.
    """
    Unit.objects.select_for_update().get(pk=meeting.organiser_id)
    same = Meeting.objects.filter(
        organiser=meeting.organiser_id, title=meeting.title, starts_at=meeting.starts_at
    ).exclude(state=Meeting.State.CANCELLED)
    if same.exists():
        raise Refused("Cuộc họp này đã có trong lịch: cùng tên, cùng giờ bắt đầu.")
    meeting.save()
    meeting.invited.set(invited)
    lines.from_template(meeting)
    sources.add_tasks(meeting, at=at)
    seating.propose_sites(meeting)
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, *, invited: Iterable[Unit]) -> Meeting:
    """Changed facts; reports of units that came in or went out follow the invitation."""
    present = locked(meeting)
    if not may_change(present):
        raise Refused(f"Cuộc họp {present.get_state_display()}: không sửa được nữa.")
    meeting.state = present.state
    meeting.save(update_fields=_EDITED)
    meeting.invited.set(invited)
    if meeting.state != Meeting.State.DRAFT:
        reporting.open_reports(meeting)
    return meeting


_EDITED = [
    *("host", "work_year", "period", "title", "form", "place", "starts_at", "ends_at", "chair"),
    "reports_due_at",
]


@transaction.atomic
def schedule(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Put on the calendar: invited units see it and their reports are opened."""
    refusal = "Cuộc họp {state}, không lên lịch lại được."
    change(meeting, Meeting.State.SCHEDULED, refusal, by=by, at=at)
    reporting.open_reports(meeting)


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Khai mạc: from now on minutes may be typed."""
    refusal = "Cuộc họp {state}, không khai mạc được."
    change(meeting, Meeting.State.IN_SESSION, refusal, by=by, at=at, opened_at=at)


@transaction.atomic
def cancel(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    refusal = "Cuộc họp {state}, không hủy được."
    change(meeting, Meeting.State.CANCELLED, refusal, by=by, at=at)
