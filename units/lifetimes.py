"""What of a unit would lie outside its life: asked before it is closed or its days corrected.

An app that holds dated rows about units has a module named `lifetimes`, which registers a finder
here when it is imported; all of them are imported before the first question.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from procuracy.web.dates import screen_day
from units.models import Appointment, Document, Portfolio, Succession, Unit, UnitName

M = TypeVar("M", bound=Model)
NAMED = 4


@dataclass(frozen=True)
class Life:
    """First and last day; None is open. Only the sides that change are asked about."""

    first: datetime.date | None
    last: datetime.date | None
    checks_first: bool = True
    checks_last: bool = True

    def beyond(self, start: str, end: str = "") -> Q:
        """Rows of a day, or from–to, of which some part lies outside."""
        end = end or start
        rows = Q(pk__in=())
        if self.checks_first and self.first is not None:
            rows |= Q(**{f"{start}__lt": self.first})
        if self.checks_last and self.last is not None:
            rows |= Q(**{f"{end}__gt": self.last})
            if end != start:
                rows |= Q(**{f"{end}__isnull": True})
        return rows

    @property
    def ends(self) -> bool:
        return self.checks_last and self.last is not None


@dataclass(frozen=True)
class Left:
    """`count` rows of one sort, some of them by name."""

    what: str
    count: int
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.names:
            return f"{self.count} {self.what}"
        more = self.count - len(self.names)
        named = ", ".join(self.names) + (f" và {more} nữa" if more > 0 else "")
        return f"{self.count} {self.what} ({named})"


Finder = Callable[[Unit, Life], Iterable[Left]]
FINDERS: list[Finder] = []


def register(finder: Finder) -> Finder:
    FINDERS.append(finder)
    return finder


@cache
def _discover() -> None:
    autodiscover_modules("lifetimes")


def beyond(unit: Unit, life: Life) -> list[Left]:
    """All that would lie outside `life`."""
    _discover()
    return [left for finder in FINDERS for left in finder(unit, life)]


def left(what: str, rows: QuerySet[M], name: Callable[[M], str]) -> Iterator[Left]:
    """Nothing for no rows."""
    if count := rows.count():
        yield Left(what, count, tuple(name(row) for row in rows[:NAMED]))


@register
def of_this_app(unit: Unit, life: Life) -> Iterator[Left]:
    span = ("valid_from", "valid_to")
    held = Appointment.objects.filter(life.beyond(*span), unit=unit).select_related("person")
    yield from left("chức vụ", held, lambda row: row.person.full_name)
    portfolios = Portfolio.objects.filter(life.beyond(*span), unit=unit)
    people = portfolios.select_related("appointment__person")
    yield from left("phân công phụ trách", people, lambda row: row.appointment.person.full_name)
    below = Unit.objects.filter(life.beyond(*span), parent=unit).prefetch_related("names")
    yield from left("đơn vị trực thuộc", below, lambda row: list(row.names.all())[-1].short_name)
    issued = Document.objects.light().filter(life.beyond("dated_on"), office=unit)
    yield from left("văn bản đã ban hành", issued, lambda row: row.code)
    yield from _successions(unit, life)


def _successions(unit: Unit, life: Life) -> Iterator[Left]:
    """A body ends before it is followed, and begins before it follows."""
    rows = Succession.objects.none()
    if life.checks_last:
        after = Q(on__lte=life.last) if life.last else Q()
        rows = Succession.objects.filter(after, predecessor=unit)
    yield from left("quan hệ được kế thừa", rows, lambda row: f"từ {screen_day(row.on)}")
    if life.checks_first and life.first is not None:
        rows = Succession.objects.filter(on__lt=life.first, successor=unit)
        yield from left("quan hệ kế thừa", rows, lambda row: f"từ {screen_day(row.on)}")


def names_beyond(
    names: Iterable[UnitName], first: datetime.date | None, last: datetime.date | None
) -> list[str]:
    """Names with a day of their own outside the unit's life."""
    return [
        row.short_name
        for row in names
        if (first and row.valid_from and row.valid_from < first)
        or (last and row.valid_from and row.valid_from > last)
        or (last and row.valid_to and row.valid_to > last)
        or (first and row.valid_to and row.valid_to < first)
    ]
