"""Targets that the application counts itself: nobody types them, and boards add them up."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from targets import boards
from targets.boards import Board
from targets.computing import lines, sources
from targets.models import Period, Submission, Target, TargetAnswer, TargetTerm
from targets.verdicts import Verdict
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from units.models import Role, Unit

pytestmark = [pytest.mark.django_db]

TODAY = datetime.date(2026, 4, 20)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", TODAY.isoformat())
    return office()


def computed(made: Office, computation: str, *units: Unit) -> Target:
    target = f.target(made.hearings, name="Tự tính", target_set=made.ratio.target_set)
    TargetTerm.objects.filter(target=target).delete()
    Target.objects.filter(pk=target.pk).update(
        computation=computation, measure="ratio", threshold=90
    )
    target.refresh_from_db()
    for unit in units or (made.region,):
        made.assign(target, unit)
    return target


def board(made: Office, today: datetime.date = TODAY) -> Board:
    seen = [made.region, made.other]
    return boards.assemble(
        year=made.year,
        period=Period.objects.months().get(work_year=made.year, ends_on__month=3),
        spans=list(made.year.periods.all()),
        units=[*Unit.objects.filter(pk__in=[u.pk for u in seen]).named(today).order_by("pk")],
        province=made.province,
        today=today,
    )


def tasks(made: Office, unit: Unit, *found: tuple[str, str, str]) -> None:
    """(due, state, reported)."""
    at = {"opened_at": f.NOW, "concluded_at": f.NOW}
    meeting = f.meeting(made.province, state="closed", work_year=made.year, **at)
    for due, state, reported in found:
        more = {"reported_at": f.moment(f"{reported} 10:00")} if reported else {}
        if state == "confirmed":
            more["confirmed_at"] = f.moment(f"{reported} 10:00")
        f.directive_task(f.directive(meeting), unit, due_on=due, state=state, **more)


def test_tasks_of_conclusions_are_counted_by_their_due_day(made: Office) -> None:
    target = computed(made, "conclusions", made.region, made.other)
    tasks(
        made,
        made.region,
        ("2026-03-10", "confirmed", "2026-03-10"),
        ("2026-03-10", "reported", "2026-03-11"),  # a day late
        ("2026-03-20", "in_progress", "2026-03-19"),  # given back, not reported anew
        ("2026-03-20", "withdrawn", ""),
        ("2026-04-10", "new", ""),  # after the period
        ("2025-09-30", "new", ""),  # the year before
    )
    tasks(made, made.other, ("2026-02-01", "confirmed", "2026-01-31"))
    found = board(made)
    by_unit = {row.unit.pk: row.scores[0] for row in found.rows}
    assert by_unit[made.region.pk].parts == "1/3"
    assert by_unit[made.other.pk].verdict is Verdict.EXCEEDED
    assert found.total is not None
    assert (found.total.scores[0].parts, found.total.scores[0].threshold) == ("2/4", 90)
    assert by_unit[made.region.pk].target == target
    assert "nhiệm vụ" in by_unit[made.region.pk].advice


def test_nothing_due_is_nothing_that_arose(made: Office) -> None:
    computed(made, "conclusions")
    assert board(made).rows[0].scores[0].verdict is Verdict.NONE_AROSE


def test_what_falls_due_today_is_not_late_yet(made: Office) -> None:
    computed(made, "conclusions")
    tasks(made, made.region, ("2026-03-31", "new", ""))
    last = day("2026-03-31")
    assert board(made, last).rows[0].scores[0].verdict is Verdict.NONE_AROSE
    assert board(made, last + datetime.timedelta(days=1)).rows[0].scores[0].parts == "0/1"


def test_reports_for_meetings_are_on_time_to_the_second(made: Office) -> None:
    computed(made, "reports", made.region, made.other)
    due = f.moment("2026-03-05 16:00")
    meeting = f.meeting(made.province, reports_due_at=due, work_year=made.year)
    called_off = f.meeting(
        made.province, reports_due_at=due, state="cancelled", work_year=made.year
    )
    clerk = made.clerk
    sent = {"state": "sent", "sent_by": clerk}
    f.unit_report(meeting, made.region, sent_at=due, **sent)
    f.unit_report(meeting, made.other, sent_at=due + datetime.timedelta(seconds=1), **sent)
    f.unit_report(called_off, made.region)
    parts = {row.unit.pk: row.scores[0].parts for row in board(made).rows}
    assert parts[made.region.pk].startswith("1/")
    assert parts[made.other.pk].startswith("0/")
    counted = dict(sources_count("reports", made))
    assert counted[made.region.pk] == (1, 1)
    assert counted[made.other.pk] == (0, 1)


def sources_count(computation: str, made: Office) -> dict[int, tuple[int, int]]:
    """Of the source that meetings have."""
    source = next(s for s in sources.sources(computation) if type(s).__name__ == "MeetingReports")
    keys = [made.region.pk, made.other.pk]
    return {**source.count(keys, day("2025-10-01"), day("2026-03-31"))}


def test_months_of_figures_are_counted_from_the_first_one_sent_here(made: Office) -> None:
    """With the meetings' reports; by each unit's own deadline."""
    target = computed(made, "reports")
    first, second = (
        Period.objects.months().get(work_year=made.year, ends_on__month=m) for m in (1, 2)
    )
    head = f.user(Role.UNIT_HEAD, made.region).acting
    Period.objects.filter(pk=first.pk).update(due_at=f.moment("2026-01-31 16:00"))
    Period.objects.filter(pk=second.pk).update(due_at=f.moment("2026-02-28 16:00"))
    for period, sent in ((first, "2026-01-31 16:00"), (second, "2026-02-28 16:01")):
        at = f.moment(sent)
        Submission.objects.create(
            unit=made.region,
            month=period.month,
            state="sent",
            sent_at=at,
            sent_by=head,
            approved_at=at,
        )
    # March was due on its last day, and was not sent.
    score = board(made).rows[0].scores[0]
    assert (score.target, score.parts) == (target, "1/3")
    assert board(made, day("2026-03-31")).rows[0].scores[0].parts == "1/2"


def test_late_starter_has_missed_the_same_months_on_every_page(made: Office) -> None:
    """Region 4 sent January in time, region 5 nothing before February."""
    computed(made, "reports", made.region, made.other)
    head = f.user(Role.UNIT_HEAD, made.region).acting
    for unit, number in ((made.region, 1), (made.other, 2)):
        period = Period.objects.months().get(work_year=made.year, ends_on__month=number)
        at = f.moment(f"2026-0{number}-28 10:00")
        Submission.objects.create(
            unit=unit, month=period.month, state="sent", sent_at=at, sent_by=head, approved_at=at
        )
    both = {row.unit.pk: row.scores[0].parts for row in board(made).rows}
    assert both == {made.region.pk: "1/3", made.other.pk: "1/3"}
    for unit in (made.region, made.other):
        source = next(s for s in sources.sources("reports") if type(s).__name__ == "Submissions")
        own = source.count([unit.pk], made.year.starts_on, day("2026-03-31"))
        assert own == {unit.pk: (1, 3)}
        assert len(source.items([unit.pk], made.year.starts_on, day("2026-03-31"))) == 3


def test_plan_tasks_count_once_their_plan_is_approved(made: Office) -> None:
    computed(made, "plan_tasks")
    plan = f.plan(made.region, made.year, state="approved")
    draft = f.plan(made.region, made.year, title="Dự thảo")
    f.plan_task(plan, due_on="2026-02-10", done_on="2026-02-10")
    f.plan_task(plan, due_on="2026-02-10", done_on="2026-02-11")
    f.plan_task(draft, due_on="2026-02-10")
    f.plan_task(plan, due_on="2026-02-10", is_proposed=True)
    assert board(made).rows[0].scores[0].parts == "1/2"


def test_trend_of_what_is_counted_is_read_from_its_records(client: Client, made: Office) -> None:
    """Three tasks of January, two of them late, and one of March; last year one, in time."""
    target = computed(made, "plan_tasks")
    plan = f.plan(made.region, made.year, state="approved")
    for due, done in (
        *(("2026-01-10", "2026-01-10"), ("2026-01-10", "2026-01-11"), ("2026-01-20", None)),
        *(("2026-03-10", "2026-03-01"), ("2025-03-10", "2025-03-10")),
    ):
        f.plan_task(plan, due_on=due, done_on=done)
    for who in (made.head, made.clerk):
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(reverse("targets:target_page", args=[target.pk])).context["page"]
        rows = {row[0].text: [cell.text for cell in row[1:]] for row in page.sections[0].rows}
        assert rows["12/2025"][:2] == ["", ""]
        assert rows["1/2026"][:2] == ["33,33 %", "1/3"]
        assert rows["3/2026"] == ["50,00 %", "2/4", "100,00 %", "1/1"]


def test_successor_shows_what_was_asked_of_those_it_follows(made: Office) -> None:
    old = f.region(made.province, "VKSND huyện", valid_to="2026-01-31")
    f.succession(old, made.region, on=day("2026-02-01"))
    computed(made, "conclusions")
    tasks(made, old, ("2026-01-10", "confirmed", "2026-01-10"))
    tasks(made, made.region, ("2026-03-10", "new", ""))
    found = boards.assemble(
        year=made.year,
        period=Period.objects.months().get(work_year=made.year, ends_on__month=3),
        spans=list(made.year.periods.all()),
        units=boards.unit_and_before(made.region, made.year),
        province=None,
        today=TODAY,
    )
    assert found.rows[0].scores[0].parts == "1/2"


def test_boards_ask_once_for_a_computation_and_only_where_it_occurs(made: Office) -> None:
    asked: list[str] = []

    class Spy:
        computation = Target.Computation.CONCLUSIONS

        def count(self, *args: object) -> dict[int, tuple[int, int]]:
            asked.append("count")
            return {}

        def items(self, *args: object) -> list[sources.Item]:
            return []

    known = sources._SOURCES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_SOURCES", {**known, "conclusions": [Spy()]})
        made.assign(made.count)
        board(made)
        assert asked == []
        computed(made, "conclusions", made.region, made.other)
        board(made)
        assert asked == ["count"]


def test_every_computation_has_words_and_a_source() -> None:
    for computation in Target.Computation:
        assert sources.sources(computation), computation
        assert len(lines.lines(computation)) == 2
        assert all(not lines.is_typed(term.indicator_id) for term in lines.terms(computation))
    numbers = [n for c in Target.Computation for n in lines.numbers(c)]
    assert len(set(numbers)) == len(numbers)


def test_cell_page_shows_what_was_counted(client: Client, made: Office) -> None:
    target = computed(made, "conclusions")
    tasks(made, made.region, ("2026-03-10", "new", ""))
    client.force_login(made.clerk)
    url = reverse("targets:target_cell", args=[made.region.pk, target.pk])
    page = client.get(url + "?year=2026").content.decode()
    assert "do phần mềm tự tính từ 1 việc" in page
    assert "không đúng hạn" in page
    assert "Nhiệm vụ theo thông báo kết luận đến hạn" in page


def test_words_are_answered_by_the_unit_until_the_next_answer(client: Client, made: Office) -> None:
    target = f.target(made.hearings, measure="qualitative", target_set=made.ratio.target_set)
    for unit in (made.region, made.other):
        made.assign(target, unit)
    client.force_login(made.clerk)
    url = reverse("targets:target_answer", args=[made.region.pk, target.pk])
    period = Period.objects.months().get(work_year=made.year, ends_on__month=2)
    data = {"year": "2026", "period": period.pk, "is_fulfilled": "1", "text": "Đúng thời hạn."}
    assert client.post(url, data | {"text": ""}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert TargetAnswer.objects.get().month == month("2026-02")
    found = board(made)
    assert [row.scores[0].verdict for row in found.rows] == [Verdict.MET, Verdict.NO_FIGURE]
    assert found.total
    assert found.total.scores[0].verdict is Verdict.NO_FIGURE
    client.force_login(f.user(Role.UNIT_CLERK, made.other))
    other = reverse("targets:target_answer", args=[made.other.pk, target.pk])
    client.post(other, data | {"is_fulfilled": "0"})
    found = board(made)
    assert found.total
    assert found.total.scores[0].verdict is Verdict.UNMET
    assert client.post(url, data).status_code in (403, 404)
    assert "Đúng thời hạn." in read_cell(client, made, target)


def read_cell(client: Client, made: Office, target: Target) -> str:
    client.force_login(made.clerk)
    url = reverse("targets:target_cell", args=[made.region.pk, target.pk])
    return client.get(url + "?year=2026").content.decode()
