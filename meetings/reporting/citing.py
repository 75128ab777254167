"""Viện dẫn khen thưởng: an award becomes a line of a unit's report, with its decision."""

from collections.abc import Iterable

from django.db import transaction

from meetings.models import UnitReport
from meetings.reporting import sections
from meetings.scheduling import planning
from procuracy.web.dates import screen_day
from procuracy.web.errors import Refused
from targets.models import Award
from units.models import Unit


def awards(report: UnitReport) -> list[Award]:
    """Of the unit, decided since the meeting's work year began and before the meeting, or for
    that year's work; newest first."""
    year, day = report.meeting.work_year, planning.day_of(report.meeting)
    rows = Award.objects.filter(unit=report.unit_id, decided_on__lte=day)
    decided, won = rows.filter(decided_on__gte=year.starts_on), rows.filter(work_year=year)
    return list((decided | won).select_related("person"))


def line(award: Award, unit: Unit) -> str:
    """`Giấy khen: Phòng 9 (Quyết định số 12/QĐ-VKS ngày 31/8/2026 của …); thành tích.`"""
    who = f"{award.person}, {unit.short_name}" if award.person else unit.short_name
    day = screen_day(award.decided_on)
    decision = f"Quyết định số {award.decision_code} ngày {day} của {award.decided_by}"
    ended = f"; {award.reason.strip().rstrip('.')}" if award.reason.strip() else ""
    return f"- {award.title}: {who} ({decision}){ended}."


def open_to(report: UnitReport, rows: Iterable[Award], unit: Unit) -> list[tuple[Award, str]]:
    """Those that the report does not cite yet, each with its line."""
    section = sections.own_words(report)
    if section is None:
        return []
    said = section.text.splitlines()
    return [(award, text) for award in rows if (text := line(award, unit)) not in said]


@transaction.atomic
def cite(report: UnitReport, award: Award, unit: Unit) -> None:
    """The line at the end of the section that is the unit's own, as it is stored."""
    UnitReport.objects.select_for_update().get(pk=report.pk)
    section, text = sections.own_words(report), line(award, unit)
    if section is None:
        raise Refused("Báo cáo này không có mục để viện dẫn khen thưởng.")
    if text in section.text.splitlines():
        raise Refused("Báo cáo đã viện dẫn khen thưởng này.")
    made = f"{section.text.rstrip()}\n{text}".lstrip()
    if len(made) > section.max_length:
        raise Refused(f"Mục {section.title.lower()} đã quá dài để thêm dòng viện dẫn.")
    sections.write(section, made, seen=sections.mark_of(section.text))
