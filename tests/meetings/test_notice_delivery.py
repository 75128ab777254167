"""The worker hands an issued notice over, and writes to those who have an address."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from procuracy.web.jobs import retry_stalled
from tests.meetings import offices
from tests.meetings.offices import Office
from tests.meetings.test_notice_race import Killed
from units import jobs as units_jobs
from units.models import DocumentLetter, DocumentRecipient, Person

LETTERBOX = "django.core.mail.backends.locmem.EmailBackend"


def with_addresses(office: Office) -> None:
    for no, worker in enumerate(office.workers):
        Person.objects.filter(user=worker).update(email=f"don-vi-{no}@example.vn")


def run_queue() -> None:
    """What the worker does until nothing is left."""
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.mark.django_db(transaction=True)
def test_worker_delivers_and_writes_once(settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    office = offices.province()
    with_addresses(office)
    offices.released(office)
    run_queue()
    run_queue()
    assert DocumentRecipient.objects.count() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "don-vi-0@example.vn",
        "don-vi-1@example.vn",
    ]
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}


@pytest.mark.django_db(transaction=True)
def test_job_of_a_killed_worker_is_taken_up_again() -> None:
    offices.released(offices.province())
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour') RETURNING id) "
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
    retry_stalled.configure().defer(timestamp=0)
    run_queue()
    assert DocumentRecipient.objects.count() == 2


@pytest.mark.django_db
def test_letter_names_the_document_and_not_what_it_says(settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    document_id, unit_id = received(offices.province())
    for _ in range(2):
        units_jobs.mail(document_id, unit_id)
    (letter,) = mail.outbox
    assert letter.subject.startswith("Thông báo số 01/TB-VKS: Kết luận của đồng chí Viện trưởng")
    assert letter.extra_headers["Message-ID"].startswith(f"<document-{document_id}-unit-{unit_id}@")
    assert "Rà soát" not in letter.body


@pytest.mark.django_db(transaction=True)
def test_letter_killed_at_any_statement_and_repeated_is_sent_once(settings: Settings) -> None:
    """Deaths inside the talk with the mail server: tests/meetings/test_reminder_mail.py."""
    settings.EMAIL_BACKEND = LETTERBOX
    document_id, unit_id = received(offices.province())
    statement = deaths = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_before(statement)):
                units_jobs.mail(document_id, unit_id)
            break
        except Killed:
            deaths += 1
            units_jobs.mail(document_id, unit_id)
            assert len(mail.outbox) == DocumentLetter.objects.count() == 1
            DocumentLetter.objects.all().delete()
            mail.outbox.clear()
    assert deaths > 5
    assert len(mail.outbox) == DocumentLetter.objects.count() == 1


def received(office: Office) -> tuple[int, int]:
    """Ids of a released document, and of a unit that has it and an address."""
    with_addresses(office)
    document_id, unit_id = offices.released(office).document_id, office.doers[0].pk
    assert document_id
    DocumentRecipient.objects.create(
        document_id=document_id, unit_id=unit_id, delivered_at=offices.NOW
    )
    return document_id, unit_id


def dying_before(statement: int) -> Any:
    """Dies before the statement of that number is run."""
    seen = [0]

    def wrapper(execute: Any, *call: Any) -> Any:
        seen[0] += 1
        if seen[0] == statement:
            raise Killed
        return execute(*call)

    return wrapper


@pytest.mark.django_db
def test_without_a_mail_server_nothing_is_queued(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    office = offices.province()
    with_addresses(office)
    document_id = offices.released(office).document_id
    assert document_id
    units_jobs.deliver(document_id, [unit.pk for unit in office.doers])
    assert DocumentRecipient.objects.count() == 2
    assert not ProcrastinateJob.objects.filter(task_name="units.jobs.mail").exists()


@pytest.mark.django_db
def test_unit_without_address_gets_the_document_but_no_letter(settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    office = offices.province()
    document_id = offices.released(office).document_id
    assert document_id
    units_jobs.mail(document_id, office.doers[0].pk)
    assert mail.outbox == []
