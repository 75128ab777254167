"""Viện dẫn khen thưởng: a unit's report takes an award over as a line with its decision."""

import datetime
from typing import Any

import pytest

from meetings.models import UnitReport
from meetings.scheduling import planning
from targets.models import Award
from tests import factories as make
from tests.meetings.stage import page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db


def award(report: UnitReport, title: str = "Giấy khen", **more: Any) -> Award:
    day = planning.day_of(report.meeting) - datetime.timedelta(days=3)
    return Award.objects.create(
        unit=more.pop("unit", report.unit),
        work_year=report.meeting.work_year,
        title=title,
        reason="Không có tin quá hạn.",
        decision_code="12/QĐ-VKS",
        decided_on=more.pop("decided_on", day),
        decided_by="Viện trưởng",
        **more,
    )


@pytest.fixture
def report() -> UnitReport:
    here = stage()
    return make.unit_report(here.meeting, here.region)


def test_award_becomes_the_last_line_of_the_results(report: UnitReport) -> None:
    report.sections.filter(order=1).update(text="Đã giải quyết 44 tin\n")
    given = award(report)
    client = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    assert "Viện dẫn khen thưởng" in words(client.get(page("unit_report_edit", report.pk)))
    client.post(page("unit_report_cite", report.pk), {"award": given.pk})
    first, cited = make.section(report).text.splitlines()
    assert first == "Đã giải quyết 44 tin"
    assert cited.startswith("- Giấy khen: ")
    assert "(Quyết định số 12/QĐ-VKS ngày " in cited
    assert cited.endswith(" của Viện trưởng); Không có tin quá hạn.")
    again = client.get(page("unit_report_edit", report.pk))
    assert "Chèn vào báo cáo" not in words(again)
    told = client.post(page("unit_report_cite", report.pk), {"award": given.pk}, follow=True)
    assert "đã viện dẫn khen thưởng này" in words(told)


def test_awards_of_others_and_of_later_are_not_offered(report: UnitReport) -> None:
    other = make.region(report.unit.parent, "VKSND khu vực 8")  # type: ignore[arg-type]
    later = planning.day_of(report.meeting) + datetime.timedelta(days=1)
    client = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    for given in (award(report, unit=other), award(report, "Bằng khen", decided_on=later)):
        told = client.post(page("unit_report_cite", report.pk), {"award": given.pk}, follow=True)
        assert "Chọn khen thưởng cần viện dẫn" in words(told)
    assert make.section(report).text == ""


def test_sent_report_cites_no_more(report: UnitReport) -> None:
    given = award(report)
    head = make.user(Role.UNIT_HEAD, report.unit)
    UnitReport.objects.update(state="sent", sent_by=head, sent_at=make.NOW)
    client = signed_in(make.user(Role.UNIT_CLERK, report.unit))
    told = client.post(page("unit_report_cite", report.pk), {"award": given.pk}, follow=True)
    assert "Báo cáo đã gửi" in words(told)
