"""Phiếu giao việc goes with the notice: each unit's own tasks on one slip."""

import datetime
from typing import Any

import pytest
from django.test import Client

from meetings.models import DirectiveTask
from meetings.papers import slips, task_slip
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.measuring import sheets
from tests.meetings.offices import NOW, TODAY, Office
from units.models import Document, DocumentAccess, DocumentRecipient, Role, UnitName

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return offices.province()


def released(office: Office) -> Document:
    """With a second directive for the second unit alone."""
    more = make.directive(office.meeting, "Kiểm tra nhà tạm giữ", units=[office.doers[1]])
    make.directive_task(more, office.doers[1])
    document = offices.released(office).document
    assert document is not None
    for unit in office.doers:
        DocumentRecipient.objects.create(document=document, unit=unit, delivered_at=NOW)
    return document


def words(html: str) -> str:
    return " ".join(html.split())


def test_slip_of_a_unit_holds_its_own_tasks_and_no_other(office: Office) -> None:
    document = released(office)
    first, second = office.doers
    own = words(slips.html(document, {first.pk}, TODAY, at=NOW))
    assert "Rà soát toàn bộ chỉ tiêu chưa đạt" in own
    assert "trước ngày 15/12/2026" in own
    assert "Kiểm tra nhà tạm giữ" not in own
    both = words(slips.html(document, {second.pk}, TODAY, at=NOW))
    assert "Phiếu này có 2 nhiệm vụ" in both
    assert f"Kèm theo {document} ngày 22/11/2026" in both


def test_slip_is_plain(office: Office) -> None:
    html = slips.html(released(office), None, TODAY, at=NOW)
    for formal in ("CỘNG HÒA XÃ HỘI", "Số:", "Nơi nhận"):
        assert formal not in html


def test_each_unit_has_a_page_of_its_own(office: Office) -> None:
    pages = sheets(slips.drawn(released(office), None, TODAY, at=NOW))
    assert len(pages) == 2


def test_slip_says_the_paragraph_as_it_was_issued(office: Office) -> None:
    document = released(office)
    directive = office.meeting.directives.orders().first()
    assert directive is not None
    told = document.facts["directives"][0]["text"]
    type(directive).objects.filter(pk=directive.pk).update(text="Sửa sau khi ban hành")
    html = slips.html(document, None, TODAY, at=NOW)
    assert "Sửa sau khi ban hành" not in html
    assert told.split(".")[0] in html


def test_slip_stays_as_it_went_out_and_tells_what_came_later(office: Office) -> None:
    """It was on the unit's desk: what it said can be shown as long as the notice itself."""
    document = released(office)
    first, second = office.doers
    went_out = words(slips.html(document, None, TODAY, at=NOW))
    assert went_out.count("Lập lúc") == 2
    assert "Nay:" not in went_out
    due = TODAY + datetime.timedelta(days=60)
    DirectiveTask.objects.filter(unit=second).update(due_on=due)
    DirectiveTask.objects.filter(unit=first).update(state=DirectiveTask.State.WITHDRAWN)
    own = words(slips.html(document, {first.pk}, TODAY, at=NOW))
    assert "trước ngày 15/12/2026" in own
    assert "<i>Nay: đã thu hồi</i>" in own
    both = words(slips.html(document, {second.pk}, TODAY, at=NOW))
    assert both.count(f"<i>Nay: đến hết ngày {due:%d/%m/%Y}</i>") == 2
    # The words kept are those of the release, though everything they came from is changed.
    office.meeting.directives.update(text="Sửa sau khi ban hành", product="Sửa sau")
    UnitName.objects.filter(unit=second).update(name="Tên mới")
    unchanged = words(slips.html(document, {second.pk}, TODAY, at=NOW))
    assert unchanged == both


def test_unit_that_takes_a_task_over_gets_a_slip_of_its_own(office: Office) -> None:
    document = released(office)
    taker = make.department(office.unit, "Phòng 11")
    task = DirectiveTask.objects.filter(unit=office.doers[0]).get()
    DirectiveTask.objects.filter(pk=task.pk).update(unit=taker)
    assert "Nay: chuyển Phòng 11" in words(
        slips.html(document, {office.doers[0].pk}, TODAY, at=NOW)
    )
    given = words(slips.html(document, {taker.pk}, TODAY, at=NOW))
    assert "Phiếu này có 1 nhiệm vụ" in given
    assert "Lập lúc" not in given


def test_without_tasks_there_is_no_slip(office: Office) -> None:
    document = released(office)
    with pytest.raises(Refused, match="không giao nhiệm vụ"):
        slips.html(document, {make.department(office.unit, "Phòng 12").pk}, TODAY, at=NOW)


def test_unit_gets_its_own_and_the_office_all(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = released(office)
    asked: list[Any] = []

    def drawn(document: Document, units: Any, *more: Any, **at: Any) -> bytes:
        asked.append(units)
        return b"%PDF-"

    monkeypatch.setattr(slips, "drawn", drawn)
    address = f"/documents/{document.pk}/slips/"
    client.force_login(office.workers[0])
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?unit={office.doers[1].pk}").status_code == 404
    client.force_login(office.keeper)
    client.get(address)
    client.get(f"{address}?unit={office.doers[1].pk}")
    assert asked == [{office.doers[0].pk}, None, {office.doers[1].pk}]
    drawn_by = document.accesses.filter(action="slip").order_by("pk")
    assert [row.user for row in drawn_by] == [office.workers[0], office.keeper, office.keeper]
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert f"{office.keeper}: in phiếu giao việc lúc" in page
    # One task on paper quotes the notice too.
    client.force_login(office.workers[0])
    monkeypatch.setattr(task_slip, "drawn", lambda *task, **at: b"%PDF-")
    task = DirectiveTask.objects.get(unit=office.doers[0])
    assert client.get(f"/tasks/{task.pk}/print/").status_code == 200
    assert document.accesses.filter(action="slip").count() == 4
    client.force_login(make.user(Role.REGISTRY_CLERK, make.province("VKSND tỉnh Vĩnh Long")))
    assert client.get(address).status_code == 404


def test_slips_cost_the_same_with_more_units(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    document, costs = released(office), []
    # A unit whose task came later has no kept slip: it is drawn.
    for count in (1, 6):
        for no in range(count):
            unit = make.department(office.unit, f"Phòng {count}{no}")
            directive = make.directive(office.meeting, f"Việc {no}", units=[unit])
            make.directive_task(directive, unit)
        with django_assert_max_num_queries(30) as queries:
            slips.html(document, None, TODAY, at=NOW)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_document_asked_for_to_be_printed_is_logged_as_such(client: Client, office: Office) -> None:
    document = released(office)
    client.force_login(office.workers[0])
    answer = client.get(f"/documents/{document.pk}/print/")
    assert answer.content == bytes(document.pdf)
    [row] = document.accesses.all()
    assert (row.action, row.user) == (DocumentAccess.Action.PRINT, office.workers[0])
    client.force_login(office.keeper)
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert f"{office.workers[0]}: in lúc" in page
