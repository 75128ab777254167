"""What the worker does for offices: delivery of issued documents, sessions that ran out.

A job may be killed and repeated, its effect stays single.
"""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from procuracy.web import clock
from units.actions.signing_in import end_timed_out
from units.delivering import hand_over, mail_is_possible, write
from units.distributing import write_outside
from units.models import Document
from units.sessions import SessionStore

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(retry=PATIENT)
def deliver(
    document_id: int, unit_ids: list[int], writes: bool = True, drafter_id: int | None = None
) -> None:
    """Hands a released document to every recipient that has not got it yet, one by one.

    The mail that tells of it is queued with the delivery, unless its kind `writes` otherwise: then
    its readers' opening it is the receipt. The unit that drafted it keeps its copy without being
    told or asked.
    """
    document = Document.objects.light().select_related("office").get(pk=document_id)
    for unit_id in unit_ids:
        with transaction.atomic():
            tells = writes and unit_id != drafter_id
            is_new = hand_over(document, unit_id, at=clock.now(), is_asked=tells)
            if is_new and tells and mail_is_possible():
                mail.configure(queueing_lock=f"mail-{document.pk}-{unit_id}").defer(
                    document_id=document.pk, unit_id=unit_id
                )


@app.task(retry=PATIENT)
def mail(document_id: int, unit_id: int) -> None:
    document = Document.objects.light().get(pk=document_id)
    write(document, unit_id, on=clock.today(), at=clock.now())


@app.task(retry=PATIENT)
def mail_outside(recipient_id: int) -> None:
    """The issued document itself, to a body outside."""
    write_outside(recipient_id, at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="end_timed_out_sessions")
def end_timed_out_sessions(timestamp: int) -> None:
    end_timed_out()
    SessionStore.clear_expired()  # of people who never finished signing in
