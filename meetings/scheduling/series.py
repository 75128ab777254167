"""Lịch năm: the meetings of a kind that a work year will need, seen before they are made."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from meetings.agenda import lines
from meetings.models import Meeting, MeetingKind, MeetingSeries
from meetings.scheduling import conflicts, habits, hosting, planning
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets import working_days
from targets.models import Period, WorkYear
from units.models import Appointment, Unit, User

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """Whose calendar of which year; `kind` may be a copy that carries other habits."""

    kind: MeetingKind
    organiser: Unit
    year: WorkYear
    chair: Appointment
    place: str


@dataclass(frozen=True)
class Slot:
    """A week or a period with the meeting it would get."""

    slot_on: datetime.date
    period: Period | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    reports_due_at: datetime.datetime | None
    title: str
    host: Unit
    place: str
    # The day by habit, off days passed over; none where the whole week is off.
    usual_on: datetime.date | None = None
    moved: str = ""
    # What is there already, or why none is held.
    taken: Meeting | None = None
    refusal: str = ""
    is_usual: bool = True
    clashes: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        return self.taken is None and not self.refusal

    @property
    def day(self) -> datetime.date:
        return timezone.localtime(self.starts_at).date()

    @property
    def is_changed(self) -> bool:
        """The office has put it on another day than the habit's."""
        return self.is_open and self.day != self.usual_on

    @property
    def is_proposed(self) -> bool:
        return self.is_open and self.is_usual


def preview(
    wanted: Wanted,
    user: User,
    *,
    today: datetime.date,
    only: Collection[datetime.date] | None = None,
    changed: Mapping[datetime.date, datetime.date] | None = None,
) -> list[Slot]:
    """Every slot of the year; `only`: those chosen, which then share the turns to host; `changed`:
    other days than the habit's, by the slot's first day.

    A fixed number of queries.
    """
    days, other = list(_days(wanted.kind, wanted.year)), changed or {}
    off = working_days.around([*(day for _, day, _ in days), *other.values()])
    slots = [_slot(wanted, *day, off, today, other.get(day[0])) for day in days]
    slots = _hosted(_taken(slots, wanted), wanted, today, only)
    units = habits.propose_invited(wanted.kind, wanted.organiser, today)
    invited = frozenset(unit.pk for unit in units)
    asked = [_asked(slot, wanted, invited) for slot in slots if slot.is_open]
    found = iter(conflicts.clashes(asked, user))
    return [replace(slot, clashes=next(found)) if slot.is_open else slot for slot in slots]


@transaction.atomic
def make(
    wanted: Wanted,
    chosen: Collection[datetime.date],
    *,
    by: User,
    at: datetime.datetime,
    changed: Mapping[datetime.date, datetime.date] | None = None,
) -> list[Meeting]:
    """The chosen slots as drafts; what is there already stays, so that a repetition adds nothing.

    Clashes that the preview named are accepted with it and kept with each meeting.
    """
    today = timezone.localdate(at)
    Unit.objects.select_for_update().get(pk=wanted.organiser.pk)
    slots = preview(wanted, by, today=today, only=chosen, changed=changed)
    new = [slot for slot in slots if slot.is_open and slot.slot_on in chosen]
    if not new:
        raise Refused("Không có cuộc họp nào để lập: các kỳ đã chọn đều đã có trong lịch.")
    series, _ = MeetingSeries.objects.get_or_create(
        kind_id=wanted.kind.pk,
        organiser=wanted.organiser,
        work_year=wanted.year,
        defaults={"by": by, "at": at},
    )
    made = Meeting.objects.bulk_create(_meeting(slot, wanted, series) for slot in new)
    units = habits.propose_invited(wanted.kind, wanted.organiser, today)
    link = Meeting.invited.through
    link.objects.bulk_create(
        link(meeting_id=one.pk, unit_id=unit.pk) for one in made for unit in units
    )
    if wanted.kind.by_portfolio and by.acting and by.acting.keeps_office:
        write = Meeting.secretaries.through
        write.objects.bulk_create(
            write(meeting_id=one.pk, person_id=by.acting.person_id) for one in made
        )
    for one in made:
        lines.from_template(one)
    return made


@transaction.atomic
def schedule_until(
    series: MeetingSeries, day: datetime.date, *, by: User, at: datetime.datetime
) -> int:
    """Put the series' drafts up to a day on the calendar."""
    drafts = series.meetings.filter(state=Meeting.State.DRAFT, starts_at__date__lte=day)
    rows = list(drafts.filter(starts_at__gt=at).order_by("starts_at"))
    for meeting in rows:
        planning.schedule(meeting, by=by, at=at)
    return len(rows)


@transaction.atomic
def withdraw(series: MeetingSeries) -> int:
    """Take back drafts nobody was told of; what something rests on stays. Returns how many went."""
    gone = 0
    for meeting in series.meetings.select_for_update().filter(state=Meeting.State.DRAFT):
        try:
            with transaction.atomic():
                meeting.delete()
        except ProtectedError:
            continue
        gone += 1
    return gone


def _days(
    kind: MeetingKind, year: WorkYear
) -> Iterator[tuple[datetime.date, datetime.date, Period | None]]:
    """(first day of the slot, day by habit, period), in order."""
    if not kind.is_weekly:
        for period in year.periods.filter(kind=kind.period_kind).order_by("starts_on"):
            day = period.ends_on + datetime.timedelta(days=kind.days_after)
            if kind.weekday:
                day += datetime.timedelta(days=(kind.weekday - day.isoweekday()) % 7)
            yield period.starts_on, day, period
        return
    assert kind.weekday
    monday = year.starts_on - datetime.timedelta(days=year.starts_on.isoweekday() - 1)
    while monday <= year.ends_on:
        day = monday + datetime.timedelta(days=kind.weekday - 1)
        if year.starts_on <= day <= year.ends_on:
            yield monday, day, None
        monday += WEEK


def _slot(
    wanted: Wanted,
    slot_on: datetime.date,
    usual: datetime.date,
    period: Period | None,
    off: working_days.DaysOff,
    today: datetime.date,
    other: datetime.date | None = None,
) -> Slot:
    kind = wanted.kind
    free = off.working_in_week(usual) if period is None else off.working_from(usual)
    day = other or free
    refusal = "" if day else "cả tuần nghỉ"
    starts_at, ends_at = habits.slot(kind, day or usual)
    if day and day < today:
        refusal = "đã qua"
    return Slot(
        slot_on=slot_on,
        period=period,
        starts_at=starts_at,
        ends_at=ends_at,
        reports_due_at=habits.reports_due(kind, day or usual, off),
        title=habits.title_of(kind, period, wanted.year),
        host=wanted.organiser,
        place=wanted.place,
        usual_on=free,
        moved=_moved(day, usual, free, off),
        refusal=refusal,
        # The second half ends with the year, whose own review says more.
        is_usual=period is None or period.kind != Period.Kind.HALF or period.is_judging,
    )


def _moved(
    day: datetime.date | None,
    usual: datetime.date,
    free: datetime.date | None,
    off: working_days.DaysOff,
) -> str:
    """Why it is not on the habit's day."""
    if day in (usual, None):
        return ""
    if day == free:
        return f"{screen_day(usual)} là {off.why(usual)}"
    assert day
    said = f"theo lệ là {screen_day(free or usual)}"
    return f"{said}; {screen_day(day)} là {off.why(day)}" if off.why(day) else said


def _taken(slots: list[Slot], wanted: Wanted) -> list[Slot]:
    """With what the office has planned, held or called off for the same week or period."""
    rows = Meeting.objects.filter(kind_id=wanted.kind.pk, organiser=wanted.organiser)
    rows = rows.filter(work_year=wanted.year).select_related("series").order_by("-starts_at")
    known: dict[Any, Meeting] = {}
    for row in rows:
        is_ours = row.series_id and row.series.work_year_id == wanted.year.pk  # type: ignore[union-attr]
        if is_ours:
            known[row.slot_on] = row
        if row.state != Meeting.State.CANCELLED:
            local = timezone.localdate(row.starts_at)
            monday = local - datetime.timedelta(days=local.isoweekday() - 1)
            known[("period", row.period_id) if row.period_id else monday] = row
    return [
        replace(
            slot,
            taken=known.get(slot.slot_on)
            or known.get(("period", slot.period.pk) if slot.period else None),
        )
        for slot in slots
    ]


def _hosted(
    slots: list[Slot],
    wanted: Wanted,
    today: datetime.date,
    only: Collection[datetime.date] | None,
) -> list[Slot]:
    """Open slots share the turns to host in order, after the last meeting that was given one."""
    if not wanted.kind.hosted_in_turn:
        return slots
    turns = hosting.upcoming_hosts(wanted.organiser, today)
    found: list[Slot] = []
    for slot in slots:
        is_chosen = slot.is_proposed if only is None else slot.is_open and slot.slot_on in only
        turn = next(turns, None) if is_chosen else None
        found.append(
            replace(slot, host=turn.unit, place=turn.place or f"Trụ sở {turn.unit.short_name}")
            if turn
            else slot
        )
    return found


def _asked(slot: Slot, wanted: Wanted, invited: frozenset[int]) -> conflicts.Asked:
    return conflicts.Asked(
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        chair_id=wanted.chair.pk,
        organiser_id=wanted.organiser.pk,
        host_id=slot.host.pk,
        place=slot.place,
        units=invited,
        with_leaders=wanted.kind.audience == MeetingKind.Audience.LEADERSHIP,
    )


def _meeting(slot: Slot, wanted: Wanted, series: MeetingSeries) -> Meeting:
    return Meeting(
        kind=wanted.kind,
        organiser=wanted.organiser,
        host=slot.host,
        work_year=wanted.year,
        period=slot.period,
        title=slot.title,
        form=wanted.kind.form,
        place=slot.place,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        chair=wanted.chair,
        reports_due_at=slot.reports_due_at,
        series=series,
        slot_on=slot.slot_on,
        accepted_conflicts="\n".join(slot.clashes),
    )
