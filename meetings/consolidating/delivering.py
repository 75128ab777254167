"""A report reaches one person: in the application, by a letter, and what he did with it.

Rows are made once for each person; a job that is repeated finds them there. A letter's Message-ID
depends on the row (and the day of a reminder) alone.
"""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from meetings.consolidating import readers
from meetings.models import ConsolidatedReport, ReportDelivery
from procuracy.web.dates import office_day, screen_moment
from units.delivering import mail_is_possible
from units.models import Document, DocumentAccess, User
from units.registry import record_access

CLOSING = (
    "Đăng nhập hệ thống, vào Việc của tôi để mở báo cáo. "
    "Văn phòng theo dõi việc mở xem trên hệ thống."
)


def awaited(report_id: int) -> dict[int, int]:
    """Person → unit of those who are to have a released report and have it not."""
    report = ConsolidatedReport.objects.select_related("meeting__organiser").get(pk=report_id)
    if report.released_at is None:
        return {}
    seats = report.readers.select_related("unit").order_by("unit__order", "unit__code", "pk")
    return readers.missing(report, seats)


@transaction.atomic
def hand_over(
    report_id: int, person_id: int, unit_id: int, *, at: datetime.datetime
) -> ReportDelivery | None:
    """None when the person has it already (a repeated job)."""
    row, is_new = ReportDelivery.objects.get_or_create(
        report_id=report_id,
        person_id=person_id,
        defaults={"unit_id": unit_id, "delivered_at": at},
    )
    return row if is_new else None


@transaction.atomic
def write(
    delivery_id: int, *, reminded_on: str, at: datetime.datetime, replaced_on: str = ""
) -> bool:
    """The letter that a report has come or, `reminded_on` a day, that it waits to be opened; False
    when none is due: it was sent, the report was opened, or there is no address."""
    rows = ReportDelivery.objects.select_for_update(of=("self",)).select_related(
        "person", "report__document", "report__replaces", "report__meeting__organiser"
    )
    row = rows.get(pk=delivery_id)
    is_sent = row.mailed_at is not None and not reminded_on
    if is_sent or not row.person.email or not mail_is_possible() or _is_opened(row):
        return False
    message(row, reminded_on, replaced_on).send()
    row.mailed_at = at
    row.save(update_fields=["mailed_at"])
    return True


def _is_opened(row: ReportDelivery) -> bool:
    return not ReportDelivery.objects.waiting().filter(pk=row.pk).exists()


def message(row: ReportDelivery, reminded_on: str = "", replaced_on: str = "") -> EmailMessage:
    """Says that the report came, not what it says."""
    document = _document(row)
    office = row.report.meeting.organiser.naming(document.dated_on)
    domain = settings.DEFAULT_FROM_EMAIL.partition("@")[2] or "localhost"
    day = f"-{reminded_on or replaced_on}" if reminded_on or replaced_on else ""
    begins = "Nhắc mở báo cáo: " if reminded_on else ""
    if replaced_on:
        begins = "Báo cáo thay thế: "
    sent = f", gửi lúc {screen_moment(row.delivered_at)}" if reminded_on else ""
    return EmailMessage(
        subject=f"{begins}{document}: {document.subject}"[:200],
        body=f"{office.name}: {document}{sent}.\n{row.report.subject}\n\n{CLOSING}\n",
        to=[row.person.email],
        headers={"Message-ID": f"<report-delivery-{row.pk}{day}@{domain}>"},
    )


@transaction.atomic
def open_report(row: ReportDelivery, *, by: User, at: datetime.datetime) -> Document:
    """Its first opening is the receipt; every one is recorded with the document."""
    document = _document(row)
    ReportDelivery.objects.filter(pk=row.pk, read_at=None).update(read_at=at)
    record_access(document, DocumentAccess.Action.READ, by=by, at=at)
    return document


@transaction.atomic
def download(row: ReportDelivery, *, by: User, at: datetime.datetime) -> Document:
    """Who takes it along has opened it."""
    document = _document(row)
    mine = ReportDelivery.objects.filter(pk=row.pk)
    mine.filter(read_at=None).update(read_at=at)
    mine.filter(downloaded_at=None).update(downloaded_at=at)
    record_access(document, DocumentAccess.Action.DOWNLOAD, by=by, at=at)
    return document


def _document(row: ReportDelivery) -> Document:
    """As its readers have it; while it is drawn up anew, what went out before."""
    document = row.report.in_force
    assert document is not None
    return document


def may_remind_again(row: ReportDelivery, at: datetime.datetime) -> bool:
    """Once a day, by the calendar of the office."""
    return row.reminded_at is None or office_day(row.reminded_at) < office_day(at)
