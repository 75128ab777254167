"""What the assistant refuses, each with its sentence and with nothing written."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units import reorganised
from tests.units.reorganised import EVE, ON, REGION, Kind, Stage
from units.models import Reorganisation, Role, Succession, Unit
from units.reorganising.applying import apply, dry_run
from units.reorganising.checking import OnlyRenamed
from units.reorganising.drafts import Draft

OTHER = replace(REGION, short_name="VKSND khu vực 10", number=10)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with reorganised.filled(django_db_blocker, is_bare=True) as made:
        yield made


@pytest.fixture
def stage(built: Stage) -> Iterator[Stage]:
    with reorganised.apart(built) as one:
        yield one


def no_source(stage: Stage) -> Draft:
    return stage.draft(sources=[])


def no_target(stage: Stage) -> Draft:
    return stage.draft(new=[])


def target_is_source(stage: Stage) -> Draft:
    return stage.draft(targets=stage.districts[:1], new=[])


def target_below_source(stage: Stage) -> Draft:
    region = f.unit("VKSND khu vực 1", parent=stage.districts[0])
    return stage.draft(targets=[region], new=[])


def target_founded_below_source(stage: Stage) -> Draft:
    return stage.draft(Kind.SPLIT, sources=[stage.office], new=[REGION, OTHER])


def split_into_one(stage: Stage) -> Draft:
    return stage.draft(Kind.SPLIT, sources=stage.districts[:1])


def split_of_two(stage: Stage) -> Draft:
    return stage.draft(Kind.SPLIT, new=[REGION, OTHER])


def merger_into_two(stage: Stage) -> Draft:
    return stage.draft(new=[REGION, OTHER])


def merger_of_one(stage: Stage) -> Draft:
    return stage.draft(sources=stage.districts[:1])


def conversion_of_many(stage: Stage) -> Draft:
    return stage.draft(Kind.CONVERT)


def before_the_source_began(stage: Stage) -> Draft:
    Unit.objects.filter(pk=stage.districts[1].pk).update(valid_from=ON)
    return stage.draft()


def source_ended(stage: Stage) -> Draft:
    Unit.objects.filter(pk=stage.districts[1].pk).update(valid_to=EVE)
    return stage.draft()


def target_ended(stage: Stage) -> Draft:
    return stage.draft(targets=[f.region(stage.office, valid_to=EVE)], new=[])


def target_to_come(stage: Stage) -> Draft:
    later = ON + datetime.timedelta(days=1)
    return stage.draft(targets=[f.region(stage.office, valid_from=later)], new=[])


def name_to_come(stage: Stage) -> Draft:
    stage.districts[0].names.update(valid_to=EVE)
    stage.districts[0].names.create(name="Tên mới", short_name="Tên mới", valid_from=ON)
    return stage.draft()


def circle(stage: Stage) -> Draft:
    before = f.region(stage.office)
    between = f.region(stage.office)
    f.succession(before, between)
    f.succession(between, stage.districts[0])
    return stage.draft(targets=[before], new=[])


def code_of_another(stage: Stage) -> Draft:
    code = f.region(stage.office).code
    return stage.draft(new=[replace(REGION, code=code)])


def one_code_twice(stage: Stage) -> Draft:
    twins = [replace(REGION, code="KV-X"), replace(OTHER, code="KV-X")]
    return stage.draft(Kind.SPLIT, sources=stage.districts[:1], new=twins)


def number_of_another(stage: Stage) -> Draft:
    f.region(stage.office, "VKSND khu vực 9", number=9)
    return stage.draft()


def one_number_twice(stage: Stage) -> Draft:
    twins = [REGION, replace(OTHER, number=9)]
    return stage.draft(Kind.SPLIT, sources=stage.districts[:1], new=twins)


def other_provinces_source(stage: Stage) -> Draft:
    other = reorganised.district(f.province("VKSND tỉnh Phú Yên"), "Tuy An")
    return stage.draft(sources=[*stage.districts, other])


def other_provinces_target(stage: Stage) -> Draft:
    return stage.draft(targets=[f.region(f.province("VKSND tỉnh Phú Yên"))], new=[])


def other_provinces_parent(stage: Stage) -> Draft:
    return stage.draft(office=f.province("VKSND tỉnh Phú Yên"))


def living_units_below(stage: Stage) -> Draft:
    other = f.province("VKSND tỉnh Quảng Bình")
    f.succession(other, stage.office)
    f.region(other)
    second = f.province("VKSND tỉnh khác")
    f.succession(second, stage.office)
    return stage.draft(sources=[other, second], targets=[stage.office], new=[])


def province_becomes_a_region(stage: Stage) -> Draft:
    other = f.province("VKSND tỉnh Quảng Bình")
    f.succession(other, stage.office)
    return stage.draft(Kind.CONVERT, sources=[other])


def move_within_the_province(stage: Stage) -> Draft:
    return stage.draft(Kind.MOVE, new=[])


REFUSED: list[tuple[Callable[[Stage], Draft], str]] = [
    (no_source, "Chưa chọn đơn vị kết thúc"),
    (no_target, "Chưa có đơn vị kế thừa"),
    (target_is_source, "vừa kết thúc vừa kế thừa chính mình"),
    (target_below_source, "VKSND khu vực 1 trực thuộc đơn vị sẽ kết thúc"),
    (target_founded_below_source, "Đơn vị mới sẽ trực thuộc VKSND tỉnh Quảng Trị, là đơn vị sẽ"),
    (split_into_one, "Chia tách phải ra từ hai đơn vị trở lên"),
    (split_of_two, "Mỗi lần chia tách một đơn vị"),
    (merger_into_two, "Sáp nhập về một đơn vị"),
    (merger_of_one, "Sáp nhập cần từ hai đơn vị"),
    (conversion_of_many, "Chuyển đổi là một đơn vị thành một đơn vị loại khác"),
    (before_the_source_began, "VKSND huyện Hướng Hóa hoạt động từ ngày 01/11/2026"),
    (source_ended, "VKSND huyện Hướng Hóa đã kết thúc ngày 31/10/2026"),
    (target_ended, "không hoạt động vào ngày 01/11/2026"),
    (target_to_come, "không hoạt động vào ngày 01/11/2026"),
    (name_to_come, "Tên “Tên mới” chỉ dùng từ ngày 01/11/2026"),
    (circle, "quan hệ kế thừa sẽ thành vòng"),
    (code_of_another, "đang là mã của VKSND khu vực 5, thời gian hoạt động trùng"),
    (one_code_twice, "Hai đơn vị mới cùng mang mã “KV-X”"),
    (number_of_another, "Số 9 đang là số của VKSND khu vực 9, thời gian hoạt động trùng"),
    (one_number_twice, "Hai đơn vị mới cùng mang số 9"),
    (other_provinces_source, "VKSND huyện Tuy An thuộc tỉnh khác"),
    (other_provinces_target, "thuộc tỉnh khác"),
    (other_provinces_parent, "thuộc tỉnh khác"),
    (living_units_below, "Còn đơn vị trực thuộc đang hoạt động (VKSND khu vực 5)"),
    (province_becomes_a_region, "VKSND cấp tỉnh chỉ kế thừa"),
    (move_within_the_province, "đã trực thuộc VKSND tỉnh Quảng Trị"),
]


@pytest.mark.parametrize(("make", "words"), REFUSED, ids=[make.__name__ for make, _ in REFUSED])
def test_draft_is_refused_with_its_sentence(
    stage: Stage, make: Callable[[Stage], Draft], words: str
) -> None:
    draft = make(stage)
    before = reorganised.everything()
    for act in (dry_run, lambda draft, by: apply(draft, by=by, at=f.NOW)):
        with pytest.raises(Refused, match=words.replace("(", r"\(").replace(")", r"\)")):
            act(draft, by=stage.staff)
    assert reorganised.everything() == before
    assert not Reorganisation.objects.exists()


def test_same_draft_without_the_fault_is_carried_out(stage: Stage) -> None:
    """The tests above would pass if everything were refused."""
    apply(stage.draft(), by=stage.staff, at=f.NOW)
    assert Succession.objects.count() == 3


@pytest.mark.parametrize("kind", [Kind.MERGE, Kind.CONVERT])
def test_pure_change_of_name_is_no_succession(stage: Stage, kind: str) -> None:
    same = replace(REGION, kind="district", short_name="VKSND huyện Cam Lộ mới")
    with pytest.raises(OnlyRenamed, match="chỉ đổi tên") as refused:
        dry_run(stage.draft(kind, sources=stage.districts[:1], new=[same]), by=stage.staff)
    assert refused.value.unit == stage.districts[0]


def test_office_reaches_the_provinces_it_succeeds(stage: Stage) -> None:
    old = f.province("VKSND tỉnh Quảng Bình", valid_to=EVE)
    f.succession(old, stage.office, on=ON)
    other = reorganised.district(old, "Lệ Thủy")
    record = apply(stage.draft(Kind.MOVE, sources=[other], new=[]), by=stage.staff, at=f.NOW)
    assert record.facts["targets"][0]["name"] == "VKSND huyện Lệ Thủy"


def test_a_choice_that_is_not_offered_is_refused(stage: Stage) -> None:
    for unit in stage.districts:
        f.appointment(f.person(), unit, Role.UNIT_HEAD)
    for choice in ("", "999999", "x"):
        choices: dict[str, Any] = {"units.people.n0.unit_head": choice}
        with pytest.raises(Refused, match="Thủ trưởng đơn vị"):
            apply(stage.draft(choices=choices), by=stage.staff, at=f.NOW)
    assert not Reorganisation.objects.exists()
