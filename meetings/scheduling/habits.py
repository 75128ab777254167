"""What a meeting begins with: the habits of its kind, on the day it is to be held."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from meetings.models import MeetingKind
from targets.models import Period, WorkYear
from targets.working_days import DaysOff
from units.models import Appointment, Portfolio, Role, Unit
from units.models.organisation import UnitQuerySet

DEPUTIES = (Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY)


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
    """By the kind's audience. A province's leaders meet with their Văn phòng; which unit the one
    or the chosen ones are is for whoever calls the meeting to say."""
    units = invitable(organiser, on)
    if kind.audience == MeetingKind.Audience.ALL or organiser.kind != Unit.Kind.PROVINCE:
        return list(units)
    if kind.audience == MeetingKind.Audience.ONE:
        return []
    return list(units.filter(is_secretariat=True))


def propose_chair(
    kind: MeetingKind, organiser: Unit, on: datetime.date, invited: Iterable[int] = ()
) -> Appointment | None:
    """The head; of a kind that deputies preside over the one who oversees an invited unit."""
    held = Appointment.objects.current(on).filter(unit=organiser).select_related("person")
    if kind.presiding == MeetingKind.Presiding.DEPUTY:
        overseen = Portfolio.objects.current(on).filter(Q(unit__in=list(invited)))
        deputies = held.filter(role__in=DEPUTIES)
        in_charge = deputies.filter(pk__in=overseen.values("appointment"))
        if found := in_charge.first() or deputies.first():
            return found
    head = Role.PROVINCE_HEAD if organiser.kind == Unit.Kind.PROVINCE else Role.UNIT_HEAD
    return held.filter(role=head).first()


def slot(
    kind: MeetingKind, day: datetime.date, at: datetime.time | None = None
) -> tuple[datetime.datetime, datetime.datetime]:
    """From–to of a meeting of this kind on a day; it ends on the same day."""
    starts = moment(day, at or kind.usual_time)
    return starts, min(starts + kind.length, moment(day, datetime.time(23, 59)))


def reports_due(kind: MeetingKind, day: datetime.date, off: DaysOff) -> datetime.datetime | None:
    """Some working days before the meeting, at the kind's hour; none where units send nothing."""
    if kind.report_days is None:
        return None
    due = moment(off.before(day, kind.report_days), kind.report_time)
    return min(due, moment(day, kind.usual_time))


def moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))
