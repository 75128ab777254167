"""Inspections that this month, or an earlier one, should have seen held."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from meetings.models import Inspection
from meetings.models.inspections import InspectionQuerySet
from meetings.work.items import SHOWN, Item
from procuracy.web.dates import screen_month
from targets import calendar
from units.models import Appointment, Unit


def to_hold(acting: Appointment, today: datetime.date) -> InspectionQuerySet:
    """By the department that leads them; a unit's own where it inspects itself."""
    return Inspection.objects.all().to_hold(acting, calendar.first_of_month(today))


def holding(acting: Appointment, today: datetime.date) -> Iterable[Item]:
    rows = to_hold(acting, today).select_related("work_year")
    shown = list(rows.order_by("planned_month", "pk")[:SHOWN])
    names = Unit.objects.named(today).in_bulk({row.unit_id for row in shown}) if shown else {}
    for row in shown:
        mode = row.get_mode_display()
        is_own = row.mode == Inspection.Mode.SELF
        where = "đơn vị mình" if is_own else names[row.unit_id].short_name
        title = "Tự kiểm tra" if is_own else f"{mode.capitalize()} {where}"
        yield Item(
            title=title,
            detail=row.subject,
            origin=f"Danh sách kiểm tra năm {row.work_year.year}",
            due_on=calendar.month_end(row.planned_month),
            due_text=screen_month(row.planned_month),
            verb="Ghi kết quả",
            url=reverse("meetings:inspection_detail", args=[row.pk]),
            order=4,
        )
