"""Whether a register keeps each matter with words, or counts only, in a province."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from meetings.models import Matter, MatterRegister, NarrativeSwitch
from procuracy.web.errors import Refused
from units.models import Unit, User
from units.models.organisation import lineage


def province_of(unit: Unit) -> Unit:
    """Whose head of Office decides for a unit: the province it stands below."""
    return unit.parent or unit


def kept(unit: Unit, registers: Iterable[MatterRegister]) -> dict[int, bool]:
    """Register id → words are kept for this unit. The last decision of its province holds, one of
    the provinces it succeeds included; without any the register's own habit."""
    offices = lineage(province_of(unit))[0]
    rows = NarrativeSwitch.objects.filter(office__in=offices).order_by("register_id", "-at", "-pk")
    decided = dict(rows.distinct("register_id").values_list("register_id", "is_on"))
    return {row.pk: decided.get(row.pk, row.keeps_narrative) for row in registers}


def is_kept(unit: Unit, register: MatterRegister) -> bool:
    return kept(unit, [register])[register.pk]


def worded(matters: Iterable[Matter]) -> set[int]:
    """Those whose register keeps words for their unit; each with `register` and unit's parent."""
    found: Sequence[Matter] = list(matters)
    provinces = {p.pk: p for p in (province_of(row.unit) for row in found)}
    registers = {row.register_id: row.register for row in found}
    allowed = {pk: kept(unit, registers.values()) for pk, unit in provinces.items()}
    return {row.pk for row in found if allowed[province_of(row.unit).pk][row.register_id]}


def silenced(matters: Iterable[Matter]) -> set[int]:
    """Those whose words are shown to nobody now; as `worded`."""
    found = list(matters)
    return {row.pk for row in found} - (worded(found) if found else set())


def last_switch(office: Unit, register: MatterRegister) -> NarrativeSwitch | None:
    rows = register.switches.filter(office__in=lineage(office)[0])
    return rows.select_related("by__person").first()


@transaction.atomic
def switch(
    register: MatterRegister, *, is_on: bool, reason: str, by: User, at: datetime.datetime
) -> NarrativeSwitch:
    """Decide for the own province from now on; what was decided before stays recorded."""
    assert by.acting
    office = province_of(by.acting.office)
    MatterRegister.objects.select_for_update().get(pk=register.pk)
    if is_kept(office, register) == is_on:
        raise Refused(
            "Sổ này đang ghi từng vụ, việc." if is_on else "Sổ này đang chỉ ghi số lượng."
        )
    return NarrativeSwitch.objects.create(
        register=register, office=office, is_on=is_on, reason=reason, by=by.acting, at=at
    )
