"""The head's mandate: to whom, when, not passed on, and said wherever it is acted under."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from tests import factories as f
from units.actions.appointments import end_appointment
from units.delegating import delegate, delegates, revoke
from units.models import Appointment, Delegation, Role, Unit, User
from units.permissions import may_delegate

pytestmark = pytest.mark.django_db
TODAY = f.TODAY
LAST = datetime.date(2026, 11, 30)
DAY = datetime.timedelta(days=1)
MANDATE = "Giấy ủy quyền số 02/GUQ-VKS ngày 20/11/2026"


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def head(office: Unit) -> User:
    return f.user(Role.PROVINCE_HEAD, office, position="Viện trưởng")


@pytest.fixture
def deputy(office: Unit) -> User:
    return f.user(Role.PROVINCE_DEPUTY, office, position="Phó Viện trưởng")


def seat(user: User) -> Appointment:
    assert user.acting
    return user.acting


def give(head: User, to: Appointment, **more: Any) -> Delegation:
    said: dict[str, Any] = {"mandate": MANDATE, "scope": "Điều hành"}
    said |= {"valid_from": TODAY, "valid_to": LAST} | more
    return delegate(grantor=seat(head), to=to, by=head, at=f.NOW, **said)


def test_delegates_are_deputies_and_heads_of_departments(office: Unit, deputy: User) -> None:
    department = f.appointment(f.person(), f.department(office), Role.UNIT_HEAD)
    f.appointment(f.person(), f.department(office), Role.UNIT_CLERK)
    f.appointment(f.person(), f.region(office), Role.UNIT_HEAD)
    f.appointment(f.person(), office, Role.PROVINCE_DEPUTY, valid_to=TODAY - DAY)
    assert set(delegates(office, TODAY)) == {seat(deputy), department}


def test_others_are_refused(office: Unit, head: User) -> None:
    elsewhere = f.appointment(f.person(), f.province("VKSND tỉnh Phú Yên"), Role.PROVINCE_DEPUTY)
    clerk = f.appointment(f.person(), f.department(office), Role.UNIT_CLERK)
    regional = f.appointment(f.person(), f.region(office), Role.UNIT_HEAD)
    for other in (elsewhere, clerk, regional):
        with pytest.raises(Refused, match="không phải cấp phó hoặc thủ trưởng đơn vị trực thuộc"):
            give(head, other)
    with pytest.raises(Refused, match="Không tự ủy quyền"):
        give(head, seat(head))


def test_one_at_a_time(office: Unit, head: User, deputy: User) -> None:
    give(head, seat(deputy))
    second = f.appointment(f.person(), office, Role.PROVINCE_DEPUTY)
    with pytest.raises(Refused, match=r"đã ủy quyền cho .* \(Giấy ủy quyền số 02/GUQ-VKS"):
        give(head, second, valid_from=LAST, valid_to=LAST + DAY)
    give(head, second, valid_from=LAST + DAY, valid_to=LAST + DAY)


def test_days_must_lie_within_both_positions(office: Unit, head: User) -> None:
    leaving = f.appointment(f.person(), office, Role.PROVINCE_DEPUTY, valid_to=LAST - DAY)
    with pytest.raises(Refused, match="phải nằm trong thời gian đó"):
        give(head, leaving)
    with pytest.raises(Refused, match="không được trước ngày bắt đầu"):
        give(head, leaving, valid_to=TODAY - DAY)


def test_delegate_passes_nothing_on(office: Unit, head: User, deputy: User) -> None:
    give(head, seat(deputy))
    department = f.appointment(f.person(), f.department(office), Role.UNIT_HEAD)
    with pytest.raises(Refused, match="không ủy quyền lại"):
        give(deputy, department)
    answer = may_delegate(deputy.act_on(TODAY))
    assert not answer
    assert "không ủy quyền lại" in repr(answer)


def test_nobody_but_the_head_delegates(office: Unit, deputy: User) -> None:
    department = f.appointment(f.person(), f.department(office), Role.UNIT_HEAD)
    with pytest.raises(Refused, match="không phải người đứng đầu"):
        give(deputy, department)


def test_revoked_early_and_not_backwards(office: Unit, head: User, deputy: User) -> None:
    given = give(head, seat(deputy), valid_from=TODAY - DAY)
    with pytest.raises(Refused, match="Không thu hồi lùi"):
        revoke(given, on=TODAY - DAY, by=head, at=f.NOW)
    with pytest.raises(Refused, match="đã có hiệu lực"):
        revoke(given, on=None, by=head, at=f.NOW)
    revoke(given, on=TODAY, by=head, at=f.NOW)
    given.refresh_from_db()
    assert given.valid_to == TODAY
    with pytest.raises(Refused, match="hết hạn ngày 22/11/2026"):
        revoke(given, on=TODAY, by=head, at=f.NOW)
    to_come = give(head, seat(deputy), valid_from=LAST, valid_to=LAST)
    revoke(to_come, on=None, by=head, at=f.NOW)
    assert Delegation.objects.get() == given


@pytest.mark.parametrize("who", ["head", "deputy"])
def test_mandate_ends_with_the_position_of_either(
    who: str, office: Unit, head: User, deputy: User
) -> None:
    given = give(head, seat(deputy))
    leaving = {"head": head, "deputy": deputy}[who]
    end_appointment(seat(leaving), on=TODAY, by=head, at=f.NOW)
    given.refresh_from_db()
    assert given.valid_to == TODAY


def test_position_is_taken_up_with_its_mandate_and_costs_no_query_without(
    office: Unit, head: User, deputy: User
) -> None:
    given = give(head, seat(deputy))
    assert seat(deputy.act_on(TODAY)).delegation == given
    assert seat(deputy.act_on(LAST + DAY)).delegation is None
    with CaptureQueriesContext(connection) as asked:
        assert seat(head.act_on(TODAY)).delegation is None
    assert len(asked) == 1


def test_every_page_says_under_which_mandate(
    office: Unit, head: User, deputy: User, client: Client
) -> None:
    client.force_login(deputy)
    url = reverse("units:delegation_list")
    assert "theo ủy quyền của" not in client.get(url).content.decode()
    f.delegation(
        seat(head),
        seat(deputy),
        mandate=MANDATE,
        valid_from=datetime.date(2020, 1, 1),
        valid_to=datetime.date(2040, 1, 1),
    )
    page = client.get(url).content.decode()
    assert f"theo ủy quyền của Viện trưởng (văn bản: {MANDATE})" in page


def test_head_writes_it_down_and_revokes_it(
    office: Unit, head: User, deputy: User, client: Client
) -> None:
    client.force_login(head)
    url = reverse("units:delegation_create")
    data = {"to": seat(deputy).pk, "mandate": MANDATE, "scope": "Điều hành cơ quan"}
    dates = {"valid_from": "2030-01-01", "valid_to": "2030-01-31"}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | dates).status_code == 302
    given = Delegation.objects.get()
    assert (given.grantor, given.delegate) == (seat(head), seat(deputy))
    again = client.post(url, data | dates)
    assert again.status_code == 422
    assert "mỗi thời điểm chỉ có một ủy quyền" in again.content.decode()
    assert client.post(reverse("units:delegation_end", args=[given.pk])).status_code == 302
    assert not Delegation.objects.exists()


def test_list_costs_the_same_with_many_rows(
    office: Unit, head: User, deputy: User, client: Client
) -> None:
    client.force_login(head)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("units:delegation_list")).status_code == 200
        return len(asked)

    f.delegation(seat(head), seat(deputy))
    few = cost()
    for month in range(1, 10):
        day = datetime.date(2025, month, 1)
        f.delegation(seat(head), seat(deputy), valid_from=day, valid_to=day)
    assert cost() == few
