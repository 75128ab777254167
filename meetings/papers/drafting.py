"""What a notice of conclusion begins with: facts of its meeting, and the words drawn up of them.

Only a beginning: the Office reads and mends every sentence before the notice is approved.
"""

import datetime
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from meetings.models import Attendance, Directive, Meeting, MeetingKind, Notice
from meetings.papers import notice_wording
from meetings.papers.addressing import Addressees, addressees, due_words
from meetings.papers.notice_wording import Draft
from meetings.wording import keeping
from meetings.wording.notice import NOTICE
from procuracy.web import dates
from targets.models import Period
from units.models import Appointment, Unit
from units.models.organisation import UnitQuerySet
from units.models.registry import DocumentKind
from units.recipient_lines import grouped
from units.signing import SignerOption, holds, signer_options, usual_signer

# Of a meeting that hears a period.
COURSES = {
    Period.Kind.MONTH: "month",
    Period.Kind.QUARTER: "quarter",
    Period.Kind.HALF: "half",
    Period.Kind.NINE_MONTHS: "nine_months",
    Period.Kind.YEAR: "year",
}


def draft(meeting: Meeting, tell: keeping.Tell = keeping.nobody) -> Draft:
    """Words for a new notice, and what `generated` is drawn up of again."""
    told = said(meeting)
    worded = keeping.worded(NOTICE, told, meeting.organiser_id, meeting.kind_id, tell)
    return notice_wording.draft(worded.sections)


def said(meeting: Meeting) -> dict[str, Any]:
    """What the wording of a meeting's papers may name: strings, numbers, lists of these.

    course      weekly | month | quarter | half | nine_months | year | session | launch | other
    meeting     {title, noun ("Hội nghị", "cuộc họp"), kind, period, year, date, form, place, sites}
    office      {name, short_name, is_province, keeper (who follows it up), units (who acts)}
    chair       {name, position}
    with_unit   {name, short_name} of a session or launch; both "" of any other
    present     {groups: [str], count}
    assessment  [paragraph]
    fields      [name], of the directives, in order; "" of those of no field
    directives  [{no, text, field, leads: [str], others: [str], due}]
    recipients  [str], as they are printed;  filing  str
    """
    on = held_on(meeting)
    office = Unit.objects.named(on).get(pk=meeting.organiser_id)
    orders = list(meeting.directives.orders().select_related("field"))
    return {
        "course": course_of(meeting.kind),
        "meeting": _meeting(meeting, on),
        "office": _office(office),
        "chair": {
            "name": meeting.chair.person.full_name,
            "position": str(meeting.chair.position),
        },
        "with_unit": _with_unit(meeting, on),
        "present": _present(meeting, office, on),
        "assessment": [line for line in meeting.assessment.splitlines() if line.strip()],
        "fields": list(dict.fromkeys(one.field.name if one.field else "" for one in orders)),
        "directives": _directives(orders, on),
        "recipients": _recipient_lines(meeting, office, on),
        "filing": "VT, VP" if office.kind == Unit.Kind.PROVINCE else "VT",
    }


def course_of(kind: MeetingKind) -> str:
    """By what a conclusion is worded: sessions and launches, else how often it is held."""
    if kind.purpose != MeetingKind.Purpose.HEARING:
        return str(kind.purpose)
    if kind.is_weekly:
        return "weekly"
    return COURSES.get(Period.Kind(kind.period_kind), "other") if kind.period_kind else "other"


def held_on(meeting: Meeting) -> datetime.date:
    return timezone.localtime(meeting.opened_at or meeting.starts_at).date()


def _meeting(meeting: Meeting, on: datetime.date) -> dict[str, Any]:
    is_meeting = meeting.title[:8].lower() == "hội nghị"
    return {
        "title": meeting.title,
        "noun": "Hội nghị" if is_meeting else "cuộc họp",
        "kind": meeting.kind.name,
        "period": str(meeting.period) if meeting.period else "",
        "year": meeting.work_year.year,
        "date": dates.printed_short(on),
        "form": meeting.get_form_display(),
        "place": meeting.place,
        "sites": meeting.sites.count(),
    }


def _office(office: Unit) -> dict[str, Any]:
    is_province = office.kind == Unit.Kind.PROVINCE
    keeper = "Văn phòng" if is_province else f"Bộ phận văn phòng {office.short_name}"
    return {
        "name": office.name,
        "short_name": office.short_name,
        "is_province": is_province,
        "keeper": keeper,
        "units": "Thủ trưởng các đơn vị" if is_province else "Các bộ phận, công chức",
    }


def _with_unit(meeting: Meeting, on: datetime.date) -> dict[str, str]:
    unit = Unit.objects.named(on).filter(pk=meeting.with_unit_id or 0).first()
    return {"name": unit.name if unit else "", "short_name": unit.short_name if unit else ""}


def _present(meeting: Meeting, office: Unit, on: datetime.date) -> dict[str, Any]:
    invited = list(meeting.invited.named(on).exclude(pk=office.pk))
    groups = ["lãnh đạo " + name for name in grouped(invited, office, on)]
    return {"groups": groups, "count": _head_count(meeting)}


def _directives(orders: list[Directive], on: datetime.date) -> list[dict[str, Any]]:
    names = addressees([one.pk for one in orders], on)

    def told(one: Directive, to: Addressees) -> dict[str, Any]:
        return {
            "no": one.order,
            "text": one.text.strip(),
            "field": one.field.name if one.field else "",
            "leads": to.leads,
            "others": to.others,
            "due": due_words(one),
        }

    return [told(one, names[one.pk]) for one in orders]


def _head_count(meeting: Meeting) -> int:
    """Heads counted at the sites; where none were counted, the people marked as present."""
    counted = meeting.sites.aggregate(total=Sum("head_count"))["total"]
    return counted or meeting.attendances.filter(presence=Attendance.Presence.PRESENT).count()


def _recipient_lines(meeting: Meeting, office: Unit, on: datetime.date) -> list[str]:
    units = list(recipients(meeting).named(on).exclude(pk=office.pk))
    below = [unit for unit in units if unit.pk != office.parent_id]
    lines = [f"Lãnh đạo {office.short_name} (để b/c)"]
    if office.parent_id:
        parent = Unit.objects.named(on).get(pk=office.parent_id)
        lines.insert(0, f"{parent.short_name} (để b/c)")
    lines += [_capital(name) for name in grouped(below, office, on)]
    if not below:
        lines.append(f"Các bộ phận thuộc {office.short_name} (để t/h)")
    return lines


def recipients(meeting: Meeting) -> UnitQuerySet:
    """Units that were invited, that must act, and a regional or district office's province."""
    ids: set[int | None] = {meeting.organiser.parent_id}
    ids |= set(meeting.invited.values_list("pk", flat=True))
    ids |= set(meeting.directives.orders().values_list("tasks__unit", flat=True))
    return Unit.objects.filter(pk__in=[pk for pk in ids if pk])


def default_signer(meeting: Meeting, on: datetime.date) -> Appointment | None:
    """A province's head of Office signs by order (TL.); elsewhere the head."""
    return usual_signer(meeting.organiser, DocumentKind.NOTICE, on)


def signer_of(notice: Notice, on: datetime.date) -> Appointment:
    """The chosen signer; for a draft whose signer has left his position, the usual one now."""
    chosen = notice.signer
    if not notice.is_editable or holds(chosen, on):
        return chosen
    return default_signer(notice.meeting, on) or chosen


def signers(meeting: Meeting, on: datetime.date) -> list[SignerOption]:
    return signer_options(meeting.organiser, DocumentKind.NOTICE, on)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
