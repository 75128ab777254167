"""Split, conversion, move, and a merger into a body that stands: as `test_reorganisation_apply`."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from meetings.models import DirectiveTask, UnitReport
from procuracy.web.errors import Refused
from targets.models import PlanTask, TargetAssignment
from tests import factories as f
from tests.units import reorganised
from tests.units.issuing import issued
from tests.units.reorganised import EVE, ON, REGION, Kind, Stage, heads
from units.models import (
    Appointment,
    Portfolio,
    Register,
    Reorganisation,
    Role,
    Succession,
    Unit,
)
from units.reorganising.applying import apply, dry_run
from units.reorganising.drafts import NewUnit
from units.reorganising.undoing import hanging, undo

EAST = replace(REGION, short_name="VKSND khu vực Đông", number=21, symbol="VKSKV21")
WEST = replace(REGION, short_name="VKSND khu vực Tây", number=22, symbol="VKSKV22")


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with reorganised.filled(django_db_blocker) as made:
        yield made


@pytest.fixture
def stage(built: Stage) -> Iterator[Stage]:
    with reorganised.apart(built) as one:
        yield one


def done(stage: Stage, kind: str, *, there_and_back: bool = False, **more: Any) -> Reorganisation:
    """Carried out; `there_and_back`: undone without a trace, and carried out again."""
    if there_and_back:
        before = reorganised.everything()
        record = apply(stage.draft(kind, **more), by=stage.staff, at=f.NOW)
        undo(record, by=stage.staff, at=f.NOW)
        assert reorganised.everything() == before
    return apply(stage.draft(kind, **more), by=stage.staff, at=f.NOW)


# Split

SPLIT: dict[str, str] = {
    "units.people.rest": "n0",
    "targets.plans": "n1",
    "meetings.meetings": "n0",
    "meetings.reports": "n1",
    "meetings.tasks": "n1",
}


def split(stage: Stage, **choices: str) -> Reorganisation:
    return done(
        stage,
        Kind.SPLIT,
        there_and_back=bool(choices),
        sources=stage.districts[:1],
        new=[EAST, WEST],
        choices=SPLIT | choices,
    )


def test_split_sends_each_person_where_the_user_chose(stage: Stage) -> None:
    clerk = Appointment.objects.get(
        unit=stage.districts[0], role=Role.UNIT_CLERK, valid_to__isnull=True
    )
    split(stage, **{f"units.people.a{clerk.pk}": "n1"})
    east, west = Unit.objects.get(number=21), Unit.objects.get(number=22)
    assert {one.person for one in Appointment.objects.filter(unit=west)} == {clerk.person}
    assert Appointment.objects.filter(unit=east, valid_from=ON).count() == 2
    assert Succession.objects.filter(predecessor=stage.districts[0], on=ON).count() == 2


def test_split_gives_both_the_ratios_and_leaves_counts_to_be_set(stage: Stage) -> None:
    split(stage)
    for number in (21, 22):
        rows = TargetAssignment.objects.filter(unit__number=number)
        given = {row.target_id: row.assigned_threshold for row in rows}
        assert given[stage.targets["same"].pk] == 90
        assert given[stage.targets["differing"].pk] == 80
        assert given[stage.targets["count"].pk] is None


def test_split_leads_open_work_to_the_chosen_heir_and_portfolios_to_both(stage: Stage) -> None:
    split(stage)
    led = PlanTask.objects.filter(lead__number=22, done_on=None)
    words = [content.rsplit(" ", 1)[0] for content in led.values_list("content", flat=True)]
    assert sorted(words) == ["Chưa xong", "Chờ duyệt", "Chủ trì"]
    assert DirectiveTask.objects.filter(unit__number=22).count() == 2
    assert UnitReport.objects.filter(unit__number=22).count() == 1
    assert stage.things["coming"].invited.filter(number=21).exists()
    over = Portfolio.objects.filter(unit__number__in=[21, 22])
    assert {one.unit.number for one in over if one.unit} == {21, 22}


def test_split_without_answers_names_what_is_missing(stage: Stage) -> None:
    draft = stage.draft(Kind.SPLIT, sources=stage.districts[:1], new=[EAST, WEST])
    shown = dry_run(draft, by=stage.staff)
    assert {question.key for question in shown.unanswered} == set(SPLIT)
    with pytest.raises(Refused, match="Chưa chọn: Cán bộ chuyển về"):
        apply(draft, by=stage.staff, at=f.NOW)


# Conversion and move


def test_district_becomes_a_region_with_head_and_register(stage: Stage) -> None:
    done(stage, Kind.CONVERT, sources=stage.districts[:1])
    region = Unit.objects.get(number=9)
    assert Appointment.objects.get(unit=region, role=Role.UNIT_HEAD).position == "Viện trưởng"
    book = Register.objects.get(office=region)
    assert (book.name, book.entries.count()) == ("Sổ văn bản đi", 0)
    count = TargetAssignment.objects.get(unit=region, target=stage.targets["count"])
    assert count.assigned_threshold == 10


def test_moved_units_keep_their_names_below_the_new_province(stage: Stage) -> None:
    new = f.province("VKSND tỉnh mới", valid_from=datetime.date(2026, 10, 1))
    f.succession(stage.office, new, on=datetime.date(2026, 10, 1))
    stage.staff = f.user(Role.OFFICE_STAFF, f.secretariat(new))
    stage.office = new
    done(stage, Kind.MOVE, there_and_back=True, new=[])
    moved = Unit.objects.filter(parent=new, kind="district").named(ON)
    assert sorted(unit.short_name for unit in moved) == [
        "VKSND huyện Cam Lộ",
        "VKSND huyện Hướng Hóa",
        "VKSND huyện Đakrông",
    ]
    for unit in moved:
        assert unit.inheritances.get().predecessor in stage.districts
        assert unit.appointments.filter(role=Role.UNIT_HEAD).count() == 1
        assert unit.assignments.get(target=stage.targets["same"]).assigned_threshold == 90


# A merger into a body that stands


def test_standing_heir_keeps_its_head_unless_another_is_chosen(stage: Stage) -> None:
    heir, *sources = stage.districts
    key = f"units.people.u{heir.pk}.unit_head"
    chosen = stage.things["head1"]
    before = Appointment.objects.filter(unit=heir).count()
    done(
        stage,
        Kind.MERGE,
        there_and_back=True,
        sources=sources,
        targets=[heir],
        new=[],
        choices={key: str(chosen.pk)},
    )
    head = Appointment.objects.get(unit=heir, role=Role.UNIT_HEAD, valid_to__isnull=True)
    assert (head.person, head.valid_from) == (chosen.person, ON)
    old = Appointment.objects.get(pk=stage.things["head0"].pk)
    assert old.valid_to == EVE
    deputies = Appointment.objects.filter(unit=heir, role=Role.UNIT_DEPUTY, valid_from=ON)
    assert old.person in {one.person for one in deputies}
    assert Appointment.objects.filter(unit=heir).count() == before + 7


def test_standing_heirs_own_targets_are_joined_in_place(stage: Stage) -> None:
    heir, *sources = stage.districts
    own = TargetAssignment.objects.get(
        unit=heir, target=stage.targets["count"], work_year=stage.year
    )
    key = f"units.people.u{heir.pk}.unit_head"
    choices = {key: str(stage.things["head0"].pk)}
    done(stage, Kind.MERGE, sources=sources, targets=[heir], new=[], choices=choices)
    own.refresh_from_db()
    assert own.assigned_threshold == 33
    assert stage.things["common"].tasks.filter(unit=heir).count() == 1
    report = UnitReport.objects.get(unit=heir, meeting=stage.things["coming"])
    assert f.section(report).text.count("Kết quả") == 3


def test_what_was_given_anew_or_taken_away_is_told_of_the_heir_too(stage: Stage) -> None:
    """The latest reason goes along; a record of what was taken away stays with its unit, and the
    heir's own one is where the others' target goes on."""
    heir, *sources = stage.districts
    rows = TargetAssignment.objects.filter(work_year=stage.year)
    same, count = (rows.filter(target=stage.targets[name]) for name in ("same", "count"))
    first, nil = datetime.date(2026, 10, 5), datetime.date(2026, 11, 1)
    same.filter(unit=heir).update(withdrawn_on=first, reason="Không còn việc")
    same.filter(unit=sources[0]).update(regiven_on=first, reason="Lần một")
    same.filter(unit=sources[1]).update(regiven_on=EVE, reason="Lần hai")
    count.filter(unit=sources[0]).update(withdrawn_on=first, reason="Thôi giao")
    count.exclude(unit=sources[0]).update(none_arose=True)
    count.filter(unit=heir).update(none_since=nil)
    kept = same.get(unit=heir).pk
    choices = {f"units.people.u{heir.pk}.unit_head": str(stage.things["head0"].pk)}
    more = {"sources": sources, "targets": [heir], "new": [], "choices": choices}
    done(stage, Kind.MERGE, there_and_back=True, **more)
    joined = same.get()
    assert (joined.pk, joined.unit, joined.withdrawn_on) == (kept, heir, None)
    assert (joined.regiven_on, joined.reason) == (EVE, "Lần hai")
    added = count.get(unit=heir)
    assert (added.assigned_threshold, added.none_arose, added.none_since) == (22, True, nil)
    assert count.get(unit=sources[0]).withdrawn_on == first


def test_departments_merge_and_the_office_of_the_province_stays_one(stage: Stage) -> None:
    nine, ten = f.department(stage.office, "Phòng 9"), f.department(stage.office, "Phòng 10")
    f.appointment(f.person(), ten, Role.UNIT_CLERK, position="Chuyên viên Phòng 10")
    field = f.field()
    new = NewUnit("department", "Phòng mới", "Phòng 30", number=30, field_ids=(field.pk,))
    done(stage, Kind.MERGE, sources=[nine, ten], new=[new])
    made = Unit.objects.get(number=30)
    assert (list(made.fields.all()), made.is_secretariat) == ([field], False)
    assert made.appointments.get().position == "Chuyên viên Phòng 30"
    assert not made.registers.exists()


# A merger: see test_reorganisation_apply


def merged(stage: Stage, **more: Any) -> Reorganisation:
    choices = heads(stage) | more.pop("choices", {})
    return apply(stage.draft(choices=choices, **more), by=stage.staff, at=f.NOW)


def test_differing_ratio_may_be_chosen(stage: Stage) -> None:
    target = stage.targets["differing"]
    merged(stage, choices={f"targets.threshold.n0.{target.pk}.2027": "81.00"})
    row = TargetAssignment.objects.get(unit__number=9, target=target)
    assert row.assigned_threshold == 81


def test_dry_run_tells_the_same_and_writes_nothing(stage: Stage) -> None:
    before = reorganised.everything()
    shown = dry_run(stage.draft(choices=heads(stage)), by=stage.staff)
    assert reorganised.everything() == before
    assert Reorganisation.objects.count() == 0
    follows = [
        [heading, [(line.what, line.count) for line in lines]] for heading, lines in shown.follows()
    ]
    kept = merged(stage).facts["follows"]
    assert follows == [[h, [(line["what"], line["count"]) for line in lines]] for h, lines in kept]


def test_undo_puts_every_row_of_every_table_back(stage: Stage) -> None:
    before = reorganised.everything()
    record = merged(stage)
    assert reorganised.everything() != before
    assert hanging(record) == []
    undo(record, by=stage.staff, at=f.NOW)
    assert reorganised.everything() == before
    record.refresh_from_db()
    assert (record.undone_by, record.undone_at) == (stage.staff, f.NOW)


def test_standing_heirs_new_figures_and_papers_stand_in_the_way(stage: Stage) -> None:
    target = f.region(stage.office, "VKSND khu vực 4")
    empty = [reorganised.district(stage.office, name) for name in ("A", "B")]
    draft = stage.draft(Kind.MERGE, sources=empty, targets=[target], new=[])
    record = apply(draft, by=stage.staff, at=f.NOW - datetime.timedelta(hours=1))
    figure = f.figure(f.indicator(), target, datetime.date(2026, 10, 1), 1, stage.staff)
    assert hanging(record) == []
    type(figure).objects.filter(pk=figure.pk).update(month=ON)
    assert hanging(record) == ["1 số liệu tháng của đơn vị kế thừa đã nhập sau đó"]
    issued(Register.objects.get(office=target), stage.staff)
    assert len(hanging(record)) == 2
