"""Sending a report: with its release, later to some more, and again to those who have not opened
it. What is told follows by jobs of the same transaction."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from meetings import jobs
from meetings.consolidating import papers, readers
from meetings.models import ConsolidatedReport, ReportDelivery
from procuracy.web.dates import office_day
from procuracy.web.errors import Refused
from units import issuing
from units.delivering import mail_is_possible
from units.models import Appointment, User


@transaction.atomic
def release(report: ConsolidatedReport, *, by: User, at: datetime.datetime) -> ConsolidatedReport:
    """To the units as every paper, and to each reader, who is asked to open it."""
    report = issuing.release(papers.WAY, report, by=by, at=at)
    report.readers.set(readers.chosen(report, office_day(at)))
    _queue(report)
    if report.replaces_id:
        _send_anew(report, at)
    return report


def _send_anew(report: ConsolidatedReport, at: datetime.datetime) -> None:
    """Who had what was replaced is to open the new one, and is told so."""
    report.deliveries.update(
        delivered_at=at, mailed_at=None, read_at=None, downloaded_at=None, reminded_at=None
    )
    if mail_is_possible():
        keys = report.deliveries.order_by("pk").values_list("pk", flat=True)
        day = office_day(at).isoformat()
        told: list[dict[str, Any]] = [{"delivery_id": key, "replaced_on": day} for key in keys]
        jobs.write_to_reader.batch_defer(*told)


@transaction.atomic
def choose(
    report: ConsolidatedReport, seats: Iterable[Appointment], *, at: datetime.datetime
) -> int:
    """Ticks before the release; after it the new ones get the report at once. How many are new.

    Nobody to whom it was sent can be taken off the list.
    """
    report = papers.locked(report)
    wanted = list(seats)
    if report.released_at is None:
        report.readers.set(wanted)
        return 0
    told = report.readers.filter(person__in=report.deliveries.values("person"))
    report.readers.set({*wanted, *told})
    found = len(readers.missing(report, wanted))
    if found:
        _queue(report)
    return found


@transaction.atomic
def remind(report: ConsolidatedReport, *, at: datetime.datetime) -> int:
    """Those who have not opened it and were not reminded today; how many."""
    papers.locked(report)
    midnight = timezone.make_aware(
        datetime.datetime.combine(office_day(at), datetime.time()),
        timezone.get_current_timezone(),
    )
    not_today = Q(reminded_at__isnull=True) | Q(reminded_at__lt=midnight)
    rows = list(report.deliveries.waiting().filter(not_today).order_by("pk"))
    if not rows:
        raise Refused("Mọi người đã mở báo cáo hoặc đã được nhắc trong hôm nay.")
    keys = [row.pk for row in rows]
    ReportDelivery.objects.filter(pk__in=keys).update(reminded_at=at)
    if mail_is_possible():
        day = office_day(at).isoformat()
        told: list[dict[str, Any]] = [{"delivery_id": key, "reminded_on": day} for key in keys]
        jobs.write_to_reader.batch_defer(*told)
    return len(keys)


def _queue(report: ConsolidatedReport) -> None:
    key = f"send-report-{report.pk}"
    try:
        with transaction.atomic():
            jobs.send_consolidated.configure(lock=key, queueing_lock=key).defer(report_id=report.pk)
    except AlreadyEnqueued:
        pass
