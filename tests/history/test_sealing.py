"""Seals: a chain over all committed rows, laid without holding up anybody, provable later."""

import dataclasses
import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone

from procuracy.web.history import sealing
from procuracy.web.history.verifying import verify
from procuracy.web.models import Change, Seal
from tests import databases
from tests import factories as f

Owner = psycopg.Connection[Any]


def sealed() -> list[int]:
    """Keys of all sealed rows, by seal."""
    return [key for ids in Seal.objects.values_list("ids", flat=True) for key in ids]


def fault() -> str:
    found = verify().fault
    return found.sentence if found else ""


@pytest.mark.django_db(transaction=True)
def test_every_committed_row_is_sealed_once_and_seals_are_chained() -> None:
    for name in "ABC":
        f.person(name)
        assert sealing.seal() == 1
    assert sealing.seal() == 0
    first, second, third = Seal.objects.all()
    assert bytes(first.previous) == sealing.GENESIS
    assert (bytes(second.previous), bytes(third.previous)) == (first.digest, second.digest)
    assert sealed() == sorted(Change.objects.values_list("pk", flat=True))
    report = verify()
    assert (report.fault, report.seals, report.rows, report.unsealed) == (None, 3, 3, 0)


def seal_elsewhere() -> None:
    try:
        sealing.seal()
    finally:
        connection.close()


@contextmanager
def another_connection() -> Iterator[Owner]:
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(databases.app_address(name)) as other:
        yield other


@pytest.mark.django_db(transaction=True)
def test_slow_transaction_is_sealed_after_it_has_ended() -> None:
    """Its row stands below one that was sealed long before; nobody waits, nothing is forgotten."""
    early = f.person()
    with another_connection() as slow:
        slow.execute("UPDATE units_person SET phone = '1' WHERE id = %s", [early.pk])
        for _ in range(3):
            f.person()
            sealing.seal()
        slow.commit()
    assert sealing.seal() == 1
    first, later, *_, slow_one = sealed()
    assert first < slow_one < later
    assert sorted(sealed()) == sorted(Change.objects.values_list("pk", flat=True))
    assert fault() == ""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_settled_while_a_transaction_that_began_before_it_runs() -> None:
    f.person()
    sealing.seal()
    with another_connection() as slow:
        slow.execute("SELECT pg_current_xact_id()")
        for _ in range(3):
            f.person()
            sealing.seal()
        held_up = Seal.objects.latest("number").settled
        assert held_up <= Seal.objects.get(number=1).reached


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no other transaction ran on the server; other tests may be at work beside."""
    find = sealing._find

    def found(last: Seal | None) -> sealing.Found:
        return dataclasses.replace(true := find(last), horizon=true.ceiling)

    monkeypatch.setattr(sealing, "_find", found)


@pytest.mark.usefixtures("_alone")
@pytest.mark.django_db(transaction=True)
def test_row_slipped_in_below_what_is_settled_is_not_sealed_but_reported() -> None:
    with another_connection() as slow:
        (reserved,) = slow.execute("SELECT nextval('web_change_id_seq')").fetchone() or (0,)
        slow.commit()
    for _ in range(3):
        f.person()
        sealing.seal()
    with psycopg.connect(databases.owner_address(connection.settings_dict["NAME"])) as owner:
        owner.execute(_FORGED.format(id=reserved, xid="pg_current_xact_id()"))
    assert sealing.seal() == 0
    assert "được thêm vào phần đã niêm phong" in fault()


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_restored_copy_are_sealed_though_their_numbers_lie_ahead(
    owner_connection: Owner,
) -> None:
    """The new server counts from the start, the copy brings numbers that it has not reached."""
    f.person()
    owner_connection.execute("ALTER TABLE web_change DISABLE TRIGGER USER")
    owner_connection.execute("UPDATE web_change SET xid = '987654321000'")
    assert sealing.seal() == 1
    f.person()
    assert sealing.seal() == 1
    f.person()
    assert sealing.seal() == 1
    assert fault() == ""


@pytest.mark.usefixtures("_alone")
@pytest.mark.django_db(transaction=True)
def test_seals_of_a_higher_counting_server_stay_valid(owner_connection: Owner) -> None:
    """After a copy was restored the numbers go back: rows are found by id, not by number."""
    f.person()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_find", _as_if_far_ahead(sealing._find))
        sealing.seal()
    for _ in range(4):
        f.person()
        assert sealing.seal() == 1
    assert fault() == ""
    newest = Seal.objects.latest("number")
    assert newest.settled > Seal.objects.get(number=1).reached


def _as_if_far_ahead(find: Any) -> Any:
    def found(last: Seal | None) -> Any:
        true = find(last)
        far = 10**9
        return dataclasses.replace(true, horizon=true.horizon + far, ceiling=true.ceiling + far)

    return found


@pytest.mark.django_db(transaction=True)
def test_many_rows_are_sealed_in_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LARGEST", 4)
    for _ in range(10):
        f.person()
    assert sealing.seal() == 10
    assert [len(one.ids) for one in Seal.objects.all()] == [4, 4, 2]
    f.person()
    assert sealing.seal() == 1
    assert fault() == ""


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_do_not_fork_the_chain() -> None:
    for _ in range(20):
        f.person()
    counts: list[int] = []

    def run() -> None:
        try:
            counts.append(sealing.seal())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealing.seal()
    assert sum(counts) <= 20
    assert (len(sealed()), fault()) == (20, "")


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_sealer_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unique number and predecessor hold by themselves."""
    f.person()
    find = sealing._find

    def late(last: Seal | None) -> Any:
        found = find(last)
        monkeypatch.setattr(sealing, "_find", find)
        thread = threading.Thread(target=seal_elsewhere)
        thread.start()
        thread.join()
        return found

    monkeypatch.setattr(sealing, "_lock", lambda: True)
    monkeypatch.setattr(sealing, "_find", late)
    assert sealing.seal() == 0
    assert (len(sealed()), fault()) == (1, "")


_FORGED = """
INSERT INTO web_change (id, xid, at, table_name, record, kind, after, address, source, role)
VALUES ({id}, {xid}, now(), 'units_person', '1', 'insert', '{{}}', '', 'shell', 'owner')
"""
_COPY = "CREATE TABLE {0}_kept AS TABLE {0}"
_BACK = "DELETE FROM {0}; INSERT INTO {0} SELECT * FROM {0}_kept"


@pytest.mark.usefixtures("_alone")
@pytest.mark.django_db(transaction=True)
def test_tampering_by_the_owner_is_found_and_named(owner_connection: Owner) -> None:
    for name in "ABCDEF":
        f.person(name)
        sealing.seal()
    ids = list(Change.objects.order_by("pk").values_list("pk", flat=True))
    for table in ("web_change", "web_seal"):
        owner_connection.execute(_COPY.format(table))
    recomputed = Seal.objects.get(number=3)
    recomputed.at += datetime.timedelta(seconds=1)
    tampering: list[tuple[str, str]] = [
        (f"UPDATE web_change SET user_id = 99 WHERE id = {ids[3]}", f"Dòng {ids[3]} đã bị sửa"),
        (
            f'UPDATE web_change SET after = after || \'{{"phone": "1"}}\' WHERE id = {ids[2]}',
            f"Dòng {ids[2]} đã bị sửa (niêm phong số 3): units_person",
        ),
        (f"DELETE FROM web_change WHERE id = {ids[1]}", f"Dòng {ids[1]} đã bị xóa"),
        ("DELETE FROM web_seal WHERE number = 2", "Thiếu niêm phong số 2"),
        ("DELETE FROM web_seal WHERE number = 1", "Thiếu niêm phong số 1"),
        ("UPDATE web_seal SET at = at + interval '1 s' WHERE number = 2", "số 2 đã bị sửa"),
        (
            f"UPDATE web_seal SET at = at + interval '1 s', "
            f"digest = '\\x{sealing.digest(recomputed).hex()}' WHERE number = 3",
            "niêm phong số 4 không nối với số 3",
        ),
        (_FORGED.format(id=ids[0] - 100, xid="'3'"), "được thêm vào phần đã niêm phong"),
    ]
    for statement, sentence in tampering:
        assert fault() == ""
        owner_connection.execute(statement)
        assert sentence in fault()
        for table in ("web_change", "web_seal"):
            owner_connection.execute(_BACK.format(table))


@pytest.mark.django_db(transaction=True)
def test_command_names_the_first_broken_row_and_fails(owner_connection: Owner) -> None:
    for name in "ABC":
        f.person(name)
    sealing.seal()
    first = Change.objects.earliest("pk").pk
    owner_connection.execute("UPDATE web_change SET role = 'x'")
    with pytest.raises(RuntimeError, match=f"Dòng {first} đã bị sửa"):
        databases.manage(connection.settings_dict["NAME"], "verify_history")


def command(*expected: str) -> str:
    out = StringIO()
    call_command("verify_history", *[f"--expect={one}" for one in expected], stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_printed_seal_is_compared(owner_connection: Owner) -> None:
    f.person()
    sealing.seal()
    today = timezone.localdate()
    seal = sealing.seal_of_day(today, timezone.get_current_timezone())
    assert seal
    assert "nguyên vẹn: 1 dòng trong 1 niêm phong" in command(f"{today}={seal.printed}")
    yesterday = today - datetime.timedelta(days=1)
    with pytest.raises(CommandError, match="Không có niêm phong ngày"):
        command(f"{yesterday}={seal.printed}")
    # The owner writes the whole record anew: in itself it is sound, the paper says otherwise.
    owner_connection.execute("UPDATE web_change SET role = 'x'")
    owner_connection.execute("DELETE FROM web_seal")
    sealing.seal()
    assert "nguyên vẹn" in command()
    with pytest.raises(CommandError, match="như bản đã in"):
        command(f"{today}={seal.printed}")


@pytest.mark.django_db
def test_rows_not_yet_committed_are_not_sealed() -> None:
    with transaction.atomic():
        f.person()
        assert sealing.seal() == 0


def test_unreadable_printed_seal_is_refused() -> None:
    with pytest.raises(CommandError, match="cần dạng"):
        command("2026-11-22=abc")
