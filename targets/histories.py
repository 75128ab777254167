"""Names of monthly figures and explanations for the pages of history."""

import datetime
from collections.abc import Iterable

from targets.models import Explanation, Figure
from units.histories import unit_names


def figure_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Số vụ thụ lý mới, VKSND khu vực 3, tháng 10/2026`."""
    rows = list(Figure.objects.filter(pk__in=keys).select_related("indicator"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"{row.indicator.name}, {units[row.unit_id]}, {_month(row)}" for row in rows}


def _month(figure: Figure) -> str:
    return f"tháng {figure.month.month}/{figure.month.year}"


def explanation_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Tỷ lệ giải quyết tin báo, VKSND khu vực 3, tháng 10/2026`."""
    rows = list(Explanation.objects.filter(pk__in=keys).select_related("target", "period"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {
        row.pk: f"{row.target.short_name}, {units[row.unit_id]}, {row.period.label.lower()}"
        for row in rows
    }
