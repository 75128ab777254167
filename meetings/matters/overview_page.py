"""What is watched in each register and by each unit: where it grows, what was not told of."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Min, QuerySet
from django.urls import reverse

from meetings.matters import narrative, recording
from meetings.matters.counting import Movement, movements
from meetings.matters.reading import age_words
from meetings.models import Matter, MatterCount, MatterRegister
from procuracy.web.dates import screen_day, screen_month
from targets import calendar
from targets.sections import Cell, Head, Page, Section, counted, listed, plain
from units.models import Appointment, Field, Unit, User
from units.reach import reach

NUMBERS = [
    Head("Đầu tháng", 8, is_number=True),
    Head("Mới", 7, is_number=True),
    Head("Kết thúc", 7, is_number=True),
    Head("Đang theo dõi", 9, is_number=True),
    Head("Tăng, giảm", 8, is_number=True),
]
UNTOLD = Head("Chưa cập nhật", 9, is_number=True)


@dataclass
class Overview:
    """What a reader may know of some units in a month."""

    month: datetime.date
    units: list[Unit]
    registers: list[MatterRegister]
    kept: dict[int, bool]
    found: list[Movement]
    oldest: dict[int, datetime.date] = field(default_factory=dict)
    untold: Counter[tuple[int, int]] = field(default_factory=Counter)

    @property
    def last(self) -> datetime.date:
        return calendar.month_end(self.month)


def units_seen(acting: Appointment, today: datetime.date) -> list[Unit]:
    """Units of which something may be read, as they exist now."""
    rows = Unit.objects.existing(today).filter(pk__in=reach(acting).unit_ids)
    return list(rows.named(today).select_related("parent"))


def overview(
    user: User,
    units: Iterable[Unit],
    month: datetime.date,
    *,
    of_field: Field | None = None,
) -> Overview:
    """`units` as `units_seen` gives them, perhaps fewer."""
    assert user.acting
    asked = list(units)
    matters = Matter.objects.visible_to(user).filter(unit__in=asked)
    counts = MatterCount.objects.visible_to(user).filter(unit__in=asked)
    if of_field:
        matters = matters.filter(field=of_field)
        counts = counts.filter(register__field=of_field)
    first, last = month, calendar.month_end(month)
    registers = list(MatterRegister.objects.in_use())
    found = Overview(
        month,
        asked,
        registers,
        narrative.kept(user.acting.office, registers),
        movements(asked, first, last, matters=matters, counts=counts),
    )
    found.oldest = _oldest(matters, last)
    found.untold = _untold(found, matters, counts)
    return found


def page(found: Overview, *, unit: Unit | None, of_field: Field | None) -> Page:
    about = [unit.short_name if unit else "", of_field.name if of_field else ""]
    period = screen_month(found.month)
    return Page(
        title="Vụ, việc theo dõi",
        file=f"vu-viec-theo-doi-{found.month:%Y-%m}",
        period=f"{period[0].upper()}{period[1:]}, đến hết ngày {screen_day(found.last)}",
        subtitle=" · ".join(part for part in about if part),
        sections=[_registers(found), *([] if unit else [_units(found)])],
        notes=[
            "Sổ chỉ ghi số lượng: tháng chưa ghi thì giữ số của tháng trước và tính là chưa "
            "cập nhật. Không ghi tên bị can, bị cáo, đương sự ở bất kỳ sổ nào."
        ],
    )


def summed(found: Iterable[Movement]) -> list[int]:
    rows = list(found)
    return [
        sum(one.before for one in rows),
        sum(one.opened for one in rows),
        sum(one.closed for one in rows),
        sum(one.now for one in rows),
        sum(one.growth for one in rows),
    ]


def numbers(found: Iterable[Movement]) -> list[Cell]:
    *stocks, growth = summed(found)
    return [*map(counted, stocks), change(growth)]


def change(growth: int) -> Cell:
    """`+2`, `−1`, nothing where it stays."""
    if not growth:
        return Cell()
    return Cell(f"+{growth}" if growth > 0 else f"−{-growth}", value=growth)


def _registers(found: Overview) -> Section:
    below: dict[int, list[Movement]] = defaultdict(list)
    for one in found.found:
        below[one.register.pk].append(one)
    late: Counter[int] = Counter()
    for (_, key), count in found.untold.items():
        late[key] += count
    rows = [
        [
            Cell(one.name, _register_link(one, found.month)),
            plain("từng vụ, việc" if found.kept[one.pk] else "chỉ số lượng"),
            *numbers(below[one.pk]),
            _age(found.oldest.get(one.pk), found.last),
            counted(late[one.pk]),
        ]
        for one in found.registers
    ]
    total = numbers(found.found)
    return Section(
        "Theo sổ",
        [Head("Sổ theo dõi"), Head("Cách ghi", 10), *NUMBERS, Head("Lâu nhất", 11), UNTOLD],
        rows,
        sheet="Theo sổ",
        foot=[Cell("Cộng"), Cell(), *total, Cell(), counted(sum(late.values()))] if rows else (),
        empty="Chưa có sổ theo dõi nào: Văn phòng VKSND tỉnh mở sổ ở Danh mục.",
    )


def _units(found: Overview) -> Section:
    below: dict[int, list[Movement]] = defaultdict(list)
    for one in found.found:
        below[one.unit_id].append(one)
    late: Counter[int] = Counter()
    for (unit, _), count in found.untold.items():
        late[unit] += count
    rows = [
        [
            Cell(one.short_name, _unit_link(one, found.month)),
            *numbers(below[one.pk]),
            plain(_grown(below[one.pk])),
            counted(late[one.pk]),
        ]
        for one in found.units
        if below[one.pk] or late[one.pk]
    ]
    return Section(
        "Theo đơn vị",
        [Head("Đơn vị", 20), *NUMBERS, Head("Sổ tăng trong tháng"), UNTOLD],
        rows,
        sheet="Theo đơn vị",
        empty="Chưa đơn vị nào có vụ, việc theo dõi trong phạm vi này.",
    )


def _grown(found: Iterable[Movement]) -> str:
    rows = sorted((one for one in found if one.growth > 0), key=lambda one: -one.growth)
    return listed(f"{one.register.short_name} +{one.growth}" for one in rows)


def _age(opened_on: datetime.date | None, on: datetime.date) -> Cell:
    return plain(age_words(opened_on, on) if opened_on else "")


def _oldest(matters: QuerySet[Matter], last: datetime.date) -> dict[int, datetime.date]:
    rows = matters.standing(last).order_by()  # type: ignore[attr-defined]
    return dict(rows.values_list("register").annotate(first=Min("opened_on")))


def _untold(
    found: Overview, matters: QuerySet[Matter], counts: QuerySet[MatterCount]
) -> Counter[tuple[int, int]]:
    """By unit and register: open matters without a word of the month, counts that are missing."""
    waiting = recording.untold(matters, found.month).order_by()
    late = Counter(waiting.values_list("unit_id", "register_id"))
    told = set(counts.filter(month=found.month).values_list("unit_id", "register_id"))
    for one in found.found:
        key = (one.unit_id, one.register.pk)
        if not found.kept.get(one.register.pk, True) and key not in told:
            late[key] += 1
    return late


def _register_link(register: MatterRegister, month: datetime.date) -> str:
    return reverse("meetings:matter_register", args=[register.pk]) + f"?month={month:%Y-%m}"


def _unit_link(unit: Unit, month: datetime.date) -> str:
    return reverse("meetings:matter_unit", args=[unit.pk]) + f"?month={month:%Y-%m}"


def names_of(units: Iterable[Unit]) -> Mapping[int, str]:
    return {unit.pk: unit.short_name for unit in units}
