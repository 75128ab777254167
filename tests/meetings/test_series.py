"""A year's calendar: seen first, days off passed over and said, made once however often."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import HostTurn, Meeting, MeetingKind, MeetingSeries
from meetings.scheduling import planning, series
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings.calendars import TODAY, Calendar, calendar, holiday, monthly, quarterly, weekly

pytestmark = pytest.mark.django_db
Day = datetime.date.fromisoformat


@pytest.fixture
def here() -> Calendar:
    return calendar()


def seen(here: Calendar, kind: MeetingKind) -> list[series.Slot]:
    return series.preview(here.wanted(kind), here.clerk, today=TODAY)


def made(here: Calendar, kind: MeetingKind) -> list[Meeting]:
    chosen = {slot.slot_on for slot in seen(here, kind) if slot.is_proposed}
    return series.make(here.wanted(kind), chosen, by=here.clerk, at=make.NOW)


def test_weekly_preview_moves_holidays_and_says_so(here: Calendar) -> None:
    for day in range(8, 13):
        holiday(f"2027-02-{day:02}")
    holiday("2027-04-26", "Giỗ Tổ Hùng Vương")
    slots = {slot.slot_on: slot for slot in seen(here, weekly())}
    assert len(slots) == 52
    assert slots[Day("2026-11-16")].refusal == "đã qua"
    assert slots[Day("2027-02-08")].refusal == "cả tuần nghỉ"
    moved = slots[Day("2027-04-26")]
    assert (moved.starts_at.date(), moved.moved) == (
        Day("2027-04-27"),
        "26/4/2027 là Giỗ Tổ Hùng Vương",
    )
    assert sum(slot.is_proposed for slot in slots.values()) == 52 - 7 - 1


def test_monthly_preview_hears_each_month_with_its_deadline(here: Calendar) -> None:
    slots = seen(here, monthly())
    assert [slot.period.number for slot in slots if slot.period] == list(range(1, 13))
    december = next(slot for slot in slots if slot.slot_on == Day("2026-12-01"))
    assert december.starts_at == make.moment("2027-01-05 08:00")
    assert december.reports_due_at == make.moment("2027-01-01 16:00")
    january = next(slot for slot in slots if slot.slot_on == Day("2027-01-01"))
    assert january.starts_at.date() == Day("2027-02-05")
    assert "Hội nghị giao ban tháng 12/2026" in [slot.title for slot in slots]


def test_days_after_go_on_to_the_kinds_weekday(here: Calendar) -> None:
    slots = seen(here, monthly(weekday=4))
    assert {slot.starts_at.isoweekday() for slot in slots if not slot.moved} == {4}


def test_second_half_is_left_to_the_years_review(here: Calendar) -> None:
    halves = seen(here, monthly(period_kind="half"))
    assert [slot.is_proposed for slot in halves] == [True, False]


def test_series_makes_drafts_with_agenda_and_units(here: Calendar) -> None:
    kind = monthly(agenda="Khai mạc | 5\nKết luận | 10")
    meetings = made(here, kind)
    assert {one.state for one in meetings} == {Meeting.State.DRAFT}
    first = meetings[0]
    assert first.chair == here.chair
    assert set(first.invited.all()) == {here.office, *here.regions}
    assert [line.title for line in first.agenda.all()] == ["Khai mạc", "Kết luận"]
    assert MeetingSeries.objects.get().meetings.count() == len(meetings) == 11


def test_one_day_is_changed_and_another_skipped_before_they_are_made(here: Calendar) -> None:
    kind = monthly()
    holiday("2027-01-07", "Nghỉ bù thử")
    called = make.meeting(
        here.province,
        title="Làm việc với Tỉnh ủy",
        chair=here.chair,
        starts_at=make.moment("2027-02-04 08:30"),
    )
    december, january = Day("2026-12-01"), Day("2027-01-01")
    changed = {december: Day("2027-01-07"), january: Day("2027-02-04")}
    slots = series.preview(here.wanted(kind), here.clerk, today=TODAY, changed=changed)
    by_slot = {slot.slot_on: slot for slot in slots}
    assert by_slot[december].moved == "theo lệ là 05/1/2027; 07/1/2027 là Nghỉ bù thử"
    assert by_slot[december].reports_due_at == make.moment("2027-01-05 16:00")
    assert any(called.title in sentence for sentence in by_slot[january].clashes)
    chosen = {slot.slot_on for slot in slots if slot.is_proposed} - {Day("2027-02-01")}
    at, by = make.NOW, here.clerk
    meetings = series.make(here.wanted(kind), chosen, by=by, at=at, changed=changed)
    days = {one.slot_on: one.starts_at.date() for one in meetings}
    assert (days[december], days[january]) == (Day("2027-01-07"), Day("2027-02-04"))
    assert Day("2027-02-01") not in days
    # Made anew, the changed ones are known again by their slots.
    again = series.preview(here.wanted(kind), here.clerk, today=TODAY)
    assert [slot.slot_on for slot in again if slot.is_open] == [Day("2027-02-01")]


def test_repeating_adds_nothing_also_where_one_was_moved_or_called_off(here: Calendar) -> None:
    kind = monthly()
    meetings = made(here, kind)
    meetings[3].starts_at += datetime.timedelta(days=2)
    meetings[3].ends_at += datetime.timedelta(days=2)
    meetings[3].save()
    Meeting.objects.filter(pk=meetings[4].pk).update(state=Meeting.State.CANCELLED)
    every = {slot.slot_on for slot in seen(here, kind)}
    with pytest.raises(Refused, match="đều đã có trong lịch"):
        series.make(here.wanted(kind), every, by=here.clerk, at=make.NOW)
    assert Meeting.objects.count() == 11


def test_meeting_called_by_hand_takes_its_period(here: Calendar) -> None:
    kind = monthly()
    december = here.year.periods.get(kind="month", number=3)
    by_hand = make.meeting(
        here.province, kind=kind, period=december, chair=here.chair, work_year=here.year
    )
    slot = next(one for one in seen(here, kind) if one.period == december)
    assert (slot.taken, slot.is_open) == (by_hand, False)
    assert len(made(here, kind)) == 10


def test_units_house_a_series_in_turn(here: Calendar) -> None:
    for order, region in enumerate(here.regions, start=1):
        HostTurn.objects.create(organiser=here.province, unit=region, order=order)
    kind = quarterly()
    make.meeting(
        here.province,
        kind=kind,
        host=here.regions[0],
        chair=here.chair,
        starts_at=make.moment("2026-10-08 08:00"),
    )
    hosts = [one.host.short_name for one in made(here, kind)]
    assert hosts == [f"VKSND khu vực {no}" for no in (2, 3, 1, 2)]
    assert Meeting.objects.latest("starts_at").place == "Trụ sở VKSND khu vực 2"


def test_preview_names_whom_the_chair_would_miss(here: Calendar) -> None:
    make.meeting(
        here.province,
        title="Làm việc với Tỉnh ủy",
        chair=here.chair,
        place="Tỉnh ủy",
        starts_at=make.moment("2026-12-07 09:00"),
    )
    slot = next(one for one in seen(here, weekly()) if one.slot_on == Day("2026-12-07"))
    assert any("chủ trì “Làm việc với Tỉnh ủy”" in sentence for sentence in slot.clashes)


def test_drafts_are_scheduled_up_to_a_day_and_the_rest_withdrawn(here: Calendar) -> None:
    made(here, monthly())
    rows = MeetingSeries.objects.get()
    count = series.schedule_until(rows, Day("2027-03-31"), by=here.clerk, at=make.NOW)
    assert count == 4
    scheduled = rows.meetings.filter(state=Meeting.State.SCHEDULED)
    assert all(one.reports.count() == 4 for one in scheduled)
    assert series.withdraw(rows) == 7
    assert rows.meetings.count() == 4


def test_region_holds_its_own_series(here: Calendar) -> None:
    region, head = here.regions[0], here.heads[0]
    assert head.acting
    wanted = series.Wanted(weekly(), region, here.year, head.acting, "Phòng họp")
    chosen = {s.slot_on for s in series.preview(wanted, head, today=TODAY) if s.is_proposed}
    meetings = series.make(wanted, chosen, by=head, at=make.NOW)
    assert {one.organiser for one in meetings} == {region}
    planning.schedule(meetings[0], by=head, at=make.NOW)


def test_preview_costs_the_same_with_one_meeting_and_with_many(here: Calendar) -> None:
    kind = weekly()
    list(Meeting.objects.visible_to(here.clerk))  # whom he works for is asked once
    counts = []
    for weeks in (range(1), range(1, 30)):
        for week in weeks:
            make.meeting(
                here.province,
                chair=here.chair,
                starts_at=make.moment("2026-12-07 09:00") + datetime.timedelta(weeks=week),
                invited=here.regions,
            )
        with CaptureQueriesContext(connection) as queries:
            slots = seen(here, kind)
        counts.append(len(queries))
    assert sum(bool(slot.clashes) for slot in slots) == 30
    assert counts[0] == counts[1] <= 14


def test_leaders_hear_their_office_without_a_written_report(here: Calendar) -> None:
    for due, count in ((None, 0), (make.NOW, 1)):
        meeting = make.meeting(
            here.province,
            kind=weekly(),
            chair=here.chair,
            state="draft",
            invited=[here.office],
            reports_due_at=due,
        )
        planning.schedule(meeting, by=here.clerk, at=make.NOW)
        assert meeting.reports.count() == count
