"""The one search finds inspections by unit, paper and subject, for whom they exist."""

import pytest

from meetings import searching
from meetings.models import Inspection
from tests import factories as make
from tests.factories.inspections import inspection
from tests.meetings.stage import page, signed_in, words
from units.models import Role, UnitName, User

pytestmark = pytest.mark.django_db
HEADING = "Kiểm tra, phúc tra"


def found(user: User, said: str) -> list[str]:
    hits = searching.search(user, said, make.TODAY).get(HEADING, [])
    return [hit.url for hit in hits]


def test_inspections_are_found_by_unit_paper_subject_and_only_for_whom_they_exist() -> None:
    province = make.province()
    lead = make.department(province, "Phòng 1")
    unit = make.region(province, "VKSND khu vực 3")
    other = make.region(province, "VKSND khu vực 4")
    UnitName.objects.filter(unit=unit).update(valid_to=make.TODAY.replace(day=1))
    UnitName.objects.create(
        unit=unit,
        name="Viện kiểm sát nhân dân khu vực Đông Hà",
        short_name="VKSND Đông Hà",
        place_name="Quảng Trị",
        valid_from=make.TODAY.replace(day=2),
    )
    first = inspection(province, unit, lead, decision="số 12/QĐ-VKS", subject="Tạm giữ, tạm giam")
    second = inspection(province, other, lead, mode=Inspection.Mode.AGAIN)
    stranger = make.province("VKSND tỉnh Phú Yên")
    inspection(stranger, make.region(stranger), make.department(stranger), decision="12/QĐ-VKS")
    here, there = (page("inspection_detail", row.pk) for row in (first, second))
    clerk = make.user(Role.OFFICE_STAFF, make.secretariat(province))
    for said, urls in (
        ("khu vuc 3", [here]),  # its name of then
        ("kiem tra dong ha", [here]),
        ("12/QĐ-VKS", [here]),
        ("tạm giam", [here]),
        ("phúc tra khu vực 4", [there]),
        ("phúc tra 12/QĐ-VKS", []),
        ("vksnd", [there, here]),
    ):
        assert found(clerk, said) == urls, said
    title = searching.search(clerk, "12/QĐ-VKS", make.TODAY)[HEADING][0]
    assert (title.title, title.detail) == (
        "Kiểm tra VKSND Đông Hà, tháng 3/2027",
        "số 12/QĐ-VKS; theo kế hoạch",
    )
    for role, where, urls in (
        (Role.UNIT_HEAD, unit, [here]),
        (Role.UNIT_CLERK, lead, [there, here]),
        (Role.UNIT_CLERK, make.department(province, "Phòng 9"), []),
    ):
        assert found(make.user(role, where), "vksnd") == urls, where
    assert here in words(signed_in(clerk).get(page("search") + "?q=tam+giam"))
