"""Names of figures, their reports and corrections, and of explanations, for pages of history."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from procuracy.web.numbers import format_trimmed
from targets.models import Explanation, Figure, FigureCorrection, Submission, TargetAnswer
from units.histories import unit_names


def figure_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Số vụ thụ lý mới, VKSND khu vực 3, tháng 10/2026`."""
    rows = list(Figure.objects.filter(pk__in=keys).select_related("indicator"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"{row.indicator.name}, {units[row.unit_id]}, {_month(row)}" for row in rows}


def submission_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Số liệu VKSND khu vực 3, tháng 10/2026`."""
    rows = list(Submission.objects.filter(pk__in=keys))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"Số liệu {units[row.unit_id]}, {_month(row)}" for row in rows}


def correction_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Số vụ thụ lý mới, VKSND khu vực 3, tháng 10/2026: 7 → 9`."""
    told = FigureCorrection.objects.select_related("indicator", "submission")
    rows = list(told.filter(pk__in=keys))
    units = unit_names({str(row.submission.unit_id) for row in rows}, on) if rows else {}
    return {
        row.pk: f"{row.indicator.name}, {units[row.submission.unit_id]}, "
        f"{_month(row.submission)}: {_value(row.old_value)} → {_value(row.new_value)}"
        for row in rows
    }


def answer_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Báo cáo đúng thời hạn, VKSND khu vực 3, tháng 10/2026`."""
    rows = list(TargetAnswer.objects.filter(pk__in=keys).select_related("target"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {row.pk: f"{row.target.short_name}, {units[row.unit_id]}, {_month(row)}" for row in rows}


def _month(row: Figure | Submission | TargetAnswer) -> str:
    return f"tháng {row.month.month}/{row.month.year}"


def _value(value: Decimal | None) -> str:
    return "?" if value is None else format_trimmed(value)


def explanation_names(keys: Iterable[str], on: datetime.date) -> dict[int, str]:
    """`Tỷ lệ giải quyết tin báo, VKSND khu vực 3, tháng 10/2026`."""
    rows = list(Explanation.objects.filter(pk__in=keys).select_related("target", "period"))
    units = unit_names({str(row.unit_id) for row in rows}, on) if rows else {}
    return {
        row.pk: f"{row.target.short_name}, {units[row.unit_id]}, {row.period.label.lower()}"
        for row in rows
    }
