"""Units are founded and closed. A new name is `names.rename`, a merger `units.reorganising`.

The basis of a closing is added to the unit's `source`, as a line below what stood there.
"""

import datetime
from collections.abc import Sequence

from django.db import transaction

from procuracy.web.dates import screen_day
from units import reference, unit_codes
from units.lifetimes import Life, beyond, names_beyond
from units.models import Register, Unit, UnitName, User
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
def create(
    facts: UnitFacts, names: Sequence[DatedNames], *, by: User, at: datetime.datetime
) -> Unit:
    """With its names (in their order) and, for a body with its own seal, a register."""
    check_parent(facts, lock=True)
    check_life(facts.valid_from, facts.valid_to, at)
    code = facts.code or free_code(facts)
    check_code(code)
    check_twins(facts, names[-1].names.short_name)
    made = Unit.objects.create(
        code=code,
        kind=facts.kind,
        number=facts.number,
        parent=facts.parent,
        is_secretariat=facts.is_secretariat,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        source=facts.source,
        is_assumed=facts.is_assumed,
        order=_place(facts) if facts.order is None else facts.order,
    )
    made.fields.set(facts.fields)
    for row in names:
        add_name(made, row)
    if made.is_office:
        Register.objects.bulk_create(reference.usual_registers(made))
    return made


def free_code(facts: UnitFacts) -> str:
    """Like QT2-KV9, that nobody has."""
    beginning = unit_codes.stem(facts.parent.code if facts.parent else "VKS", facts.kind)
    taken = set(Unit.objects.filter(code__startswith=beginning).values_list("code", flat=True))
    return unit_codes.free(beginning, facts.number, taken)


def _place(facts: UnitFacts) -> int:
    """Beside the sibling of the same kind whose number comes before."""
    siblings = Unit.objects.filter(parent=facts.parent, kind=facts.kind)
    before = siblings.filter(number__lte=facts.number) if facts.number else siblings
    last = before.order_by("-order").first() or Unit.objects.order_by("-order").first()
    return last.order if last else 0


def add_name(unit: Unit, row: DatedNames) -> UnitName:
    check_name(unit, row)
    return UnitName.objects.create(
        unit=unit, valid_from=row.valid_from, valid_to=row.valid_to, **vars(row.names)
    )


@transaction.atomic
def close(
    unit: Unit,
    *,
    last_day: datetime.date,
    basis: str,
    has_no_successor: bool,
    by: User,
    at: datetime.datetime,
) -> None:
    """The unit lives until the end of `last_day`. What another body takes over goes elsewhere."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.valid_to is not None:
        raise UnitRefused(
            "last_day",
            f"Đơn vị đã kết thúc ngày {screen_day(unit.valid_to)}: nếu ngày sai, dùng Đính chính.",
        )
    check_life(unit.valid_from, last_day, at)
    if not has_no_successor and not unit.successions.exists():
        raise UnitRefused(
            "has_no_successor",
            f"Nếu có đơn vị kế thừa, {USE_ASSISTANT}. Nếu không có, đánh dấu vào ô này.",
        )
    life = Life(None, last_day, checks_first=False)
    refuse_left(f"Sau ngày {screen_day(last_day)} đơn vị còn", beyond(unit, life), "last_day")
    names = list(unit.names.all())
    if late := names_beyond(names, None, last_day):
        raise UnitRefused("last_day", f"Tên “{late[-1]}” được ghi dùng sau ngày đó.")
    UnitName.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=last_day)
    unit.valid_to = last_day
    unit.source = noted(unit.source, f"Kết thúc hoạt động ngày {screen_day(last_day)}: {basis}")
    unit.save(update_fields=["valid_to", "source"])


def refuse_left(opening: str, rows: Sequence[object], field: str) -> None:
    if rows:
        what = "; ".join(str(row) for row in rows)
        raise UnitRefused(
            field,
            f"{opening} {what}. Kết thúc hoặc chuyển các nội dung này trước; "
            f"nếu có đơn vị kế thừa, {USE_ASSISTANT}.",
        )
