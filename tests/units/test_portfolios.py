"""Who oversees what: given, refused with reasons, shown with gaps and overlaps, shared anew."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procuracy.web.errors import Refused
from tests import factories as f
from units.actions.appointments import end_appointment
from units.actions.portfolios import assign, stop
from units.actions.rotation import Wanted, plan_rotation, rotate
from units.models import Appointment, Field, Portfolio, Role, Unit, User
from units.portfolio_board import Row, board
from units.portfolio_printing import board_html

pytestmark = pytest.mark.django_db
TODAY = f.TODAY
DAY = datetime.timedelta(days=1)
NEXT = datetime.date(2026, 12, 1)
FIRST = datetime.date(2026, 1, 1)


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def head(office: Unit) -> User:
    return f.user(Role.PROVINCE_HEAD, office, position="Viện trưởng")


@pytest.fixture
def region(office: Unit) -> Unit:
    return f.region(office)


def deputy(office: Unit, name: str = "Lê Thị Hà", **more: Any) -> Appointment:
    return f.appointment(f.person(name), office, Role.PROVINCE_DEPUTY, **more)


def give(holder: Appointment, by: User, **more: Any) -> Portfolio:
    what = {"unit": None, "field": None, "valid_from": FIRST} | more
    return assign(appointment=holder, by=by, at=f.NOW, **what)


def row_of(office: Unit, thing: Unit | Field, on: datetime.date = TODAY) -> Row:
    wanted = (thing.pk, None) if isinstance(thing, Unit) else (None, thing.pk)
    return next(row for row in board(office, on).rows if row.thing == wanted)


# Given and refused


def test_leader_and_prosecutor_are_given_units_fields_and_pairs(office: Unit, head: User) -> None:
    region, civil = f.region(office), f.field("Dân sự")
    leader = deputy(office)
    prosecutor = f.appointment(f.person(), f.department(office), Role.UNIT_CLERK)
    for holder in (leader, prosecutor):
        give(holder, head, unit=region)
        give(holder, head, field=civil)
        give(holder, head, unit=region, field=civil)
        assert holder.portfolios.count() == 3


def test_portfolio_ends_at_the_latest_with_position_and_unit(office: Unit, head: User) -> None:
    ends, sooner = datetime.date(2027, 3, 31), datetime.date(2027, 1, 31)
    leader = deputy(office, valid_to=ends)
    lasting, closing = f.region(office), f.region(office, "VKSND khu vực 6", valid_to=sooner)
    assert give(leader, head, unit=lasting).valid_to == ends
    assert give(leader, head, unit=closing).valid_to == sooner


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unit": None}, "Chọn đơn vị hoặc lĩnh vực"),
        ({"valid_to": FIRST - DAY}, "không được trước ngày phân công"),
        ({"valid_from": datetime.date(2019, 12, 31)}, "từ ngày 01/1/2020"),
        ({"valid_from": datetime.date(2028, 1, 1)}, "đến hết ngày 31/12/2027"),
        ({"valid_to": datetime.date(2028, 1, 1)}, "đến hết ngày 31/12/2027"),
    ],
)
def test_refusals_say_why(
    office: Unit, head: User, region: Unit, change: dict[str, Any], sentence: str
) -> None:
    leader = deputy(office, valid_to=datetime.date(2027, 12, 31))
    with pytest.raises(Refused, match=sentence):
        give(leader, head, **({"unit": region} | change))


def test_unit_of_another_office_or_another_time_is_refused(office: Unit, head: User) -> None:
    leader = deputy(office)
    foreign = f.region(f.province("VKSND tỉnh Phú Yên"))
    closed = f.region(office, "VKSND khu vực 7", valid_to=FIRST - DAY)
    with pytest.raises(Refused, match="không trực thuộc cơ quan này"):
        give(leader, head, unit=foreign)
    with pytest.raises(Refused, match="VKSND khu vực 7 không hoạt động vào ngày 01/1/2026"):
        give(leader, head, unit=closed)


def test_same_thing_twice_is_refused_and_another_person_is_not(
    office: Unit, head: User, region: Unit
) -> None:
    leader = deputy(office)
    give(leader, head, unit=region)
    with pytest.raises(Refused, match="đã được phân công nội dung này từ ngày 01/1/2026"):
        give(leader, head, unit=region, valid_from=NEXT)
    give(deputy(office), head, unit=region)
    assert row_of(office, region).is_overlap


def test_administrator_oversees_nothing(office: Unit, head: User, region: Unit) -> None:
    admin = f.appointment(f.person(), f.secretariat(office), Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Quản trị hệ thống không phụ trách"):
        give(admin, head, unit=region)


def test_stop_gives_the_last_day_and_takes_away_what_has_not_begun(
    office: Unit, head: User, region: Unit
) -> None:
    leader = deputy(office)
    begun = give(leader, head, unit=region)
    to_come = give(leader, head, field=f.field(), valid_from=NEXT)
    with pytest.raises(Refused, match="đã bắt đầu"):
        stop(begun, on=None, by=head, at=f.NOW)
    with pytest.raises(Refused, match="không được trước ngày phân công"):
        stop(begun, on=FIRST - DAY, by=head, at=f.NOW)
    stop(begun, on=TODAY, by=head, at=f.NOW)
    stop(to_come, on=None, by=head, at=f.NOW)
    assert list(leader.portfolios.values_list("valid_to", flat=True)) == [TODAY]
    with pytest.raises(Refused, match="đã kết thúc ngày 22/11/2026"):
        stop(begun, on=NEXT, by=head, at=f.NOW)


def test_end_of_the_position_ends_what_it_oversees(office: Unit, head: User, region: Unit) -> None:
    leader = deputy(office)
    give(leader, head, unit=region)
    give(leader, head, field=f.field(), valid_from=NEXT)
    end_appointment(leader, on=TODAY, by=head, at=f.NOW)
    assert list(leader.portfolios.values_list("valid_to", flat=True)) == [TODAY]


# The board


def test_gap_overlap_and_what_is_to_come(office: Unit, region: Unit) -> None:
    first, second = deputy(office), deputy(office, "Phan Văn Đức")
    assert row_of(office, region).is_gap
    f.portfolio(first, unit=region, valid_to=datetime.date(2026, 12, 31))
    row = row_of(office, region)
    assert (row.is_gap, row.is_overlap) == (False, False)
    assert row.gap_from == datetime.date(2027, 1, 1)
    f.portfolio(second, unit=region, valid_from=NEXT)
    row = row_of(office, region)
    assert row.gap_from is None
    assert [held.begins for held in row.whole] == [None, NEXT]
    assert row_of(office, region, NEXT).is_overlap
    assert row_of(office, region, datetime.date(2025, 12, 31)).is_gap


def test_paper_says_who_oversees_what_and_what_nobody_does(
    office: Unit, region: Unit, head: User
) -> None:
    leader = deputy(office, valid_to=datetime.date(2027, 3, 31))
    give(leader, head, unit=region)
    f.region(office, "VKSND khu vực 6")
    told = re.sub(r"\s+", " ", board_html(board(office, TODAY), TODAY))
    assert f"<td>{region.naming(TODAY).short_name}</td> <td><div>Lê Thị Hà đến 31/3/2027" in told
    assert "<td>VKSND khu vực 6</td> <td></td> <td></td> <td>chưa có người phụ trách" in told
    assert "trống từ 01/4/2027" in told


def test_end_of_the_position_counts_as_the_end_of_the_portfolio(office: Unit, region: Unit) -> None:
    leader = deputy(office, valid_to=datetime.date(2026, 12, 31))
    f.portfolio(leader, unit=region)
    assert row_of(office, region).gap_from == datetime.date(2027, 1, 1)
    assert row_of(office, region, datetime.date(2027, 1, 1)).is_gap


def test_prosecutor_and_single_field_do_not_close_a_gap(office: Unit, region: Unit) -> None:
    leader = deputy(office)
    prosecutor = f.appointment(f.person(), f.department(office), Role.UNIT_CLERK)
    f.portfolio(prosecutor, unit=region)
    f.portfolio(leader, unit=region, field=f.field())
    row = row_of(office, region)
    assert row.is_gap
    assert [held.portfolio.appointment_id for held in row.prosecutors] == [prosecutor.pk]
    assert [len(held) for _, held in row.cells] == [1]


def test_department_is_overseen_through_its_fields(office: Unit) -> None:
    civil, department = f.field("Dân sự"), f.department(office)
    department.fields.add(civil)
    leader = deputy(office)
    assert row_of(office, department).is_gap
    f.portfolio(leader, field=civil)
    row = row_of(office, department)
    assert not row.is_gap
    assert row.by_field == [leader.person.full_name]


def test_fields_count_as_gaps_only_where_fields_are_shared_out(office: Unit) -> None:
    civil, criminal = f.field("Dân sự"), f.field("Hình sự")
    leader = deputy(office)
    assert board(office, TODAY).gaps == 0
    f.portfolio(leader, field=civil)
    assert row_of(office, criminal).is_gap


def test_board_of_another_office_shows_none_of_ours(office: Unit, region: Unit) -> None:
    f.portfolio(deputy(office), unit=region)
    regional = f.appointment(f.person(), region, Role.UNIT_DEPUTY)
    assert [one.pk for one in board(region, TODAY).leaders] == [regional.pk]
    assert not any(row.whole for row in board(region, TODAY).rows)


def test_board_costs_the_same_with_many_rows(office: Unit, head: User, client: Client) -> None:
    client.force_login(head)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("units:portfolio_board")).status_code == 200
        return len(asked)

    f.portfolio(deputy(office), unit=f.region(office), field=f.field())
    few = cost()
    for _ in range(20):
        leader = deputy(office)
        f.portfolio(leader, unit=f.region(office))
        f.portfolio(leader, field=f.field())
    assert cost() == few


# Sharing out anew


def test_rotation_ends_the_day_before_and_begins_on_the_day(
    office: Unit, head: User, region: Unit
) -> None:
    old, new, kept = deputy(office), deputy(office), f.region(office, "VKSND khu vực 6")
    f.portfolio(old, unit=region)
    f.portfolio(old, unit=kept)
    wanted: Wanted = {(region.pk, None): new, (kept.pk, None): old}
    preview = plan_rotation(office, wanted, NEXT)
    assert [row.unit_id for row in preview.ended] == [region.pk]
    rotate(
        office, wanted, since=NEXT, decision="Thông báo 9", seen=preview.digest, by=head, at=f.NOW
    )
    assert list(old.portfolios.values_list("unit", "valid_to")) == [
        (region.pk, NEXT - DAY),
        (kept.pk, None),
    ]
    assert list(new.portfolios.values_list("unit", "valid_from", "decision")) == [
        (region.pk, NEXT, "Thông báo 9")
    ]


def test_rotation_takes_away_planned_rows_and_may_leave_nobody(
    office: Unit, head: User, region: Unit
) -> None:
    one, two = deputy(office), deputy(office)
    f.portfolio(one, unit=region, valid_to=NEXT)
    f.portfolio(two, unit=region, valid_from=NEXT + DAY)
    preview = plan_rotation(office, {(region.pk, None): None}, NEXT)
    assert (len(preview.ended), len(preview.removed)) == (1, 1)
    rotate(
        office,
        {(region.pk, None): None},
        since=NEXT,
        decision="",
        seen=preview.digest,
        by=head,
        at=f.NOW,
    )
    assert row_of(office, region, NEXT).is_gap
    assert not two.portfolios.exists()


def test_rotation_refuses_what_was_not_previewed_or_changes_nothing(
    office: Unit, head: User, region: Unit
) -> None:
    leader = deputy(office)
    wanted: Wanted = {(region.pk, None): leader}
    seen = plan_rotation(office, wanted, NEXT).digest
    f.portfolio(leader, unit=region)
    with pytest.raises(Refused, match="đã đổi sau khi xem trước"):
        rotate(office, wanted, since=NEXT, decision="", seen=seen, by=head, at=f.NOW)
    same = plan_rotation(office, wanted, NEXT)
    with pytest.raises(Refused, match="Chưa có thay đổi nào"):
        rotate(office, wanted, since=NEXT, decision="", seen=same.digest, by=head, at=f.NOW)


def test_rotation_is_one_transaction(office: Unit, head: User, region: Unit) -> None:
    """The second new row is impossible: the first, and the end of the old one, are undone."""
    old, new = deputy(office), deputy(office)
    gone = f.region(office, "VKSND khu vực 7", valid_to=TODAY)
    standing = f.portfolio(old, unit=region)
    wanted: Wanted = {(region.pk, None): new, (gone.pk, None): new}
    seen = plan_rotation(office, wanted, NEXT).digest
    with pytest.raises(Refused, match="không hoạt động"):
        rotate(office, wanted, since=NEXT, decision="", seen=seen, by=head, at=f.NOW)
    standing.refresh_from_db()
    assert standing.valid_to is None
    assert not new.portfolios.exists()


# Pages


def test_gap_leads_to_the_form_and_back_to_the_board(
    office: Unit, head: User, region: Unit, client: Client
) -> None:
    leader = deputy(office)
    client.force_login(head)
    page = client.get(reverse("units:portfolio_board")).content.decode()
    assert "✕ chưa có người phụ trách" in page
    address = f"{reverse('units:portfolio_create')}?unit={region.pk}"
    assert address in page
    form = client.get(address).content.decode()
    assert f'value="{region.pk}" selected' in form
    answer = client.post(
        address, {"holder": leader.pk, "unit": region.pk, "valid_from": "2026-11-22"}
    )
    assert answer.status_code == 302
    assert "✕ chưa có" not in client.get(answer["Location"]).content.decode()


def test_form_keeps_what_was_typed_beside_the_sentence(
    office: Unit, head: User, region: Unit, client: Client
) -> None:
    leader = deputy(office, valid_from=NEXT)
    client.force_login(head)
    data = {"holder": leader.pk, "unit": region.pk, "valid_from": "2026-11-22", "decision": "TB 9"}
    answer = client.post(reverse("units:portfolio_create"), data)
    assert answer.status_code == 422
    assert "từ ngày 01/12/2026" in answer.content.decode()
    assert 'value="TB 9"' in answer.content.decode()


def test_rotation_page_previews_then_applies(
    office: Unit, head: User, region: Unit, client: Client
) -> None:
    old, new = deputy(office, "Lê Cũ"), deputy(office, "Trần Mới")
    f.portfolio(old, unit=region)
    client.force_login(head)
    url = reverse("units:portfolio_rotate")
    data: dict[str, Any] = {"since": "2026-12-01", f"u{region.pk}": new.pk}
    preview = client.post(url, data)
    assert preview.status_code == 200
    assert "1 phân công mới bắt đầu từ 01/12/2026" in preview.content.decode()
    assert not new.portfolios.exists()
    data |= {"seen": preview.context["rotation"].digest, "apply": "1"}
    assert client.post(url, data).status_code == 302
    assert new.portfolios.get().valid_from == NEXT


def test_rotation_page_refuses_somebody_who_has_left_by_then(
    office: Unit, head: User, region: Unit, client: Client
) -> None:
    leaving = deputy(office, valid_to=TODAY)
    client.force_login(head)
    data = {"since": "2026-12-01", f"u{region.pk}": leaving.pk}
    answer = client.post(reverse("units:portfolio_rotate"), data)
    assert answer.status_code == 422
    assert "không giữ chức vụ vào ngày đã chọn" in answer.content.decode()


def test_other_province_is_read_only(office: Unit, head: User, client: Client) -> None:
    foreign = f.province("VKSND tỉnh Phú Yên")
    standing = f.portfolio(deputy(foreign), unit=f.region(foreign))
    client.force_login(head)
    page = client.get(f"{reverse('units:portfolio_board')}?office={foreign.code}").content.decode()
    assert "VKSND tỉnh Phú Yên" in page
    assert reverse("units:portfolio_end", args=[standing.pk]) not in page
    assert client.get(reverse("units:portfolio_end", args=[standing.pk])).status_code == 403
