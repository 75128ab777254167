"""Positions exchanged, ended and corrected; one holder at a time, also when two clerks press."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from procuracy.web.errors import Refused
from tests import factories as f
from units.actions import appointments
from units.actions.appointments import (
    appoint,
    correct_appointment,
    end_appointment,
    state_of,
    transfer,
)
from units.models import Appointment, Person, Role, Unit, User

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def office() -> Unit:
    return f.province()


@pytest.fixture
def personnel(office: Unit, client: Client) -> User:
    user = f.user(Role.PERSONNEL, f.department(office, "Phòng 15"))
    client.force_login(user)
    return user


def head(person: Person, where: Unit, by: User) -> Appointment:
    return appoint(
        person=person,
        unit=where,
        role=Role.UNIT_HEAD,
        position="Viện trưởng",
        valid_from=DAY(2026, 12, 1),
        by=by,
        at=f.NOW,
    )


# One holder


def test_second_head_is_refused_by_the_name_of_the_first(office: Unit, personnel: User) -> None:
    where = f.region(office)
    f.appointment(f.person("Trần Thị B"), where, Role.UNIT_HEAD, position="Viện trưởng")
    with pytest.raises(Refused) as refused:
        head(f.person(), where, personnel)
    assert refused.value.message == (
        "Viện trưởng (VKSND khu vực 5) đang do Trần Thị B giữ từ ngày 01/1/2020: "
        "ghi thôi giữ chức vụ cho người ấy trước."
    )


def test_acting_head_counts_as_the_holder(office: Unit, personnel: User) -> None:
    where = f.region(office)
    f.appointment(f.person("Trần Thị B"), where, Role.UNIT_HEAD, is_acting=True)
    with pytest.raises(Refused, match=r"Quyền .* đang do Trần Thị B giữ"):
        head(f.person(), where, personnel)


def test_next_head_follows_the_day_after(office: Unit, personnel: User) -> None:
    where = f.region(office)
    f.appointment(f.person(), where, Role.UNIT_HEAD, valid_to=DAY(2026, 11, 30))
    assert head(f.person(), where, personnel).valid_from == DAY(2026, 12, 1)


def test_deputies_may_be_several(office: Unit) -> None:
    for _ in range(2):
        f.appointment(f.person(), office, Role.PROVINCE_DEPUTY)


def test_database_itself_refuses_a_second_holder(office: Unit) -> None:
    f.appointment(f.person(), office, Role.PROVINCE_HEAD)
    with pytest.raises(IntegrityError, match="appointment_one_holder"), transaction.atomic():
        f.appointment(f.person(), office, Role.PROVINCE_HEAD, valid_from=DAY(2026, 12, 1))


def test_form_names_the_present_holder(client: Client, office: Unit, personnel: User) -> None:
    where = f.region(office)
    f.appointment(f.person("Trần Thị B"), where, Role.UNIT_HEAD, position="Viện trưởng")
    page = send(client, f"/persons/{f.person().pk}/appointments/create/", where, Role.UNIT_HEAD)
    assert page.status_code == 422
    assert "đang do Trần Thị B giữ từ ngày 01/1/2020" in page.content.decode()
    assert "đã có người khác giữ" not in page.content.decode()


def send(client: Client, url: str, where: Unit, role: str, **more: str) -> Any:
    data = {"unit": where.pk, "role": role, "position": "Viện trưởng", "valid_from": "01/12/2026"}
    return client.post(url, data | {"manner": "rotated", "decision": "QĐ số 7"} | more)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Results or exceptions of acts that start together, each on its own connection."""
    gate, answers = threading.Barrier(len(acts)), list[Any]([None] * len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def two_clerks() -> tuple[Unit, list[Any]]:
    office = f.province()
    where = f.region(office)
    by = f.user(Role.PERSONNEL, f.department(office, "Phòng 15"))
    people = [f.person("Trần Thị B"), f.person("Lê Văn C")]
    return where, at_once(*(lambda one=one: head(one, where, by) for one in people))


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_appoint_one_head() -> None:
    where, answers = two_clerks()
    (refused,) = [one for one in answers if isinstance(one, Refused)]
    (holder,) = Appointment.objects.filter(unit=where, role=Role.UNIT_HEAD)
    assert f"đang do {holder.person.full_name} giữ" in refused.message


@pytest.mark.django_db(transaction=True)
def test_race_exists_without_looking_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the action's check only the constraint stands: one head, but no sentence."""
    monkeypatch.setattr(appointments, "_refuse_second_holder", lambda wanted: None)
    where, answers = two_clerks()
    assert sum(isinstance(one, IntegrityError) for one in answers) == 1
    assert Appointment.objects.filter(unit=where).count() == 1


# Transfer, rotation


def test_rotation_ends_the_old_position_the_day_before(
    client: Client, office: Unit, personnel: User
) -> None:
    held = f.appointment(f.person("Lê Văn C"), f.region(office), Role.UNIT_HEAD)
    to = f.region(office, "VKSND khu vực 6", symbol="VKSKV6")
    assert send(client, f"/appointments/{held.pk}/transfer/", to, Role.UNIT_HEAD).status_code == 302
    held.refresh_from_db()
    new = held.person.appointments.get(unit=to)
    assert held.valid_to == DAY(2026, 11, 30)
    assert (new.valid_from, new.manner, new.decision) == (DAY(2026, 12, 1), "rotated", "QĐ số 7")


def test_refused_transfer_leaves_the_old_position(office: Unit, personnel: User) -> None:
    held = f.appointment(f.person(), f.region(office), Role.UNIT_HEAD)
    to = f.region(office, "VKSND khu vực 6", symbol="VKSKV6")
    f.appointment(f.person("Trần Thị B"), to, Role.UNIT_HEAD)
    with pytest.raises(Refused, match="đang do Trần Thị B giữ"):
        moved(held, to, personnel)
    held.refresh_from_db()
    assert held.valid_to is None


def moved(held: Appointment, to: Unit, by: User, **more: Any) -> Appointment:
    said: dict[str, Any] = {"role": Role.UNIT_HEAD, "position": "Viện trưởng"}
    said |= {"valid_from": DAY(2026, 12, 1), "manner": Appointment.Manner.TRANSFERRED} | more
    return transfer(held, unit=to, by=by, at=f.NOW, **said)


def test_acting_head_becomes_head_in_the_same_unit(office: Unit, personnel: User) -> None:
    where = f.region(office)
    held = f.appointment(f.person(), where, Role.UNIT_HEAD, position="Viện trưởng", is_acting=True)
    assert moved(held, where, personnel, manner=Appointment.Manner.APPOINTED).is_acting is False


def test_transfer_to_the_same_position_is_refused(office: Unit, personnel: User) -> None:
    where = f.region(office)
    held = f.appointment(f.person(), where, Role.UNIT_HEAD, position="Viện trưởng")
    with pytest.raises(Refused, match="giống hệt"):
        moved(held, where, personnel)


def test_transfer_before_the_old_position_began_is_refused(office: Unit, personnel: User) -> None:
    held = f.appointment(f.person(), office, valid_from=DAY(2026, 12, 1))
    with pytest.raises(Refused, match="không được trước ngày bổ nhiệm"):
        moved(held, f.region(office), personnel)


def test_position_ended_meanwhile_is_not_transferred(office: Unit, personnel: User) -> None:
    held = f.appointment(f.person(), office)
    end_appointment(held, on=DAY(2026, 10, 31), by=personnel, at=f.NOW)
    with pytest.raises(Refused, match="đã kết thúc ngày 31/10/2026"):
        moved(held, f.region(office), personnel)


def test_portfolio_and_mandate_end_with_the_position(office: Unit, personnel: User) -> None:
    deputy = f.appointment(f.person(), office, Role.PROVINCE_DEPUTY)
    chief = f.appointment(f.person(), office, Role.PROVINCE_HEAD)
    now = f.portfolio(deputy, unit=f.region(office))
    f.portfolio(deputy, field=f.field(), valid_from=DAY(2027, 1, 1))
    mandate = f.delegation(chief, deputy, valid_from=DAY(2026, 11, 1), valid_to=DAY(2026, 12, 31))
    end_appointment(deputy, on=DAY(2026, 11, 30), by=personnel, at=f.NOW)
    now.refresh_from_db()
    mandate.refresh_from_db()
    assert now.valid_to == mandate.valid_to == DAY(2026, 11, 30)
    assert deputy.portfolios.count() == 1


# Corrections


def test_typing_error_is_corrected_while_nothing_rests_on_it(
    client: Client, office: Unit, personnel: User
) -> None:
    held = f.appointment(f.person(), office, position="Chuyen vien")
    data = {"seen": state_of(held), "position": "Chuyên viên"}
    url = f"/appointments/{held.pk}/correct/"
    assert send(client, url, office, Role.OFFICE_STAFF, **data).status_code == 302
    held.refresh_from_db()
    assert (held.position, held.role) == ("Chuyên viên", Role.OFFICE_STAFF)


def test_correction_keeps_one_holder(office: Unit, personnel: User) -> None:
    where = f.region(office)
    f.appointment(f.person("Trần Thị B"), where, Role.UNIT_HEAD)
    held = f.appointment(f.person(), where, Role.UNIT_DEPUTY)
    with pytest.raises(Refused, match="đang do Trần Thị B giữ"):
        correct_appointment(held, seen=state_of(held), role=Role.UNIT_HEAD, by=personnel, at=f.NOW)


def test_position_that_chaired_a_meeting_is_not_corrected(
    client: Client, office: Unit, personnel: User
) -> None:
    chair = f.meeting(office).chair
    url = f"/appointments/{chair.pk}/correct/"
    assert "Đã có hội nghị" in client.get(url).content.decode()
    page = send(client, url, office, Role.PROVINCE_HEAD, seen=state_of(chair))
    assert page.status_code == 422
    client.post(f"/appointments/{chair.pk}/remove/", {"seen": state_of(chair)})
    assert Appointment.objects.filter(pk=chair.pk, position=chair.position).exists()


def test_correction_of_what_a_colleague_just_corrected_is_refused(
    office: Unit, personnel: User
) -> None:
    held = f.appointment(f.person(), office, position="Chuyen vien")
    seen = state_of(held)
    correct_appointment(held, seen=seen, position="Chuyên viên chính", by=personnel, at=f.NOW)
    with pytest.raises(Refused, match="nay đang ghi: Chuyên viên chính"):
        correct_appointment(held, seen=seen, position="Cán sự", by=personnel, at=f.NOW)
    held.refresh_from_db()
    assert held.position == "Chuyên viên chính"


def test_position_of_the_wrong_person_is_removed(
    client: Client, office: Unit, personnel: User
) -> None:
    held = f.appointment(f.person(), office)
    client.post(f"/appointments/{held.pk}/remove/", {"seen": "khác"})
    assert Appointment.objects.filter(pk=held.pk).exists()
    client.post(f"/appointments/{held.pk}/remove/", {"seen": state_of(held)})
    assert not Appointment.objects.filter(pk=held.pk).exists()


# The page


def test_timeline_names_units_as_they_were_called(
    client: Client, office: Unit, personnel: User
) -> None:
    where = f.region(office, "VKSND thành phố Đông Hà")
    where.names.update(valid_to=DAY(2025, 6, 30))
    where.names.create(
        name="VKSND khu vực 1", short_name="VKSND khu vực 1", valid_from=DAY(2025, 7, 1)
    )
    person = f.person()
    f.appointment(
        person, where, valid_from=DAY(2018, 1, 1), valid_to=DAY(2020, 1, 1), decision="QĐ 12"
    )
    f.appointment(
        person, where, Role.UNIT_HEAD, is_acting=True, is_concurrent=True, manner="seconded"
    )
    page = client.get(f"/persons/{person.pk}/").content.decode()
    assert page.index("VKSND khu vực 1") < page.index("QĐ 12")
    assert "VKSND thành phố Đông Hà" in page[page.index("01/1/2018 – 01/1/2020") :]
    assert "Khi nhận chức vụ, đơn vị mang tên VKSND thành phố Đông Hà" in page
    for mark in ("Biệt phái", "kiêm nhiệm", ">Q.<", "đang giữ"):
        assert mark in page


def test_page_costs_the_same_with_many_positions(
    client: Client, office: Unit, personnel: User, django_assert_max_num_queries: Any
) -> None:
    person, costs = f.person(), []
    for year in (2010, 2011):
        for number in range(1 if year == 2010 else 12):
            day = DAY(year, number % 12 + 1, 1)
            f.appointment(person, f.region(office), valid_from=day, valid_to=day)
        with django_assert_max_num_queries(40) as queries:
            client.get(f"/persons/{person.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
