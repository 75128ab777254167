"""Names of rows for the pages of history."""

import datetime
from collections.abc import Iterable

from meetings.models import HostTurn, MeetingSeries, UnitReport
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
