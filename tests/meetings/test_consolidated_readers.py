"""A released report reaches each reader once; who has not opened it is known, and reminded."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from meetings import jobs
from meetings.consolidating import delivering, readers, sending
from meetings.models import ConsolidatedReport, ReportDelivery
from meetings.permissions.consolidated import may_read_delivery
from meetings.work import waiting
from procuracy.web import clock
from procuracy.web.access import Denied
from procuracy.web.errors import Refused
from tests import factories as make
from tests.factories import consolidated
from tests.meetings import offices
from tests.meetings.offices import Office
from tests.meetings.stage import signed_in
from tests.meetings.test_notice_delivery import LETTERBOX, run_queue
from tests.units.issuing import PDF
from units.models import Appointment, Document, Person, Role, User

NOW, TODAY = make.NOW, make.TODAY
DAY = datetime.timedelta(days=1)
LATER = NOW + DAY


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")


def everybody(office: Office) -> list[User]:
    """The two heads of units that an office has besides its own people."""
    heads = [make.user(Role.UNIT_HEAD, doer) for doer in office.doers]
    people = [office.head, office.clerk, *office.workers, *heads]
    for no, user in enumerate(people):
        Person.objects.filter(user=user).update(email=f"nguoi-{no}@example.vn")
    return people


def numbered(office: Office) -> ConsolidatedReport:
    assert office.head.acting
    starts = NOW + datetime.timedelta(days=8)
    meeting = make.meeting(
        office.unit, chair=office.head.acting, starts_at=starts, invited=office.doers
    )
    made = consolidated.consolidated_report(meeting, office.head.acting)
    made = consolidated.released(made, office.keeper, pdf=PDF)
    ConsolidatedReport.objects.filter(pk=made.pk).update(state="numbered", released_at=None)
    return ConsolidatedReport.objects.get(pk=made.pk)


@pytest.fixture
def office(db: None) -> Office:
    made = offices.province()
    everybody(made)
    return made


@pytest.fixture
def report(office: Office) -> ConsolidatedReport:
    """Released; handed over to all that are usually told, no letter written yet."""
    made = sending.release(numbered(office), by=office.keeper, at=NOW)
    jobs.send_consolidated(report_id=made.pk)
    return made


def of(report: ConsolidatedReport, user: User) -> ReportDelivery:
    return report.deliveries.get(person=user.person_id)


def page(name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[pk])


@pytest.mark.django_db(transaction=True)
def test_worker_hands_over_and_writes_once(settings: Settings) -> None:
    """Leaders, and heads and clerks of the units; the units are not told a second time."""
    settings.EMAIL_BACKEND = LETTERBOX
    office = offices.province()
    everybody(office)
    report = sending.release(numbered(office), by=office.keeper, at=NOW)
    run_queue()
    jobs.send_consolidated.defer(report_id=report.pk)
    run_queue()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        f"nguoi-{no}@example.vn" for no in (0, 2, 3, 4, 5)
    ]
    assert report.deliveries.count() == 6  # the head of Office has no address
    assert report.deliveries.filter(mailed_at__isnull=False).count() == 5
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}


def test_killed_job_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sending.release(numbered(office), by=office.keeper, at=NOW)
    whole, calls = delivering.hand_over, []

    def dies(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 3:
            raise ConnectionError("killed")
        return whole(*args, **kwargs)

    monkeypatch.setattr(delivering, "hand_over", dies)
    with pytest.raises(ConnectionError):
        jobs.send_consolidated(report_id=made.pk)
    assert made.deliveries.count() == 2
    jobs.send_consolidated(report_id=made.pk)
    jobs.send_consolidated(report_id=made.pk)
    assert made.deliveries.count() == 6


def test_letter_repeated_after_a_crash_is_known_as_the_same(
    office: Office, report: ConsolidatedReport, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    row = of(report, office.head)
    store = ReportDelivery.save
    monkeypatch.setattr(ReportDelivery, "save", _killed)
    with pytest.raises(ConnectionError):
        delivering.write(row.pk, reminded_on="", at=NOW)
    monkeypatch.setattr(ReportDelivery, "save", store)
    assert delivering.write(row.pk, reminded_on="", at=NOW)
    assert not delivering.write(row.pk, reminded_on="", at=NOW)
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def _killed(*args: Any, **kwargs: Any) -> None:
    raise ConnectionError("killed")


def test_report_waits_in_own_work_until_it_is_opened(
    office: Office, report: ConsolidatedReport
) -> None:
    row, client = of(report, office.head), signed_in(office.head)
    assert _told(office.head) == 1
    shown = client.get(page("received_report", row.pk)).content.decode()
    assert "Thụ lý 4 tin" in shown
    assert "Phòng 1 - 3; Phòng 9 - 1." in shown
    assert _told(office.head) == 0
    row.refresh_from_db()
    opened = row.read_at
    assert opened is not None
    assert row.downloaded_at is None
    for name, begins in {"print": b"%PDF-", "docx": b"PK", "sheet": b"PK"}.items():
        answer = client.get(page(f"received_report_{name}", row.pk))
        assert answer.content.startswith(begins)
    row.refresh_from_db()
    assert row.downloaded_at is not None
    assert row.read_at == opened
    assert signed_in(office.clerk).get(page("received_report", row.pk)).status_code == 403


def test_who_reads_no_documents_opens_no_report(office: Office, report: ConsolidatedReport) -> None:
    """An account without a position, and an administrator, though it was sent to the person."""
    row, user = of(report, office.head), office.head
    Appointment.objects.filter(person=user.person).update(role=Role.ADMINISTRATOR)
    reader = User.objects.get(pk=user.pk).act_on(TODAY)
    for why in ("Quản trị hệ thống", "chưa được phân công"):
        answer = may_read_delivery(reader, row)
        assert isinstance(answer, Denied)
        assert why in answer.reason
        assert _told(reader) == 0
        Appointment.objects.filter(person=user.person).update(
            valid_from=TODAY - 9 * DAY, valid_to=TODAY - DAY
        )
        reader = User.objects.get(pk=user.pk).act_on(TODAY)
    assert signed_in(user).get(page("received_report", row.pk)).status_code == 403
    row.refresh_from_db()
    assert row.read_at is None


def _told(user: User) -> int:
    return [item.verb for item in waiting(user, TODAY, NOW)].count("Mở báo cáo")


def test_opening_it_among_the_documents_is_a_receipt_too(
    office: Office, report: ConsolidatedReport
) -> None:
    assert report.document_id
    Document.objects.get(pk=report.document_id)
    signed_in(office.head).get(reverse("units:document_pdf", args=[report.document_id]))
    (row,) = (one for one in readers.deliveries(report) if one.person_id == office.head.person_id)
    assert row.opened_at is not None  # type: ignore[attr-defined]
    assert _told(office.head) == 0


def test_only_those_who_have_not_opened_it_are_reminded_and_once_a_day(
    office: Office, report: ConsolidatedReport, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    delivering.open_report(of(report, office.head), by=office.head, at=NOW)
    assert sending.remind(report, at=NOW) == 5
    with pytest.raises(Refused, match="đã được nhắc trong hôm nay"):
        sending.remind(report, at=NOW + datetime.timedelta(hours=2))
    queued = ProcrastinateJob.objects.filter(task_name="meetings.jobs.write_to_reader")
    reminders = [job.args for job in queued if job.args.get("reminded_on")]
    assert len(reminders) == 5
    told = [jobs.write_to_reader(**args) for args in reminders]
    assert len(told) == 5
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        f"nguoi-{no}@example.vn" for no in (2, 3, 4, 5)
    ]
    assert all(letter.subject.startswith("Nhắc mở báo cáo") for letter in mail.outbox)
    assert sending.remind(report, at=LATER) == 5


def test_ticks_choose_who_gets_it_and_later_ones_get_it_at_once(office: Office) -> None:
    made = numbered(office)
    keeper = signed_in(office.keeper)
    seats = {seat.person_id: seat.pk for seat in readers.offered(made, TODAY)}
    first, second = (seats[one.person_id or 0] for one in (office.head, office.workers[0]))
    assert keeper.post(page("consolidated_send", made.pk), {"readers": []}).status_code == 422
    keeper.post(page("consolidated_send", made.pk), {"readers": [first]})
    assert not ProcrastinateJob.objects.filter(task_name="meetings.jobs.send_consolidated").exists()
    sending.release(ConsolidatedReport.objects.get(pk=made.pk), by=office.keeper, at=NOW)
    jobs.send_consolidated(report_id=made.pk)
    assert [row.person_id for row in made.deliveries.all()] == [office.head.person_id]
    keeper.post(page("consolidated_send", made.pk), {"readers": [second]})
    jobs.send_consolidated(report_id=made.pk)
    assert {row.person_id for row in made.deliveries.all()} == {
        office.head.person_id,
        office.workers[0].person_id,
    }
    assert made.readers.count() == 2
    assert keeper.post(page("consolidated_send", made.pk), {"readers": [10**9]}).status_code == 422


def test_page_print_and_workbook_tell_who_has_opened_it(
    office: Office, report: ConsolidatedReport
) -> None:
    delivering.open_report(of(report, office.head), by=office.head, at=clock.now())
    clerk = signed_in(office.clerk)
    shown = clerk.get(page("consolidated_readers", report.pk)).content.decode()
    assert "đã gửi 6 người, 5 chưa mở" in shown
    printed = clerk.get(page("consolidated_receipts_print", report.pk))
    assert printed.content.startswith(b"%PDF-")
    book = openpyxl.load_workbook(
        io.BytesIO(clerk.get(page("consolidated_receipts_sheet", report.pk)).content)
    )
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    opened = [row[4] for row in cells if row[2] == str(office.head.person)]
    assert opened == ["10:00, 22/11/2026"]
    assert sum(row[4] == "chưa mở" for row in cells) == 5


def test_list_of_readers_costs_the_same_for_many(
    office: Office, report: ConsolidatedReport
) -> None:
    client, address = signed_in(office.clerk), page("consolidated_readers", report.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for doer in office.doers:
        for _ in range(5):
            consolidated.delivery(report, make.user(Role.UNIT_CLERK, doer))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
