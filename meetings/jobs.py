"""What the worker does for meetings; a job may be killed and repeated, its effect stays single."""

from procrastinate.contrib.django import app

from meetings.delivering import waiting_units
from units.jobs import PATIENT, hand_out
from units.models import Document


@app.task(retry=PATIENT)
def deliver(document_id: int) -> None:
    """Hands an issued document to every recipient that has not got it yet, one by one."""
    document = Document.objects.light().select_related("notice").get(pk=document_id)
    hand_out(document, waiting_units(document))
