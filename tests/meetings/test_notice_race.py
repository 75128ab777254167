"""Two clerks at one moment, a death in the middle, and the record that nobody may alter."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Notice
from meetings.papers import noticing
from procuracy.web.errors import Refused
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY
from units.jobs import deliver
from units.models import Document, DocumentRecipient, RegisterEntry

real = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Results or exceptions of acts that start together, each on its own connection."""
    gate = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def pressing(notice: Notice, by: Any) -> Callable[[], Document]:
    return lambda: noticing.number(notice, dated_on=TODAY, by=by, at=NOW)


@real
def test_two_clerks_at_once_make_one_document() -> None:
    office = offices.province()
    notice = offices.signed(office)
    answers = at_once(pressing(notice, office.keeper), pressing(notice, office.keeper))
    refused = [one for one in answers if isinstance(one, Refused)]
    assert len(refused) == 1
    assert "đã được cấp số 01/TB-VKS" in refused[0].message
    assert Document.objects.count() == RegisterEntry.objects.count() == 1


@real
def test_race_exists_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the notice read unlocked both pass the state check, and only the database stops one."""
    office = offices.province()
    notice = offices.signed(office)
    both_read = threading.Barrier(2)

    def unlocked(asked: Notice) -> Notice:
        found = Notice.objects.select_related("meeting__organiser__parent").get(pk=asked.pk)
        both_read.wait(timeout=10)
        return found

    monkeypatch.setattr(noticing, "WAY", replace(noticing.WAY, locked=unlocked))
    answers = at_once(pressing(notice, office.keeper), pressing(notice, office.keeper))
    assert not [one for one in answers if isinstance(one, Refused) and "đã được" in one.message]
    assert Document.objects.count() == 2


@real
def test_two_notices_at_once_get_neighbouring_numbers() -> None:
    office = offices.province()
    first = offices.signed(office)
    office.meeting = offices.concluded(office)
    second = offices.signed(office)
    at_once(pressing(first, office.keeper), pressing(second, office.keeper))
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2]


class Killed(BaseException):
    """The process died here."""


@real
def test_death_at_any_statement_leaves_nothing_half_written() -> None:
    office = offices.province()
    notice = offices.signed(office)
    statement = deaths = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_at(statement)):
                noticing.number(notice, dated_on=TODAY, by=office.keeper, at=NOW)
            break
        except Killed:
            deaths += 1
            assert not Document.objects.exists()
            assert not RegisterEntry.objects.exists()
            assert Notice.objects.get().state == Notice.State.SIGNED
    assert deaths > 10
    assert RegisterEntry.objects.get().number == 1
    assert Notice.objects.get().document == Document.objects.get()


@real
def test_death_while_releasing_queues_no_job() -> None:
    office = offices.province()
    notice = offices.numbered(office).notice
    statement = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_at(statement)):
                noticing.release(notice, by=office.keeper, at=NOW)
            break
        except Killed:
            assert not ProcrastinateJob.objects.exists()
            assert Notice.objects.get().state == Notice.State.NUMBERED
    assert ProcrastinateJob.objects.filter(task_name="units.jobs.deliver").count() == 1


@real
def test_killed_and_repeated_delivery_reaches_each_unit_once() -> None:
    office = offices.province()
    notice = offices.released(office)
    document_id, unit_ids = notice.document_id, [unit.pk for unit in notice.recipients.all()]
    assert document_id
    statement = deaths = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_at(statement)):
                deliver(document_id, unit_ids)
            break
        except Killed:
            deaths += 1
    deliver(document_id, unit_ids)
    assert deaths > 4
    assert DocumentRecipient.objects.count() == 2


def dying_at(statement: int) -> Callable[..., Any]:
    """Dies after the statement of that number has run."""
    seen = [0]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        seen[0] += 1
        if seen[0] == statement:
            raise Killed
        return result

    return wrapper


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units_document SET facts = '{}'",
        "UPDATE units_document SET subject = 'khác'",
        "DELETE FROM units_document",
        "UPDATE units_registerentry SET number = 9",
        "DELETE FROM units_registerentry",
        "TRUNCATE units_document CASCADE",
    ],
)
def test_role_that_serves_cannot_alter_what_was_issued(statement: str) -> None:
    offices.numbered(offices.province())
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Document.objects.get().code == "01/TB-VKS"
