"""Chức danh over time: one at a time, annotated for a day, taken over from free text."""

import datetime
import importlib
from typing import Any

import pytest
from django.test import Client

from procuracy.web.errors import Refused
from tests import factories as f
from units.actions.titles import correct_title, end_title, give_title, state_of
from units.models import Person, PersonTitle, Role, Unit, User

pytestmark = pytest.mark.django_db
DAY = datetime.date
Title = PersonTitle.Title


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def personnel(office: Unit, client: Client) -> User:
    user = f.user(Role.PERSONNEL, f.department(office, "Phòng 15"))
    client.force_login(user)
    return user


def given(person: Person, title: str, since: DAY | None, by: User, **more: Any) -> PersonTitle:
    return give_title(person=person, title=title, valid_from=since, by=by, at=f.NOW, **more)


def test_title_of_a_day_stands_on_the_person(office: Unit) -> None:
    person = f.person()
    f.title(person, Title.JUNIOR_PROSECUTOR, valid_to=DAY(2024, 2, 29))
    f.title(person, Title.INTERMEDIATE_PROSECUTOR, valid_from=DAY(2024, 3, 1))
    f.person()
    held = {
        day: {one.title for one in Person.objects.titled(day)}
        for day in (DAY(2024, 2, 29), DAY(2024, 3, 1))
    }
    assert held == {
        DAY(2024, 2, 29): {"Kiểm sát viên sơ cấp", ""},
        DAY(2024, 3, 1): {"Kiểm sát viên trung cấp", ""},
    }


def test_new_title_ends_the_old_one_the_day_before(
    client: Client, office: Unit, personnel: User
) -> None:
    person = f.person()
    old = f.title(person, Title.JUNIOR_PROSECUTOR)
    data = {"title": "intermediate_prosecutor", "valid_from": "01/3/2024", "decision": "QĐ 41"}
    client.post(f"/persons/{person.pk}/titles/create/", data)
    old.refresh_from_db()
    assert old.valid_to == DAY(2024, 2, 29)
    page = client.get(f"/persons/{person.pk}/").content.decode()
    assert "Kiểm sát viên trung cấp" in page
    assert "QĐ 41" in page
    assert page.index("từ 01/3/2024") < page.index("đến hết 29/2/2024")


def test_overlapping_title_is_refused_with_the_one_held(office: Unit, personnel: User) -> None:
    person = f.person()
    given(person, Title.EXAMINER, DAY(2020, 1, 1), personnel)
    with pytest.raises(Refused, match="Đã ghi chức danh Kiểm tra viên từ ngày 01/1/2020"):
        given(person, Title.SPECIALIST, DAY(2019, 1, 1), personnel)
    assert person.titles.count() == 1


def test_title_is_corrected_unless_a_colleague_just_did(office: Unit, personnel: User) -> None:
    row = given(f.person(), Title.EXAMINER, DAY(2020, 1, 1), personnel)
    seen = state_of(row)
    correct_title(row, seen=seen, title=Title.CHIEF_EXAMINER, by=personnel, at=f.NOW)
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        correct_title(row, seen=seen, title=Title.OFFICER, by=personnel, at=f.NOW)
    row.refresh_from_db()
    assert row.title == Title.CHIEF_EXAMINER


def test_title_ends_with_its_last_day(client: Client, office: Unit, personnel: User) -> None:
    row = given(f.person(), Title.EXAMINER, DAY(2020, 1, 1), personnel)
    assert client.post(f"/titles/{row.pk}/end/", {"on": "31/12/2019"}).status_code == 422
    client.post(f"/titles/{row.pk}/end/", {"on": "30/11/2026"})
    row.refresh_from_db()
    assert row.valid_to == DAY(2026, 11, 30)
    with pytest.raises(Refused, match="đã kết thúc"):
        end_title(row, on=DAY(2026, 12, 31), by=personnel, at=f.NOW)


def test_title_of_the_wrong_person_is_removed(
    client: Client, office: Unit, personnel: User
) -> None:
    row = given(f.person(), Title.EXAMINER, None, personnel)
    client.post(f"/titles/{row.pk}/remove/", {"seen": state_of(row)})
    assert not PersonTitle.objects.filter(pk=row.pk).exists()


def test_title_of_another_office_is_not_touched(client: Client, personnel: User) -> None:
    stranger = f.person()
    f.appointment(stranger, f.province("VKSND tỉnh Vĩnh Long"))
    row = f.title(stranger)
    assert client.post(f"/titles/{row.pk}/end/", {"on": "30/11/2026"}).status_code == 403


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("Kiểm sát viên trung cấp", "intermediate_prosecutor", ""),
        ("  KSV  Sơ cấp ", "junior_prosecutor", ""),
        ("Kiểm tra viên chính", "chief_examiner", ""),
        (
            "Kiểm sát viên cao cấp, Phó Viện trưởng",
            "senior_prosecutor",
            "Ghi trước đây: Kiểm sát viên cao cấp, Phó Viện trưởng",
        ),
        ("Thẩm tra viên", "", "Ghi trước đây: Thẩm tra viên"),
    ],
)
def test_text_of_the_old_column_is_understood_or_kept(text: str, code: str, rest: str) -> None:
    migration = importlib.import_module("units.migrations.0006_one_holder_and_dated_titles")
    assert migration.understood(text) == (code, rest)


def test_kept_words_are_the_models_words() -> None:
    migration = importlib.import_module("units.migrations.0006_one_holder_and_dated_titles")
    assert {label: code for code, label in Title.choices} == migration.TITLES
