"""Backwards along the chain: from a plan's line and from a document to where they came from."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import DirectiveTask
from tests import factories as make
from units.models import Document, DocumentRecipient, Role, Unit, User

pytestmark = pytest.mark.django_db


def opened(user: User, name: str, key: int) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse(name, args=[key]), follow=True)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


class Chain:
    """A released notice of a province, one task of its region, put into the region's plan."""

    def __init__(self) -> None:
        self.province = make.province()
        self.office = make.user(Role.OFFICE_STAFF, make.secretariat(self.province))
        self.region = make.region(self.province)
        self.clerk = make.user(Role.UNIT_CLERK, self.region)
        self.other = make.user(Role.UNIT_CLERK, make.region(self.province, "VKSND khu vực 6"))
        meeting = make.meeting(
            self.province, state="closed", concluded_at=make.NOW, invited=[self.region]
        )
        self.document = document(self.province, self.office, self.region)
        make.notice(
            meeting,
            state="released",
            document=self.document,
            approved_by=self.office,
            approved_at=make.NOW,
            signed_on=make.TODAY,
            signature_recorded_by=self.office,
            released_at=make.NOW,
        )
        order = make.directive(meeting, "Rà soát án tạm đình chỉ", units=[self.region])
        self.task = make.directive_task(order, self.region, due_on=datetime.date(2026, 12, 1))
        plan = make.plan(self.region, meeting.work_year)
        self.line = make.plan_task(plan, origin="Thông báo số 01/TB-VKS, mục 1")
        DirectiveTask.objects.filter(pk=self.task.pk).update(plan_task=self.line)


def document(office: Unit, by: User, to: Unit) -> Document:
    made = Document.objects.create(
        office=office,
        kind="TB",
        code="01/TB-VKS",
        subject="Kết luận",
        dated_on=make.TODAY,
        signer_name="Người Ký",
        signer_position="VIỆN TRƯỞNG",
        facts={"recipients": []},
        pdf=b"%PDF-",
        sha256="0" * 64,
        page_count=1,
        issued_at=make.NOW,
        issued_by=by,
    )
    DocumentRecipient.objects.create(document=made, unit=to, delivered_at=make.NOW)
    return made


def test_plan_line_leads_to_the_task_it_came_from() -> None:
    chain = Chain()

    page = opened(chain.clerk, "targets:plan_detail", chain.line.plan_id)
    assert reverse("meetings:plan_task_origin", args=[chain.line.pk]) in page
    assert "Rà soát án tạm đình chỉ" in opened(
        chain.clerk, "meetings:plan_task_origin", chain.line.pk
    )
    assert opened(chain.other, "meetings:plan_task_origin", chain.line.pk) == "404"


def test_document_leads_to_its_meeting_and_tasks() -> None:
    chain = Chain()

    for reader in (chain.office, chain.clerk):
        page = opened(reader, "meetings:document_chain", chain.document.pk)
        assert "Hội nghị giao ban tháng 10/2026" in page
        assert reverse("meetings:task_detail", args=[chain.task.pk]) in page
    assert opened(chain.other, "meetings:document_chain", chain.document.pk) == "404"


def test_recipient_does_not_see_how_the_draft_came_about() -> None:
    chain = Chain()

    assert "Quá trình ban hành" in opened(
        chain.office, "meetings:document_chain", chain.document.pk
    )
    assert "Quá trình ban hành" not in opened(
        chain.clerk, "meetings:document_chain", chain.document.pk
    )
