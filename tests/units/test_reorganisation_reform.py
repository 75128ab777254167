"""The reform of 2025 from reference data, and predecessors that these do not know."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from procuracy.web.errors import Refused
from tests import factories as f
from tests.units import reorganised
from units import reference
from units.models import Appointment, Reorganisation, Role, Succession, Unit, User
from units.models.organisation import lineage
from units.reorganising import predecessors, reform
from units.reorganising.drafts import NewUnit
from units.reorganising.predecessors import Entry, enter, missing
from units.reorganising.undoing import undo

BEFORE = datetime.date(2025, 6, 30)
QUANG_BINH = predecessors.expected_of("QT2")[0]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", f.TODAY.isoformat())


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """Reference data once for all tests, each of which is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load()
        yield f.user(Role.OFFICE_STAFF, Unit.objects.get(code="QT2-VP"))
        transaction.set_rollback(True)


@pytest.fixture
def staff(loaded: User) -> Iterator[User]:
    with transaction.atomic():
        yield User.objects.get(pk=loaded.pk).act_on(f.TODAY)
        transaction.set_rollback(True)


def load_own(staff: User) -> list[Reorganisation]:
    assert staff.acting
    return reform.load(by=staff, at=f.NOW, office_ids=staff.acting.office_ids)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def words(code: str) -> str:
    """What is said to be missing of a unit; "" for nothing."""
    offices = Unit.objects.filter(parent=None, valid_from=reform.ON).values_list("pk", flat=True)
    found = {one.unit.code: one.words for one in missing(list(offices), f.TODAY)}
    return found.get(code, "")


def test_scenario_takes_along_who_was_left_behind(staff: User) -> None:
    left = f.appointment(f.person(), unit("QT-P9"), Role.UNIT_HEAD)
    load_own(staff)
    left.refresh_from_db()
    assert left.valid_to == BEFORE
    assert Appointment.objects.get(person=left.person, unit=unit("QT2-P9")).valid_from == reform.ON


def test_scenario_is_undone_record_by_record(staff: User) -> None:
    before = reorganised.everything()
    for record in load_own(staff):
        undo(record, by=staff, at=f.NOW)
    assert reorganised.everything() == before


def test_command_records_three_provinces_once_and_prints_what_is_missing(
    staff: User, capsys: pytest.CaptureFixture[str]
) -> None:
    for expected in ("Đã ghi 9 việc", "Đã ghi 0 việc"):
        call_command("load_reform", by=staff.username)
        printed = capsys.readouterr().out
        assert expected in printed
        assert "QT2 VKSND tỉnh Quảng Trị: còn thiếu: VKSND tỉnh Quảng Bình" in printed
    made = {one.facts["targets"][0]["name"]: one for one in Reorganisation.objects.all()}
    assert {one.office.code for one in made.values()} == {"QT2", "VL2", "DL2"}
    merged = made["VKSND tỉnh Vĩnh Long"]
    names = {one["name"] for one in merged.facts["sources"]}
    assert names == {"VKSND tỉnh Vĩnh Long", "VKSND tỉnh Trà Vinh"}
    waiting = Succession.objects.filter(reorganisation__isnull=True)
    assert {row.is_assumed for row in waiting} == {True}


def test_page_records_the_own_province_only(staff: User, client: Client) -> None:
    client.force_login(staff)
    assert "Ghi việc sắp xếp năm 2025" in client.get("/reorganisations/").content.decode()
    client.post("/reorganisations/reform/")
    assert {record.office.code for record in Reorganisation.objects.all()} == {"QT2"}
    assert Reorganisation.objects.count() == 3
    assert Succession.objects.filter(reorganisation__isnull=True).exists()
    assert "Ghi việc sắp xếp năm 2025" not in client.get("/reorganisations/").content.decode()


def test_missing_names_what_the_law_names_what_is_unknown_and_what_is_assumed(
    staff: User,
) -> None:
    assert words("QT2") == "còn thiếu: VKSND tỉnh Quảng Bình"
    assert words("VL2") == "còn thiếu: VKSND tỉnh Bến Tre"
    assert words("DL2") == "còn thiếu: VKSND tỉnh Đắk Lắk"
    assert words("QT2-KV1") == "còn thiếu: chưa ghi đơn vị trước nào"
    assert words("QT2-KV5") == "chưa kiểm chứng: VKSND huyện Cam Lộ"
    assert words("QT2-VP") == ""


def test_entered_predecessor_ends_on_the_eve_and_is_followed(staff: User) -> None:
    record = enter(unit("QT2"), Entry(new=QUANG_BINH), reform.DECISION, by=staff, at=f.NOW)
    made = Succession.objects.get(reorganisation=record).predecessor
    assert (made.kind, made.parent, made.valid_to) == ("province", None, BEFORE)
    assert made.names.get().short_name == "VKSND tỉnh Quảng Bình"
    assert words("QT2") == ""
    assert made.pk in lineage(unit("QT2"))[0]


def test_entering_is_undone_like_any_reorganisation(staff: User) -> None:
    before = reorganised.everything()
    record = enter(unit("QT2"), Entry(new=QUANG_BINH), reform.DECISION, by=staff, at=f.NOW)
    undo(record, by=staff, at=f.NOW)
    assert reorganised.everything() == before


def entry_of_the_living(staff: User) -> Entry:
    return Entry(unit=unit("QT2-KV1"))


def entry_known(staff: User) -> Entry:
    return Entry(unit=unit("QT-CLO"))


def entry_of_a_province(staff: User) -> Entry:
    return Entry(unit=unit("QT"))


def entry_twice(staff: User) -> Entry:
    new = NewUnit("district", "Viện kiểm sát nhân dân huyện Cam Lộ", "VKSND huyện Cam Lộ")
    return Entry(new=new, parent=unit("QT"))


def entry_without_parent(staff: User) -> Entry:
    return Entry(new=NewUnit("district", "Viện kiểm sát nhân dân huyện Lệ Thủy", "Lệ Thủy"))


def entry_of_nothing(staff: User) -> Entry:
    return Entry()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (entry_of_the_living, "vẫn hoạt động sau ngày 30/6/2025"),
        (entry_known, "đã được ghi"),
        (entry_of_a_province, "chỉ kế thừa VKSND cấp tỉnh"),
        (entry_twice, "đã có trong danh sách đơn vị"),
        (entry_without_parent, "Chọn cơ quan mà đơn vị trước trực thuộc"),
        (entry_of_nothing, "Chưa có đơn vị trước"),
    ],
)
def test_entry_is_refused_with_its_sentence(staff: User, make: Any, sentence: str) -> None:
    entry = make(staff)
    with pytest.raises(Refused, match=sentence):
        enter(unit("QT2-KV5"), entry, reform.DECISION, by=staff, at=f.NOW)
    assert not Reorganisation.objects.exists()


def test_verified_assumption_gets_its_record(staff: User) -> None:
    load_own(staff)
    row = Succession.objects.get(predecessor__code="QT-CLO")
    predecessors.verify(row, source="Quyết định 12", by=staff, at=f.NOW)
    [record] = load_own(staff)
    assert (record.kind, record.office.code) == ("convert", "QT2")


# Pages


def test_page_offers_what_is_missing_and_enters_it(staff: User, client: Client) -> None:
    client.force_login(staff)
    url = f"/units/{unit('QT2').pk}/predecessors/create/"
    page = client.get(url).content.decode()
    assert 'value="VKSND tỉnh Quảng Bình"' in page
    assert 'value="84/2025/UBTVQH15"' in page
    data = {
        "kind": "province",
        "name": QUANG_BINH.name,
        "short_name": QUANG_BINH.short_name,
        "place_name": "Quảng Bình",
        "symbol": "VKS",
        "code": "84/2025/UBTVQH15",
        "issued_on": "27/6/2025",
        "issuer": "Ủy ban Thường vụ Quốc hội",
    }
    assert client.post(url, data | {"name": ""}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert words("QT2") == ""


def test_assumed_predecessor_is_verified_or_dropped(staff: User, client: Client) -> None:
    client.force_login(staff)
    row = Succession.objects.get(predecessor__code="QT-CLO")
    url = f"/units/{unit('QT2-KV5').pk}/predecessors/{row.pk}"
    assert client.post(f"{url}/verify/", {"source": ""}).status_code == 422
    client.post(f"{url}/verify/", {"source": "Quyết định 12/QĐ-VKSTC"})
    row.refresh_from_db()
    assert (row.is_assumed, row.source) == (False, "Quyết định 12/QĐ-VKSTC")
    client.post(f"{url}/drop/")
    assert Succession.objects.filter(pk=row.pk).exists()
    Succession.objects.filter(pk=row.pk).update(is_assumed=True)
    client.post(f"{url}/drop/")
    assert not Succession.objects.filter(pk=row.pk).exists()
    assert client.post(f"{url}/drop/").status_code == 404
