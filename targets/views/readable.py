"""Which units and lines of a month somebody may look at, for the pages of the entry grid."""

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from targets import sheets
from targets.models import Indicator
from targets.remembered import Catalogue
from units.acting import Request
from units.models import Unit
from units.models.organisation import UnitQuerySet
from units.reach import reach


def seen_units(request: Request) -> UnitQuerySet:
    named = Unit.objects.named(request.today)
    return named.filter(pk__in=reach(request.acting).unit_ids)


def seen_unit(request: Request, pk: int) -> Unit:
    return get_object_or_404(seen_units(request), pk=pk)


def typed_unit(request: Request, pk: int) -> Unit:
    """Asked at every keystroke that is saved: one's own unit is known, and needs no name."""
    own = request.acting.unit
    return own if own.pk == pk and request.acting.types_figures else seen_unit(request, pk)


def chosen_lines(request: Request, unit: Unit, month: datetime.date) -> list[Indicator]:
    """Of the field asked for; Http404 where nothing of the unit may be read."""
    wanted, lines = request.GET.get("field", ""), readable_lines(request, unit, month)
    if not lines and unit.pk not in reach(request.acting).whole:
        raise Http404("Đơn vị này không có dòng thống kê nào thuộc lĩnh vực của bạn.")
    return [line for line in lines if not wanted or line.field.code == wanted]


def readable_lines(request: Request, unit: Unit, month: datetime.date) -> list[Indicator]:
    """All of the units one reads wholly, elsewhere those of one's own fields."""
    fields = reach(request.acting).fields_of(unit.pk)
    lines = sheets.lines_of(unit, month)
    return [line for line in lines if fields is None or line.field_id in fields]


def readable_line(
    request: Request, catalogue: Catalogue, unit: Unit, month: datetime.date, pk: int
) -> Indicator:
    """Without the others: asked at every keystroke that is saved."""
    is_own = unit is request.acting.unit
    fields = None if is_own else reach(request.acting).fields_of(unit.pk)
    line = catalogue.line(pk, month)
    if line and sheets.is_wanted(unit, line) and (fields is None or line.field_id in fields):
        return line
    raise Http404("Dòng thống kê này không thuộc lĩnh vực của đơn vị.")
