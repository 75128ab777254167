"""A set replaced mid-year leaves what was before as it was."""

import datetime
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from meetings import facts as meeting_facts
from meetings.papers import noticing
from targets import boards
from targets.models import Period, Target, TargetAssignment, TargetSet
from targets.verdicts import Verdict
from tests import factories as f
from tests.meetings import offices
from tests.targets.figures_facts import Office, month, office
from tests.units.issuing import PDF
from units.models import Document

pytestmark = [pytest.mark.django_db]

TODAY = datetime.date(2026, 5, 20)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", TODAY.isoformat())
    world = office()
    world.assign(world.ratio)
    world.assign(world.count, assigned_threshold=6, committed_threshold=8)
    world.enter(world.solved, "2026-04", 44)
    world.enter(world.remaining, "2026-04", 12)
    return world


def replaced(client: Client, made: Office, **changes: Any) -> TargetSet:
    client.force_login(made.staff)
    old = made.ratio.target_set
    data = {"name": old.name, "valid_from": "1/6/2026", "copied": old.pk, "replaces": "on"}
    response = client.post(reverse("targets:target_set_create"), data | changes)
    assert response.status_code == 302, response.content.decode()
    return TargetSet.objects.get(replaces=old)


def board(made: Office, until: str, today: datetime.date = TODAY) -> list[tuple[Any, ...]]:
    """(code, threshold, verdict, shown) of the region up to a month's end."""
    period = Period.objects.months().get(ends_on__month=int(until), work_year=made.year)
    found = boards.assemble(
        year=made.year,
        period=period,
        spans=list(made.year.periods.all()),
        units=boards.unit_and_before(made.region, made.year),
        province=None,
        today=today,
    )
    return [(s.target.code, s.threshold, s.verdict, s.shown) for s in found.rows[0].scores]


def test_version_keeps_the_name_and_ends_the_old_one(client: Client, made: Office) -> None:
    new = replaced(client, made)
    old = made.ratio.target_set
    old.refresh_from_db()
    assert (new.version, str(new)) == (2, f"{old.name} (bản 2)")
    assert (old.valid_to, new.valid_from) == (datetime.date(2026, 5, 31), month("2026-06"))


def test_earlier_board_meeting_and_notice_stay_as_they_were(client: Client, made: Office) -> None:
    heard = Period.objects.months().get(work_year=made.year, ends_on__month=4)
    meeting = f.meeting(made.province, period=heard, invited=[made.region])
    before = board(made, "4")
    behind = meeting_facts.targets_behind(meeting, made.region, TODAY)
    issued = issued_notice()
    new = replaced(client, made)
    twin = new.targets.get(code=made.ratio.code)
    Target.objects.filter(pk=twin.pk).update(threshold=70, name="Tỷ lệ mới")
    late = datetime.date(2026, 7, 10)
    f.assignment(twin, made.region, made.year)
    assert board(made, "4", late)[0][1] == 90
    assert [row[:2] for row in board(made, "4", late)] == [row[:2] for row in before]
    assert board(made, "4") == before
    again = meeting_facts.targets_behind(meeting, made.region, TODAY)
    assert [(s.target.pk, s.threshold, s.verdict) for s in again] == [
        (s.target.pk, s.threshold, s.verdict) for s in behind
    ]
    stored = Document.objects.get(pk=issued.pk)
    assert (bytes(stored.pdf), stored.facts) == (bytes(issued.pdf), issued.facts)
    # From its first month on the new version counts, over the whole year's figures.
    assert board(made, "6", late) == [(twin.code, 70, Verdict.EXCEEDED, "78,57 %")]


def issued_notice() -> Document:
    with mock.patch.object(noticing, "notice_pdf", return_value=PDF):
        return offices.numbered(offices.province())


def test_assignments_go_on_in_the_new_version(client: Client, made: Office) -> None:
    new = replaced(client, made)
    url = reverse("targets:assignment_fill") + "?year=2026"
    data = {"target_set": new.pk, "source": "replaced", "units": [made.region.pk]}
    page = client.post(url, data)
    apply = reverse("targets:assignment_apply") + "?year=2026"
    assert client.post(apply, {"changes": page.context["changes"]}).status_code == 302
    rows = TargetAssignment.objects.filter(target__target_set=new).order_by("target__code")
    twin = new.targets.get(code=made.count.code)
    assert rows.count() == 2
    carried = rows.get(target=twin)
    assert (carried.assigned_threshold, carried.committed_threshold) == (6, 8)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": "1/4/2026"}, "các kỳ đến 30/4/2026 đã tính theo bộ này"),
        ({"replaces": ""}, "cùng tên"),
    ],
)
def test_version_that_would_alter_the_past_is_refused(
    client: Client, made: Office, changes: dict[str, str], sentence: str
) -> None:
    client.force_login(made.staff)
    old = made.ratio.target_set
    data = {"name": old.name, "valid_from": "1/6/2026", "copied": old.pk, "replaces": "on"}
    response = client.post(reverse("targets:target_set_create"), data | changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_set_is_replaced_once(client: Client, made: Office) -> None:
    new = replaced(client, made)
    old = made.ratio.target_set
    data = {"name": "Khác", "valid_from": "1/7/2026", "copied": old.pk, "replaces": "on"}
    page = client.post(reverse("targets:target_set_create"), data)
    assert f"đã được thay bằng {new}" in page.content.decode()


def test_formula_of_a_target_in_use_is_locked(client: Client, made: Office) -> None:
    client.force_login(made.staff)
    url = reverse("targets:target_edit", args=[made.ratio.pk])
    data = {"field": made.field.pk, "name": "Tên sửa", "short_name": "Tên gọn", "order": "1"}
    data |= {"measure": "count", "direction": "at_most", "threshold": "10"}
    assert client.post(url, data).status_code == 302
    made.ratio.refresh_from_db()
    assert made.ratio.name == "Tên sửa"
    assert (made.ratio.measure, made.ratio.direction) == ("ratio", "at_least")
    assert (made.ratio.threshold, made.ratio.terms.count()) == (90, 3)
