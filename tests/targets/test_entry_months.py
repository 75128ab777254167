"""A month's figures saved together: all or none, never over what somebody else typed meanwhile."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procuracy.web.errors import Refused
from targets import entry
from targets.models import Figure, Indicator, NoneArose
from tests import factories as f
from tests.targets.figures_facts import Office, month, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
OCTOBER = "2026-10"
LATER = f.NOW + datetime.timedelta(hours=1)
Given = dict[Indicator, Decimal | None]


@pytest.fixture
def made() -> Office:
    return office()


def store(made: Office, values: Given, **more: Any) -> set[Indicator]:
    at = more.pop("at", f.NOW)
    return entry.save_many(made.region, month(OCTOBER), values, by=made.clerk, at=at, **more)


def test_month_is_stored_once_and_the_same_again_changes_nothing(made: Office) -> None:
    values: Given = {made.solved: Decimal(44), made.remaining: Decimal(12)}
    assert store(made, values) == {made.solved, made.remaining}
    assert store(made, values, at=LATER) == set()
    assert set(Figure.objects.values_list("value", "entered_at")) == {(44, f.NOW), (12, f.NOW)}


def test_only_what_differs_is_written_and_empty_takes_back(made: Office) -> None:
    store(made, {made.solved: Decimal(44), made.remaining: Decimal(12)})
    changed = store(made, {made.solved: Decimal(44), made.remaining: None}, at=LATER)
    assert changed == {made.remaining}
    assert made.stored(made.remaining, OCTOBER) is None


def test_what_was_changed_meanwhile_stops_everything(made: Office) -> None:
    made.enter(made.solved, OCTOBER, 7)
    cases: list[tuple[Given, Given]] = [
        ({made.solved: Decimal(5)}, {made.solved: Decimal(9)}),  # changed
        ({made.solved: None}, {made.solved: Decimal(9)}),  # typed
        ({made.solved: Decimal(5)}, {made.solved: None}),  # changed, was to be taken back
        ({made.hearings: Decimal(3)}, {made.hearings: Decimal(4)}),  # taken back
    ]
    for seen, wanted in cases:
        with pytest.raises(entry.Outdated) as told:
            store(made, {made.remaining: Decimal(12), **wanted}, seen=seen)
        assert told.value.lines == list(wanted)
        assert list(Figure.objects.values_list("indicator", "value")) == [(made.solved.pk, 7)]
    assert store(made, {made.solved: Decimal(9)}, seen={made.solved: Decimal(7)}) == {made.solved}


def test_impossible_values_are_refused_by_name(made: Office) -> None:
    for value in (Decimal(-1), Decimal("1.5"), Decimal("NaN"), Decimal(10) ** 15):
        with pytest.raises(Refused, match="Tin báo đã giải quyết"):
            store(made, {made.solved: value})
    assert not Figure.objects.exists()


def test_figure_is_not_taken_back_after_the_next_months_are_due(made: Office) -> None:
    made.enter(made.solved, OCTOBER, 7)
    with pytest.raises(Refused, match="nhập 0 nếu không phát sinh"):
        store(made, {made.solved: None}, at=f.moment("2026-12-01 09:00"))


def test_positive_figure_unsays_that_nothing_arose(made: Office) -> None:
    NoneArose.objects.create(
        unit=made.region,
        field=made.field,
        month=month(OCTOBER),
        ticked_by=made.clerk,
        ticked_at=f.NOW,
    )
    store(made, {made.solved: Decimal(0), made.remaining: Decimal(3)})
    assert NoneArose.objects.count() == 1
    store(made, {made.solved: Decimal(2)})
    assert not NoneArose.objects.exists()


def test_queries_do_not_grow_with_lines(made: Office) -> None:
    counted = []
    assert made.clerk.acting
    for lines in (2, 30):
        values: Given = {f.indicator(where=made.field): Decimal(3) for _ in range(lines)}
        with CaptureQueriesContext(connection) as queries:
            store(made, values)
        counted.append(len(queries))
    assert counted[0] == counted[1]
