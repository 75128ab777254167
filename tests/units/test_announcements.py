"""What happened to an account is told to its owner and to the head, until they say they know."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as f
from units.actions.accounts import reset_password
from units.models import Announcement, Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    province = f.province()
    where: dict[str, Unit] = {"clerk": f.department(province, "Phòng 9")}
    return {
        "head": f.user(Role.PROVINCE_HEAD, province),
        "deputy": f.user(Role.PROVINCE_DEPUTY, province),
        "administrator": f.user(Role.ADMINISTRATOR, province),
        "clerk": f.user(Role.UNIT_CLERK, where["clerk"]),
    }


def my_work(client: Client, user: User) -> str:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page: str = client.get(reverse("meetings:my_work")).content.decode()
    return page


def test_reset_is_told_to_the_owner_and_the_head(client: Client, people: dict[str, User]) -> None:
    reset_password(people["clerk"], by=people["administrator"], at=f.NOW)
    people["clerk"].must_change_password = False
    people["clerk"].save()
    told = {name: "được cấp lại" in my_work(client, user) for name, user in people.items()}
    told |= {name: "cấp lại." in my_work(client, user) for name, user in people.items()}
    assert told == {"head": True, "deputy": False, "administrator": False, "clerk": True}


def test_acknowledged_is_not_shown_as_work(client: Client, people: dict[str, User]) -> None:
    row = f.announcement(people["clerk"])
    assert row.text in my_work(client, people["clerk"])
    client.post(reverse("units:announcement_acknowledge", args=[row.pk]))
    assert row.text not in my_work(client, people["clerk"])
    assert row.text in client.get(reverse("units:announcement_list")).content.decode()


def test_one_knows_for_himself_only(client: Client, people: dict[str, User]) -> None:
    row = f.announcement(people["clerk"])
    my_work(client, people["head"])
    url = reverse("units:announcement_acknowledge", args=[row.pk])
    assert client.post(url).status_code == 404
    assert Announcement.objects.get().acknowledged_at is None


def test_account_without_a_position_is_told_too(client: Client) -> None:
    user = User.objects.create(username="chua-co", person=f.person())
    row = f.announcement(user)
    assert row.text in my_work(client, user)
