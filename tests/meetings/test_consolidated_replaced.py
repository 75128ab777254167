"""A consolidated report whose number is void, and one that takes the place of an issued one."""

from typing import Any

import pytest

from meetings.consolidating import delivering, papers
from meetings.consolidating.printing import report_html
from meetings.models import ReportDelivery
from meetings.work import received
from tests import factories as make
from tests.meetings.offices import Office, province
from tests.meetings.stage import signed_in, words
from tests.meetings.test_consolidated_papers import drafted, fresh, url, walk
from tests.units.issuing import PDF
from units.models import Amendment, Role
from units.register_book import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOW, TODAY = make.NOW, make.TODAY


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")
    monkeypatch.setattr(papers, "report_pdf", lambda facts: PDF)


@pytest.fixture
def office() -> Office:
    return province()


def test_void_number_keeps_its_reason_and_the_next_one_is_taken(office: Office) -> None:
    report = drafted(office)
    head, clerk, keeper = map(signed_in, (office.head, office.clerk, office.keeper))
    for _ in range(2):
        report = fresh(report)
        head.post(url("consolidated_approve", report.pk), {"edition": report.edition})
        clerk.post(url("consolidated_sign", report.pk), {"signed_on": "22/11/2026"})
        keeper.post(url("consolidated_number", report.pk), {"dated_on": "22/11/2026"})
        document = fresh(report).document
        assert document
        if document.code.startswith("01"):
            said = {"reason": "Nhập nhầm số"}
            assert clerk.post(url("consolidated_void", report.pk), said).status_code == 403
            assert keeper.post(url("consolidated_void", report.pk), said).status_code == 302
            assert fresh(report).is_editable
    report = fresh(report)
    assert report.document
    assert report.document.code == "02/BC-VKS"
    first, second = lines(report.document.entry.register, TODAY.year, TODAY)
    assert first.is_void
    assert "Nhập nhầm số" in " ".join(first.remarks)
    assert not second.is_void


def test_readers_keep_the_old_report_until_the_new_one_goes_out(office: Office) -> None:
    report = drafted(office)
    old = walk(office, report.pk)
    reader: Any = make.user(Role.UNIT_HEAD, office.doers[0], position="Trưởng phòng")
    row = ReportDelivery.objects.create(
        report=fresh(report), person=reader.person, unit=office.doers[0], delivered_at=NOW
    )
    assert delivering.open_report(row, by=reader, at=NOW) == old
    head = signed_in(office.head)
    said = {"reason": "Sai số liệu khởi tố"}
    assert head.post(url("consolidated_replace", report.pk), said).status_code == 302
    report = fresh(report)
    assert (report.is_editable, report.replaces) == (True, old)
    row = ReportDelivery.objects.get(pk=row.pk)
    assert old.code in words(signed_in(reader).get(url("received_report", row.pk)))
    assert not list(received.unread(reader))
    new = walk(office, report.pk)
    assert new.pk != old.pk
    amendment = Amendment.objects.get()
    assert (amendment.document, amendment.of, amendment.effect) == (new, old, "replaces")
    assert f"thay thế Báo cáo số {old.code}" in report_html(new.facts)
    # Who had the old one is asked to open the new one.
    row = ReportDelivery.objects.get(pk=row.pk)
    assert (row.read_at, ReportDelivery.objects.waiting().count()) == (None, 1)
    assert new.code in words(signed_in(reader).get(url("received_report", row.pk)))
    assert ReportDelivery.objects.waiting().count() == 0
