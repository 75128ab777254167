"""Before a meeting: calling it, who comes, where they sit, what is heard."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from meetings import following, reporting
from meetings.models import AgendaItem, Attendance, DirectiveTask, Meeting, MeetingKind, Site
from procuracy.web.errors import Refused
from targets.models import Period, WorkYear
from units.models import Appointment, Role, Unit, User
from units.models.organisation import UnitQuerySet

TASK_MINUTES = 5
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


def day_of(meeting: Meeting) -> datetime.date:
    return timezone.localtime(meeting.starts_at).date()


def locked(meeting: Meeting) -> Meeting:
    """The present row, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


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
    template_agenda(meeting)
    propose_agenda(meeting, today=timezone.localtime(at).date())
    propose_sites(meeting)
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


def may_change(meeting: Meeting) -> bool:
    """Programme, sites and attendance are frozen with the conclusion."""
    return meeting.state in (
        Meeting.State.DRAFT,
        Meeting.State.SCHEDULED,
        Meeting.State.IN_SESSION,
    )


def change(meeting: Meeting, state: Meeting.State, refusal: str, **facts: Any) -> None:
    """Move a meeting to another state under its lock; a second press finds it moved already."""
    present = locked(meeting)
    if not present.may_become(state):
        raise Refused(refusal.format(state=present.get_state_display()))
    # Whoever follows the record hears of it as of any change.
    number = present.change_no + 1
    Meeting.objects.filter(pk=meeting.pk).update(state=state, change_no=number, **facts)
    meeting.refresh_from_db()


@transaction.atomic
def schedule(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Put on the calendar: invited units see it and their reports are opened."""
    change(meeting, Meeting.State.SCHEDULED, "Cuộc họp {state}, không lên lịch lại được.")
    reporting.open_reports(meeting)


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """Khai mạc: from now on minutes may be typed."""
    refusal = "Cuộc họp {state}, không khai mạc được."
    change(meeting, Meeting.State.IN_SESSION, refusal, opened_at=at)


@transaction.atomic
def cancel(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    change(meeting, Meeting.State.CANCELLED, "Cuộc họp {state}, không hủy được.")


# Agenda


def template_agenda(meeting: Meeting) -> None:
    """Lines of the kind's template, one `nội dung | số phút` each."""
    lines = [line for line in meeting.kind.agenda.splitlines() if line.strip()]
    AgendaItem.objects.bulk_create(
        _agenda_line(meeting, order, line) for order, line in enumerate(lines, start=1)
    )


def _agenda_line(meeting: Meeting, order: int, line: str) -> AgendaItem:
    title, _, minutes = line.partition("|")
    return AgendaItem(
        meeting=meeting,
        order=order,
        title=title.strip()[:300],
        minutes=int(minutes) if minutes.strip().isdecimal() else 10,
    )


@transaction.atomic
def propose_agenda(meeting: Meeting, today: datetime.date) -> int:
    """Put every open task of this office's earlier conclusions on the agenda, late ones first.

    They stand before the closing line (the chair concludes last), each task once. Returns how many
    lines were added.
    """
    locked(meeting)
    tasks = list(_open_tasks(meeting))
    closing = meeting.agenda.filter(task=None).last()
    last = meeting.agenda.aggregate(last=Max("order"))["last"] or 0
    if closing and closing.order == last and tasks:
        meeting.agenda.filter(pk=closing.pk).update(order=last + len(tasks))
        last -= 1
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            order=order,
            title=_task_title(task, today)[:300],
            presenter=task.unit.short_name,
            minutes=TASK_MINUTES,
            task=task,
        )
        for order, task in enumerate(tasks, start=last + 1)
    )
    return len(tasks)


def _open_tasks(meeting: Meeting) -> Iterable[DirectiveTask]:
    """Late tasks and those due by the meeting day, their units named as on that day."""
    day = day_of(meeting)
    tasks = following.open_tasks_for_agenda(meeting.organiser, day, meeting)
    tasks = tasks.order_by("due_on", "pk")
    units = Unit.objects.named(day).in_bulk({task.unit_id for task in tasks})
    for task in tasks:
        task.unit = units[task.unit_id]
    return tasks


def _task_title(task: DirectiveTask, today: datetime.date) -> str:
    late = f" (quá hạn {(today - task.due_on).days} ngày)" if task.is_overdue(today) else ""  # type: ignore[operator]
    return f"{task.unit.short_name} báo cáo việc thực hiện: {task.directive.text[:200]}{late}"


# Sites and attendance


@transaction.atomic
def propose_sites(meeting: Meeting) -> int:
    """The organiser's hall and one site for each invited office that sits elsewhere."""
    locked(meeting)
    day = day_of(meeting)
    taken = set(meeting.sites.values_list("unit_id", flat=True))
    offices = list(Unit.objects.named(day).filter(pk=meeting.organiser_id))
    if meeting.form != Meeting.Form.IN_PERSON:
        offices += meeting.invited.named(day).offices().exclude(pk=meeting.organiser_id)
    new = [unit for unit in offices if unit.pk not in taken]
    names = set(meeting.sites.values_list("name", flat=True))
    start = len(taken)
    sites = [
        Site(meeting=meeting, unit=unit, name=unit.short_name[:120], order=start + place)
        for place, unit in enumerate(new, start=1)
        if unit.short_name not in names
    ]
    Site.objects.bulk_create(sites)
    return len(sites)


@transaction.atomic
def propose_attendance(meeting: Meeting) -> int:
    """Leaders and clerks that the organiser and the invited units have on the meeting day."""
    locked(meeting)
    propose_sites(meeting)
    sites = {site.unit_id: site for site in meeting.sites.all() if site.unit_id}
    hall = sites.get(meeting.organiser_id) or next(iter(sites.values()))
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
