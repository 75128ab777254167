"""Reference data: complete, repeatable, and never laid over what an office has corrected."""

import datetime

import pytest

from units import reference, symbols
from units.models import Field, Register, Succession, Unit, UnitName

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> reference.Loaded:
    return reference.load()


def test_load_brings_units_fields_successions_and_registers(loaded: reference.Loaded) -> None:
    assert loaded == reference.Loaded(fields=11, units=120, successions=23, registers=192, roles=11)
    assert UnitName.objects.count() == 120
    assert Register.objects.count() == 3 * Unit.objects.offices().count()


def test_load_again_adds_nothing(loaded: reference.Loaded) -> None:
    assert reference.load() == reference.Loaded(
        fields=0, units=0, successions=0, registers=0, roles=0
    )


def test_load_again_keeps_what_an_office_corrected(loaded: reference.Loaded) -> None:
    phong = Unit.objects.get(code="QT-P3")
    phong.names.update(name="Phòng án kinh tế")
    Unit.objects.filter(pk=phong.pk).update(is_assumed=False, source="Quyết định của tỉnh")
    phong.fields.clear()

    reference.load()

    phong.refresh_from_db()
    assert (phong.is_assumed, phong.source) == (False, "Quyết định của tỉnh")
    assert phong.names.get().name == "Phòng án kinh tế"
    assert not phong.fields.exists()


def test_assumed_rows_are_marked_and_known_ones_are_not(loaded: reference.Loaded) -> None:
    marked = dict(Unit.objects.values_list("code", "is_assumed"))
    assert marked["QT-P3"]
    assert marked["TV-TXDH"]
    assert not marked["QT-P9"]
    assert not marked["QT2-KV5"]
    assert Succession.objects.get(predecessor__code="QT-CLO").is_assumed


def test_merger_ends_the_old_province_the_day_before_the_new_one(loaded: reference.Loaded) -> None:
    old, new = Unit.objects.get(code="QT"), Unit.objects.get(code="QT2")
    assert old.valid_to == datetime.date(2025, 6, 30)
    assert new.valid_from == datetime.date(2025, 7, 1)
    assert list(old.successions.values_list("successor__code", flat=True)) == ["QT2"]


def test_vinh_long_and_tra_vinh_follow_into_one_province(loaded: reference.Loaded) -> None:
    new = Unit.objects.get(code="VL2")
    assert set(new.inheritances.values_list("predecessor__code", flat=True)) == {"VL", "TV"}


def test_districts_keep_their_own_lifetimes(loaded: reference.Loaded) -> None:
    def districts(on: datetime.date) -> int:
        return Unit.objects.filter(parent__code="TV", kind="district").existing(on).count()

    assert districts(datetime.date(2015, 6, 16)) == 8
    assert districts(datetime.date(2017, 6, 21)) == 9
    assert districts(datetime.date(2025, 7, 1)) == 0


def test_region_has_its_own_symbol_and_its_province_as_place(loaded: reference.Loaded) -> None:
    name = UnitName.objects.get(unit__code="QT2-KV5")
    assert name.name.upper() == "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5"
    assert (name.symbol, name.place_name) == ("VKSKV5", "Quảng Trị")
    assert UnitName.objects.get(unit__code="QT-CLO").place_name == "Cam Lộ"


def test_symbols_stand_as_offices_write_them(loaded: reference.Loaded) -> None:
    on = datetime.date(2026, 11, 23)
    found = {
        (register.office.code, register.name): symbols.examples(register, on)[0]
        for register in Register.objects.filter(office__code__in=["QT", "QT2", "QT2-KV7"])
    }
    assert found["QT2", "Sổ văn bản đi"] == "01/TB-VKS"
    assert found["QT", "Sổ văn bản đi"] == "01/TB-VKSQT"
    assert found["QT2-KV7", "Sổ quyết định"] == "01/QĐ-VKSKV7"
    assert found["QT2", "Sổ công văn đi"] == "01/VKS-VP"
    assert found["QT2-KV7", "Sổ công văn đi"] == "01/VKSKV7"


def test_departments_hold_their_fields(loaded: reference.Loaded) -> None:
    fields = Unit.objects.get(code="QT-P9").fields.values_list("code", flat=True)
    assert set(fields) == {"dan-su", "hanh-chinh-kdtm"}
    # Every field of work has its department, or its figures would have no guide.
    guided = set(Field.objects.filter(unit__parent__code="QT").values_list("code", flat=True))
    assert guided == set(Field.objects.values_list("code", flat=True))


def test_one_secretariat_to_a_province(loaded: reference.Loaded) -> None:
    parents = list(Unit.objects.filter(is_secretariat=True).values_list("parent__code", flat=True))
    assert sorted(parents) == sorted(
        Unit.objects.filter(kind="province").values_list("code", flat=True)
    )


def test_register_numbers_notices_and_plans_in_one_row(loaded: reference.Loaded) -> None:
    register = Register.objects.get(office__code="QT2", document_kinds__contains=["TB"])
    assert {"TB", "KH", "BC", "CTr", "GM", "BB"} == set(register.document_kinds)
    assert register.source == Register.Source.HERE
