"""What the worker does for meetings; a job may be killed and repeated, its effect stays single."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from meetings.delivering import hand_over, mail_is_possible, message, waiting_units
from procuracy.web import clock
from units.models import Document

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(retry=PATIENT)
def deliver(document_id: int) -> None:
    """Hands an issued document to every recipient that has not got it yet, one by one."""
    document = Document.objects.light().select_related("notice").get(pk=document_id)
    for unit_id in waiting_units(document):
        with transaction.atomic():
            is_new = hand_over(document, unit_id, at=clock.now())
            if is_new and mail_is_possible():
                mail.configure(queueing_lock=f"mail-{document_id}-{unit_id}").defer(
                    document_id=document_id, unit_id=unit_id
                )


@app.task(retry=PATIENT)
def mail(document_id: int, unit_id: int) -> None:
    document = Document.objects.light().get(pk=document_id)
    letter = message(document, unit_id, on=clock.today())
    if letter:
        letter.send()
