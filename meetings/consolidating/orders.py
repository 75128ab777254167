"""Asking for a report to be drawn up; the worker does it, the page tells how far it is."""

import datetime

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from meetings import jobs
from meetings.consolidating.holding import writable
from meetings.models import ConsolidatedReport

Drawing = ConsolidatedReport.Drawing


@transaction.atomic
def ask(report: ConsolidatedReport, *, at: datetime.datetime) -> ConsolidatedReport:
    """Who asks again while it waits asks for the same."""
    present = writable(report)
    if present.drawing != Drawing.WAITING:
        present.drawing, present.progress, present.asked_at = Drawing.WAITING, 0, at
        present.trouble = ""
        present.save(update_fields=["drawing", "progress", "asked_at", "trouble"])
    _queue(present)
    return present


def _queue(report: ConsolidatedReport) -> None:
    key = f"consolidated-report-{report.pk}"
    try:
        with transaction.atomic():
            # Before letters: somebody waits for it.
            jobs.draw_consolidated.configure(lock=key, queueing_lock=key, priority=10).defer(
                report_id=report.pk
            )
    except AlreadyEnqueued:
        pass
