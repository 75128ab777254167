"""Asking for a report or its print to be drawn; the worker does it, a page tells how far it is."""

import datetime
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from meetings import jobs
from meetings.consolidating import draft_print
from meetings.consolidating.holding import writable
from meetings.models import ConsolidatedReport, ReportPrint

Drawing = ConsolidatedReport.Drawing
Print = ReportPrint.State


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


@transaction.atomic
def ask_print(report: ConsolidatedReport, html: str, *, at: datetime.datetime) -> None:
    """Of what the report says now, unless that is drawn; who asks again waits for the same."""
    ReportPrint.objects.get_or_create(report=report, defaults={"asked_at": at})
    row = ReportPrint.objects.select_for_update().get(report=report)
    if row.state == Print.DONE and row.digest == draft_print.digest(html):
        return
    if row.state != Print.WAITING:
        row.state, row.asked_at, row.digest, row.pdf = Print.WAITING, at, "", None
        row.save()
    _defer(jobs.draw_report_print, f"report-print-{report.pk}", report)


def _queue(report: ConsolidatedReport) -> None:
    _defer(jobs.draw_consolidated, f"consolidated-report-{report.pk}", report)


def _defer(job: Task[Any, Any, Any], key: str, report: ConsolidatedReport) -> None:
    try:
        with transaction.atomic():
            # Before letters: somebody waits for it.
            job.configure(lock=key, queueing_lock=key, priority=10).defer(report_id=report.pk)
    except AlreadyEnqueued:
        pass
