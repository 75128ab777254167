"""The four-way count as a page: by unit, field, meeting, month and nature, of a period and day."""

import datetime
from typing import Any

import pytest

from meetings.models import DirectiveTask, Meeting, MeetingStep
from meetings.tasks import counting, following
from meetings.tasks.count_page import BY
from targets.models import Period, WorkYear
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, Office
from tests.meetings.stage import page, signed_in, words

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
DAY = datetime.timedelta(days=1)
State = DirectiveTask.State


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", NOW.isoformat())


@pytest.fixture
def office() -> Office:
    """A meeting before the year and one in it; each unit has one task of each, confirmed late in
    the first one's first unit, open in the others."""
    made = offices.province()
    DirectiveTask.objects.all().delete()
    year = WorkYear.objects.get(year=2027)
    Period.objects.create(
        work_year=year,
        kind=Period.Kind.YEAR,
        number=1,
        label="năm công tác 2027",
        starts_on=year.starts_on,
        ends_on=year.ends_on,
    )
    field = make.field("Án dân sự")
    for months, more in ((14, {}), (1, {"field": field, "nature": "commitment"})):
        at = NOW - datetime.timedelta(days=30 * months)
        held = make.meeting(
            made.unit, title=f"Giao ban {months}", state=Meeting.State.CLOSED, concluded_at=at
        )
        MeetingStep.objects.create(meeting=held, state="closed", by=made.clerk, at=at)
        order = make.directive(held, f"Việc {months}", **more)
        for unit in made.doers:
            make.directive_task(order, unit, due_on=at.date() + 10 * DAY)
    first = DirectiveTask.objects.order_by("pk").first()
    assert first
    for step, days in ((following.report, 20), (following.confirm, 25)):
        first.refresh_from_db()
        moment = NOW - datetime.timedelta(days=30 * 14 - days)
        told: dict[str, Any] = {"text": "Xong"} if step is following.report else {}
        step(first, version=first.version, by=made.clerk, at=moment, **told)
    return made


def table(office: Office, query: str) -> list[list[str]]:
    answer = signed_in(office.clerk).get(page("task_count") + query)
    (section,) = answer.context["page"].sections
    return [[cell.text for cell in row] for row in [*section.rows, section.foot]]


def test_count_is_told_by_each_key_and_adds_up(office: Office) -> None:
    sums = set()
    for by in BY:
        *rows, foot = table(office, f"?by={by}&period=all")
        for column in range(1, 7):
            numbers = [int(row[column] or 0) for row in rows]
            assert sum(numbers) == int(foot[column] or 0), (by, column)
        sums.add(tuple(foot[1:7]))
    assert sums == {("4", "", "1", "", "3", "")}
    assert [row[0] for row in table(office, "?by=field&period=all")] == [
        "Án dân sự",
        "Không thuộc riêng lĩnh vực nào",
        "Tổng",
    ]


def test_period_carries_over_what_was_open_and_leaves_what_was_done(office: Office) -> None:
    *rows, foot = table(office, "?by=meeting")
    assert foot[:4] == ["Tổng", "3", "1", "2"]
    assert {row[0]: row[1:4] for row in rows} == {
        "Giao ban 14": ["1", "1", ""],
        "Giao ban 1": ["2", "", "2"],
    }


def test_past_day_is_counted_as_it_stood(office: Office) -> None:
    reported = NOW.date() - datetime.timedelta(days=30 * 14 - 20)
    before, after = reported - 6 * DAY, reported + 6 * DAY
    for day, found in (
        (reported - 15 * DAY, ["2", "", "", "2", "", ""]),
        (before, ["2", "", "", "", "2", ""]),
        (after, ["2", "", "1", "", "1", ""]),
    ):
        foot = table(office, f"?period=all&on={day:%d/%m/%Y}")[-1]
        assert foot[1:7] == found, day


def test_each_number_leads_to_its_tasks(office: Office) -> None:
    client = signed_in(office.clerk)
    followed = 0
    for by in BY:
        for day in (TODAY, TODAY - 100 * DAY):
            answer = client.get(page("task_count") + f"?by={by}&period=all&on={day:%d/%m/%Y}")
            (section,) = answer.context["page"].sections
            for cell in (cell for row in [*section.rows, section.foot] for cell in row):
                if cell.link:
                    listed = client.get(cell.link)
                    assert listed.context["page"].paginator.count == int(cell.text), cell.link
                    followed += 1
    assert followed > 40


def test_unreadable_day_is_told_and_a_day_ahead_is_today(office: Office) -> None:
    client = signed_in(office.clerk)
    told = client.get(page("task_count") + "?on=40/13/2026")
    assert told.context["note"] in words(told)
    assert told.context["note"]
    assert client.get(page("task_count") + "?on=1/1/2099").context["asked"].on == TODAY
    for query in ("?period=9999999", "?period=x", "?by=x", "?on="):
        assert client.get(page("task_count") + query).status_code == 200
    for query in ("?way=x", "?way=given&by=unit&key=x", "?way=given&by=month&key=2026-13-01"):
        assert client.get(page("task_list") + query).status_code == 200


def test_count_and_board_on_paper_and_in_a_workbook(office: Office) -> None:
    client = signed_in(office.clerk)
    for name in ("task_board", "task_count"):
        drawn = client.get(page(f"{name}_print"))
        assert drawn.content.startswith(b"%PDF"), name
        sheet = client.get(page(f"{name}_sheet"))
        assert sheet.content.startswith(b"PK"), name
    text = words(client.get(page("task_count")))
    assert counting.FORMULA in text
