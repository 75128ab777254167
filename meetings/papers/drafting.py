"""The words of a conclusion notice, drafted from its meeting as a procuracy office would write.

Only a beginning: the Office reads and mends every sentence before the notice is approved.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Sum
from django.utils import timezone

from meetings.models import Addressee, Attendance, Directive, Meeting, Notice
from procuracy.web import dates
from units.models import Appointment, Unit
from units.models.organisation import UnitQuerySet
from units.models.registry import DocumentKind
from units.signing import SignerOption, holds, signer_options, usual_signer

# Beginnings of group names that are common nouns: small inside a sentence.
COMMON_NOUNS = re.compile(r"(Các|Những|Mọi|Toàn|Tất cả|Thủ trưởng|Lãnh đạo|Cán bộ)\b")
# What is null comes last: a row names one of the three.
REGISTER_ORDER = ("group__order", "group__name", "unit__order", "unit__code")
KIND_NAMES = {
    Unit.Kind.DEPARTMENT: "các phòng thuộc {office}",
    Unit.Kind.REGION: "VKSND các khu vực",
    Unit.Kind.DISTRICT: "VKSND cấp huyện",
}


@dataclass(frozen=True)
class Draft:
    """Texts of a new notice; several paragraphs are parted by line breaks."""

    subject: str
    opening: str
    assessment: str
    directives_intro: str
    organisation: str
    recipients_text: str
    filing: str


def draft(meeting: Meeting) -> Draft:
    on = held_on(meeting)
    office = Unit.objects.named(on).get(pk=meeting.organiser_id)
    return Draft(
        subject=f"Kết luận của đồng chí {meeting.chair.position} tại {meeting.title}",
        opening="\n".join([_held(meeting, office, on), _bridge(meeting)]),
        assessment=meeting.assessment,
        directives_intro="Trong thời gian tới, yêu cầu các đơn vị thực hiện tốt các nhiệm vụ sau:",
        organisation="\n".join(_organisation(meeting, office)),
        recipients_text="\n".join(_recipient_lines(meeting, office, on)),
        filing="VT, VP" if office.kind == Unit.Kind.PROVINCE else "VT",
    )


def held_on(meeting: Meeting) -> datetime.date:
    return timezone.localtime(meeting.opened_at or meeting.starts_at).date()


def _held(meeting: Meeting, office: Unit, on: datetime.date) -> str:
    """Day, form, sites, chair and participants, in two sentences."""
    sites = meeting.sites.count()
    form = f" theo hình thức {meeting.get_form_display()}"
    at = f" tại {sites:02} điểm cầu" if sites > 1 else f" tại {meeting.place}"
    chair = f"đồng chí {meeting.chair.person.full_name}, {meeting.chair.position} chủ trì"
    sentence = (
        f"Ngày {dates.printed_short(on)}, {office.name} tổ chức {meeting.title}{form}{at}, "
        f"do {chair}."
    )
    present = _participants(meeting, office, on)
    return f"{sentence} {present}" if present else sentence


def _participants(meeting: Meeting, office: Unit, on: datetime.date) -> str:
    invited = list(meeting.invited.named(on).exclude(pk=office.pk))
    who = ["lãnh đạo " + name for name in grouped(invited, office, on)]
    people = _head_count(meeting)
    if not who:
        return f"Tham dự có {people:02} đại biểu." if people else ""
    count = f"; tổng số {people:02} đại biểu" if people else ""
    return f"Tham dự có {'; '.join(who)}{count}."


def _head_count(meeting: Meeting) -> int:
    """Heads counted at the sites; where none were counted, the people marked as present."""
    counted = meeting.sites.aggregate(total=Sum("head_count"))["total"]
    return counted or meeting.attendances.filter(presence=Attendance.Presence.PRESENT).count()


def grouped(units: Iterable[Unit], office: Unit, on: datetime.date) -> list[str]:
    """'các phòng thuộc VKSND tỉnh …' where all of a kind are among the units, else their names."""
    chosen: dict[str, list[Unit]] = {}
    for unit in units:
        chosen.setdefault(unit.kind, []).append(unit)
    below = Unit.objects.existing(on).filter(parent=office).values_list("kind", "pk")
    all_ids: dict[str, set[int]] = {}
    for kind, pk in below:
        all_ids.setdefault(kind, set()).add(pk)
    lines = []
    for kind, some in sorted(chosen.items(), key=lambda pair: Unit.Kind.values.index(pair[0])):
        whole = len(some) > 1 and all_ids.get(kind, set()) <= {unit.pk for unit in some}
        if whole and kind in KIND_NAMES:
            lines.append(KIND_NAMES[Unit.Kind(kind)].format(office=office.short_name))
        else:
            lines.append(", ".join(unit.short_name for unit in some))
    return lines


def _bridge(meeting: Meeting) -> str:
    is_meeting = meeting.title[:8].lower() == "hội nghị"
    name = "Hội nghị" if is_meeting else "cuộc họp"
    return (
        "Sau khi nghe báo cáo, ý kiến phát biểu của lãnh đạo các đơn vị và thảo luận tại "
        f"{name}, đồng chí {meeting.chair.position} kết luận như sau:"
    )


def _organisation(meeting: Meeting, office: Unit) -> list[str]:
    chair = meeting.chair.position
    if office.kind == Unit.Kind.PROVINCE:
        keeper, units = "Văn phòng", "Thủ trưởng các đơn vị"
    else:
        keeper, units = f"Bộ phận văn phòng {office.short_name}", "Các bộ phận, công chức"
    return [
        f"{units} tổ chức thực hiện các nội dung được giao; báo cáo kết quả về {keeper} "
        f"đúng thời hạn để tổng hợp, báo cáo đồng chí {chair}.",
        f"{keeper} theo dõi, đôn đốc, tổng hợp kết quả thực hiện Thông báo này, báo cáo "
        f"đồng chí {chair} tại kỳ họp tiếp theo.",
        f"Trên đây là kết luận của đồng chí {chair} tại {meeting.title}, {office.name} "
        "thông báo để các đơn vị biết, tổ chức thực hiện.",
    ]


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


def paragraph(directive: Directive, names: "Addressees") -> str:
    """The directive's words, closed by who does it and by when unless they say so already."""
    text = directive.text.strip()
    order = assignment(text, names.leads, names.others, due_words(directive))
    return f"{re.sub(r'[ ;,:.]+$', '', text)}. {order}" if order else text


def assignment(text: str, leads: list[str], others: list[str], due: str) -> str:
    """'Giao Phòng 1 chủ trì, phối hợp với Phòng 9 thực hiện; thời hạn: trước ngày 15/12/2026.'"""
    said = text.casefold()
    due = "" if due.casefold() in said else due
    if all(name.casefold() in said for name in leads + others):
        leads, others = [], []
    if not leads:
        leads, others = others, []
    if not leads:
        return f"Thời hạn: {due}." if due else ""
    who = f"Giao {listed(leads)}"
    if others:
        who += f" chủ trì, phối hợp với {listed(others)}"
    return f"{who} thực hiện{'; thời hạn: ' + due if due else ''}."


def listed(names: list[str]) -> str:
    names = [_small(name) for name in names]
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@dataclass
class Addressees:
    """Names of who a directive is for, as the offices write them."""

    leads: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def addressees(
    directives: Iterable[int | None], on: datetime.date
) -> defaultdict[int | None, Addressees]:
    """By directive id: groups, units in the order of the register, then people as they were named.

    Three queries for any number of directives.
    """
    rows = list(
        Addressee.objects.filter(directive__in=[pk for pk in directives if pk])
        .select_related("group", "appointment__person")
        .order_by("directive", "-is_lead", *REGISTER_ORDER, "pk")
    )
    units = Unit.objects.named(on).in_bulk([row.unit_id for row in rows if row.unit_id])
    found: defaultdict[int | None, Addressees] = defaultdict(Addressees)
    for row in rows:
        names = found[row.directive_id]
        (names.leads if row.is_lead else names.others).append(_addressee_name(row, units))
    return found


def _addressee_name(row: Addressee, units: dict[int, Unit]) -> str:
    if row.group:
        return row.group.name
    if row.appointment:
        return f"đồng chí {row.appointment.person.full_name}, {row.appointment.position}"
    assert row.unit_id is not None
    return units[row.unit_id].short_name


def due_words(directive: Directive) -> str:
    if directive.due_text or directive.due_on is None:
        return directive.due_text
    return dates.term_words(dates.Term.THROUGH, directive.due_on)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if COMMON_NOUNS.match(name) else name


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
