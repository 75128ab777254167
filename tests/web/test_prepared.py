"""Statements that are planned once: as right as those planned each time."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procuracy.web import prepared
from units.models import Field

pytestmark = pytest.mark.django_db


def kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
        return [row[0] for row in cursor]


@pytest.mark.parametrize(
    "value",
    [
        0,
        2**40,
        True,
        None,
        "Viện trưởng 'ký' 100% \\ thay",
        "%s",
        datetime.date(2026, 11, 23),
        datetime.time(16, 30),
        [3, 2**33],
    ],
)
def test_value_comes_back_as_it_was_given(value: Any) -> None:
    assert prepared.statement("SELECT %s", [value]).ask()[1] == [(value,)]


def test_sign_of_a_share_stays_itself() -> None:
    assert prepared.statement("SELECT 7 %% %s AS rest", [4]).ask() == (["rest"], [(3,)])


def test_other_numbers_and_days_are_the_same_statement() -> None:
    words = "SELECT %s + 1, %s > DATE '2026-01-01', %s = 'mới'"
    before = len(kept())
    for number, day in ((7, 1), (70_000, 2)):
        asked = [number, datetime.date(2026, 11, day), "mới"]
        assert prepared.statement(words, asked).ask()[1] == [(number + 1, True, True)]
    prepared.statement(words, [7, datetime.date(2026, 11, 1), "đã nhận"]).ask()
    assert len(kept()) == before + 2


def test_what_was_not_asked_for_longest_makes_room() -> None:
    for number in range(prepared.KEPT + 5):
        prepared.statement(f"SELECT %s AS n{number}", [number]).ask()
    assert len(kept()) <= prepared.KEPT
    assert f"n{prepared.KEPT + 4}" in kept()[-1]


def test_rows_of_a_list_are_those_django_reads() -> None:
    asked = Field.objects.filter(code__in=["hs", "ds"]).order_by("pk").values_list("pk", "name")
    with CaptureQueriesContext(connection) as queries:
        assert prepared.rows(asked) == list(asked)
    assert len(queries) == 2
    assert prepared.rows(asked.none()) == []
