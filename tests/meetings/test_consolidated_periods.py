"""Which days a consolidated report tells of, and which report is the one before."""

import datetime
from typing import Any

import pytest

from meetings.consolidating import generating, preparing
from meetings.models import ConsolidatedReport, Meeting, MeetingKind
from targets.models import Period
from targets.years import derive_periods
from tests import factories as make
from tests.factories.consolidated import released
from tests.meetings.consolidating import DECEMBER, NOVEMBER, OCTOBER, Here, heard
from tests.units.issuing import PDF
from units.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Here:
    return heard()


def later(here: Here, period: Period | None, starts: str, **more: Any) -> Meeting:
    facts = {"kind": here.meeting.kind, "work_year": here.meeting.work_year} | more
    starts_at = make.moment(starts)
    return make.meeting(here.stage.province, period=period, starts_at=starts_at, **facts)


def month(here: Here, starts_on: datetime.date) -> Period:
    return here.meeting.work_year.periods.get(kind="month", starts_on=starts_on)


def out(report: ConsolidatedReport, by: User) -> None:
    """Released, so that the next one goes on from it."""
    released(report, by, pdf=PDF)


def test_next_report_is_compared_with_the_one_before(here: Here) -> None:
    line = here.line(template="Thụ lý {so} vụ, {tang_giam}.", indicators=[here.new.code])
    here.count(here.new, here.stage.region, 3)
    here.count(here.new, here.stage.region, 4, NOVEMBER)
    out(here.drawn(), here.clerk)
    meeting = later(here, month(here, NOVEMBER), "2026-12-05 08:00")
    report = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
    assert (report.since, report.until) == (NOVEMBER, datetime.date(2026, 11, 30))
    generating.generate(report, at=make.NOW)
    row = report.lines.get(outline=line)
    assert row.text == "Thụ lý 4[1] vụ, tăng 1 so với kỳ trước."
    assert row.previous_text.startswith("Thụ lý 3[1] vụ")


def test_month_after_a_skipped_one_covers_one_month(here: Here) -> None:
    """And is compared with the month before it, not with the one that was last told of."""
    line = here.line(template="Thụ lý {so} vụ, {tang_giam}.", indicators=[here.new.code])
    for day, value in ((OCTOBER, 3), (NOVEMBER, 4), (DECEMBER, 6)):
        here.count(here.new, here.stage.region, value, day)
    out(here.drawn(), here.clerk)
    meeting = later(here, month(here, DECEMBER), "2027-01-05 08:00")
    report = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
    assert (report.since, report.until) == (DECEMBER, datetime.date(2026, 12, 31))
    generating.generate(report, at=make.NOW)
    row = report.lines.get(outline=line)
    assert row.text == "Thụ lý 6[1] vụ, tăng 2 so với kỳ trước."


def test_yearly_review_of_six_months_covers_six(here: Here) -> None:
    """Its last one ended half a year before it begins."""
    line = here.line(template="Thụ lý {so} vụ, {tang_giam}.", indicators=[here.new.code])
    counted = ((datetime.date(2026, 2, 1), 40), (datetime.date(2026, 5, 1), 10), (OCTOBER, 13))
    for day, value in counted:
        here.count(here.new, here.stage.region, value, day)
    year = make.work_year(2026)
    derive_periods(year)
    half = year.periods.get(kind="half", number=1)
    meeting = later(here, half, "2026-04-10 08:00", work_year=year)
    before = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
    out(before, here.clerk)
    half = here.meeting.work_year.periods.get(kind="half", number=1)
    meeting = later(here, half, "2027-04-10 08:00")
    report = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
    assert report.previous == before
    assert (report.since, report.until) == (half.starts_on, half.ends_on)
    generating.generate(report, at=make.NOW)
    row = report.lines.get(outline=line)
    assert row.text == "Thụ lý 13[1] vụ, tăng 3 so với kỳ trước."


def test_meeting_without_a_period_goes_on_from_the_report_before(here: Here) -> None:
    here.line("own", title="Việc khác")
    MeetingKind.objects.filter(pk=here.meeting.kind_id).update(period_kind="", weekday=1)
    Meeting.objects.filter(pk=here.meeting.pk).update(period=None)
    kind = MeetingKind.objects.get(pk=here.meeting.kind_id)
    here.meeting.refresh_from_db()
    here.meeting.kind = kind
    first = here.drawn()
    out(first, here.clerk)
    held = make.moment("2026-12-21 08:00")
    second = preparing.prepare(
        later(here, None, "2026-12-21 08:00", kind=kind), by=here.clerk, at=held
    )
    day = datetime.timedelta(days=1)
    assert (second.since, second.until) == (first.until + day, held.date() - day)
    assert second.since < second.until - 7 * day


def test_only_what_went_out_is_a_report_before(here: Here) -> None:
    """A draft is none, nor what was released of a cancelled meeting; one that goes out meanwhile
    is, from the next drawing on."""
    here.line("own", title="Việc khác")
    before = here.drawn()
    meeting = later(here, month(here, NOVEMBER), "2026-12-05 08:00")
    report = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
    assert report.previous is None
    out(before, here.clerk)
    generating.generate(report, at=make.NOW)
    report.refresh_from_db()
    assert report.previous == before
    Meeting.objects.filter(pk=here.meeting.pk).update(state="cancelled", cancel_reason="Hoãn")
    assert preparing.report_before(meeting) is None


def test_weekly_report_says_of_which_month_its_figures_are(here: Here) -> None:
    """Of two weeks in one month the second is compared with the month before, not with itself."""
    line = here.line(template="Thụ lý {so} vụ, {tang_giam} (số liệu {ky_so_lieu}).")
    here.count(here.new, here.stage.region, 5)
    here.count(here.new, here.stage.region, 2, datetime.date(2026, 9, 1))
    kind = here.meeting.kind
    kind.period_kind, kind.weekday = "", 1
    kind.save()
    reports = []
    for starts in ("2026-11-09 08:00", "2026-11-16 08:00"):
        meeting = later(here, None, starts)
        report = preparing.prepare(meeting, by=here.clerk, at=make.NOW)
        generating.generate(report, at=make.NOW)
        out(report, here.clerk)
        reports.append(report)
    first, second = reports
    assert second.since == first.until + datetime.timedelta(days=1)
    assert second.previous == first
    said = "Thụ lý 5[1] vụ, tăng 3 so với kỳ trước (số liệu tháng 10/2026)."
    assert second.lines.get(outline=line).text == said
