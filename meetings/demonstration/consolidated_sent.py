"""The report of the last monthly meeting as it went out: most have opened it, some were reminded."""

import datetime

from meetings.consolidating import editing, papers, readers, sending
from meetings.demonstration.offices import Staff
from meetings.models import ConsolidatedReport, ReportDelivery
from procuracy.web.dates import office_day
from units import issuing
from units.delivering import hand_over
from units.models import RegisterEntry, Role, User

HOUR = datetime.timedelta(hours=1)
UNOPENED = 4  # one of so many


def play(staff: Staff, today: datetime.date) -> None:
    rows = ConsolidatedReport.objects.filter(meeting__organiser__code="QT2", state="draft")
    report = rows.exclude(lines=None).order_by("meeting__starts_at", "pk").first()
    if report is None:
        return
    clerk = staff.user_of("QT2-VP", Role.OFFICE_STAFF) or staff.stand_in
    _finish(report, clerk)
    head = staff.user_of("QT2", Role.PROVINCE_HEAD) or staff.stand_in
    keeper = staff.user_of("QT2-VP", Role.REGISTRY_CLERK) or staff.stand_in
    entries = RegisterEntry.objects.filter(register__office=report.meeting.organiser)
    last = entries.select_related("document").latest("pk").document
    at, way = last.issued_at + HOUR, papers.WAY
    if papers.shortcoming(report, last.dated_on):
        return
    report = issuing.approve(way, report, edition=report.edition, by=head, at=at)
    report = issuing.record_signature(way, report, signed_on=last.dated_on, by=clerk, at=at)
    document = issuing.number(way, report, dated_on=last.dated_on, by=keeper, at=at)
    for unit in report.recipients.order_by("pk"):
        hand_over(document, unit.pk, at=at, is_asked=False)
    _send(sending.release(report, by=keeper, at=at), at)


def _finish(report: ConsolidatedReport, clerk: User) -> None:
    """What the Office writes itself is never left blank."""
    for line in report.lines.filter(text="", is_heading=False, is_hidden=False).order_by("order"):
        editing.write(line, "Không.", seen=line.version, by=clerk, at=report.meeting.starts_at)
    report.refresh_from_db()


def _send(report: ConsolidatedReport, at: datetime.datetime) -> None:
    seats = readers.chosen(report, office_day(at))
    rows = []
    for place, (person, unit) in enumerate(readers.missing(report, seats).items()):
        row = ReportDelivery(report=report, person_id=person, unit_id=unit, delivered_at=at)
        if place % UNOPENED:
            row.read_at = at + HOUR + datetime.timedelta(minutes=7 * place)
            row.downloaded_at = row.read_at if place % 2 else None
        else:
            row.reminded_at = at + 5 * HOUR
        rows.append(row)
    ReportDelivery.objects.bulk_create(rows)
