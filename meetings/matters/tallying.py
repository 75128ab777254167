"""Monthly numbers of registers that keep counts only.

Typed are what came and what ended; what is watched follows from the month before. Only the first
month of a unit in a register says by itself how many there are.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, QuerySet

from meetings.matters import narrative
from meetings.models import MatterCount, MatterRegister
from procuracy.web.dates import office_day, screen_month
from procuracy.web.errors import Refused
from units.models import Unit, User
from units.models.organisation import lineage


def before(register: MatterRegister, unit: Unit, month: datetime.date) -> int | None:
    """Watched when the month began: the unit's last number, else those of the bodies it succeeds;
    None when nobody has said yet."""
    return befores([register], unit, month).get(register.pk)


def befores(
    registers: Iterable[MatterRegister], unit: Unit, month: datetime.date
) -> dict[int, int]:
    ids = [row.pk for row in registers]
    earlier = MatterCount.objects.filter(register__in=ids, month__lt=month)
    known = _last(earlier.filter(unit__in=lineage(unit)[0]))
    own = {key: standing for (where, key), standing in known.items() if where == unit.pk}
    found: dict[int, int] = {}
    for (_, key), standing in known.items():
        found[key] = found.get(key, 0) + standing
    return found | own


@transaction.atomic
def count(
    register: MatterRegister,
    unit: Unit,
    month: datetime.date,
    *,
    opened: int,
    closed: int,
    by: User,
    at: datetime.datetime,
    standing: int | None = None,
    paper: str = "",
    seen: int | None = None,
) -> MatterCount:
    """Write or correct a month; later months keep their changes and follow.

    `standing`: only where no month before says it. `seen`: what the month said when the page was
    drawn, None for nothing.
    """
    assert by.acting
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if narrative.is_kept(unit, register):
        raise Refused(f"Sổ “{register.short_name}” ghi từng vụ, việc: không ghi số lượng riêng.")
    if month > office_day(at):
        raise Refused("Tháng này chưa đến: ghi số của tháng đang theo dõi.")
    row = MatterCount.objects.filter(register=register, unit=unit, month=month).first()
    if (row.standing if row else None) != seen:
        raise Refused(f"Số của {screen_month(month)} vừa được người khác ghi: xem lại rồi ghi.")
    now = _standing(register, before(register, unit, month), opened, closed, standing)
    facts = {"opened": opened, "closed": closed, "paper": paper, "by": by.acting, "at": at}
    shift = now - (row.standing if row else now)
    if shift:
        _follow(register, unit, month, shift)
    made, _ = MatterCount.objects.update_or_create(
        register=register, unit=unit, month=month, defaults={**facts, "standing": now}
    )
    return made


def _standing(
    register: MatterRegister, known: int | None, opened: int, closed: int, said: int | None
) -> int:
    if known is None:
        if said is None:
            raise Refused(
                f"{register.short_name}: lần đầu ghi sổ, ghi số đang theo dõi cuối tháng."
            )
        if opened > said + closed:
            raise Refused(
                f"{register.short_name}: mới {opened} nhưng đang theo dõi chỉ {said}, "
                f"kết thúc {closed}."
            )
        return said
    now = known + opened - closed
    if now < 0:
        raise Refused(
            f"{register.short_name}: kết thúc {closed} nhiều hơn số phải theo dõi "
            f"({known} chuyển sang, {opened} mới)."
        )
    return now


def _follow(register: MatterRegister, unit: Unit, month: datetime.date, shift: int) -> None:
    later = MatterCount.objects.filter(register=register, unit=unit, month__gt=month)
    if shift < 0 and (low := later.filter(standing__lt=-shift).order_by("month").first()):
        raise Refused(f"Sửa như vậy thì {screen_month(low.month)} còn dưới 0: sửa tháng đó trước.")
    later.update(standing=F("standing") + shift)


def _last(rows: QuerySet[MatterCount]) -> dict[tuple[int, int], int]:
    found = rows.order_by("unit_id", "register_id", "-month").distinct("unit_id", "register_id")
    return {(u, r): n for u, r, n in found.values_list("unit_id", "register_id", "standing")}
