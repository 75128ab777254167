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
from units import jobs as units_jobs
from units.models import DocumentRecipient, Person

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
def test_letter_names_the_document_and_keeps_its_identity(settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    office = offices.province()
    with_addresses(office)
    document_id = offices.released(office).document_id
    assert document_id
    for _ in range(2):
        units_jobs.mail(document_id, office.doers[0].pk)
    first, second = mail.outbox
    assert first.subject.startswith("Thông báo số 01/TB-VKS: Kết luận của đồng chí Viện trưởng")
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert "Rà soát" not in first.body


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
