"""A merger: of the turns to host of both units one is left, and an undo brings both back."""

import pytest

from meetings.models import HostTurn
from tests import factories as make
from tests.factories.calendars import host_turn
from tests.units import reorganised
from units.models import Unit
from units.reorganising.applying import apply
from units.reorganising.undoing import hanging, undo

pytestmark = pytest.mark.django_db


def test_heir_hosts_once_and_undo_brings_both_turns_back() -> None:
    stage = reorganised.build()
    for order, unit in enumerate(stage.districts, start=1):
        host_turn(stage.office, unit, order=order)
    before = list(HostTurn.objects.values())
    record = apply(stage.draft(), by=stage.staff, at=make.NOW)
    heir = Unit.objects.get(number=9)
    assert HostTurn.objects.filter(unit=heir).count() == 1
    assert HostTurn.objects.count() < len(before)
    assert hanging(record) == []
    undo(record, by=stage.staff, at=make.NOW)
    assert list(HostTurn.objects.values()) == before
