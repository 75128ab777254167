"""Who signs for an office on a day, and the lines above his name (Nghị định 30/2020/NĐ-CP)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procuracy.web.errors import Refused
from tests import factories as f
from units.models import Appointment, Role, Unit
from units.signing import signer_options, signing_block, usual_signer

pytestmark = pytest.mark.django_db
DAY = f.TODAY
BY_ORDER = "TL. VIỆN TRƯỞNG"


@pytest.fixture
def office() -> Unit:
    return f.province()


def seat(role: str, where: Unit, position: str = "", **more: object) -> Appointment:
    return f.appointment(f.person(), where, role, position=position, **more)


def lines(signer: Appointment, kind: str = "TB") -> list[str]:
    """As printed, from the top."""
    block = signing_block(signer, DAY, kind)
    assert block["name"] == signer.person.full_name
    return [*block["authority"].splitlines(), block["position"]]


def test_head_signs_without_authority_line(office: Unit) -> None:
    assert lines(seat(Role.PROVINCE_HEAD, office)) == ["VIỆN TRƯỞNG"]


def test_deputy_signs_in_the_heads_place_also_while_the_head_is_acting(office: Unit) -> None:
    head = seat(Role.PROVINCE_HEAD, office, "Quyền Viện trưởng", is_acting=True)
    deputy = seat(Role.PROVINCE_DEPUTY, office)
    assert lines(head) == ["Q. VIỆN TRƯỞNG"]
    assert lines(deputy) == ["KT. VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"]


def test_delegated_deputy_still_signs_in_the_heads_place(office: Unit) -> None:
    deputy = seat(Role.PROVINCE_DEPUTY, office)
    f.delegation(seat(Role.PROVINCE_HEAD, office), deputy)
    assert lines(deputy) == ["KT. VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"]


def test_head_of_office_and_his_deputies_sign_notices_by_order(office: Unit) -> None:
    secretariat = f.secretariat(office)
    three = [BY_ORDER, "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
    chief = seat(Role.HEAD_OF_OFFICE, secretariat, "Chánh Văn phòng")
    assert lines(chief) == [BY_ORDER, "CHÁNH VĂN PHÒNG"]
    for role in (Role.UNIT_DEPUTY, Role.OFFICE_STAFF):
        assert lines(seat(role, secretariat, "Phó Chánh Văn phòng")) == three


def test_acting_head_of_office_is_said_to_be_acting(office: Unit) -> None:
    position = "Quyền Chánh Văn phòng"
    chief = seat(Role.HEAD_OF_OFFICE, f.secretariat(office), position, is_acting=True)
    assert lines(chief) == [BY_ORDER, "Q. CHÁNH VĂN PHÒNG"]


def test_department_signs_letters_by_order_and_no_notices(office: Unit) -> None:
    department = f.department(office)
    head = seat(Role.UNIT_HEAD, department, "Trưởng Phòng 9")
    deputy = seat(Role.UNIT_DEPUTY, department, "Phó Trưởng Phòng 9")
    assert lines(head, "CV") == [BY_ORDER, "TRƯỞNG PHÒNG 9"]
    assert lines(deputy, "CV") == [BY_ORDER, "KT. TRƯỞNG PHÒNG 9", "PHÓ TRƯỞNG PHÒNG 9"]
    with pytest.raises(Refused, match="không có thẩm quyền ký thông báo"):
        lines(head)


def test_head_of_a_department_signs_under_a_mandate_on_its_days_only(office: Unit) -> None:
    department_head = seat(Role.UNIT_HEAD, f.department(office), "Trưởng Phòng 9")
    f.delegation(seat(Role.PROVINCE_HEAD, office), department_head)
    assert lines(department_head) == ["TUQ. VIỆN TRƯỞNG", "TRƯỞNG PHÒNG 9"]
    with pytest.raises(Refused):
        signing_block(department_head, datetime.date(2026, 12, 1), "TB")


def test_head_of_office_signs_plans_under_a_mandate_only(office: Unit) -> None:
    chief = seat(Role.HEAD_OF_OFFICE, f.secretariat(office), "Chánh Văn phòng")
    with pytest.raises(Refused, match="không có thẩm quyền ký kế hoạch"):
        lines(chief, "KH")
    f.delegation(seat(Role.PROVINCE_HEAD, office), chief)
    assert lines(chief, "KH") == ["TUQ. VIỆN TRƯỞNG", "CHÁNH VĂN PHÒNG"]
    assert lines(chief) == [BY_ORDER, "CHÁNH VĂN PHÒNG"]


def test_regional_leaders_sign_for_their_own_office(office: Unit) -> None:
    region = f.region(office)
    head, deputy = seat(Role.UNIT_HEAD, region), seat(Role.UNIT_DEPUTY, region)
    assert lines(head) == ["VIỆN TRƯỞNG"]
    assert lines(deputy) == ["KT. VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"]
    assert [one.appointment for one in signer_options(region, "TB", DAY)] == [head, deputy]


def test_clerk_and_ended_position_are_refused(office: Unit) -> None:
    with pytest.raises(Refused, match="không có thẩm quyền ký"):
        lines(seat(Role.UNIT_CLERK, office))
    with pytest.raises(Refused, match="không giữ chức vụ"):
        lines(seat(Role.PROVINCE_HEAD, office, valid_to=datetime.date(2026, 1, 1)))


def test_options_name_the_usual_signer_of_the_kind_first(office: Unit) -> None:
    head, deputy, delegate = (
        seat(role, office)
        for role in (Role.PROVINCE_HEAD, Role.PROVINCE_DEPUTY, Role.PROVINCE_DEPUTY)
    )
    chief = seat(Role.HEAD_OF_OFFICE, f.secretariat(office), "Chánh Văn phòng")
    f.delegation(head, delegate)
    seat(Role.UNIT_HEAD, f.department(office), "Trưởng Phòng 9")
    seat(Role.UNIT_HEAD, f.region(office))
    notice = [one.appointment for one in signer_options(office, "TB", DAY)]
    assert notice == [chief, head, delegate, deputy]
    assert usual_signer(office, "KH", DAY) == head


def test_options_are_those_of_the_day(office: Unit) -> None:
    change = datetime.date(2026, 7, 1)
    before = seat(Role.PROVINCE_HEAD, office, valid_to=datetime.date(2026, 6, 30))
    after = seat(Role.PROVINCE_HEAD, office, valid_from=change)
    assert usual_signer(office, "TB", datetime.date(2026, 6, 30)) == before
    assert usual_signer(office, "TB", change) == after
    assert usual_signer(office, "TB", datetime.date(2010, 1, 1)) is None


def test_options_cost_two_queries(office: Unit) -> None:
    for _ in range(5):
        seat(Role.PROVINCE_DEPUTY, office)
        seat(Role.UNIT_HEAD, f.department(office))
    with CaptureQueriesContext(connection) as asked:
        assert len([str(one) for one in signer_options(office, "CV", DAY)]) == 10
    assert len(asked) == 2
