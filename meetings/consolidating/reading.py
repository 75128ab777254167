"""All that the lines of a report ask for, each read once and only if some line asks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from meetings import matters
from meetings.consolidating.counting import Figures, Months, brief, indicators_of
from meetings.matters import narrative
from meetings.matters.counting import Movement
from meetings.models import (
    ConsolidatedReport,
    Difficulty,
    DirectiveTask,
    MatterRegister,
    OutlineLine,
    ReportSection,
    UnitReport,
)
from targets import boards, calendar
from targets.boards import Board
from targets.models import Period
from units.models import Unit
from units.models.organisation import lineage


@dataclass
class Known:
    """`at`: the moment as of which it is told. Read in the order in which it is asked for."""

    report: ConsolidatedReport
    outline: Sequence[OutlineLine]
    at: datetime.datetime

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at)

    @cached_property
    def office(self) -> Unit:
        named = Unit.objects.named(self.report.until).select_related("parent")
        return named.get(pk=self.report.meeting.organiser_id)

    @cached_property
    def units(self) -> list[Unit]:
        """The office's own of the last day, in order; of an office without units itself."""
        rows = Unit.objects.of_office(self.office).named(self.report.until)
        below = [unit for unit in rows.select_related("parent") if unit.pk != self.office.pk]
        return below or [self.office]

    @cached_property
    def _briefs(self) -> dict[int, str]:
        """Of all units of the office and of those that it succeeds."""
        rows = Unit.objects.filter(pk__in=lineage(self.office)[1]).named(self.report.until)
        return {unit.pk: brief(unit) for unit in rows}

    def name_of(self, unit_id: int) -> str:
        """As footnotes name a unit; of one that has ended its last name."""
        if unit_id not in self._briefs:  # of another office, since a reorganisation
            self._briefs[unit_id] = brief(Unit.objects.named(self.report.until).get(pk=unit_id))
        return self._briefs[unit_id]

    @cached_property
    def months(self) -> Months:
        return Months.within(self.report.since, self.report.until)

    @cached_property
    def figures(self) -> Figures:
        lines = indicators_of(code for line in self.outline for code in line.indicators)
        return Figures(self.office, self.months, self._months_before, lines, self.today)

    @property
    def _months_before(self) -> Months:
        """Those of the report before where this one goes on from it, else as many as here: a month
        that no report told of lies between, or both weeks tell of the same month."""
        before = self.report.previous
        if before and before.until + datetime.timedelta(days=1) == self.report.since:
            then = Months.within(before.since, before.until)
            if then.last < self.months.first:
                return then
        return self.months.before

    @cached_property
    def board(self) -> Board | None:
        """Of all units, as of the month with which the report ends; None without work years."""
        end = calendar.month_end(self.months.last)
        month = Period.objects.months().filter(ends_on=end).select_related("work_year").first()
        if month is None:
            return None
        year = month.work_year
        return boards.assemble(
            year=year,
            period=month,
            spans=list(year.periods.all()),
            units=boards.office_units(self.office, year),
            province=self.office if self.office.kind == Unit.Kind.PROVINCE else None,
            today=self.today,
        )

    @cached_property
    def movements(self) -> dict[int, list[Movement]]:
        """By register; units without any movement have none."""
        found: dict[int, list[Movement]] = {}
        for one in matters.movements(self.units, self.report.since, self.report.until):
            found.setdefault(one.register.pk, []).append(one)
        return found

    @cached_property
    def _worded(self) -> dict[int, bool]:
        """Of the registers asked for: are matters told one by one?"""
        registers = [line.register for line in self.outline if line.register is not None]
        return narrative.kept(self.office, registers)

    @cached_property
    def _news(self) -> list[matters.News]:
        since, until = _begin(self.report.since), _begin(self.report.until, days=1)
        return matters.changed(self.units, since, until)

    def news(self, register: MatterRegister) -> list[matters.News]:
        """Nothing of a register that keeps counts only."""
        if not self._worded[register.pk]:
            return []
        return [one for one in self._news if one.matter.register_id == register.pk]

    @cached_property
    def reports(self) -> list[UnitReport]:
        """Of every unit that owes one for the meeting; sections with words alone."""
        sections = Prefetch("sections", ReportSection.objects.exclude(text="").order_by("order"))
        rows = self.report.meeting.reports.select_related("meeting", "unit")
        return list(rows.prefetch_related(sections).order_by("unit__order", "pk"))

    @cached_property
    def difficulties(self) -> list[Difficulty]:
        """Raised by now and not settled."""
        rows = Difficulty.objects.open().filter(
            report__meeting__organiser__in=self._offices, raised_at__lte=self.at
        )
        return list(rows.order_by("unit__order", "raised_at", "pk"))

    @cached_property
    def overdue(self) -> list[DirectiveTask]:
        """In force and late today; what concerns one leader alone is left out."""
        rows = DirectiveTask.objects.given_by(self._offices).common().active()
        late = rows.overdue(self.today).select_related("directive")
        return list(late.order_by("unit__order", "due_on", "pk"))

    @cached_property
    def _offices(self) -> frozenset[int]:
        return lineage(self.office)[0]


def _begin(day: datetime.date, days: int = 0) -> datetime.datetime:
    moment = datetime.datetime.combine(day, datetime.time.min) + datetime.timedelta(days=days)
    return timezone.make_aware(moment)
