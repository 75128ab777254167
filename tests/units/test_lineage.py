"""Who follows whom decides whose rows are one's own."""

import datetime

import pytest

from tests import factories as f
from units import reference
from units.models import Role, Succession, Unit
from units.models.organisation import lineage

pytestmark = pytest.mark.django_db
MERGER = datetime.date(2025, 7, 1)


def follow(old: Unit, new: Unit) -> None:
    Succession.objects.create(predecessor=old, successor=new, on=MERGER)


def test_unit_without_history_is_its_own_line() -> None:
    office = f.province()
    region = f.region(office)
    assert lineage(office) == ({office.pk}, {office.pk, region.pk})
    assert lineage(region) == ({region.pk}, {region.pk})


def test_merger_brings_all_predecessors_and_what_stood_below_them() -> None:
    old, other, new = (f.province(name) for name in ("Trà Vinh", "Vĩnh Long cũ", "Vĩnh Long"))
    district = f.region(old, "VKSND huyện Càng Long")
    for predecessor in (old, other):
        follow(predecessor, new)
    own, seen = lineage(new)
    assert own == {old.pk, other.pk, new.pk}
    assert seen == own | {district.pk}


def test_line_goes_back_over_several_generations_and_never_forward() -> None:
    first, second, third = (f.province(f"Đời {n}") for n in (1, 2, 3))
    follow(first, second)
    follow(second, third)
    assert lineage(third)[0] == {first.pk, second.pk, third.pk}
    assert lineage(first)[0] == {first.pk}


def test_split_unit_belongs_to_both_successors() -> None:
    office = f.province()
    district, east, west = (f.region(office, name) for name in ("Huyện", "Đông", "Tây"))
    follow(district, east)
    follow(district, west)
    assert district.pk in lineage(east)[0] & lineage(west)[0]


def test_line_that_returns_to_itself_ends() -> None:
    one, other = f.province("Một"), f.province("Hai")
    follow(one, other)
    follow(other, one)
    assert lineage(one)[0] == {one.pk, other.pk}


def test_clerk_of_a_region_owns_the_rows_of_the_districts_before() -> None:
    reference.load()
    region = Unit.objects.get(code="QT2-KV5")
    acting = f.user(Role.UNIT_CLERK, region).acting
    assert acting
    district = Unit.objects.get(code="QT-CLO")
    assert acting.own_unit_ids == {region.pk, district.pk}
    assert Unit.objects.get(code="QT").pk not in acting.seen_unit_ids


def test_province_sees_both_tiers_of_all_it_follows() -> None:
    reference.load()
    acting = f.user(Role.PROVINCE_HEAD, Unit.objects.get(code="VL2")).acting
    assert acting
    seen = set(Unit.objects.filter(pk__in=acting.seen_unit_ids).values_list("code", flat=True))
    assert {"VL", "TV", "VL2", "TV-CLG", "VL-LHO", "VL2-KV1"} <= seen
    assert not seen & {"QT", "QT2", "PY"}
