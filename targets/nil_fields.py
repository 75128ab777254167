"""Không phát sinh: the clerk says that nothing arose in a field, and no figure is made of it."""

import datetime
from collections.abc import Collection

from django.db import transaction

from procuracy.web.errors import Refused
from targets import sheets
from targets.holding import check_unsent
from targets.models import Figure, Indicator, NoneArose
from units.models import Field, Unit, User

NAMED = 3
INSTEAD = "đề nghị trả lại rồi mới ghi, bỏ ghi không phát sinh, hoặc nhập số vào từng dòng"


@transaction.atomic
def tick(
    unit: Unit, month: datetime.date, field: Field, *, by: User, at: datetime.datetime
) -> None:
    """Refused where a figure of the month says that something arose, or once it is sent."""
    check_unsent(unit, month, INSTEAD)
    lines = sheets.wanted(unit, month).filter(field=field, nature=Indicator.Nature.FLOW)
    arisen = Figure.objects.filter(unit=unit, month=month, indicator__in=lines, value__gt=0)
    if rows := list(arisen.select_related("indicator").order_by("indicator__order")):
        named = "; ".join(row.indicator.name for row in rows[:NAMED])
        more = f" và {len(rows) - NAMED} dòng khác" if len(rows) > NAMED else ""
        raise Refused(
            f"{field.name} đã có số liệu phát sinh ({named}{more}): sửa các số đó về 0 trước."
        )
    NoneArose.objects.get_or_create(
        unit=unit, field=field, month=month, defaults={"ticked_by": by, "ticked_at": at}
    )


@transaction.atomic
def untick(unit: Unit, month: datetime.date, field: Field) -> None:
    check_unsent(unit, month, INSTEAD)
    NoneArose.objects.filter(unit=unit, field=field, month=month).delete()


def ticked(
    units: Collection[Unit], first: datetime.date, last: datetime.date
) -> set[tuple[int, int, datetime.date]]:
    """(unit, field, month) of the months `first` to `last`; one query."""
    rows = NoneArose.objects.between(first, last).filter(unit__in=units)
    return set(rows.values_list("unit_id", "field_id", "month"))
