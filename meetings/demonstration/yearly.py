"""The province's calendar of the current work year: series, turns to host, one briefing moved."""

import datetime

from django.utils import timezone

from meetings.demonstration.offices import Staff
from meetings.models import HostTurn, Meeting, MeetingKind, MeetingNews
from meetings.scheduling import habits, moving, news, planning, series
from targets.models import WorkYear
from units.models import Role, User

HALL = "Hội trường VKSND tỉnh Quảng Trị"
ROOM = "Phòng họp tầng 2, VKSND tỉnh Quảng Trị"
PLACES = {"giao-ban-tuan": ROOM}
MADE = ("giao-ban-tuan", "giao-ban-thang", "giao-ban-quy", "so-ket-6-thang", "tong-ket-nam")
REGIONS = tuple(f"QT2-KV{number}" for number in range(1, 9))


def play(staff: Staff, year: WorkYear, *, by: User, at: datetime.datetime) -> None:
    """As the head of Office would plan it; what is held or called already keeps its place."""
    province = staff.units["QT2"]
    HostTurn.objects.bulk_create(
        HostTurn(
            organiser=province,
            unit=staff.units[code],
            place=f"Hội trường VKSND khu vực {order}",
            order=order,
        )
        for order, code in enumerate(REGIONS, start=1)
    )
    chair = staff.holder("QT2:province_head")
    kinds = {kind.code: kind for kind in MeetingKind.objects.filter(code__in=MADE)}
    for code in MADE:
        kind = kinds[code]
        if kind.period_kind:  # never stored: this office meets on Thursdays, clear of its Mondays
            kind.weekday = MeetingKind.Weekday.THURSDAY
        wanted = series.Wanted(kind, province, year, chair, PLACES.get(code, HALL))
        slots = series.preview(wanted, by, today=timezone.localdate(at))
        chosen = {slot.slot_on for slot in slots if slot.is_proposed}
        if chosen:
            series.make(wanted, chosen, by=by, at=at)
    Meeting.objects.filter(series__isnull=False).update(is_illustrative=True)
    _move_a_briefing(by, at)


def _move_a_briefing(by: User, at: datetime.datetime) -> None:
    """The coming ones stand on the calendar; one goes to the afternoon, and a deputy is yet to
    say that he knows."""
    coming = Meeting.objects.filter(
        kind__code="giao-ban-tuan",
        series__isnull=False,
        starts_at__range=(at, at + datetime.timedelta(days=21)),
    )
    briefings = list(coming.select_related("kind").order_by("starts_at")[:3])
    for meeting in briefings:
        planning.schedule(meeting, by=by, at=at)
    if not briefings:
        return
    last = briefings[-1]
    starts = habits.moment(timezone.localdate(last.starts_at), datetime.time(14))
    to = moving.To(starts, starts + last.kind.length, last.place)
    move = moving.move(last, to, reason="Viện trưởng dự họp Thường trực Tỉnh ủy", by=by, at=at)
    told = MeetingNews.objects.filter(move=move)
    waits = told.filter(person__appointments__role=Role.PROVINCE_DEPUTY).first()
    news.acknowledge(told.exclude(pk__in=[waits.pk] if waits else []), at=at)
