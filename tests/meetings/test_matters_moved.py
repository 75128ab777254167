"""A merger: open matters are watched on by the heir, closed ones and counts stay."""

import datetime

import pytest

from meetings.matters import of_unit, tallying
from meetings.models import Matter
from tests import factories as make
from tests.factories.matters import matter, matter_count, matter_register
from tests.units import reorganised
from tests.units.reorganised import ON, Stage
from units.models import Unit
from units.reorganising.applying import apply
from units.reorganising.undoing import undo

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2026, 10, 1)


@pytest.fixture
def stage() -> Stage:
    return reorganised.build()


def test_open_matters_follow_and_come_back_when_it_is_undone(stage: Stage) -> None:
    first, second, _ = stage.districts
    register = matter_register()
    counted = matter_register("Đánh bạc", keeps_narrative=False)
    going = matter(register, first, number="1/2026")
    unnumbered = [matter(register, unit, number="", paper="KN 05") for unit in (first, second)]
    same = matter(register, second, number="1/2026")
    closed = matter(register, first, closed_on=MONTH, closing_reason="đình chỉ")
    for unit, count in ((first, 2), (second, 3)):
        matter_count(counted, unit, MONTH, count)
    before = dict(Matter.objects.values_list("pk", "unit"))
    record = apply(stage.draft(), by=stage.staff, at=make.NOW)
    heir = Unit.objects.get(number=9)
    where = dict(Matter.objects.values_list("pk", "unit"))
    assert {where[row.pk] for row in (going, *unnumbered)} == {heir.pk}
    # A second one of the same number stays, and is the heir's own to read and to tell of.
    assert (where[same.pk], where[closed.pk]) == (second.pk, first.pk)
    assert {card.pk for card in of_unit(heir, ON)} == {row.pk for row in (going, *unnumbered, same)}
    assert tallying.before(counted, heir, ON) == 5
    undo(record, by=stage.staff, at=make.NOW)
    assert dict(Matter.objects.values_list("pk", "unit")) == before
