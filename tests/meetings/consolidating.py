"""An office that hears October 2026, with lines to count, for tests of consolidated reports."""

import datetime
from dataclasses import dataclass
from typing import Any

from meetings.consolidating import generating, preparing
from meetings.consolidating.counting import brief
from meetings.models import ConsolidatedReport, Meeting, OutlineLine
from targets.models import Indicator
from targets.years import derive_periods
from tests import factories as make
from tests.meetings.stage import Stage, stage
from units.models import Unit, User

OCTOBER, NOVEMBER, DECEMBER = (datetime.date(2026, month, 1) for month in (10, 11, 12))


@dataclass
class Here:
    """Quảng Trị: Phòng 9 counts civil lines, khu vực 1 and 2 count all; October 2026 is heard."""

    stage: Stage
    second: Unit
    meeting: Meeting
    new: Indicator
    solved: Indicator
    clerk: User

    def line(self, source: str = "figures", **more: Any) -> OutlineLine:
        asked = {"indicators": [self.new.code, self.solved.code]} if source == "figures" else {}
        made = OutlineLine(
            kind=self.meeting.kind,
            office_kind="province",
            order=OutlineLine.objects.count() + 1,
            source=source,
            **(asked | more),
        )
        made.save()
        return made

    def report(self) -> ConsolidatedReport:
        return preparing.prepare(self.meeting, by=self.clerk, at=make.NOW)

    def drawn(self) -> ConsolidatedReport:
        report = self.report()
        generating.generate(report, at=make.NOW)
        return report

    def text(self, **more: Any) -> tuple[str, list[dict[str, Any]]]:
        """What the software writes for one line of an outline."""
        line = self.line(**more)
        row = self.drawn().lines.get(outline=line)
        return row.text, row.breakdown

    def count(self, line: Indicator, where: Unit, value: int, month: Any = OCTOBER) -> None:
        make.figure(line, where, month, value, self.clerk)


def heard() -> Here:
    made = stage()
    year = made.meeting.work_year
    derive_periods(year)
    period = year.periods.get(kind="month", starts_on=OCTOBER)
    Meeting.objects.filter(pk=made.meeting.pk).update(period=period)
    meeting = Meeting.objects.select_related("kind", "organiser", "period").get(pk=made.meeting.pk)
    field = make.field()
    made.department.fields.add(field)
    second = make.region(made.province, name="Viện kiểm sát nhân dân khu vực 2")
    meeting.invited.add(second)
    new, solved = make.indicator("Vụ mới", where=field), make.indicator("Đã xong", where=field)
    return Here(made, second, meeting, new, solved, made.clerk)


def names(unit: Unit) -> str:
    return brief(Unit.objects.named(make.TODAY).get(pk=unit.pk))
