"""Whom a paper is addressed to is chosen on its form; who drew its draft is noted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Invitation, Notice
from meetings.papers import inviting
from tests import factories as make
from tests.factories.distribution import outside_body, recipient_group
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from tests.meetings.stage import signed_in, words
from units.models import PaperPrint, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    return offices.province()


def url(name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[pk])


def invitation(office: Office) -> Invitation:
    ahead = make.meeting(office.unit, chair=office.head.acting, invited=office.doers)
    return inviting.prepare(ahead, by=office.clerk, at=NOW)


def filled(client: Client, paper: Invitation) -> dict[str, Any]:
    """What the form sends when nothing is typed."""
    form = client.get(url("invitation_edit", paper.pk)).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return sent | {"signer": paper.signer_id, "recipients": []}


def test_lines_are_proposed_and_nothing_is_stored_until_it_is_saved(office: Office) -> None:
    paper, client = invitation(office), signed_in(office.clerk)
    group = recipient_group(office.unit, "Các phòng nghiệp vụ", kinds=[Unit.Kind.DEPARTMENT])
    body = outside_body(office.unit, "Thường trực Tỉnh ủy (để b/c)")
    data = filled(client, paper) | {"groups": [group.pk], "bodies": [body.pk]}
    before = paper.recipients_text
    shown = client.post(url("invitation_edit", paper.pk), data | {"propose": "1"})
    assert shown.status_code == 200
    lines = shown.context["form"]["recipients_text"].value().splitlines()
    assert lines[0] == "Thường trực Tỉnh ủy (để b/c)"
    assert lines[-1] == "Các phòng nghiệp vụ"
    paper.refresh_from_db()
    assert (paper.recipients_text, paper.groups.count()) == (before, 0)
    saved = client.post(
        url("invitation_edit", paper.pk), data | {"recipients_text": "\n".join(lines)}
    )
    assert saved.status_code == 302
    paper.refresh_from_db()
    assert paper.recipients_text.splitlines() == lines
    assert (list(paper.groups.all()), list(paper.bodies.all())) == ([group], [body])


def test_paper_of_a_group_alone_has_recipients(office: Office) -> None:
    paper = invitation(office)
    paper.recipients.clear()
    assert "chưa chọn đơn vị nhận" in inviting.shortcoming(paper, offices.TODAY)
    paper.groups.add(recipient_group(office.unit, kinds=[Unit.Kind.DEPARTMENT]))
    assert "chưa chọn đơn vị nhận" not in inviting.shortcoming(paper, offices.TODAY)


def test_body_of_another_office_cannot_be_chosen(office: Office) -> None:
    paper, client = invitation(office), signed_in(office.clerk)
    foreign = outside_body(make.province("VKSND tỉnh Vĩnh Long"), "Tỉnh ủy Vĩnh Long")
    data = filled(client, paper) | {"bodies": [foreign.pk]}
    answer = client.post(url("invitation_edit", paper.pk), data)
    assert answer.status_code == 422
    assert "Tỉnh ủy Vĩnh Long" not in words(answer)
    assert not paper.bodies.exists()


def test_notice_is_addressed_and_its_lines_drawn_up_anew(office: Office) -> None:
    notice, client = offices.drafted(office), signed_in(office.clerk)
    body = outside_body(office.unit, "Ban Nội chính Tỉnh ủy")
    form = client.get(url("notice_edit", notice.pk)).context["parties"]
    data = {"signer": notice.signer_id, "annex_base": form["annex_base"].value()}
    nobody = client.post(url("notice_parties_edit", notice.pk), data)
    assert nobody.status_code == 422
    assert "Chọn ít nhất một nơi nhận." in words(nobody)
    data |= {"bodies": [body.pk], "propose": "1"}
    assert client.post(url("notice_parties_edit", notice.pk), data).status_code == 302
    notice = Notice.objects.get(pk=notice.pk)
    assert list(notice.bodies.all()) == [body]
    assert notice.recipients_text.splitlines()[0] == "Ban Nội chính Tỉnh ủy"


def test_who_drew_a_draft_is_noted_and_shown(office: Office) -> None:
    paper, client = invitation(office), signed_in(office.head)
    for page in ("print", "docx"):
        assert client.get(url(f"invitation_{page}", paper.pk)).status_code == 200
    rows = PaperPrint.objects.order_by("pk").values_list("paper", "paper_pk", "form", "user")
    assert list(rows) == [
        ("meetings.invitation", paper.pk, form, office.head.pk) for form in ("pdf", "docx")
    ]
    page = words(signed_in(office.clerk).get(url("invitation_detail", paper.pk)))
    assert f"{office.head}: bản in lần sửa {paper.edition} (dự thảo)" in page
