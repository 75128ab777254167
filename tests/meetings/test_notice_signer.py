"""The signer of a notice is worked out for its day, and stays on what was issued."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Notice
from meetings.papers.drafting import default_signer, signers
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.noticing import approve
from tests import factories as f
from tests.meetings import offices
from units.models import Appointment, Document, Person, Role, UnitName

pytestmark = pytest.mark.django_db
TODAY = offices.TODAY


def signer_now(notice: Notice, on: datetime.date = TODAY) -> dict[str, str]:
    return dict(facts(notice, on=on, register=notice_register(notice))["signer"])


def change_everything(office: offices.Office, on: datetime.date) -> Appointment:
    """A new head of Office, everybody renamed, the office too; returns the new seat."""
    assert office.chief
    assert office.chief.acting
    Appointment.objects.all().update(valid_to=on - datetime.timedelta(1))
    Person.objects.update(full_name="Tên Đã Đổi")
    UnitName.objects.update(name="Tên mới", short_name="Tên mới")
    return f.appointment(
        f.person("Trần Thị Mới"),
        office.chief.acting.unit,
        Role.HEAD_OF_OFFICE,
        position="Chánh Văn phòng",
        valid_from=on,
    )


def test_later_changes_leave_an_issued_notice_as_it_was() -> None:
    office = offices.province()
    before = offices.numbered(office)
    change_everything(office, TODAY)
    after = Document.objects.get(pk=before.pk)
    assert after.facts == before.facts
    assert after.facts["signer"]["authority"] == "TL. VIỆN TRƯỞNG"
    assert bytes(after.pdf) == bytes(before.pdf)
    assert (after.sha256, after.signer_name) == (before.sha256, before.signer_name)
    assert after.signer_position == before.signer_position == "TL. VIỆN TRƯỞNG CHÁNH VĂN PHÒNG"


def test_draft_shows_the_signer_of_the_day() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    before = signer_now(notice)
    change_everything(office, TODAY)
    notice.refresh_from_db()
    after = signer_now(Notice.objects.get(pk=notice.pk))
    assert (before["position"], after["position"]) == ("CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG")
    assert before["name"] != after["name"] == "Trần Thị Mới"


def test_approval_names_the_signer_that_was_shown() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    new = change_everything(office, TODAY)
    approve(notice, edition=notice.edition, by=office.head, at=offices.NOW)
    assert Notice.objects.get(pk=notice.pk).signer == new


def test_defaults_of_province_and_region() -> None:
    province, region = offices.province(), offices.region()
    assert province.chief
    assert region.head.acting
    assert default_signer(province.meeting, TODAY) == province.chief.acting
    assert default_signer(region.meeting, TODAY) == region.head.acting
    assert [str(one) for one in signers(province.meeting, TODAY)] == [
        f"Chánh Văn phòng: {province.chief} (ký TL. VIỆN TRƯỞNG)",
        f"Viện trưởng: {province.head}",
    ]


def test_approval_under_a_mandate_says_so(client: Client) -> None:
    office = offices.province()
    deputy = f.user(Role.PROVINCE_DEPUTY, office.unit, position="Phó Viện trưởng")
    assert office.head.acting
    assert deputy.acting
    given = f.delegation(office.head.acting, deputy.acting)
    notice = offices.drafted(office)
    approve(notice, edition=notice.edition, by=deputy, at=offices.NOW)
    client.force_login(office.clerk)
    page = client.get(reverse("meetings:notice_detail", args=[notice.pk])).content.decode()
    assert f"{deputy}, theo ủy quyền của Viện trưởng (văn bản: {given.mandate})" in page
