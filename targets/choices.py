"""Which work year and which period's end a reader looks at; the default is the latest figures."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from targets import calendar, remembered, sums
from targets.models import Period, View, WorkYear
from targets.remembered import Catalogue
from targets.years import entry_month
from units.models import Appointment

# Figures are cumulative from the year's start, so a quarter's end adds nothing to the list.
KINDS = [Period.Kind.MONTH, Period.Kind.HALF, Period.Kind.NINE_MONTHS, Period.Kind.YEAR]


@dataclass(frozen=True)
class AsOf:
    years: list[WorkYear]
    year: WorkYear
    spans: list[Period]
    period: Period
    catalogue: Catalogue
    view: View = View.AUTO
    compares: bool = False  # with the same months of last year

    @property
    def first_month(self) -> datetime.date:
        return calendar.first_of_month(self.year.starts_on)

    @property
    def query(self) -> str:
        """`?year=2026&period=12`, to be carried into links; the view once it was chosen."""
        view = f"&view={self.view}" if self.view else ""
        compares = "&compare=1" if self.compares else ""
        return f"?year={self.year.year}&period={self.period.pk}{view}{compares}"


def as_of(acting: Appointment, asked: Mapping[str, str], today: datetime.date) -> AsOf:
    """From `year` (2026), `period` (a key), `view` and `compare`; what is unknown is the default.

    Http404 while no work year exists.
    """
    catalogue = remembered.now()
    years = [year for year in catalogue.years() if year.starts_on <= today]
    if not years:
        raise Http404("Chưa có năm công tác nào.")
    year = next((y for y in years if str(y.year) == asked.get("year")), None)
    latest = _latest(acting, year, years, today)
    year = year or next((y for y in years if y.starts_on <= latest <= y.ends_on), years[0])
    spans = [span for span in catalogue.periods(year) if span.kind in KINDS]
    wanted = next((span for span in spans if str(span.pk) == asked.get("period")), None)
    period = wanted or _month(spans, latest)
    if period is None:
        raise Http404("Năm công tác này chưa có kỳ nào.")
    view = next((v for v in View if v == asked.get("view")), View.AUTO)
    return AsOf(years, year, spans, period, catalogue, view, asked.get("compare") == "1")


def _latest(
    acting: Appointment, year: WorkYear | None, years: list[WorkYear], today: datetime.date
) -> datetime.date:
    """The last month whose figures are wanted and that has some; else the month that is running.

    Who types ahead for the month that is running moves nobody else's board.
    """
    first = calendar.first_of_month((year or years[-1]).starts_on)
    running = calendar.first_of_month(min(today, year.ends_on) if year else today)
    wanted = min(running, entry_month(today))
    return sums.latest_month(acting.seen_unit_ids, first, wanted) or running


def _month(spans: list[Period], month: datetime.date) -> Period | None:
    """The month's own period; outside the year's months its last one."""
    months = [span for span in spans if span.kind == Period.Kind.MONTH]
    return next((span for span in months if span.month == month), months[-1] if months else None)
