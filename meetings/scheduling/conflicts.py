"""Trùng lịch: who, or which room, a meeting would share with another one at the same time.

Nothing here refuses: an office may know better, and says so.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from meetings.conclusion.addressing import plain
from meetings.models import Attendance, Meeting, MeetingKind
from units.models import Appointment, Person, Role, Unit, User

AHEAD = (Meeting.State.DRAFT, Meeting.State.SCHEDULED, Meeting.State.IN_SESSION)
HEADS = (Role.UNIT_HEAD, Role.HEAD_OF_OFFICE)
LEADERS = (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY)
NAMED = 4


@dataclass(frozen=True)
class Asked:
    """A meeting as it is meant to be; `pk` of one that is stored already."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    chair_id: int
    organiser_id: int
    host_id: int
    place: str
    units: frozenset[int]
    persons: frozenset[int] = frozenset()
    with_leaders: bool = False
    pk: int | None = None

    def meets(self, other: "Asked") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def shares_room(self, other: "Asked") -> bool:
        return self.host_id == other.host_id and plain(self.place) == plain(other.place)


@dataclass
class _People:
    """Who comes, worked out from positions of one day: units' heads, leaders, chairs."""

    chairs: dict[int, int] = field(default_factory=dict)  # appointment → person
    heads: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    leaders: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, str] = field(default_factory=dict)

    def of(self, asked: Asked) -> set[int]:
        found = {person for unit in asked.units for person in self.heads[unit]}
        found |= asked.persons | {self.chairs.get(asked.chair_id, 0)}
        if asked.with_leaders:
            found |= self.leaders[asked.organiser_id]
        return found - {0}


def asked_of(meeting: Meeting, units: Iterable[int]) -> Asked:
    """Of a meeting in hand, stored or not; `units`: those to be invited."""
    persons: set[int] = set()
    if meeting.pk:
        persons = {*meeting.secretaries.values_list("pk", flat=True)}
        seated = meeting.attendances.filter(person__isnull=False)
        persons |= {*seated.values_list("person", flat=True)}
    return _asked(meeting, frozenset(units), frozenset(persons))


def found(meeting: Meeting, units: Iterable[int], user: User) -> list[str]:
    """A sentence for each meeting that this one would clash with."""
    return clashes([asked_of(meeting, units)], user)[0]


def clashes(wanted: Sequence[Asked], user: User) -> list[list[str]]:
    """For each wanted meeting its sentences. A fixed number of queries."""
    if not wanted:
        return []
    others = _others(wanted)
    if not others:
        return [[] for _ in wanted]
    told = set(Meeting.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True))
    asked = _asked_all(list(others.values()))
    people = _people([*wanted, *asked.values()])
    units = Unit.objects.named(timezone.localdate(wanted[0].starts_at))
    names = {u.pk: u.short_name for u in units.filter(pk__in={p for w in wanted for p in w.units})}
    return [
        [
            sentence
            for pk, other in asked.items()
            if pk != one.pk and one.meets(other)
            if pk in told or others[pk].state != Meeting.State.DRAFT
            for sentence in _shared(one, other, people, names, _label(others[pk], pk in told))
        ]
        for one in wanted
    ]


def _others(wanted: Sequence[Asked]) -> dict[int, Meeting]:
    """What is planned from the first to the last of them."""
    rows = Meeting.objects.filter(
        state__in=AHEAD,
        starts_at__lt=max(one.ends_at for one in wanted),
        ends_at__gt=min(one.starts_at for one in wanted),
    ).exclude(pk__in=[one.pk for one in wanted if one.pk])
    return rows.select_related("kind").order_by("starts_at", "pk").in_bulk()


def _asked_all(meetings: list[Meeting]) -> dict[int, Asked]:
    pks = [one.pk for one in meetings]
    units: dict[int, set[int]] = defaultdict(set)
    for meeting, unit in Meeting.invited.through.objects.filter(meeting__in=pks).values_list(
        "meeting", "unit"
    ):
        units[meeting].add(unit)
    persons: dict[int, set[int]] = defaultdict(set)
    seated = Attendance.objects.filter(meeting__in=pks, person__isnull=False).order_by()
    writing = Meeting.secretaries.through.objects.filter(meeting__in=pks)
    for rows in (seated, writing):
        for meeting, person in rows.values_list("meeting", "person"):
            persons[meeting].add(person)
    return {
        one.pk: _asked(one, frozenset(units[one.pk]), frozenset(persons[one.pk]))
        for one in meetings
    }


def _asked(meeting: Meeting, units: frozenset[int], persons: frozenset[int]) -> Asked:
    return Asked(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        chair_id=meeting.chair_id,
        organiser_id=meeting.organiser_id,
        host_id=meeting.host_id,
        place=meeting.place,
        units=units,
        persons=persons,
        with_leaders=meeting.kind.audience == MeetingKind.Audience.LEADERSHIP,
        pk=meeting.pk,
    )


def _people(meetings: Sequence[Asked]) -> _People:
    """Of the first meeting's day: who holds what rarely changes within a calendar."""
    day = timezone.localdate(meetings[0].starts_at)
    units = {unit for one in meetings for unit in one.units}
    organisers = {one.organiser_id for one in meetings if one.with_leaders}
    found = _People()
    chairs = Appointment.objects.filter(pk__in={one.chair_id for one in meetings})
    for pk, person, name in chairs.values_list("pk", "person", "person__full_name"):
        found.chairs[pk], found.names[person] = person, name
    held = Appointment.objects.current(day)
    held = held.filter(unit__in=units, role__in=HEADS) | held.filter(
        unit__in=organisers, role__in=LEADERS
    )
    for unit, role, person, name in held.values_list("unit", "role", "person", "person__full_name"):
        (found.heads if role in HEADS else found.leaders)[unit].add(person)
        found.names[person] = name
    named = Person.objects.filter(pk__in={pk for one in meetings for pk in one.persons})
    found.names |= dict(named.order_by().values_list("pk", "full_name"))
    return found


def _shared(
    one: Asked, other: Asked, people: _People, units: dict[int, str], label: str
) -> Iterable[str]:
    both = sorted(units[pk] for pk in one.units & other.units if pk in units)
    if both:
        yield f"{_listed(both)} cùng được mời dự {label}"
    through_units = {p for unit in one.units & other.units for p in people.heads[unit]}
    persons = (people.of(one) & people.of(other)) - through_units
    chair = people.chairs.get(one.chair_id, 0)
    if chair in persons:
        busy = "chủ trì" if people.chairs.get(other.chair_id) == chair else "dự"
        yield f"{people.names[chair]}, chủ trì cuộc họp này, {busy} {label}"
    rest = sorted(people.names[p] for p in persons - {chair} if p in people.names)
    if rest:
        yield f"{_listed(rest)} dự {label}"
    if one.shares_room(other):
        yield f"Địa điểm “{one.place}” đã dành cho {label}"


def _label(meeting: Meeting, is_told: bool) -> str:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    when = f"{starts:%H:%M}–{ends:%H:%M} ngày {starts.day:02}/{starts.month}/{starts.year}"
    title = f"“{meeting.title}”" if is_told else "một cuộc họp khác"
    return f"{title}, {when}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" và {more} nơi khác" if more > 0 else "")
