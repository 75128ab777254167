"""Pages of meetings cost the same number of queries with one row as with fifty (rule 14)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Addressee
from tests import factories as make
from tests.meetings.stage import HTMX, Stage, in_session, page, signed_in

pytestmark = pytest.mark.django_db


def cost(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address, headers=HTMX if "changes" in address else {}).status_code == 200
    return len(queries)


def another_meeting(here: Stage) -> None:
    made = make.meeting(here.province, invited=[here.region])
    make.unit_report(made, here.region)


def another_line(here: Stage) -> None:
    make.agenda_item(here.meeting)
    seat = make.appointment(make.person(), here.region)
    attendance = make.attendance(here.meeting, seat)
    where = make.region(here.province, "VKSND khu vực nữa")
    here.meeting.invited.add(where)
    make.unit_report(here.meeting, where, state="returned", sent_at=make.NOW)
    make.intervention(here.meeting, here.clerk, speaker=attendance)
    order = make.directive(here.meeting, units=[where])
    Addressee.objects.create(directive=order, appointment=seat)


PAGES: list[tuple[str, Callable[[Stage], None]]] = [
    ("meeting_list", another_meeting),
    ("meeting_detail", another_line),
    ("meeting_desk", another_line),
    ("minutes_changes", another_line),
    ("meeting_minutes", another_line),
    ("unit_report_list", another_line),
    ("agenda_edit", another_line),
    ("site_edit", another_line),
]


@pytest.mark.parametrize(("name", "add"), PAGES)
def test_cost_does_not_grow_with_rows(name: str, add: Callable[[Stage], None]) -> None:
    here = in_session()
    client = signed_in(here.clerk)
    address = page(name) if name == "meeting_list" else page(name, here.meeting.pk)
    add(here)
    few = cost(client, address)
    for _ in range(12):
        add(here)
    assert cost(client, address) == few


def test_a_look_without_changes_costs_little() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    make.intervention(here.meeting, here.clerk)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page("minutes_changes", here.meeting.pk), {"since": 1}, headers=HTMX)
    assert answer.status_code == 204
    assert len(queries) <= 7
