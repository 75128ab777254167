"""What the software draws up for a report: anew on request, never over what somebody typed."""

import datetime
from typing import Any

import pytest

from meetings.jobs import prefill_reports
from meetings.models import Meeting, UnitReport
from meetings.models.kind_sections import SectionSource as Source
from meetings.reporting import opening, prefilling, presets, sections
from targets.years import derive_periods
from tests import factories as make
from tests.meetings.stage import Stage, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Stage:
    made = stage()
    presets.load()
    for order, (source, title, hint, _) in enumerate(presets.REVIEW, start=1):
        made.meeting.kind.sections.create(order=order, source=source, title=title, hint=hint)
    return made


@pytest.fixture
def report(here: Stage) -> UnitReport:
    earlier = make.meeting(here.province, state="closed", concluded_at=make.NOW, title="Trước")
    order = make.directive(earlier, "Rà soát tin quá hạn")
    make.directive_task(order, here.region, due_on=make.TODAY - datetime.timedelta(days=6))
    opening.open_reports(here.meeting)
    return here.meeting.reports.get(unit=here.region)


def lines(report: UnitReport, source: str) -> list[prefilling.Line]:
    return prefilling.lines_of(make.section(report, source).facts)


def test_job_fills_every_open_report_once(here: Stage, report: UnitReport) -> None:
    prefill_reports.func(here.meeting.pk)
    (task,) = lines(report, Source.OVERDUE)
    assert task.text == "Rà soát tin quá hạn"
    assert task.word.startswith("quá hạn")
    assert task.tone == "bad"
    report.refresh_from_db()
    version = report.version
    prefill_reports.func(here.meeting.pk)
    report.refresh_from_db()
    assert report.version == version


def test_refresh_leaves_typed_words_alone(here: Stage, report: UnitReport) -> None:
    clerk = signed_in(make.user(Role.UNIT_CLERK, here.region))
    section = make.section(report, Source.OVERDUE)
    sections.write(section, "Chậm do chờ giám định", seen=sections.mark_of(""))
    shown = words(clerk.get(page("unit_report_edit", report.pk)))
    assert "Lấy số liệu, việc của đơn vị" in shown
    clerk.post(page("unit_report_refresh", report.pk))
    section.refresh_from_db()
    assert section.text == "Chậm do chờ giám định"
    assert section.facts[0]["text"] == "Rà soát tin quá hạn"
    shown = words(clerk.get(page("unit_report_edit", report.pk)))
    assert "Rà soát tin quá hạn" in shown
    assert "Chậm do chờ giám định" in shown


def test_figures_and_unmet_targets_stand_with_verdict_and_explanation(
    here: Stage, report: UnitReport
) -> None:
    year = here.meeting.work_year
    derive_periods(year)
    period = year.periods.get(kind="year")
    Meeting.objects.filter(pk=here.meeting.pk).update(period=period)
    month = period.ends_on.replace(day=1)
    field = make.field()
    done, all_ = make.indicator("Đã giải quyết", where=field), make.indicator("Tin", where=field)
    target = make.target(done, all_, direction="at_most")
    make.assignment(target, here.region, year, assigned_threshold=5)
    for line, value in ((done, 44), (all_, 56)):
        make.figure(line, here.region, month, value)
    prefilling.draw_up(report, at=make.moment("2026-12-01 08:00"))  # the year is judged
    figures, unmet = lines(report, Source.FIGURES), lines(report, Source.UNMET)
    assert [line.shown for line in figures] == ["78,57 %"]
    assert (figures[0].note, figures[0].verdict) == ("44/56", "at_risk")
    assert figures[0].link
    assert [line.note for line in unmet] == ["chưa giải trình"]
    assert unmet[0].standing.endswith("78,57 %")


def test_sent_report_keeps_its_lines(here: Stage, report: UnitReport) -> None:
    head: Any = make.user(Role.UNIT_HEAD, here.region)
    UnitReport.objects.filter(pk=report.pk).update(state="sent", sent_by=head, sent_at=make.NOW)
    prefilling.fill_empty(here.meeting, at=make.NOW)
    assert make.section(report, Source.OVERDUE).facts == []


def test_kinds_begin_with_sections_and_keep_what_an_office_changed(here: Stage) -> None:
    kind = make.meeting_kind()
    type(kind).objects.filter(pk=kind.pk).update(code="giao-ban-tuan")
    presets.load()
    kind.sections.filter(order=1).update(title="Kết quả tuần")
    presets.load()
    assert next(one.title for one in kind.sections.all()) == "Kết quả tuần"
    assert kind.sections.count() == len(presets.BRIEF)
