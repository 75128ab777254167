"""Groups of addressees: data, looked at as of a day, edited by the Office."""

import datetime

import pytest

from meetings import reference
from meetings.conclusion import addressing
from meetings.conclusion.addressing import UnknownAddressee
from meetings.models import Addressee, AddresseeGroup
from tests import factories as make
from tests.meetings.stage import Stage, conclude, in_session, page, signed_in, words
from units.models import Role

pytestmark = pytest.mark.django_db
ENDED = datetime.date(2026, 10, 31)


def world() -> Stage:
    reference.load()
    return in_session()


def named(code: str) -> AddresseeGroup:
    return AddresseeGroup.objects.get(code=code)


def test_prosecutors_in_charge_of_a_place_each_have_a_task() -> None:
    """Not the deputy who oversees it, nor who was in charge until October."""
    here = world()
    fourth = make.region(here.province, "VKSND khu vực 4")
    present, past = (
        make.appointment(make.person(name), here.department, Role.UNIT_CLERK)
        for name in ("Trần Thị Bình", "Lê Văn Cường")
    )
    deputy = make.appointment(make.person(), here.province, Role.PROVINCE_DEPUTY)
    for unit in (here.region, fourth):
        make.portfolio(present, unit=unit)
    make.portfolio(deputy, unit=fourth)
    make.portfolio(past, unit=fourth, valid_to=ENDED)
    order = make.directive(here.meeting, due_text="thường xuyên")
    Addressee.objects.create(directive=order, group=named("ksv-dia-phuong"))
    conclude(here)
    assert [(task.unit, task.appointment) for task in order.tasks.all()] == [
        (here.department, present)
    ]
    assert set(named("ksv-dia-phuong").people(here.province, ENDED)) == {past, present}


def test_members_are_shown_as_of_a_day() -> None:
    here = world()
    make.region(here.province, "VKSND khu vực 1", valid_to=ENDED)
    client = signed_in(here.clerk)
    address = page("addressee_group_detail", named("vks-khu-vuc").pk)
    assert "VKSND khu vực 1" not in words(client.get(address))
    earlier = words(client.get(address, {"on": "31/10/2026"}))
    assert "VKSND khu vực 1" in earlier
    assert "VKSND khu vực 5" in earlier
    refused = client.get(address, {"on": "31/2/2026"})
    assert refused.status_code == 400
    assert "Không có ngày 31/2/2026" in words(refused)
    listed = words(client.get(page("addressee_group_list"), {"on": "2026-10-31"}))
    assert "Kiểm sát viên phụ trách địa phương" in listed


def test_office_makes_a_group_and_changes_it() -> None:
    here = world()
    client = signed_in(here.clerk)
    typed = {"name": "Phòng và khu vực", "kinds": ["department", "region"], "is_offered": "on"}
    typed["order"] = "20"
    client.post(page("addressee_group_create"), typed)
    made = named("phong-va-khu-vuc")
    assert {unit.pk for unit in made.members(here.province, make.TODAY)} == {
        here.office.pk,
        here.department.pk,
        here.region.pk,
    }
    refused = client.post(page("addressee_group_create"), typed)
    assert "Đã có nhóm tên này" in words(refused)
    wrong = client.post(page("addressee_group_create"), typed | {"with_fields_only": "on"})
    assert "Chỉ dùng khi loại đơn vị là phòng" in words(wrong)
    assert client.post(page("addressee_group_create"), {"name": "Trống"}).status_code == 422
    changed = typed | {"name": "Khu vực", "kinds": ["region"]}
    client.post(page("addressee_group_edit", made.pk), changed)
    made.refresh_from_db()
    assert (made.code, made.name, made.kinds) == ("phong-va-khu-vuc", "Khu vực", ["region"])


def test_group_no_more_in_use_is_not_offered_but_keeps_its_name() -> None:
    here = world()
    group = named("cac-phong-nghiep-vu")
    here.department.fields.add(make.field())
    AddresseeGroup.objects.filter(pk=group.pk).update(is_offered=False)
    among = addressing.choices(here.province, make.TODAY)
    assert addressing.resolve("Các phòng nghiệp vụ", among)[0].group == group.pk
    with pytest.raises(UnknownAddressee):
        addressing.resolve("phòng nghiệp vụ", among)
