"""A volume survives the death of its worker, and what somebody did to it is named."""

import io
import os
import signal
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Volume, VolumeItem, VolumeOrder
from meetings.volumes import closing, drawing
from procuracy.web.jobs import retry_stalled
from tests.meetings.binding import NOW, Binder, binder

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The process died here."""


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


@pytest.fixture
def here() -> Binder:
    made = binder()
    for day in (1, 2):
        made.issue(day)
    return made


def test_death_at_any_statement_leaves_one_volume_after_all(
    here: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "bound", lambda facts, stored, *_: (b"".join(stored), 9))
    order = here.order()
    statement = deaths = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_at(statement)):
                closing.close(order, at=NOW)
            break
        except Killed:
            deaths += 1
            done = VolumeOrder.objects.get().state == "done"
            assert Volume.objects.count() == int(done)
            assert VolumeItem.objects.count() == 2 * int(done)
    closing.close(order, at=NOW)
    assert deaths > 15
    assert Volume.objects.get().code == "01/2026"
    assert VolumeOrder.objects.get().progress == 100


def run_queue() -> None:
    """What the worker does until nothing is left."""
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_worker_killed_while_binding_is_followed_by_another(here: Binder) -> None:
    """A real process, killed with its pages half joined and its progress told."""
    order = here.order()
    reads, writes = os.pipe()
    connections.close_all()
    if not (child := os.fork()):
        told = drawing.Book.add

        def add(book: Any, stored: bytes, words: str) -> int:
            count = told(book, stored, words)
            os.write(writes, b"half joined")
            os.kill(os.getpid(), signal.SIGKILL)
            return count

        drawing.Book.add = add  # type: ignore[method-assign,assignment]
        closing.close(order, at=NOW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert os.read(reads, 99) == b"half joined"
    found = VolumeOrder.objects.get()
    assert (found.state, found.progress) == ("waiting", 30)
    assert not Volume.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour') RETURNING id) "
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
    retry_stalled.configure().defer(timestamp=0)
    run_queue()
    run_queue()
    assert Volume.objects.get().document_count == 2
    job = ProcrastinateJob.objects.get(task_name="meetings.jobs.close_volume")
    assert job.status == "succeeded"


def said() -> tuple[str, str]:
    told = io.StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify_documents", stderr=told)
    return told.getvalue(), str(ended.value)


def test_flipped_byte_of_a_volume_is_named(
    here: Binder, owner_connection: psycopg.Connection[Any]
) -> None:
    volume = here.close()
    whole = io.StringIO()
    call_command("verify_documents", stdout=whole)
    assert whole.getvalue().startswith("2 văn bản, 1 tập lưu nguyên vẹn")
    for table in ("volume", "volumeitem"):
        owner_connection.execute(f"ALTER TABLE meetings_{table} DISABLE TRIGGER USER")
    flip = "set_byte(pdf, 900, get_byte(pdf, 900) # 1)"
    owner_connection.execute(f"UPDATE meetings_volume SET pdf = {flip}")
    named, end = said()
    assert named == (
        f"Tập số 01/2026 (mã tập {volume.pk}): "
        "bản đã đóng không khớp mã SHA-256 ghi khi đóng tập.\n"
    )
    assert end == "1 trong 2 văn bản, 1 tập lưu không còn như khi ban hành."

    # Digest made to fit, a line of the list moved.
    owner_connection.execute("UPDATE meetings_volume SET sha256 = encode(sha256(pdf), 'hex')")
    owner_connection.execute('UPDATE meetings_volumeitem SET first_page = 9 WHERE "order" = 2')
    named, _ = said()
    assert "sha256 nay là" in named
    assert "danh sách văn bản trong tập không khớp mục lục đã in" in named
    owner_connection.execute("DELETE FROM meetings_volumeitem")
    owner_connection.execute("DELETE FROM meetings_volume")
    assert f"Tập lưu mã {volume.pk}: không còn trong cơ sở dữ liệu." in said()[0]


def test_altered_document_is_not_bound(
    here: Binder, owner_connection: psycopg.Connection[Any]
) -> None:
    order = here.order()
    owner_connection.execute("ALTER TABLE units_document DISABLE TRIGGER USER")
    owner_connection.execute("UPDATE units_document SET pdf = pdf || 'x' WHERE code = '02/TB-VKS'")
    closing.close(order, at=NOW)
    found = VolumeOrder.objects.get()
    assert found.state == "failed"
    assert "Thông báo số 02/TB-VKS không khớp mã SHA-256" in found.trouble
    assert not Volume.objects.exists()
