"""Roles as rows, and the table of roles × actions that the rules themselves give."""

import inspect
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from meetings.permissions import inspections
from meetings.role_table import asking, writing
from meetings.role_table.asking import Table
from meetings.role_table.rules import Action, actions, modules
from procuracy.web import access
from tests import factories as f
from tests.units.test_reference import reference
from units import role_table
from units.models import Role, RoleSetting, Unit, User
from units.permissions import may_appoint, may_end_appointment
from units.role_table import SEATS, Scope

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
EVERY = actions()
AGAIN = "Chạy ./dev manage role_table --write rồi ghi lại tệp."


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Table:
    """Some thousand answers, asked once."""
    with django_db_blocker.unblock():
        return asking.table()


@pytest.mark.parametrize("action", EVERY, ids=[action.name for action in EVERY])
def test_every_rule_has_words_and_a_heading(action: Action) -> None:
    assert action.words, f"{action.name}: thiếu @action(…)"
    assert action.heading, f"{action.rule.__module__}: thiếu HEADING"


def test_words_name_one_rule_each() -> None:
    words = [action.words for action in EVERY]
    assert sorted(set(words)) == sorted(words)


def test_no_rule_stands_outside_the_permissions() -> None:
    """What guards a view is one of the table's rules or `anyone`."""
    from tests.test_conventions import ALL_PATTERNS

    known = {action.rule for action in EVERY} | {access.anyone}
    guards = {name: vars(pattern.callback)["access_rule"] for name, pattern in ALL_PATTERNS}
    assert {name: rule for name, rule in guards.items() if rule not in known} == {}


def test_stored_table_and_readme_say_what_the_rules_say(asked: Table) -> None:
    lines = asking.lines(asked)
    assert list(role_table.read(role_table.FILE)) == lines, AGAIN
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert writing.in_readme(readme, lines) == readme, AGAIN


def test_changed_rule_makes_the_table_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison above can fail: one rule that answers otherwise is seen."""
    first = EVERY[0]
    changed = Action(**vars(first) | {"rule": lambda user, *things: False})
    monkeypatch.setattr(asking, "actions", lambda: [changed])
    (line,) = asking.lines(asking.table())
    assert line.words == first.words
    assert line != next(role_table.read(role_table.FILE))


# Who somebody is, and whom one may take on, does not end at the border of a province; groups of
# addressees are common to all offices, as kinds of meetings are.
ACROSS_PROVINCES = {
    "may_see_organisation",
    "may_appoint",
    "may_see_groups",
    "may_edit_groups",
}


def test_no_role_acts_in_another_province(asked: Table) -> None:
    """Common rows belong to nobody; of everything else the other province's is refused."""
    across = {
        action.name for action, answers in asked if any(any(one.abroad) for one in answers.values())
    }
    assert across == ACROSS_PROVINCES


BUSINESS = ("Đọc biên bản", "Xem kế hoạch, số liệu, chỉ tiêu", "Xem dự thảo thông báo kết luận")


@pytest.mark.parametrize("words", BUSINESS)
def test_administrator_reads_no_business(asked: Table, words: str) -> None:
    (answers,) = [answers for action, answers in asked if action.words == words]
    assert answers[Role.ADMINISTRATOR].scope is Scope.NONE
    assert answers[Role.OFFICE_STAFF].scope is Scope.ALL


def test_nobody_gives_himself_a_role() -> None:
    province = f.province()
    for role in (Role.ADMINISTRATOR, Role.PERSONNEL):
        user = f.user(role, province)
        assert user.person
        assert user.acting
        assert not may_appoint(user, user.person)
        assert not may_end_appointment(user, user.acting)


def test_inspector_reads_and_keeps_inspections(asked: Table) -> None:
    reading = ("Xem", "Đọc", "Tra cứu")
    does = {
        action.words
        for action, answers in asked
        if answers[Role.INSPECTOR].scope is not Scope.NONE
        and action.heading != inspections.HEADING  # his own work
    }
    # A spill that he finds he reports; that it is purged another person confirms.
    asks = {"Đề nghị xóa nội dung lộ bí mật nhà nước"}
    assert {words for words in does if not words.startswith(reading)} == asks


def test_rows_are_loaded_once_and_keep_the_offices_words() -> None:
    reference.load()
    RoleSetting.objects.filter(role=Role.INSPECTOR).update(name="Thanh tra viên")
    reference.load()
    assert RoleSetting.objects.get(role=Role.INSPECTOR).name == "Thanh tra viên"
    assert set(RoleSetting.objects.values_list("role", flat=True)) == set(Role)
    assert all(role.description for role in RoleSetting.objects.all())


@pytest.fixture
def administrator() -> User:
    province = f.province()
    RoleSetting.objects.create(role=Role.UNIT_CLERK, name="Cán bộ tổng hợp", description="Nhập số")
    return f.user(Role.ADMINISTRATOR, province)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_page_shows_descriptions_and_every_action(client: Client, administrator: User) -> None:
    page = signed_in(client, administrator).get(reverse("units:role_list")).content.decode()
    assert "Cán bộ tổng hợp" in page
    assert [action.words for action in EVERY if action.words not in page] == []
    cells = len(SEATS) * len(EVERY)
    assert page.count('class="visually-hidden">được') + page.count(">không</span>") == cells


def test_administrator_edits_words_and_second_factor(client: Client, administrator: User) -> None:
    url = reverse("units:role_edit", args=[Role.UNIT_CLERK])
    sent = {"name": "Cán bộ thống kê", "description": "Nhập số liệu", "needs_second_factor": "on"}
    assert signed_in(client, administrator).post(url, sent).status_code == 302
    role = RoleSetting.objects.get(role=Role.UNIT_CLERK)
    assert (role.name, role.needs_second_factor) == ("Cán bộ thống kê", True)


def test_description_is_not_emptied(client: Client, administrator: User) -> None:
    url = reverse("units:role_edit", args=[Role.UNIT_CLERK])
    answer = signed_in(client, administrator).post(url, {"name": "", "description": ""})
    assert answer.status_code == 422
    assert RoleSetting.objects.get(role=Role.UNIT_CLERK).name == "Cán bộ tổng hợp"


def test_others_read_the_words_only(client: Client, administrator: User) -> None:
    clerk = f.user(Role.UNIT_CLERK, Unit.objects.get())
    page = signed_in(client, clerk).get(reverse("units:role_list"))
    assert reverse("units:role_edit", args=[Role.UNIT_CLERK]) not in page.content.decode()
    assert client.get(reverse("units:role_edit", args=[Role.UNIT_CLERK])).status_code == 403


def test_table_is_printed_lying_across(client: Client, administrator: User) -> None:
    answer = signed_in(client, administrator).get(reverse("units:role_print"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_rules_are_found_in_every_app() -> None:
    apps = {module.__name__.split(".")[0] for module in modules()}
    assert apps == {"units", "targets", "meetings"}
    assert all(inspect.isfunction(action.rule) for action in EVERY)
