"""Papers go to units, to groups as they are on the document's day, and to bodies outside."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from meetings import work
from meetings.papers import amending
from tests import factories as f
from tests.factories.amending import amending_paper
from tests.factories.distribution import outside_body, outside_recipient, recipient_group
from tests.meetings.test_notice_delivery import LETTERBOX, dying_before
from tests.meetings.test_notice_race import Killed
from tests.units.issuing import issued
from units import distributing, issuing
from units import jobs as units_jobs
from units.models import (
    Document,
    DocumentRecipient,
    OutsideBody,
    OutsideLetter,
    OutsideRecipient,
    Posting,
    RecipientGroup,
    Register,
    Role,
    Succession,
    Unit,
    User,
)
from units.posting_printing import book_html
from units.recipient_lines import proposed

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def office(db: None) -> Unit:
    return f.province()


@pytest.fixture
def document(office: Unit) -> Document:
    return issued(Register.objects.get(office=office))


@pytest.fixture
def keeper(office: Unit) -> User:
    return f.user(Role.REGISTRY_CLERK, f.secretariat(office))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


# Groups


def test_group_means_the_units_of_its_kinds_on_the_day(office: Unit) -> None:
    old = f.region(office, "VKSND khu vực 1", valid_to=datetime.date(2026, 6, 30))
    new = f.region(office, "VKSND khu vực 2", valid_from=datetime.date(2026, 7, 1))
    f.department(office)
    group = recipient_group(office, kinds=["region"])
    assert group.members(office, datetime.date(2026, 6, 30)) == {old.pk}
    assert group.members(office, DAY) == {new.pk}


def test_named_unit_is_followed_by_its_heir(office: Unit) -> None:
    old = f.region(office, "VKSND khu vực 1", valid_to=datetime.date(2026, 6, 30))
    new = f.region(office, "VKSND khu vực 2", valid_from=datetime.date(2026, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=datetime.date(2026, 7, 1))
    group = recipient_group(office)
    group.units.add(old)
    assert group.members(office, datetime.date(2026, 6, 30)) == {old.pk}
    assert group.members(office, DAY) == {new.pk}


@pytest.mark.django_db
def test_heir_of_an_office_is_offered_its_bodies_and_another_office_is_not() -> None:
    old = f.province("VKSND tỉnh Trà Vinh", valid_to=datetime.date(2025, 6, 30))
    new = f.province("VKSND tỉnh Vĩnh Long", valid_from=datetime.date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=datetime.date(2025, 7, 1))
    body = outside_body(old, "Tỉnh ủy")
    assert list(OutsideBody.objects.offered_by(new)) == [body]
    assert not OutsideBody.objects.offered_by(f.province("VKSND tỉnh Quảng Trị")).exists()


def test_printed_lines_are_proposed_from_whom_it_is_addressed_to(office: Unit) -> None:
    region = f.region(office, "VKSND khu vực 1")
    f.region(office, "VKSND khu vực 2")
    doers = [f.department(office, f"Phòng {no}") for no in (1, 9)]
    group = recipient_group(office, "Các phòng nghiệp vụ", kinds=["department"])
    lines = proposed(
        office,
        DAY,
        units=Unit.objects.filter(pk__in=[region.pk, doers[0].pk]).named(DAY),
        groups=[group],
        bodies=[outside_body(office, "Thường trực Tỉnh ủy (để b/c)")],
    )
    assert lines == [
        "Thường trực Tỉnh ủy (để b/c)",
        "Lãnh đạo VKSND tỉnh Quảng Trị (để b/c)",
        "Các phòng nghiệp vụ",
        "VKSND khu vực 1",
    ]


# Release


def addressed(document: Document, keeper: User) -> Any:
    """A numbered letter about a document, to a group that holds two units and a body."""
    assert keeper.acting is not None
    paper = amending_paper(document, keeper.acting)
    office = document.office
    group = recipient_group(office, kinds=["region"])
    group.bodies.add(outside_body(office, "Công an tỉnh"))
    paper.groups.add(group)
    paper.bodies.add(outside_body(office, "TAND tỉnh", email="tand@example.vn"))
    paper.document = issued(Register.objects.get(office=office), keeper)
    paper.state, paper.signed_on = "numbered", DAY
    paper.approved_by = paper.signature_recorded_by = keeper
    paper.approved_at = f.NOW
    paper.save()
    return paper


@pytest.mark.django_db
def test_release_reaches_the_groups_members_and_every_body_once(
    document: Document, keeper: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    regions = [f.region(document.office, f"VKSND khu vực {no}") for no in (1, 2)]
    paper = addressed(document, keeper)
    issuing.release(amending.WAY, paper, by=keeper, at=f.NOW)
    assert paper.document is not None
    told = distributing.reached(paper, paper.document)
    units_jobs.deliver(paper.document.pk, told)
    assert told == [unit.pk for unit in regions]
    assert set(DocumentRecipient.objects.values_list("unit", flat=True)) == set(told)
    assert sorted(OutsideRecipient.objects.values_list("name", "email")) == [
        ("Công an tỉnh", ""),
        ("TAND tỉnh", "tand@example.vn"),
    ]


# Mail and post


@pytest.mark.django_db
def test_body_with_an_address_gets_the_very_bytes(document: Document, settings: Settings) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    row = outside_recipient(document, outside_body(document.office, email="tand@example.vn"))
    for _ in range(2):
        units_jobs.mail_outside(row.pk)
    (letter,) = mail.outbox
    [(name, content, kind)] = letter.attachments
    assert (name, bytes(content), kind) == ("01-TB-VKS.pdf", bytes(document.pdf), "application/pdf")
    assert letter.to == ["tand@example.vn"]
    assert document.sha256 in letter.body


@pytest.mark.django_db
def test_later_change_of_the_address_does_not_move_what_was_released(
    document: Document, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    body = outside_body(document.office, email="cu@example.vn")
    row = outside_recipient(document, body)
    OutsideBody.objects.filter(pk=body.pk).update(email="moi@example.vn")
    units_jobs.mail_outside(row.pk)
    assert mail.outbox[0].to == ["cu@example.vn"]


@pytest.mark.django_db(transaction=True)
def test_letter_outside_killed_at_any_statement_and_repeated_is_sent_once(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    document = issued(Register.objects.get(office=f.province()))
    row = outside_recipient(document, outside_body(document.office, email="tand@example.vn"))
    statement = deaths = 0
    while True:
        statement += 1
        try:
            with connection.execute_wrapper(dying_before(statement)):
                units_jobs.mail_outside(row.pk)
            break
        except Killed:
            deaths += 1
            units_jobs.mail_outside(row.pk)
            assert len(mail.outbox) == OutsideLetter.objects.count() == 1
            OutsideLetter.objects.all().delete()
            mail.outbox.clear()
    assert deaths > 3
    assert len(mail.outbox) == OutsideLetter.objects.count() == 1


def test_body_without_an_address_waits_for_the_post_until_it_is_ticked(
    client: Client, document: Document, keeper: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = LETTERBOX
    row = outside_recipient(document, outside_body(document.office, "Công an tỉnh"))
    outside_recipient(document, outside_body(document.office, "TAND", email="tand@example.vn"))
    now = f.NOW
    waits = [one.title for one in work.waiting(keeper, now.date(), now)]
    assert [one for one in waits if "bưu điện" in one] == ["Gửi bưu điện đến Công an tỉnh"]
    client.force_login(keeper)
    page = text(client.get("/postings/"))
    assert "Công an tỉnh" in page
    assert "TAND" not in page
    address = f"/outside-recipients/{row.pk}/post/"
    early = client.post(address, {"sent_on": "01/01/2020", "note": "EA 122"})
    assert early.status_code == 422
    assert all(
        said in text(early) for said in ("Ngày gửi từ ngày phát hành", "EA 122", "01/01/2020")
    )
    assert not Posting.objects.exists()
    today = datetime.date.today()
    for _ in range(2):
        client.post(address, {"sent_on": f"{today:%d/%m/%Y}", "note": "EA 123"})
    posting = Posting.objects.get()
    assert (posting.by, posting.note, posting.recipient) == (keeper, "EA 123", row)
    assert "EA 123" in text(client.get("/postings/?state=all"))
    assert "Công an tỉnh" not in text(client.get("/postings/"))
    days = (today, today)
    printed = " ".join(book_html(document.office, days, [posting], today).split())
    assert all(words in printed for words in (document.code, "Công an tỉnh", "EA 123"))
    drawn = client.get("/postings/print/", {"since": f"{today:%d/%m/%Y}"})
    assert drawn.content.startswith(b"%PDF-")
    assert "Không gửi văn bản nào." in book_html(document.office, days, [], today)


def test_without_a_mail_server_everything_goes_by_post(
    document: Document, keeper: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    row = outside_recipient(document, outside_body(document.office, email="tand@example.vn"))
    waits = [one.title for one in work.waiting(keeper, f.NOW.date(), f.NOW)]
    assert f"Gửi bưu điện đến {row.name}" in waits


# The lists


def test_office_keeps_its_bodies_and_groups(client: Client, office: Unit, keeper: User) -> None:
    client.force_login(keeper)
    region = f.region(office, "VKSND khu vực 1")
    body = {"name": "Tỉnh ủy", "address": "Đông Hà", "email": "", "order": "1", "is_offered": "on"}
    assert client.post("/outside-bodies/create/", body).status_code == 302
    again = client.post("/outside-bodies/create/", body)
    assert again.status_code == 422
    assert "Cơ quan này đã có trong danh sách." in text(again)
    group = {"name": "Các khu vực", "kinds": ["region"], "order": "1", "is_offered": "on"}
    empty = client.post("/recipient-groups/create/", group | {"kinds": []})
    assert "Nhóm chưa có ai" in text(empty)
    assert client.post("/recipient-groups/create/", group).status_code == 302
    page = text(client.get("/outside-bodies/"))
    assert "Tỉnh ủy" in page
    assert "VKSND khu vực 1" in page
    assert RecipientGroup.objects.get().members(office, DAY) == {region.pk}
    client.force_login(f.user(Role.REGISTRY_CLERK, f.province("VKSND tỉnh Vĩnh Long")))
    assert "Tỉnh ủy" not in text(client.get("/outside-bodies/")).replace("Thường trực Tỉnh ủy", "")


def test_lists_cost_the_same_with_more_groups(
    client: Client, office: Unit, keeper: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(keeper)
    unit, costs = f.region(office), []
    for count in (1, 12):
        for no in range(count):
            group = recipient_group(office, f"Nhóm {count} {no}", kinds=["department"])
            group.units.add(unit)
            group.bodies.add(outside_body(office))
        with django_assert_max_num_queries(25) as queries:
            client.get("/outside-bodies/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
