"""An undo is refused once something new hangs on what was done, and says what."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from meetings.models import DirectiveTask, ReportSection
from procuracy.web.errors import Refused
from targets.models import TargetAssignment
from tests import factories as f
from tests.units import reorganised
from tests.units.issuing import issued
from tests.units.reorganised import ON, Stage, heads
from units.models import Appointment, Register, Role, Unit
from units.reorganising.applying import apply
from units.reorganising.undoing import hanging, undo

LATER = f.NOW + datetime.timedelta(hours=1)


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
    return Unit.objects.get(number=9)


def new_figure(stage: Stage) -> None:
    f.figure(f.indicator(), heir(), ON, 3, stage.staff)


def new_person(stage: Stage) -> None:
    f.appointment(f.person(), heir(), Role.UNIT_CLERK, valid_from=ON)


def new_document(stage: Stage) -> None:
    issued(Register.objects.get(office=heir()), stage.staff)


def new_meeting_of_its_head(stage: Stage) -> None:
    f.meeting(stage.office, chair=Appointment.objects.get(unit=heir(), role=Role.UNIT_HEAD))


def answered_task(stage: Stage) -> None:
    DirectiveTask.objects.filter(unit=heir()).update(state="acknowledged")


def changed_threshold(stage: Stage) -> None:
    TargetAssignment.objects.filter(unit=heir()).update(assigned_threshold=55)


def typed_report(stage: Stage) -> None:
    ReportSection.objects.filter(report__unit=heir(), order=1).update(text="Đã viết thêm")


def ended_position(stage: Stage) -> None:
    held = Appointment.objects.filter(unit=heir(), role=Role.UNIT_CLERK)
    held.update(valid_to=datetime.date(2026, 11, 30))


def reorganised_again(stage: Stage) -> None:
    sources = [heir(), reorganised.district(stage.office, "Triệu Phong")]
    other = f.region(stage.office, "VKSND khu vực 4")
    on = ON + datetime.timedelta(days=7)
    draft = stage.draft(on=on, sources=sources, targets=[other], new=[])
    apply(draft, by=stage.staff, at=f.NOW)


HANGS: list[tuple[Callable[[Stage], None], str]] = [
    (new_figure, "1 số liệu"),
    (new_person, "1 bổ nhiệm"),
    (new_document, "1 văn bản (Thông báo số 01/TB-VKSKV9"),
    (new_meeting_of_its_head, "1 hội nghị (Hội nghị giao ban tháng 10/2026) gắn với"),
    (answered_task, "4 nhiệm vụ"),
    (changed_threshold, "3 giao chỉ tiêu"),
    (typed_report, "1 mục của báo cáo"),
    (ended_position, "3 bổ nhiệm"),
    (reorganised_again, "kế thừa"),
]


@pytest.mark.parametrize(("happen", "words"), HANGS, ids=[one.__name__ for one, _ in HANGS])
def test_undo_is_refused_naming_what_hangs_on_it(
    stage: Stage, happen: Callable[[Stage], None], words: str
) -> None:
    record = stage.things["record"]
    assert hanging(record) == []
    happen(stage)
    before = reorganised.everything()
    assert any(words in said for said in hanging(record)), hanging(record)
    with pytest.raises(Refused, match="Không hoàn tác được"):
        undo(record, by=stage.staff, at=LATER)
    assert reorganised.everything() == before


def test_undo_happens_once(stage: Stage) -> None:
    record = stage.things["record"]
    undo(record, by=stage.staff, at=LATER)
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(record, by=stage.staff, at=LATER)


def test_what_happened_elsewhere_does_not_stand_in_the_way(stage: Stage) -> None:
    record = stage.things["record"]
    f.appointment(f.person(), stage.office, Role.OFFICE_STAFF)
    f.figure(f.indicator(), stage.districts[0], datetime.date(2026, 8, 1), 3, stage.staff)
    undo(record, by=stage.staff, at=LATER)
    assert not Unit.objects.filter(number=9).exists()
