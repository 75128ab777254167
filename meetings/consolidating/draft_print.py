"""The draft of a consolidated report on paper: seconds of work, done by the worker once for each
text. Who asks for what was drawn before gets the very same print."""

import datetime
import hashlib

from django.utils import timezone

from meetings.consolidating import papers
from meetings.consolidating.printing import report_html
from meetings.models import ConsolidatedReport, ReportPrint
from procuracy.web import pdf

State = ReportPrint.State


def said(report: ConsolidatedReport, on: datetime.date) -> str:
    """All that is printed. Refused in words while the report is not complete."""
    facts = papers.facts(report, on=on, register=papers.report_register(report))
    return report_html(facts)


def kept(report: ConsolidatedReport, html: str) -> bytes | None:
    """The print of these very words, if there is one."""
    row = ReportPrint.objects.filter(report=report, digest=digest(html), state=State.DONE).first()
    return bytes(row.pdf) if row and row.pdf else None


def draw(report_id: int, *, at: datetime.datetime) -> None:
    """As the report stands now, whatever it said when it was asked for. Harmless to repeat."""
    if not ReportPrint.objects.waiting().filter(report=report_id).exists():
        return
    report = ConsolidatedReport.objects.select_related("meeting__organiser__parent").get(
        pk=report_id
    )
    html = said(report, timezone.localdate(at))
    drawn = {"state": State.DONE, "digest": digest(html), "pdf": pdf.render(html)}
    ReportPrint.objects.waiting().filter(report=report_id).update(**drawn)


def give_up(report_id: int) -> None:
    ReportPrint.objects.waiting().filter(report=report_id).update(state=State.FAILED)


def digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
