"""The meeting that `./dev load meeting` plays: 60 sites, 400 people, 40 lines of agenda."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from meetings.models import AgendaItem, Intervention, Meeting
from tests import factories as f
from tests.bench.load_meeting import Cast
from units.models import Role, Unit, User

SITES, PRESENT, LINES = 60, 400, 40
SENTENCE = "Đơn vị đã giải quyết {} tin báo, còn lại chuyển kỳ sau; đề nghị Phòng 1 hướng dẫn. "


def make_cast(secretaries: int, viewers: int, written: int) -> Cast:
    province = f.province()
    office = f.secretariat(province)
    f.work_year(2026)
    units = [f.region(province, f"VKSND khu vực {n}") for n in range(1, SITES + 1)]
    opened = timezone.now() - datetime.timedelta(hours=3)
    meeting = f.meeting(
        province, state=Meeting.State.IN_SESSION, opened_at=opened, invited=[*units, office]
    )
    clerks = [f.user(Role.OFFICE_STAFF, office) for _ in range(secretaries)]
    guests = [f.user(Role.UNIT_CLERK, units[n % SITES]) for n in range(viewers)]
    item = prepare(meeting, units, guests)
    write(meeting, item, clerks, written)
    meeting.refresh_from_db()
    return Cast(
        meeting.pk,
        item.pk,
        meeting.change_no,
        [session_of(user) for user in clerks],
        [session_of(user) for user in guests],
    )


def prepare(meeting: Meeting, units: list[Unit], guests: list[User]) -> AgendaItem:
    """Sites, people present and the agenda; the line that is being heard."""
    sites = [f.site(meeting, unit, f"Điểm cầu {n}") for n, unit in enumerate(units, 1)]
    seats = [appointment for user in guests if (appointment := user.acting)]
    while len(seats) < PRESENT:
        seats.append(f.appointment(f.person(), units[len(seats) % SITES]))
    for number, seat in enumerate(seats):
        f.attendance(meeting, seat, sites[number % SITES])
    lines = [f.agenda_item(meeting, f"Nội dung {n}", order=n) for n in range(1, LINES + 1)]
    return lines[0]


def write(meeting: Meeting, item: AgendaItem, clerks: list[User], count: int) -> None:
    """What was said before: questions, and answers to them."""
    started = meeting.opened_at or timezone.now()
    rows: list[Intervention] = []
    for number in range(1, count + 1):
        rows.append(
            Intervention(
                meeting=meeting,
                agenda_item=item,
                kind=Intervention.Kind.REPORT,
                speaker_text=f"Viện trưởng VKSND khu vực {number % SITES + 1}",
                text=SENTENCE.format(number) * 4,
                spoken_at=started + datetime.timedelta(seconds=15 * number),
                client_key=uuid4(),
                change_no=number,
                edited_by=clerks[number % len(clerks)],
                is_finished=True,
            )
        )
    Intervention.objects.bulk_create(rows)
    stored = list(meeting.interventions.order_by("pk"))
    for question, reply in zip(stored[::3], stored[1::3], strict=False):
        reply.answers, reply.kind = question, Intervention.Kind.ANSWER
    Intervention.objects.bulk_update(stored[1::3], ["answers", "kind"])
    Meeting.objects.filter(pk=meeting.pk).update(change_no=count)


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
