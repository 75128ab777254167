"""Questions that are kept: words once, rows anew each time; keys sent as one array."""

from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from procuracy.web.statements import composed, kept
from tests import factories as f
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_rows_are_read_anew_and_words_written_once() -> None:
    written: list[tuple[int, ...]] = []

    @kept
    def named(units: tuple[int, ...]) -> QuerySet[Unit, Any]:
        written.append(units)
        return Unit.objects.filter(pk__in=units).values_list("pk", "number").order_by("pk")

    one = f.province("VKSND tỉnh Một")
    assert named((one.pk,)) == [(one.pk, one.number)]
    Unit.objects.filter(pk=one.pk).update(number=7)
    assert named((one.pk,)) == [(one.pk, 7)]
    assert written == [(one.pk,)]


def test_what_can_hold_nothing_is_not_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    @kept
    def none(units: tuple[int, ...]) -> QuerySet[Unit, Any]:
        return Unit.objects.filter(pk__in=units).values_list("pk")

    with django_assert_num_queries(0):
        assert none(()) == []


def test_copies_of_a_query_set_are_asked_each_for_itself() -> None:
    @composed
    def of_kind(kind: str) -> QuerySet[Unit]:
        return Unit.objects.filter(kind=kind)

    before = set(of_kind(Unit.Kind.PROVINCE))
    new = f.province("VKSND tỉnh Hai")
    assert set(of_kind(Unit.Kind.PROVINCE)) == before | {new}


def test_among_finds_what_in_finds() -> None:
    office = f.province("VKSND tỉnh Ba")
    units = [office, f.secretariat(office)]
    keys = [unit.pk for unit in units]
    assert set(Unit.objects.filter(pk__among=keys)) == set(units)
    assert set(Unit.objects.filter(parent__among=keys)) == set(units[1:])
    assert not Unit.objects.filter(pk__among=[]).exists()
    assert not Unit.objects.exclude(pk__among=keys).filter(pk__in=keys).exists()
