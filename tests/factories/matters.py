"""Matters and their registers."""

import datetime
from typing import Any

from meetings.models import Matter, MatterCount, MatterRegister, MatterUpdate
from tests.factories.common import NOW, next_number
from tests.factories.units import appointment, field, person
from units.models import Appointment, Unit


def matter_register(name: str = "Vụ, việc tồn đọng", **more: Any) -> MatterRegister:
    """Keeps words, with three stages and two reasons."""
    number = next_number()
    return MatterRegister.objects.create(
        code=f"so{number}",
        name=name,
        short_name=more.pop("short_name", name[:60]),
        keeps_narrative=more.pop("keeps_narrative", True),
        stages=more.pop("stages", "đang điều tra\nđang truy tố\nđang xét xử"),
        closing_reasons=more.pop("closing_reasons", "đã giải quyết xong\nđình chỉ"),
        order=more.pop("order", number % 30000),
        **more,
    )


def matter(register: MatterRegister, where: Unit, **more: Any) -> Matter:
    """Watched since 1 September 2026, with the update that opened it."""
    seat = more.pop("by", None) or _seat(where)
    opened_on = more.pop("opened_on", datetime.date(2026, 9, 1))
    at = more.pop("opened_at", NOW.replace(month=opened_on.month, day=1, year=opened_on.year))
    made = Matter.objects.create(
        register=register,
        unit=where,
        field=more.pop("field", None) or field(),
        number=more.pop("number", f"{next_number()}/2026"),
        stage=more.pop("stage", "đang điều tra"),
        opened_on=opened_on,
        opened_by=seat,
        opened_at=at,
        **more,
    )
    matter_update(made, kind=MatterUpdate.Kind.OPENED, month=opened_on.replace(day=1), at=at)
    return made


def matter_update(of: Matter, **more: Any) -> MatterUpdate:
    at = more.pop("at", NOW)
    return MatterUpdate.objects.create(
        matter=of,
        month=more.pop("month", at.date().replace(day=1)),
        kind=more.pop("kind", MatterUpdate.Kind.CHANGED),
        stage=more.pop("stage", of.stage),
        by=more.pop("by", of.opened_by),
        at=at,
        **more,
    )


def matter_count(
    register: MatterRegister, where: Unit, month: datetime.date, standing: int, **more: Any
) -> MatterCount:
    return MatterCount.objects.create(
        register=register,
        unit=where,
        month=month,
        standing=standing,
        by=more.pop("by", None) or _seat(where),
        at=more.pop("at", NOW),
        **more,
    )


def _seat(where: Unit) -> Appointment:
    return where.appointments.first() or appointment(person(), where)
