"""A unit's month on its way: put forward, sent to the second, held up, given back, accepted."""

import datetime

import pytest

from procuracy.web.errors import Refused
from targets import checking, correcting, deadlines, entry, submission_boards, submitting
from targets.checking import Part
from targets.models import Figure, NoneArose, Period, Submission, SubmissionStep
from tests import factories as f
from tests.targets.figures_facts import Office, month, office
from units.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_day")]
AUGUST = month("2026-08")
DUE = f.moment("2026-08-31 16:00")
SECOND = datetime.timedelta(seconds=1)
State = Submission.State


@pytest.fixture
def made() -> Office:
    """August of the region typed in full."""
    made = office()
    for line in (made.solved, made.remaining, made.hearings):
        made.enter(line, "2026-08", 7)
    Figure.objects.update(entered_at=DUE - datetime.timedelta(hours=2))
    return made


@pytest.fixture
def head(made: Office) -> User:
    return f.user(Role.UNIT_HEAD, made.region)


def sent(made: Office, head: User, at: datetime.datetime = DUE) -> Submission:
    return submitting.send(made.region, AUGUST, by=head, at=at)


def standing(made: Office, now: datetime.datetime = f.NOW) -> submission_boards.Sent:
    (row,) = submission_boards.of_month([made.region], AUGUST, now)
    return row.sent


def test_month_goes_through_its_states_and_each_step_is_kept(made: Office, head: User) -> None:
    submitting.submit(made.region, AUGUST, by=made.clerk, at=DUE - 9 * SECOND)
    row = sent(made, head, DUE - 8 * SECOND)
    submitting.give_back(row, reason="Thiếu hồ sơ", by=made.staff, at=DUE - 7 * SECOND)
    again = sent(made, head, DUE - 6 * SECOND)
    submitting.accept(again, by=made.staff, at=DUE + SECOND)
    kinds = list(SubmissionStep.objects.values_list("kind", flat=True))
    assert kinds == ["submitted", "sent", "returned", "sent", "accepted"]
    stored = Submission.objects.get()
    assert (stored.state, stored.sent_at, stored.due_at) == ("accepted", DUE - 6 * SECOND, DUE)


def test_steps_out_of_turn_are_refused_in_words(made: Office, head: User) -> None:
    with pytest.raises(Refused, match="chưa gửi"):
        submitting.accept(_drafted(made), by=made.staff, at=DUE)
    row = sent(made, head)
    with pytest.raises(Refused, match="đã gửi Văn phòng"):
        submitting.submit(made.region, AUGUST, by=made.clerk, at=DUE)
    with pytest.raises(Refused, match="đề nghị Văn phòng trả lại"):
        submitting.give_back(row, reason="Sửa", by=head, at=DUE)
    with pytest.raises(Refused, match="không tự tiếp nhận"):
        submitting.accept(row, by=head, at=DUE)
    submitting.accept(row, by=made.staff, at=DUE)
    with pytest.raises(Refused, match="đã tiếp nhận"):
        submitting.give_back(row, reason="Sửa", by=made.staff, at=DUE)


def _drafted(made: Office) -> Submission:
    return Submission.objects.create(unit=made.region, month=AUGUST)


@pytest.mark.parametrize(
    ("after", "is_on_time", "words"),
    [
        (-SECOND, True, ""),
        (0 * SECOND, True, ""),
        (datetime.timedelta(microseconds=999_999), True, ""),
        (SECOND, False, "trễ 1 giây"),
        (61 * SECOND, False, "trễ 1 phút"),
        (datetime.timedelta(hours=26), False, "trễ 1 ngày 2 giờ"),
    ],
)
def test_sent_is_on_time_to_the_second(
    made: Office, head: User, after: datetime.timedelta, is_on_time: bool, words: str
) -> None:
    sent(made, head, DUE + after)
    shown = standing(made)
    assert (shown.is_on_time, shown.late) == (is_on_time, words)


def test_deadline_is_the_units_own_then_its_kinds_then_the_periods(made: Office) -> None:
    period = Period.objects.months().get(ends_on=datetime.date(2026, 8, 31))

    def due() -> datetime.datetime | None:
        return deadlines.of_month([made.region], AUGUST)[made.region.pk]

    assert due() == DUE
    earlier, later = DUE - datetime.timedelta(days=6), DUE + datetime.timedelta(days=2)
    deadlines.set_for_kinds(period, {"region": earlier}, by=made.staff, at=f.NOW)
    assert due() == earlier
    deadlines.extend(period, made.region, due_at=later, reason="Mất điện", by=made.staff, at=f.NOW)
    assert due() == later
    assert deadlines.of_month([made.other], AUGUST)[made.other.pk] == earlier
    with pytest.raises(Refused, match="sau hạn đang áp dụng"):
        deadlines.extend(period, made.region, due_at=later, reason="Thêm", by=made.staff, at=f.NOW)
    deadlines.set_for_kinds(period, {"region": None}, by=made.staff, at=f.NOW)
    assert deadlines.of_month([made.other], AUGUST)[made.other.pk] == DUE


def test_later_deadline_does_not_judge_an_accepted_month_anew(made: Office, head: User) -> None:
    row = sent(made, head, DUE + SECOND)
    submitting.accept(row, by=made.staff, at=DUE + 2 * SECOND)
    period = Period.objects.months().get(ends_on=datetime.date(2026, 8, 31))
    Period.objects.filter(pk=period.pk).update(due_at=DUE + datetime.timedelta(days=1))
    assert standing(made).late == "trễ 1 giây"


def test_gaps_are_refused_without_a_reason_and_named_with_one(made: Office, head: User) -> None:
    Figure.objects.filter(indicator=made.hearings).delete()
    with pytest.raises(Refused, match="Còn 1 dòng chưa có số liệu"):
        sent(made, head)
    submitting.send(made.region, AUGUST, by=head, at=DUE, note="Chờ Tòa án xác nhận")
    assert SubmissionStep.objects.get().note == "Chờ Tòa án xác nhận"


def test_gaps_are_counted_alike_for_one_unit_and_for_many(made: Office) -> None:
    """No figure, no tick, and no level that stands from before."""
    other = f.field("Thi hành án")
    f.indicator("Án đã thi hành", where=other)
    level = f.indicator("Số Kiểm sát viên", where=made.field, nature="level")
    Figure.objects.filter(indicator=made.hearings).delete()

    def gaps() -> set[str]:
        found = {line.name for line in submitting.missing(made.region, AUGUST)}
        assert submission_boards.gaps_of([made.region], AUGUST).get(made.region.pk, 0) == len(found)
        return found

    assert gaps() == {"Án đã thi hành", "Số Kiểm sát viên", "Phiên tòa rút kinh nghiệm"}
    f.figure(level, made.region, month("2026-03"), 6, made.clerk)
    NoneArose.objects.create(
        unit=made.region, field=other, month=AUGUST, ticked_by=made.clerk, ticked_at=f.NOW
    )
    assert gaps() == {"Phiên tòa rút kinh nghiệm"}


def test_open_question_holds_the_acceptance_up(made: Office, head: User) -> None:
    row = sent(made, head)
    department = f.department(made.province)
    department.fields.add(made.field)
    asker = f.user(Role.UNIT_CLERK, department)
    part = Part(made.region, made.field, AUGUST)
    question = checking.ask(part, text="Vì sao tăng?", by=asker, at=DUE)
    with pytest.raises(Refused, match="còn 1 câu hỏi"):
        submitting.accept(row, by=made.staff, at=DUE + SECOND)
    checking.answer(question, text="Tồn từ trước.", by=made.clerk, at=DUE + SECOND)
    submitting.accept(row, by=made.staff, at=DUE + 2 * SECOND)


def test_acceptance_before_every_field_is_checked_says_so(made: Office, head: User) -> None:
    row = sent(made, head)
    with pytest.raises(Refused, match="mới kiểm tra 0/1 lĩnh vực"):
        submitting.accept(row, by=made.staff, at=DUE + SECOND, waits=True)
    submitting.accept(row, by=made.staff, at=DUE + SECOND, note="Gấp")
    last = SubmissionStep.objects.last()
    assert last
    assert last.note == "Tiếp nhận khi phòng nghiệp vụ mới kiểm tra 0/1 lĩnh vực. Gấp"


def test_acceptance_after_the_check_has_nothing_to_add(made: Office, head: User) -> None:
    row = sent(made, head)
    department = f.department(made.province)
    department.fields.add(made.field)
    checker = f.user(Role.UNIT_CLERK, department)
    checking.mark_checked(Part(made.region, made.field, AUGUST), by=checker, at=DUE)
    submitting.accept(row, by=made.staff, at=DUE + SECOND, waits=True)
    assert not SubmissionStep.objects.filter(kind="accepted").exclude(note="").exists()


def typed(made: Office, value: str, at: datetime.datetime) -> Figure | None:
    cell = entry.Cell(made.region, AUGUST, made.solved)
    return entry.save(cell, typed=value, seen="7.00", by=made.clerk, at=at)


def test_figure_typed_after_the_approval_waits_for_it(made: Office, head: User) -> None:
    """Also one whose save began before: it was written later, and says so."""
    row = sent(made, head)
    typed(made, "8", DUE - SECOND)
    with pytest.raises(Refused, match="1 dòng sửa sau khi gửi"):
        submitting.accept(row, by=made.staff, at=DUE + SECOND)
    submitting.confirm(row, by=head, at=DUE)
    assert Submission.objects.get().sent_at == DUE
    submitting.accept(row, by=made.staff, at=DUE + 2 * SECOND)


def test_what_was_sent_is_not_emptied(made: Office, head: User) -> None:
    sent(made, head)
    with pytest.raises(Refused, match="nhập số đúng"):
        typed(made, "", DUE)


def test_accepted_month_refuses_the_clerk_with_the_way_out(made: Office, head: User) -> None:
    submitting.accept(sent(made, head), by=made.staff, at=DUE + SECOND)
    for act in (
        lambda: typed(made, "8", DUE),
        lambda: entry.save_many(made.region, AUGUST, {made.solved: None}, by=made.clerk, at=DUE),
        lambda: submitting.check_open(made.region, AUGUST),
    ):
        with pytest.raises(Refused, match="gửi đề nghị điều chỉnh"):
            act()


def test_head_sends_what_he_looked_at(made: Office, head: User) -> None:
    seen = submitting.mark(made.region, AUGUST)
    typed(made, "8", DUE - SECOND)
    with pytest.raises(Refused, match="vừa được sửa"):
        submitting.send(made.region, AUGUST, by=head, at=DUE, seen=seen)


def test_correction_changes_the_figure_and_marks_its_totals(made: Office, head: User) -> None:
    row = submitting.accept(sent(made, head), by=made.staff, at=DUE + SECOND)
    asked = correcting.ask(row, made.solved, typed="9", reason="Sót 2", by=made.clerk, at=f.NOW)
    assert correcting.restated([made.region.pk], AUGUST, AUGUST) == set()
    correcting.approve(asked, by=made.staff, at=f.NOW)
    assert made.stored(made.solved, "2026-08") == "9.00"
    whole = (month("2025-10"), month("2026-09"))
    pair = (made.region.pk, made.solved.pk)
    assert correcting.restated([made.region], *whole) == {pair}
    assert correcting.restated([made.region], month("2026-09"), month("2026-09")) == set()
    assert correcting.restated([made.other], *whole) == set()


def test_corrections_that_cannot_stand_are_refused(made: Office, head: User) -> None:
    row = sent(made, head)

    def ask(value: str) -> object:
        return correcting.ask(row, made.solved, typed=value, reason="x", by=made.clerk, at=f.NOW)

    with pytest.raises(Refused, match="sửa thẳng"):
        ask("9")
    row = submitting.accept(row, by=made.staff, at=DUE + SECOND)
    with pytest.raises(Refused, match="phải khác"):
        ask("7")
    first = correcting.ask(row, made.solved, typed="9", reason="x", by=made.clerk, at=f.NOW)
    with pytest.raises(Refused, match="đang chờ"):
        ask("8")
    correcting.refuse(first, by=made.staff, at=f.NOW, note="Sổ ghi 7")
    with pytest.raises(Refused, match="không chấp nhận"):
        correcting.approve(first, by=made.staff, at=f.NOW)
    assert made.stored(made.solved, "2026-08") == "7.00"


def test_line_left_empty_is_filled_by_a_correction(made: Office, head: User) -> None:
    Figure.objects.filter(indicator=made.hearings).delete()
    row = submitting.send(made.region, AUGUST, by=head, at=DUE, note="Chờ xác nhận")
    row = submitting.accept(row, by=made.staff, at=DUE + SECOND)
    asked = correcting.ask(row, made.hearings, typed="2", reason="Có sổ", by=made.clerk, at=f.NOW)
    correcting.approve(asked, by=made.staff, at=f.NOW)
    assert made.stored(made.hearings, "2026-08") == "2.00"
