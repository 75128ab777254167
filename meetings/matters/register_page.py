"""One register in every unit that a reader may know: matter by matter, or numbers by months."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from meetings.matters import narrative
from meetings.matters.overview_page import change, names_of
from meetings.matters.reading import Card, cards
from meetings.models import Matter, MatterCount, MatterRegister
from procuracy.web.dates import screen_day, screen_month
from targets import calendar
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Unit, User

MONTHS_BACK = 6
ONLY = [("old", "từ 6 tháng trở lên"), ("late", "chưa cập nhật tháng này")]
OLD = 180  # days

CARD_HEADS = [
    Head("Hồ sơ", 14),
    Head("Lĩnh vực", 9),
    Head("Theo dõi", 10),
    Head("Giai đoạn", 12),
    Head("Nội dung, thay đổi gần nhất"),
    Head("Phụ trách", 11),
]


def page(
    user: User,
    register: MatterRegister,
    units: Sequence[Unit],
    month: datetime.date,
    today: datetime.date,
    *,
    only: str = "",
) -> Page:
    """As the month stood at its end, or as it stands today."""
    assert user.acting
    on = min(calendar.month_end(month), today)
    is_worded = narrative.is_kept(user.acting.office, register)
    build = _matters if is_worded else _numbers
    return Page(
        title=register.name,
        file=f"so-{register.code}-{month:%Y-%m}",
        period=f"Đến hết ngày {screen_day(on)}",
        subtitle=units[0].short_name if len(units) == 1 else "",
        sections=build(user, register, units, month, on, only),
        back=(reverse("meetings:matter_list") + f"?month={month:%Y-%m}", "Các sổ theo dõi"),
    )


def card_cells(card: Card) -> list[Cell]:
    """The cells under `CARD_HEADS`."""
    said = f"{card.told} ({screen_day(card.told_on)})" if card.told and card.told_on else ""
    text = ". ".join(part.rstrip(".") for part in (card.summary, said) if part)
    return [
        Cell(card.reference, reverse("meetings:matter_detail", args=[card.pk])),
        plain(card.field),
        plain(card.age, note=f"từ {screen_day(card.opened_on)}"),
        plain(card.stage),
        plain(text),
        plain(card.responsible),
    ]


def chosen(found: Iterable[Card], only: str, month: datetime.date) -> list[Card]:
    if only == "old":
        return [card for card in found if card.age_days >= OLD]
    if only == "late":
        return [c for c in found if c.updated_month is None or c.updated_month < month]
    return list(found)


def _matters(
    user: User,
    register: MatterRegister,
    units: Sequence[Unit],
    month: datetime.date,
    on: datetime.date,
    only: str,
) -> list[Section]:
    names = names_of(units)
    rows = Matter.objects.visible_to(user).filter(register=register, unit__in=names)
    standing = chosen(cards(rows.standing(on), on, month=month), only, month)
    since = calendar.add_months(month, 1 - MONTHS_BACK)
    ended = cards(rows.filter(closed_on__gte=since, closed_on__lte=on), on)
    heads = [Head("Đơn vị", 12), *CARD_HEADS]
    words = dict(ONLY).get(only, "")
    return [
        Section(
            f"Đang theo dõi: {len(standing)}{f' ({words})' if words else ''}",
            heads,
            [[plain(names[card.unit_id]), *card_cells(card)] for card in standing],
            sheet="Đang theo dõi",
            empty="Không có vụ, việc nào đang theo dõi theo lựa chọn này.",
        ),
        Section(
            f"Kết thúc theo dõi từ {screen_month(since)}: {len(ended)}",
            [
                Head("Đơn vị", 12),
                Head("Hồ sơ", 18),
                Head("Kết thúc", 14),
                Head("Thời gian theo dõi", 14),
                Head("Lý do"),
            ],
            [_ended(card, names) for card in ended],
            sheet="Kết thúc",
            empty="Chưa vụ, việc nào kết thúc trong thời gian này.",
        ),
    ]


def _ended(card: Card, names: Mapping[int, str]) -> list[Cell]:
    return [
        plain(names[card.unit_id]),
        Cell(card.reference, reverse("meetings:matter_detail", args=[card.pk])),
        plain(screen_day(card.closed_on) if card.closed_on else ""),
        plain(card.age),
        plain(card.closing_reason),
    ]


def _numbers(
    user: User,
    register: MatterRegister,
    units: Sequence[Unit],
    month: datetime.date,
    on: datetime.date,
    only: str,
) -> list[Section]:
    """The last months beside each other: what stood, then what this month brought."""
    names = names_of(units)
    months = [calendar.add_months(month, back) for back in range(1 - MONTHS_BACK, 1)]
    rows = MatterCount.objects.visible_to(user).filter(
        register=register, unit__in=names, month__in=months
    )
    stored = {(row.unit_id, row.month): row for row in rows}
    listed = [unit for unit in units if any((unit.pk, m) in stored for m in months)]
    heads = [
        Head("Đơn vị", 18),
        *(Head(f"{m.month}/{m.year}", 7, is_number=True) for m in months),
        Head("Mới", 6, is_number=True),
        Head("Kết thúc", 7, is_number=True),
        Head("Tăng, giảm", 7, is_number=True),
        Head("Số, ngày văn bản"),
    ]
    section = Section(
        f"Số đang theo dõi cuối tháng, {MONTHS_BACK} tháng gần nhất",
        heads,
        [_row(unit, months, stored) for unit in listed],
        sheet="Số lượng",
        notes=[
            "Sổ này chỉ ghi số lượng, không ghi từng vụ, việc. Ô trống: chưa ghi; dòng Cộng tính "
            "theo số của tháng trước."
        ],
        empty="Chưa đơn vị nào ghi số lượng của sổ này.",
    )
    foot = _total(listed, months, stored)
    return [replace(section, foot=foot) if len(listed) > 1 else section]


Stored = Mapping[tuple[int, datetime.date], MatterCount]


def _row(unit: Unit, months: Sequence[datetime.date], stored: Stored) -> list[Cell]:
    last = stored.get((unit.pk, months[-1]))
    known = [stored.get((unit.pk, month)) for month in months]
    return [
        Cell(unit.short_name, reverse("meetings:matter_unit", args=[unit.pk])),
        *(_number(row.standing) if row else Cell() for row in known),
        *(
            [counted(last.opened), counted(last.closed), change(last.change)]
            if last
            else [Cell()] * 3
        ),
        plain(last.paper if last else ""),
    ]


def _number(number: int) -> Cell:
    """With its nought: an empty place says that nobody wrote."""
    return Cell(str(number), value=number)


def _last(unit: Unit, months: Sequence[datetime.date], stored: Stored) -> int:
    known = [stored[unit.pk, month].standing for month in months if (unit.pk, month) in stored]
    return known[-1] if known else 0


def _total(units: Iterable[Unit], months: Sequence[datetime.date], stored: Stored) -> list[Cell]:
    """Where a month was not told of, the one before counts."""
    rows = list(units)
    sums = [sum(_last(unit, months[: n + 1], stored) for unit in rows) for n in range(len(months))]
    last = [row for (_, at), row in stored.items() if at == months[-1]]
    opened, closed = sum(row.opened for row in last), sum(row.closed for row in last)
    return [
        Cell("Cộng"),
        *map(counted, sums),
        counted(opened),
        counted(closed),
        change(opened - closed),
        Cell(),
    ]
