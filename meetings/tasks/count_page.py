"""The four-way count as a page: the same on the screen, on paper and in a workbook."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Directive, Meeting
from meetings.models.directive_tasks import DirectiveTaskQuerySet
from meetings.tasks import counting
from meetings.tasks.counting import FORMULA, FourWay, Standing, total
from meetings.tasks.scopes import Scope
from procuracy.web.dates import screen_day, screen_month
from procuracy.web.numbers import format_percent
from targets.models import Period
from targets.sections import Cell, Head, Page, Section, counted, plain
from units.models import Field, Unit

BY = {
    "unit": "Đơn vị",
    "field": "Lĩnh vực",
    "meeting": "Hội nghị",
    "month": "Tháng giao",
    "nature": "Loại",
}
# How the key of a row is read from an address; others are numbers, natures are words.
READ: dict[str, Callable[[str], Any]] = {
    "unit": int,
    "field": int,
    "meeting": int,
    "month": datetime.date.fromisoformat,
}
OUTSIDE, NO_FIELD = "Ngoài hội nghị", "Không thuộc riêng lĩnh vực nào"
CARRIED = (
    "Số đã giao = kỳ trước chuyển sang + giao trong kỳ; nhiệm vụ đã xác nhận trước kỳ không tính."
)
SHARE = "Tỷ lệ đúng hạn = hoàn thành đúng hạn / đã hoàn thành."
HEADS = {
    "carried": "Kỳ trước chuyển sang",
    "new": "Giao trong kỳ",
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "open_in_term": "Đang làm, trong hạn",
    "open_overdue": "Đang làm, quá hạn",
    "open_undated": "Không định hạn",
}


@dataclass(frozen=True)
class Asked:
    """What is to be counted: whose tasks, by what, in which period (none: ever), on which day."""

    scope: Scope
    by: str
    period: Period | None
    on: datetime.date

    @cached_property
    def query(self) -> str:
        """Of addresses of the same choice."""
        return urlencode(
            {
                "of": self.scope.key,
                "by": self.by,
                "period": self.period.pk if self.period else "all",
                "on": screen_day(self.on),
            }
        )

    @property
    def shown(self) -> list[str]:
        """Numbers that are columns: without a period there is nothing carried into it."""
        return list(HEADS) if self.period else counting.WAYS


def standing(rows: DirectiveTaskQuerySet, asked: Asked, now: datetime.datetime) -> Standing:
    found = counting.on_day(rows, asked.on, now)
    return found.since(asked.period.starts_on if asked.period else None)


def chosen(found: Standing, asked: Asked, key: str, way: str) -> list[int]:
    """The tasks behind one number: `key` as `key_words` writes it, `way` or all that was given."""
    column = counting.KEYS[asked.by]
    rows = found.rows
    if key == "none":
        rows = rows.filter(**{f"{column}__isnull": True})
    elif key:
        try:
            rows = rows.filter(**{column: READ.get(asked.by, str)(key)})
        except ValueError:
            return []
    return replace(found, rows=rows).ids(*([way] if way in counting.WAYS else counting.WAYS))


def page(found: Standing, asked: Asked) -> Page:
    counts = found.count(asked.by)
    name = _names(asked.by, list(counts), asked.on)
    keys = sorted(counts, key=lambda key: _order(asked.by, key, name(key), counts[key]))
    rows = [_row(plain(name(key)), counts[key], asked, key_words(key)) for key in keys]
    heads = [Head(HEADS[name], 8, is_number=True) for name in asked.shown]
    share = Head("Tỷ lệ đúng hạn", 8, is_number=True)
    table = Section(
        f"Theo {BY[asked.by].lower()}",
        [Head(BY[asked.by]), Head("Số đã giao", 7, is_number=True), *heads, share],
        rows,
        foot=_row(plain("Tổng"), total(counts.values()), asked, ""),
        empty="Không có nhiệm vụ nào trong kỳ này.",
    )
    return Page(
        title="Thống kê thực hiện nhiệm vụ theo kết luận, chỉ đạo",
        subtitle=asked.scope.words,
        file="thong-ke-nhiem-vu",
        period=_period_words(asked),
        sections=[table],
        notes=[FORMULA, *([CARRIED] if asked.period else []), SHARE],
        has_figures=False,
    )


def key_words(key: Any) -> str:
    """In addresses: `12`, `order`, `2026-11-01`, `none`."""
    return "none" if key is None else str(key)


def _period_words(asked: Asked) -> str:
    until = f"tính đến hết ngày {screen_day(asked.on)}"
    if asked.period is None:
        return f"Từ trước đến nay, {until}"
    year = asked.period.work_year
    label = str(asked.period.label)
    label = label[:1].upper() + label[1:]
    if asked.period.kind != Period.Kind.YEAR:
        label += f", năm công tác {year.year}"
    return f"{label} (từ {screen_day(asked.period.starts_on)}), {until}"


def _row(first: Cell, numbers: FourWay, asked: Asked, key: str) -> list[Cell]:
    behind = [_linked(getattr(numbers, name), asked, key, name) for name in asked.shown]
    share = Fraction(numbers.done_on_time, numbers.done) if numbers.done else None
    told = Cell() if share is None else Cell(format_percent(share * 100, 1))
    return [first, _linked(numbers.given, asked, key, ""), *behind, told]


def _linked(number: int, asked: Asked, key: str, way: str) -> Cell:
    """Leads to the tasks behind it; what was carried over is a part of them all."""
    if not number or way in ("carried", "new"):
        return counted(number)
    link = f"{_list()}?{asked.query}&key={quote(key)}&way={way or 'given'}"
    return Cell(str(number), link, value=number)


@cache
def _list() -> str:
    return reverse("meetings:task_list")


def _order(by: str, key: Any, name: str, numbers: FourWay) -> tuple[Any, ...]:
    """Months as they came; of the rest who has most overdue first; what has no key last."""
    if by == "month":
        return (key is None, key)
    return (key is None, -numbers.open_overdue, -numbers.given, name)


def _names(by: str, keys: list[Any], on: datetime.date) -> Callable[[Any], str]:
    found: Mapping[Any, str] = {}
    known = [key for key in keys if key is not None]
    if by == "unit":
        rows = Unit.objects.named(on).filter(pk__in=known)
        found = {one.pk: one.short_name or "" for one in rows}
    elif by == "field":
        found = dict(Field.objects.filter(pk__in=known).values_list("pk", "short_name")) | {
            None: NO_FIELD
        }
    elif by == "meeting":
        found = dict(Meeting.objects.filter(pk__in=known).values_list("pk", "title")) | {
            None: OUTSIDE
        }
    elif by == "nature":
        found = {key: str(label).capitalize() for key, label in Directive.Nature.choices}
    else:
        found = {key: screen_month(key).capitalize() for key in known}
    return lambda key: str(found.get(key, ""))
