"""The chair's questions: built from the figures, ticked, put into the record, left unexplained."""

import datetime
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.hall import questions, unmet
from meetings.models import ChairQuestion, Intervention, Meeting
from procuracy.web.errors import Refused
from procuracy.web.xlsx import CONTENT_TYPE
from targets.models import Explanation, Period, Target, WorkYear
from targets.years import derive_periods
from tests import factories as make
from tests.factories.matters import matter_count, matter_register
from tests.meetings.stage import HTMX, Stage, conclude, page, signed_in, stage, words
from units.models import Role, Unit

pytestmark = pytest.mark.django_db
OCTOBER = datetime.date(2026, 10, 1)
YESTERDAY = make.NOW - datetime.timedelta(days=1)


@dataclass
class Asked:
    here: Stage
    meeting: Meeting
    october: Period
    target: Target


@pytest.fixture
def asked() -> Asked:
    """A meeting in session: the region is behind in everything there is."""
    year = make.work_year(2027)
    derive_periods(year)
    october = Period.objects.get(kind="month", starts_on=OCTOBER)
    here = stage(
        work_year=year,
        period=october,
        reports_due_at=YESTERDAY,
        state=Meeting.State.IN_SESSION,
        opened_at=make.NOW,
    )
    make.attendance(here.meeting, here.meeting.chair, presence="present")
    target = behind(here.region, year)
    counted = matter_register("Án tham nhũng", keeps_narrative=False)
    matter_count(counted, here.region, OCTOBER, standing=4, opened=2)
    make.unit_report(here.meeting, here.region)
    return Asked(here, here.meeting, october, target)


def behind(unit: Unit, year: WorkYear) -> Target:
    """One that lets nothing happen, and something did."""
    line = make.indicator()
    target = make.target(line, direction="zero")
    make.assignment(target, unit, year)
    make.figure(line, unit, OCTOBER, 1)
    return target


def kinds(asked: Asked) -> dict[str, str]:
    return {line.kind.value: line.words for line in questions.listing(asked.meeting, make.NOW)}


def line(asked: Asked, kind: str = "unmet") -> questions.Line:
    found = questions.listing(asked.meeting, make.NOW)
    return next(one for one in found if one.kind == kind)


def test_list_is_built_from_what_the_figures_say(asked: Asked) -> None:
    region = asked.here.region
    target = behind(region, asked.meeting.work_year)
    head = make.user(Role.UNIT_HEAD, region)
    broken = make.explanation(target, region, earlier(), head)
    Explanation.objects.filter(pk=broken.pk).update(
        outcome="broken", measured_at=make.NOW, promised_on=datetime.date(2026, 10, 20)
    )
    said = kinds(asked)
    assert set(said) == {"unmet", "broken", "grown", "late"}
    assert "chưa có giải trình" in said["unmet"]
    assert "cam kết đạt" in said["broken"]
    assert "đến 20/10/2026, không thực hiện được" in said["broken"]
    assert said["grown"].startswith("Án tham nhũng: 4, tăng 2 so với đầu kỳ (2).")
    assert "chưa gửi, chậm" in said["late"]


def earlier() -> Period:
    year = make.work_year(2026)
    derive_periods(year)
    return Period.objects.filter(work_year=year, kind="month").order_by("starts_on").last()  # type: ignore[return-value]


def test_explained_target_is_not_asked_about(asked: Asked) -> None:
    head = make.user(Role.UNIT_HEAD, asked.here.region)
    make.explanation(asked.target, asked.here.region, asked.october, head)
    assert "unmet" not in kinds(asked)


def test_one_key_puts_the_question_into_the_record(asked: Asked) -> None:
    client = signed_in(asked.here.clerk)
    wanted = line(asked)
    shown = words(client.get(page("question_list", asked.meeting.pk)))
    assert f'id="q-{wanted.key}"' in shown
    assert 'data-key="T"' in shown
    address = page("question_act", asked.meeting.pk, wanted.key)
    answer = client.post(address, {"act": "put"}, headers=HTMX)
    assert "trong biên bản" in words(answer)
    client.post(address, {"act": "put"}, headers=HTMX)
    row = Intervention.objects.get()
    assert row.kind == Intervention.Kind.QUESTION
    assert row.speaker is not None
    assert row.speaker.person == asked.meeting.chair.person
    assert row.asked == asked.here.region
    assert row.text.startswith(f"VKSND khu vực 5: {asked.target.name}")
    assert ChairQuestion.objects.get().asked_at is not None
    asked.meeting.refresh_from_db()
    assert row.change_no <= asked.meeting.change_no


def test_tick_is_set_and_taken_back(asked: Asked) -> None:
    client = signed_in(asked.here.clerk)
    address = page("question_act", asked.meeting.pk, line(asked, "late").key)
    client.post(address, {"act": "tick"})
    assert ChairQuestion.objects.get().asked_at is not None
    client.post(address, {"act": "tick"})
    assert ChairQuestion.objects.get().asked_at is None
    told = client.post(address, {"act": "unexplained"}, headers=HTMX)
    assert told.status_code == 409
    assert "Chỉ ghi không giải trình đối với chỉ tiêu" in words(told)


def test_asked_question_stays_when_the_figures_change(asked: Asked) -> None:
    wanted = line(asked, "late")
    questions.tick(asked.meeting, wanted, by=asked.here.clerk, at=make.NOW)
    asked.meeting.reports.all().update(state="sent", sent_at=YESTERDAY, sent_by=asked.here.clerk)
    kept = next(one for one in questions.listing(asked.meeting, make.NOW) if one.key == wanted.key)
    assert kept.words == wanted.words
    assert not kept.is_open


def test_unexplained_target_no_longer_holds_up_the_conclusion(asked: Asked) -> None:
    assert len(unmet.silent(asked.meeting, make.NOW)) == 1
    client = signed_in(asked.here.clerk)
    assert "chưa giải trình 1 chỉ tiêu" in words(
        client.get(page("meeting_conclude", asked.meeting.pk))
    )
    wanted = line(asked)
    questions.leave_unexplained(asked.meeting, wanted, by=asked.here.clerk, at=make.NOW)
    assert unmet.silent(asked.meeting, make.NOW) == []
    conclude(asked.here)
    (version,) = asked.meeting.versions.all()
    assert version.content["unexplained"] == [wanted.words]
    assert "explanation" not in version.overrides.values_list("rule", flat=True)


def test_answer_given_in_the_hall_is_an_explanation(asked: Asked) -> None:
    row = questions.put(asked.meeting, line(asked), by=asked.here.clerk, at=make.NOW)
    assert len(unmet.silent(asked.meeting, make.NOW)) == 1
    kind = Intervention.Kind.EXPLANATION
    make.intervention(asked.meeting, asked.here.clerk, kind=kind, answers=row.intervention)
    assert unmet.silent(asked.meeting, make.NOW) == []


def test_nothing_is_taken_up_once_the_meeting_is_concluded(asked: Asked) -> None:
    wanted = line(asked)
    conclude(asked.here)
    with pytest.raises(Refused, match="không ghi được lúc này"):
        questions.tick(asked.meeting, wanted, by=asked.here.clerk, at=make.NOW)


def test_questions_print_and_go_into_a_workbook(asked: Asked) -> None:
    client = signed_in(asked.here.clerk)
    assert client.get(page("question_print", asked.meeting.pk)).content.startswith(b"%PDF-")
    sheet = client.get(page("question_sheet", asked.meeting.pk))
    assert sheet["Content-Type"] == CONTENT_TYPE


def test_more_units_ask_no_more_queries(asked: Asked) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            questions.listing(asked.meeting, make.NOW)
        return len(counted)

    count()  # what is remembered of targets is read once
    first = count()
    for number in range(6, 10):
        unit = make.region(asked.here.province, f"VKSND khu vực {number}")
        asked.meeting.invited.add(unit)
        behind(unit, asked.meeting.work_year)
        make.unit_report(asked.meeting, unit)
    count()
    assert count() == first


def test_units_do_not_read_what_they_will_be_asked(asked: Asked) -> None:
    head = signed_in(make.user(Role.UNIT_HEAD, asked.here.region))
    assert head.get(page("question_list", asked.meeting.pk)).status_code == 403
