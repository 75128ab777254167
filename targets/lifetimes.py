"""Figures and years that would lie outside a unit's life (units.lifetimes)."""

from collections.abc import Iterator

from django.db.models import Q

from procuracy.web.dates import screen_month
from targets.models import Explanation, Figure, NoneArose, Plan, TargetAssignment
from units.lifetimes import Left, Life, left, register
from units.models import Unit


@register
def of_this_app(unit: Unit, life: Life) -> Iterator[Left]:
    yield from left(
        "số liệu tháng",
        Figure.objects.filter(_months(life), unit=unit).order_by("month"),
        lambda row: screen_month(row.month),
    )
    ticked = NoneArose.objects.filter(_months(life), unit=unit).order_by("month")
    yield from left(
        "tháng ghi không phát sinh",
        ticked.select_related("field"),
        lambda row: f"{row.field.short_name} {screen_month(row.month)}",
    )
    years = _years(life)
    plans = Plan.objects.filter(years, unit=unit)
    yield from left("kế hoạch, chương trình", plans, lambda row: row.title)
    given = TargetAssignment.objects.filter(years, unit=unit).select_related("target", "work_year")
    yield from left(
        "chỉ tiêu đã giao",
        given,
        lambda row: f"{row.target.short_name} năm {row.work_year.year}",
    )
    said = Explanation.objects.filter(_periods(life), unit=unit)
    yield from left("giải trình, cam kết", said.select_related("target", "period"), str)


def _periods(life: Life) -> Q:
    rows = Q(pk__in=())
    if life.checks_first and life.first is not None:
        rows |= Q(period__ends_on__lt=life.first)
    if life.checks_last and life.last is not None:
        rows |= Q(period__starts_on__gt=life.last)
    return rows


def _months(life: Life) -> Q:
    """A month belongs to a unit that lived on any day of it."""
    rows = Q(pk__in=())
    if life.checks_first and life.first is not None:
        rows |= Q(month__lt=life.first.replace(day=1))
    if life.checks_last and life.last is not None:
        rows |= Q(month__gt=life.last)
    return rows


def _years(life: Life) -> Q:
    """Likewise a work year."""
    rows = Q(pk__in=())
    if life.checks_first and life.first is not None:
        rows |= Q(work_year__ends_on__lt=life.first)
    if life.checks_last and life.last is not None:
        rows |= Q(work_year__starts_on__gt=life.last)
    return rows
