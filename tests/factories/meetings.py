"""Meetings, what was said and ordered there, and the notice."""

import datetime
from typing import Any
from uuid import uuid4

from meetings.models import (
    Addressee,
    AddresseeGroup,
    AgendaItem,
    Attendance,
    Difficulty,
    Directive,
    DirectiveTask,
    Intervention,
    Meeting,
    MeetingKind,
    Notice,
    ReportFile,
    ReportSection,
    Site,
    UnitReport,
)
from meetings.reporting import sections
from targets.models import WorkYear
from tests.factories.common import NOW, next_number
from tests.factories.figures import work_year
from tests.factories.units import appointment, held, person
from units.models import Appointment, Role, Unit, User


def meeting_kind(**more: Any) -> MeetingKind:
    number = next_number()
    return MeetingKind.objects.create(
        code=f"k{number}",
        name=more.pop("name", "Giao ban tháng"),
        title_template=more.pop("title_template", "Hội nghị giao ban {ky}"),
        **more,
    )


def meeting(organiser: Unit, **more: Any) -> Meeting:
    """Scheduled for 24 November 2026, 8:00; chaired by the head, made where there is none."""
    head = Role.PROVINCE_HEAD if organiser.kind == Unit.Kind.PROVINCE else Role.UNIT_HEAD
    chair = more.pop("chair", None) or held(head, organiser)
    chair = chair or appointment(person(), organiser, head, position="Viện trưởng")
    starts = more.pop("starts_at", NOW.replace(day=24, hour=8))
    invited = more.pop("invited", [])
    made = Meeting.objects.create(
        kind=more.pop("kind", None) or meeting_kind(),
        organiser=organiser,
        host=more.pop("host", organiser),
        work_year=more.pop("work_year", None) or WorkYear.objects.first() or work_year(2027),
        title=more.pop("title", "Hội nghị giao ban tháng 10/2026"),
        place=more.pop("place", "Hội trường"),
        starts_at=starts,
        ends_at=more.pop("ends_at", starts + datetime.timedelta(hours=3)),
        chair=chair,
        state=more.pop("state", Meeting.State.SCHEDULED),
        **more,
    )
    made.invited.set(invited)
    return made


def site(of: Meeting, where: Unit, name: str = "", **more: Any) -> Site:
    return Site.objects.create(
        meeting=of, unit=where, name=name or f"Điểm cầu {next_number()}", **more
    )


def attendance(of: Meeting, seat: Appointment, at: Site | None = None, **more: Any) -> Attendance:
    return Attendance.objects.create(
        meeting=of,
        site=at or site(of, seat.unit),
        unit=seat.unit,
        person=seat.person,
        position=seat.position,
        **more,
    )


def agenda_item(of: Meeting, title: str = "Khai mạc", **more: Any) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=of, title=title, order=more.pop("order", next_number()), **more
    )


def intervention(of: Meeting, by: User, text: str = "Ý kiến", **more: Any) -> Intervention:
    Meeting.objects.filter(pk=of.pk).update(change_no=of.change_no + 1)
    of.refresh_from_db(fields=["change_no"])
    return Intervention.objects.create(
        meeting=of,
        kind=more.pop("kind", Intervention.Kind.REPORT),
        speaker_text=more.pop("speaker_text", "Viện trưởng"),
        text=text,
        spoken_at=more.pop("spoken_at", NOW),
        change_no=of.change_no,
        client_key=uuid4(),
        edited_by=by,
        **more,
    )


def group(code: str = "cac-phong", kinds: tuple[str, ...] = ("department",)) -> AddresseeGroup:
    return AddresseeGroup.objects.create(code=code, name="Các phòng", kinds=list(kinds))


def directive(of: Meeting, text: str = "Rà soát chỉ tiêu chưa đạt", **more: Any) -> Directive:
    """Addressed to `units`, if given."""
    units = more.pop("units", [])
    made = Directive.objects.create(
        meeting=of, text=text, order=more.pop("order", of.directives.count() + 1), **more
    )
    for where in units:
        Addressee.objects.create(directive=made, unit=where)
    return made


def directive_task(of: Directive, where: Unit, **more: Any) -> DirectiveTask:
    return DirectiveTask.objects.create(directive=of, unit=where, **more)


def unit_report(of: Meeting, where: Unit, **more: Any) -> UnitReport:
    """With the plain sections; `results` stands in the unit's own one."""
    results = more.pop("results", "")
    made = UnitReport.objects.create(meeting=of, unit=where, **more)
    rows = [sections.copied(one, made) for one in sections.of_kind(of.kind)]
    rows[0].text = results
    ReportSection.objects.bulk_create(rows)
    return made


def difficulty(report: UnitReport, text: str = "Thiếu biên chế", **more: Any) -> Difficulty:
    """A draft, unless `raised_at` is given."""
    return Difficulty.objects.create(report=report, unit=report.unit, text=text, **more)


def report_file(report: UnitReport, content: bytes = b"%PDF-1.4") -> ReportFile:
    return ReportFile.objects.create(
        report=report,
        name="phụ lục.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256="0" * 64,
        content=content,
    )


def section(report: UnitReport, source: str = "own") -> ReportSection:
    """As it is stored now."""
    return report.sections.select_related("report").get(source=source)


def notice(of: Meeting, **more: Any) -> Notice:
    """With an opening and the section of its orders."""
    opening = more.pop("opening", "Ngày 24/11/2026, VKSND tỉnh tổ chức hội nghị giao ban.")
    made = Notice.objects.create(
        meeting=of,
        subject=more.pop("subject", "Kết luận của đồng chí Viện trưởng tại Hội nghị"),
        recipients_text=more.pop("recipients_text", "Lãnh đạo VKSND tỉnh (để b/c)"),
        signer=more.pop("signer", of.chair),
        **more,
    )
    made.sections.create(role="opening", order=1, text=opening)
    made.sections.create(role="directives", order=2, title="Nhiệm vụ, giải pháp")
    return made
