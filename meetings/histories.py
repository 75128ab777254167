"""Names of rows for the pages of history."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from meetings.matters import narrative
from meetings.models import (
    Exhibit,
    HostTurn,
    Matter,
    MatterUpdate,
    MeetingSeries,
    ReportSection,
    UnitReport,
)
from meetings.models.kind_sections import SectionSource
from meetings.reporting import quoting
from units.histories import unit_names


def report_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`VKSND khu vực 3, Hội nghị giao ban hai cấp tháng 11/2026`."""
    rows = list(UnitReport.objects.filter(pk__in=keys).select_related("meeting"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"{units[row.unit_id]}, {row.meeting.title}" for row in rows}


def turn_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Lượt 3: VKSND khu vực 3`."""
    rows = list(HostTurn.objects.filter(pk__in=keys))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"Lượt {row.order}: {units[row.unit_id]}" for row in rows}


def series_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Lịch Giao ban tháng hai cấp 2027`."""
    rows = MeetingSeries.objects.filter(pk__in=keys).select_related("kind", "work_year")
    return {row.pk: str(row) for row in rows}


def silent_matters(keys: Iterable[str] | None = None) -> set[str]:
    """Of registers that keep counts only now for the unit: what was written before is not shown."""
    ended = Q(register__keeps_narrative=False) | Q(register__switches__is_on=False)
    rows = Matter.objects.filter(ended).select_related("register", "unit__parent").distinct()
    found = list(rows if keys is None else rows.filter(pk__in=keys))
    allowed = narrative.worded(found)
    return {str(row.pk) for row in found if row.pk not in allowed}


def silent_updates(keys: Iterable[str] | None = None) -> set[str]:
    if keys is None:
        rows = MatterUpdate.objects.filter(matter__in=map(int, silent_matters()))
        return set(map(str, rows.exclude(text="").values_list("pk", flat=True)))
    wholes = dict(MatterUpdate.objects.filter(pk__in=keys).values_list("pk", "matter_id"))
    quiet = silent_matters(map(str, set(wholes.values())))
    return {str(pk) for pk, matter in wholes.items() if str(matter) in quiet}


def silent_exhibits(keys: Iterable[str] | None = None) -> set[str]:
    """Cards in a record that quote a silent matter."""
    rows = Exhibit.objects.filter(matter__isnull=False)
    cards = dict((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "matter"))
    quiet = silent_matters(map(str, set(cards.values())))
    return {str(pk) for pk, matter in cards.items() if str(matter) in quiet}


def silent_sections(keys: Iterable[str] | None = None) -> set[str]:
    """Sections of reports whose lines quote a silent matter."""
    rows = ReportSection.objects.filter(source=SectionSource.MATTERS)
    found = dict((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "facts"))
    quoted = {pk: quoting.matters_in(lines) for pk, lines in found.items()}
    quiet = silent_matters(map(str, set().union(*quoted.values())))
    return {str(pk) for pk, ids in quoted.items() if quiet & set(map(str, ids))}
