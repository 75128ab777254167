"""Merge, split, convert, move: what follows, what stays, and that an undo leaves no trace."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from meetings.models import Addressee, DirectiveTask, Meeting, Notice, UnitReport
from targets.models import Figure, Plan, PlanDocument, PlanTask, TargetAssignment
from tests import factories as f
from tests.units import reorganised
from tests.units.reorganised import EVE, ON, Stage, heads
from units.models import (
    Appointment,
    Delegation,
    Document,
    Portfolio,
    Register,
    Role,
    Succession,
    Unit,
)
from units.reorganising.applying import apply


@pytest.fixture(scope="module")
def after(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The three districts merged, once for all tests here; `things["record"]` says so."""
    with reorganised.filled(django_db_blocker) as made:
        draft = made.draft(choices=heads(made))
        made.things["record"] = apply(draft, by=made.staff, at=f.NOW)
        yield made


@pytest.fixture
def stage(after: Stage) -> Iterator[Stage]:
    with reorganised.apart(after) as one:
        yield one


def heir() -> Unit:
    return Unit.objects.get(kind="region", number=9)


def test_merged_bodies_end_on_the_eve_and_the_new_one_begins(stage: Stage) -> None:
    record = stage.things["record"]
    assert {unit.valid_to for unit in Unit.objects.filter(kind="district")} == {EVE}
    assert {name.valid_to for d in stage.districts for name in d.names.all()} == {EVE}
    region = heir()
    assert (region.valid_from, region.parent, region.code) == (
        ON,
        stage.office,
        f"{stage.office.code}-KV9",
    )
    assert Succession.objects.filter(reorganisation=record, successor=region, on=ON).count() == 3
    assert Register.objects.filter(office=region).count() == 1
    assert record.instrument == "84/2026/NQ ngày 20/10/2026 của Ủy ban Thường vụ Quốc hội"


def test_people_go_on_with_the_heir_and_one_of_them_is_head(stage: Stage) -> None:
    ended = Appointment.objects.filter(unit__in=stage.districts)
    assert ended.filter(valid_to=EVE).count() == 9
    assert ended.count() == 12
    now = Appointment.objects.filter(unit=heir())
    assert set(now.values_list("valid_from", flat=True)) == {ON}
    assert now.get(role=Role.UNIT_HEAD).person == stage.things["head0"].person
    demoted = now.filter(role=Role.UNIT_DEPUTY, person__full_name__startswith="Viện trưởng")
    assert {one.position for one in demoted} == {"Phó Viện trưởng"}
    assert now.filter(role=Role.UNIT_CLERK).count() == 3


def test_portfolios_follow_once_and_mandates_end(stage: Stage) -> None:
    over = Portfolio.objects.filter(unit=heir())
    assert [one.appointment.person.full_name for one in over] == ["Lê Văn Phó"]
    now = Portfolio.objects.filter(valid_from=ON, field__isnull=False)
    assert {one.appointment.unit for one in now} == {heir()}
    assert Delegation.objects.filter(valid_from__lte=EVE, valid_to=EVE).count() == 0
    assert Delegation.objects.count() == 0


def test_thresholds_are_added_kept_or_left_to_be_set(stage: Stage) -> None:
    given = {
        name: TargetAssignment.objects.get(unit=heir(), target=target, work_year=stage.year)
        for name, target in stage.targets.items()
    }
    assert (given["count"].assigned_threshold, given["count"].committed_threshold) == (33, 33)
    assert (given["same"].assigned_threshold, given["same"].committed_threshold) == (90, 90)
    assert given["differing"].assigned_threshold is None
    left = TargetAssignment.objects.filter(unit__in=stage.districts)
    assert {row.work_year.year for row in left} == {2026}


def test_figures_and_papers_stay_with_who_made_them(stage: Stage) -> None:
    assert Figure.objects.filter(unit__in=stage.districts).count() == 6
    assert Document.objects.filter(office__in=stage.districts).count() == 3
    assert not Figure.objects.filter(unit=heir()).exists()


def test_open_plan_tasks_go_on_in_a_plan_of_the_heir(stage: Stage) -> None:
    plans = Plan.objects.filter(unit=heir())
    assert sorted(plan.title for plan in plans) == [
        f"Kế hoạch công tác (tiếp nhận từ VKSND huyện {name})"
        for name in ("Cam Lộ", "Hướng Hóa", "Đakrông")
    ]
    assert {plan.bases.count() for plan in plans} == {1}
    tasks = PlanTask.objects.filter(plan__in=plans)
    assert {(task.lead, task.done_on) for task in tasks} == {(heir(), None)}
    assert not tasks.filter(is_proposed=True).exists()
    led = PlanTask.objects.filter(plan__unit=stage.office, lead=heir())
    assert [list(task.coordinating.all()) for task in led] == [[], [], []]
    assert PlanTask.objects.filter(plan__unit__in=stage.districts).count() == 3
    assert list(PlanTask.objects.get(content="Phối hợp").coordinating.all()) == [heir()]
    assert list(PlanDocument.objects.get().recipients.all()) == [heir()]


def test_open_tasks_of_conclusions_follow_and_one_directive_is_not_given_twice(
    stage: Stage,
) -> None:
    assert DirectiveTask.objects.filter(unit=heir()).count() == 4
    assert DirectiveTask.objects.filter(unit=heir(), directive=stage.things["common"]).count() == 1
    left = DirectiveTask.objects.filter(unit__in=stage.districts)
    assert {task.directive for task in left} == {stage.things["common"]}
    assert Addressee.objects.get(directive=stage.things["common"]).unit == heir()


def test_coming_meetings_follow_and_held_ones_stay(stage: Stage) -> None:
    coming, held = stage.things["coming"], stage.things["held"]
    assert list(coming.invited.all()) == [heir()]
    assert set(held.invited.all()) == set(stage.districts)
    assert {site.unit for site in coming.sites.all()} == {heir()}
    assert coming.attendances.get().unit == heir()
    assert coming.agenda.get().unit == heir()
    assert held.agenda.get().unit == stage.districts[0]
    own = Meeting.objects.get(title="Họp huyện sắp tới")
    assert (own.organiser, own.host, own.chair.unit) == (heir(), heir(), heir())
    assert list(Notice.objects.get().recipients.all()) == [heir()]


def test_unsent_reports_become_one_text(stage: Stage) -> None:
    report = UnitReport.objects.get(unit=heir())
    assert f.section(report).text == "\n".join(f"Kết quả {unit.pk}" for unit in stage.districts)
    sent = UnitReport.objects.exclude(unit=heir())
    assert {row.meeting for row in sent} == {stage.things["held"]}


def test_record_keeps_what_was_shown(stage: Stage) -> None:
    facts = stage.things["record"].facts
    assert facts["sources"][0]["name"] == "VKSND huyện Cam Lộ"
    assert facts["targets"] == [{"id": heir().pk, "name": "VKSND khu vực 9", "is_new": True}]
    follows = {line["what"]: line["count"] for _, lines in facts["follows"] for line in lines}
    stays = {line["what"]: line["count"] for _, lines in facts["stays"] for line in lines}
    assert follows["chức vụ đang giữ"] == 9
    assert follows["chỉ tiêu của năm công tác đang chạy"] == 3
    assert follows["nhiệm vụ chưa xong"] == 6
    assert stays["số liệu tháng"] == 6
    assert stays["văn bản đã ban hành"] == 3
    assert stays["chức vụ đã kết thúc, trong lý lịch"] == 3
    assert facts["answers"][0][1] == "Viện trưởng 0, Viện trưởng, VKSND huyện Cam Lộ"
