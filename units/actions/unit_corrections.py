"""Slips of the keyboard in a unit's dates, number and code are put right, unless rows contradict.

The reason is added to the unit's `source`, as a line below what stood there.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from procuracy.web.dates import screen_day
from units import reference
from units.actions.names import Names
from units.actions.units import add_name
from units.lifetimes import Life, beyond, names_beyond
from units.models import Unit, UnitName, User
from units.unit_rules import (
    USE_ASSISTANT,
    DatedNames,
    UnitFacts,
    UnitRefused,
    check_code,
    check_life,
    check_name,
    check_parent,
    check_twins,
    noted,
)


@transaction.atomic
def correct(
    unit: Unit, facts: UnitFacts, *, reason: str, by: User, at: datetime.datetime
) -> list[str]:
    """Slips of the keyboard only; names the fields that changed.

    Refused where rows contradict it, and for what is no slip: another kind or another parent.
    """
    unit = Unit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)
    before = UnitFacts.of(unit)
    if facts.order is None:
        facts = replace(facts, order=unit.order)
    changed = [name for name in vars(facts) if getattr(facts, name) != getattr(before, name)]
    if not changed:
        return []
    _check_correction(unit, facts, changed, at)
    _move_names(unit, facts)
    only_source = set(changed) <= {"source", "is_assumed"}
    final = replace(
        facts, source=facts.source if only_source else noted(facts.source, _note(reason, at))
    )
    for name in ("code", "number", "is_secretariat", "valid_from", "valid_to", "source"):
        setattr(unit, name, getattr(final, name))
    unit.is_assumed, unit.order = final.is_assumed, final.order or 0
    unit.save()
    if "fields" in changed:
        unit.fields.set(final.fields)
    return changed


def _check_correction(
    unit: Unit, facts: UnitFacts, changed: Sequence[str], at: datetime.datetime
) -> None:
    if "kind" in changed or "parent" in changed:
        raise UnitRefused(
            "kind" if "kind" in changed else "parent",
            f"Loại đơn vị và đơn vị cấp trên không đính chính được: {USE_ASSISTANT}.",
        )
    if "code" in changed:
        if unit.code in reference.unit_codes():
            raise UnitRefused("code", "Mã này thuộc danh mục gốc của hệ thống nên không đổi được.")
        if facts.code.casefold() != unit.code.casefold():
            check_code(facts.code)
    dates = {"valid_from", "valid_to"} & set(changed)
    if dates:
        _check_days(unit, facts, dates, at)
    if dates or {"number", "is_secretariat"} & set(changed):
        check_twins(facts, list(unit.names.all())[-1].short_name, but=unit)


def _check_days(
    unit: Unit, facts: UnitFacts, dates: Collection[str], at: datetime.datetime
) -> None:
    check_life(facts.valid_from, facts.valid_to, at)
    check_parent(facts, lock=True)
    life = Life(
        facts.valid_from,
        facts.valid_to,
        checks_first="valid_from" in dates,
        checks_last="valid_to" in dates,
    )
    if rows := beyond(unit, life):
        raise UnitRefused(
            next(iter(sorted(dates))),
            "Ngày mới mâu thuẫn với dữ liệu đã ghi của đơn vị: "
            + "; ".join(str(row) for row in rows)
            + ".",
        )


def _move_names(unit: Unit, facts: UnitFacts) -> None:
    """A name that lasted as long as the unit still does; any other keeps its days."""
    names = list(unit.names.all())
    for row in names:
        if row.valid_from == unit.valid_from:
            row.valid_from = facts.valid_from
        if row.valid_to == unit.valid_to:
            row.valid_to = facts.valid_to
    if wrong := names_beyond(names, facts.valid_from, facts.valid_to):
        raise UnitRefused(
            "valid_from", f"Tên “{wrong[0]}” được ghi dùng ngoài thời gian hoạt động mới."
        )
    for row in names:
        row.save(update_fields=["valid_from", "valid_to"])


# Names


def amend_name(unit: Unit, row: UnitName | None, wanted: DatedNames, *, is_free: bool) -> bool:
    """Give a name its right days, and (`is_free`: it was never verified) words; None adds one.

    False when nothing changes. A verified name keeps its words: documents were issued under it.
    """
    if row is None:
        add_name(unit, wanted)
        return True
    if wanted == DatedNames(Names.of(row), row.valid_from, row.valid_to):
        return False
    if wanted.names != Names.of(row) and not is_free:
        raise UnitRefused(
            "name",
            "Tên đã kiểm chứng không sửa lùi: giữ dòng tên cũ (ghi ngày kết thúc dùng) và thêm "
            "dòng tên mới có ngày bắt đầu.",
        )
    check_name(unit, wanted, but=row)
    for name, value in vars(wanted.names).items():
        setattr(row, name, value)
    row.valid_from, row.valid_to = wanted.valid_from, wanted.valid_to
    row.save()
    return True


def note_reason(unit: Unit, reason: str, at: datetime.datetime) -> None:
    unit.source = noted(unit.source, _note(reason, at))
    unit.save(update_fields=["source"])


def _note(reason: str, at: datetime.datetime) -> str:
    return f"Đính chính ngày {screen_day(timezone.localtime(at).date())}: {reason}"
