"""All that one unit watches: its matters by register, and its numbers."""

import datetime

from django.urls import reverse

from meetings.matters import narrative
from meetings.matters.counting import movements
from meetings.matters.overview_page import numbers
from meetings.matters.reading import cards
from meetings.matters.register_page import CARD_HEADS, card_cells
from meetings.models import Matter, MatterCount, MatterRegister
from procuracy.web.dates import screen_day
from targets import calendar
from targets.sections import Cell, Head, Page, Section, plain
from units.models import Unit, User
from units.models.organisation import lineage

HEADS = [
    Head("Sổ theo dõi"),
    Head("Đầu tháng", 10, is_number=True),
    Head("Mới", 8, is_number=True),
    Head("Kết thúc", 8, is_number=True),
    Head("Đang theo dõi", 11, is_number=True),
    Head("Tăng, giảm", 9, is_number=True),
    Head("Số, ngày văn bản", 22),
]


def page(user: User, unit: Unit, month: datetime.date, today: datetime.date) -> Page:
    """`unit` with its names of the day."""
    on = min(calendar.month_end(month), today)
    return Page(
        title=f"Vụ, việc theo dõi: {unit.short_name}",
        file=f"vu-viec-{unit.code}-{month:%Y-%m}",
        period=f"Đến hết ngày {screen_day(on)}",
        sections=[_numbers(user, unit, month), *_matters(user, unit, month, on)],
        back=(reverse("meetings:matter_list") + f"?month={month:%Y-%m}", "Các sổ theo dõi"),
    )


def _numbers(user: User, unit: Unit, month: datetime.date) -> Section:
    last = calendar.month_end(month)
    counts = MatterCount.objects.visible_to(user)
    found = movements([unit], month, last, matters=Matter.objects.visible_to(user), counts=counts)
    told = counts.filter(unit=unit, month=month).values_list("register", "paper")
    papers = dict(told)
    rows = [
        [
            Cell(one.register.name, _link(one.register, unit, month)),
            *numbers([one]),
            plain(papers.get(one.register.pk, "")),
        ]
        for one in found
    ]
    return Section(
        "Số lượng trong tháng",
        HEADS,
        rows,
        sheet="Số lượng",
        empty="Đơn vị chưa có vụ, việc nào theo dõi.",
    )


def _matters(user: User, unit: Unit, month: datetime.date, on: datetime.date) -> list[Section]:
    """A section for each register that keeps words and has some."""
    registers = list(MatterRegister.objects.all())
    kept = narrative.kept(unit, registers)
    rows = Matter.objects.visible_to(user).standing(on).filter(unit__in=lineage(unit)[0])
    found = cards(rows, on, month=month)
    return [
        Section(
            f"{register.name}: {len(mine)}",
            CARD_HEADS,
            [card_cells(card) for card in mine],
            sheet=register.short_name[:28],
        )
        for register in registers
        if kept[register.pk]
        and (mine := [card for card in found if card.register_id == register.pk])
    ]


def _link(register: MatterRegister, unit: Unit, month: datetime.date) -> str:
    address = reverse("meetings:matter_register", args=[register.pk])
    return f"{address}?month={month:%Y-%m}&unit={unit.pk}"
