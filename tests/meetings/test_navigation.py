"""The frame around a page: own entries with what waits, and no more queries for more rows."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from meetings.navigation import Frame, frame
from targets.years import derive_periods
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import TODAY
from tests.meetings.test_notice_pages import as_user
from units.models import Demonstration, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """Counted in earnest here."""


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


def frame_of(user: User, path: str = "/") -> Frame:
    request = RequestFactory().get(path)
    request.user = user
    request.today = TODAY  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    made: Frame = frame(request)["frame"]
    return made


def labels(user: User) -> list[str]:
    return [item.label for group in frame_of(user).groups for item in group.items]


def test_signed_out_pages_have_no_frame() -> None:
    page = as_user(offices.province().clerk)
    page.logout()
    assert "frame" not in page.get(reverse("units:sign_in")).context


def test_frame_says_who_where_and_when() -> None:
    office = offices.province()
    derive_periods(office.meeting.work_year)
    made = frame_of(office.workers[0])
    assert made.office_name == "VKSND tỉnh Quảng Trị"
    assert made.unit_name == "Phòng 1"
    assert made.work_year == f"Năm công tác {office.meeting.work_year.year}"
    assert made.period == "Tháng 11/2026"


def test_other_positions_are_offered() -> None:
    office = offices.province()
    second = make.appointment(
        office.clerk.person,  # type: ignore[arg-type]
        office.doers[0],
        Role.UNIT_HEAD,
        position="Trưởng phòng",
    )
    assert office.clerk.acting
    others = frame_of(office.clerk.act_on(TODAY, office.clerk.acting.pk)).other_appointments
    assert others == [{"id": second.pk, "label": "Trưởng phòng, Phòng 1"}]


def test_menu_counts_what_waits() -> None:
    office = offices.province()
    offices.released(office)
    made = frame_of(office.workers[0], reverse("meetings:task_list"))
    items = {item.label: item for group in made.groups for item in group.items}
    assert (items["Nhiệm vụ theo dõi"].count, items["Việc của tôi"].count) == (1, 1)
    assert items["Nhiệm vụ theo dõi"].current
    assert not items["Việc của tôi"].current


def test_roles_see_their_own_entries() -> None:
    office = offices.province()
    assert "Thông báo" in labels(office.clerk)
    assert "Thông báo" not in labels(office.workers[0])
    assert "Sổ văn bản đi" in labels(office.keeper)
    assert "Sổ văn bản đi" not in labels(office.workers[0])
    assert "Tài khoản" not in labels(office.head)


def test_figures_targets_and_plans_are_split_by_work() -> None:
    office = offices.province()

    def under(heading: str, user: User) -> list[str]:
        groups = {group.heading: group.items for group in frame_of(user).groups}
        return [item.label for item in groups.get(heading, [])]

    clerk, registrar = office.workers[0], office.keeper
    personnel = make.user(Role.PERSONNEL, office.doers[0])
    assert under("Số liệu", clerk)[:2] == ["Nhập số liệu tháng", "Sổ số liệu Excel"]
    assert "Tổng hợp theo khối" in under("Chỉ tiêu", office.head)
    assert "Tổng hợp theo khối" not in under("Chỉ tiêu", clerk)
    assert under("Số liệu", registrar) == under("Số liệu", personnel) == []
    assert "Nhập số liệu tháng" not in labels(office.head)
    assert under("Kế hoạch", personnel)[-1] == "Khen thưởng"
    assert "Khen thưởng" not in labels(registrar)
    assert all(len(group.items) <= 7 for group in frame_of(office.head).groups)


def test_administrator_sees_accounts_only() -> None:
    admin = make.user(Role.ADMINISTRATOR, offices.province().unit)
    assert labels(admin) == ["Việc của tôi", "Cán bộ", "Tài khoản", "Vai trò"]


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_opens(role: str) -> None:
    office = offices.province()
    derive_periods(office.meeting.work_year)
    user = make.user(role, office.doers[0])
    client = as_user(user)
    for group in frame_of(user).groups:
        for item in group.items:
            assert client.get(item.url, follow=True).status_code == 200, item.label


def test_queries_of_the_frame_are_few(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    office = offices.province()
    offices.released(office)
    user = office.clerk
    assert user.acting
    assert user.acting.own_unit_ids
    assert user.acting.office_ids
    with django_assert_max_num_queries(3):
        assert frame_of(user).groups


def test_unknown_address_still_has_the_frame() -> None:
    office = offices.province()
    page = as_user(office.clerk).get("/khong-co/")
    assert page.status_code == 404
    assert "Nhiệm vụ theo dõi" in page.content.decode()


def test_every_page_of_a_demonstration_says_so() -> None:
    office = offices.province()
    mark = "Số liệu minh họa"

    assert mark not in as_user(office.clerk).get(reverse("meetings:my_work")).content.decode()
    Demonstration.objects.create(today=TODAY)
    assert mark in as_user(office.clerk).get(reverse("meetings:my_work")).content.decode()


def test_meeting_with_invented_words_says_so() -> None:
    office = offices.province()
    office.meeting.is_illustrative = True
    office.meeting.save()

    page = as_user(office.clerk).get(reverse("meetings:meeting_detail", args=[office.meeting.pk]))

    assert "số liệu minh họa" in page.content.decode()
