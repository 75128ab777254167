"""Where a meeting sits and who is expected there, proposed from the invitation."""

from collections.abc import Iterable

from django.db import transaction

from meetings import states
from meetings.models import Attendance, Meeting, Site
from meetings.states import day_of
from units.models import Appointment, Role, Unit

# Who is proposed as present; registry, inspection and personnel are added by hand.
HEARD_ROLES = (
    Role.PROVINCE_HEAD,
    Role.PROVINCE_DEPUTY,
    Role.HEAD_OF_OFFICE,
    Role.OFFICE_STAFF,
    Role.UNIT_HEAD,
    Role.UNIT_DEPUTY,
    Role.UNIT_CLERK,
)


@transaction.atomic
def propose_sites(meeting: Meeting) -> int:
    """The hall where it is hosted, and one site for each invited office that sits elsewhere."""
    states.changeable(meeting)
    day = day_of(meeting)
    taken = set(meeting.sites.values_list("unit_id", flat=True))
    halls = list(dict.fromkeys([meeting.host_id, meeting.organiser_id]))
    named = Unit.objects.named(day).in_bulk(halls)
    offices = [named[pk] for pk in halls]
    if meeting.form != Meeting.Form.IN_PERSON:
        offices += meeting.invited.named(day).offices().exclude(pk__in=halls)
    elif meeting.host_id != meeting.organiser_id:
        offices = offices[:1]
    new = [unit for unit in offices if unit.pk not in taken]
    names = set(meeting.sites.values_list("name", flat=True))
    start = len(taken)
    sites = [
        Site(
            meeting=meeting,
            unit=unit,
            name=unit.short_name[:120],
            is_online=_is_online(meeting, unit),
            order=start + place,
        )
        for place, unit in enumerate(new, start=1)
        if unit.short_name not in names
    ]
    Site.objects.bulk_create(sites)
    return len(sites)


def _is_online(meeting: Meeting, unit: Unit) -> bool:
    """Only the hall is there in person, and of an online meeting not even that."""
    return meeting.form == Meeting.Form.ONLINE or (
        meeting.form == Meeting.Form.MIXED and unit.pk != meeting.host_id
    )


@transaction.atomic
def propose_attendance(meeting: Meeting) -> int:
    """Leaders and clerks that the organiser and the invited units have on the meeting day."""
    states.changeable(meeting)
    propose_sites(meeting)
    sites = {site.unit_id: site for site in meeting.sites.all() if site.unit_id}
    hall = sites.get(meeting.host_id) or next(iter(sites.values()))
    new: dict[int, Attendance] = {}
    for held in _expected(meeting):
        site = sites.get(held.unit_id, hall)
        new.setdefault(
            held.person_id,
            Attendance(
                meeting=meeting,
                site=site,
                unit=held.unit,
                person=held.person,
                position=held.position,
            ),
        )
    Attendance.objects.bulk_create(new.values())
    return len(new)


def _expected(meeting: Meeting) -> Iterable[Appointment]:
    units = [meeting.organiser_id, *meeting.invited.values_list("pk", flat=True)]
    held = Appointment.objects.current(day_of(meeting)).filter(unit__in=units, role__in=HEARD_ROLES)
    known = meeting.attendances.values("person")
    ordered = held.exclude(person__in=known).select_related("unit", "person")
    rank = {role: place for place, role in enumerate(HEARD_ROLES)}
    return sorted(
        ordered,
        key=lambda one: (one.unit_id != meeting.organiser_id, one.unit.order, rank[Role(one.role)]),
    )
