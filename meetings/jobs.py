"""What the worker does for meetings; a job may be killed and repeated, its effect stays single."""

from procrastinate.contrib.django import app

from meetings.models import Meeting
from meetings.reporting import prefilling
from procuracy.web import clock
from units.jobs import PATIENT


@app.task(retry=PATIENT)
def prefill_reports(meeting_id: int) -> None:
    """What the software knows, for the reports of a meeting that have none of it yet."""
    meeting = Meeting.objects.select_related("period", "work_year").get(pk=meeting_id)
    prefilling.fill_empty(meeting, at=clock.now())
