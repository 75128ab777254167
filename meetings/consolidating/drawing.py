"""What the worker does with a report that waits to be drawn up."""

import datetime

from meetings.consolidating import generating
from meetings.models import ConsolidatedReport
from procuracy.web.errors import Refused
from targets.workbooks.progress import Steps

Drawing = ConsolidatedReport.Drawing


def draw(report_id: int, *, at: datetime.datetime) -> None:
    """Harmless to repeat: what was drawn or given up stays as it is."""
    waiting = ConsolidatedReport.objects.waiting().filter(pk=report_id)
    report = waiting.select_related(
        "meeting__kind", "meeting__organiser__parent", "meeting__period", "previous"
    ).first()
    if report is None:
        return
    try:
        generating.generate(report, at=at, progress=Steps(waiting))
    except Refused as refused:
        give_up(report_id, trouble=refused.message)
    else:
        waiting.update(drawing=Drawing.DONE, progress=100)


def give_up(report_id: int, *, trouble: str = "") -> None:
    waiting = ConsolidatedReport.objects.waiting().filter(pk=report_id)
    waiting.update(drawing=Drawing.FAILED, trouble=trouble[:500])
