"""Đã kiểm tra: who types a unit's figures says that an unusual one is right, as it stands."""

import datetime

from django.db import transaction

from procuracy.web.errors import Refused
from targets.holding import check_open
from targets.models import CheckedFigure, Figure, Indicator
from units.models import Unit, User


@transaction.atomic
def confirm(
    unit: Unit, month: datetime.date, line: Indicator, *, by: User, at: datetime.datetime
) -> None:
    """It holds for the stored value; another one asks anew."""
    check_open(unit, month)
    figure = Figure.objects.filter(unit=unit, month=month, indicator=line).first()
    if figure is None:
        raise Refused("Dòng này chưa có số liệu để kiểm tra.")
    CheckedFigure.objects.update_or_create(
        unit=unit,
        month=month,
        indicator=line,
        defaults={"value": figure.value, "checked_by": by, "checked_at": at},
    )


@transaction.atomic
def withdraw(unit: Unit, month: datetime.date, line: Indicator) -> None:
    check_open(unit, month)
    CheckedFigure.objects.filter(unit=unit, month=month, indicator=line).delete()
