"""Every kind of meeting, called by a province and by a regional office, from call to close."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from meetings import reference
from meetings.conclusion.conclusion_checks import checklist
from meetings.consolidating import generating, outlines, presets
from meetings.forms.meetings import MeetingForm, first_values
from meetings.models import (
    ConsolidatedReport,
    DirectiveTask,
    Meeting,
    MeetingKind,
    Notice,
    OutlineLine,
)
from meetings.papers import drafting
from meetings.scheduling import habits
from targets import reference as target_reference
from targets.models import Indicator, Period
from tests import factories as make
from tests.meetings.stage import page, save_row, signed_in, words
from units import reference as unit_reference
from units.models import Role, Unit, User

CODES = [kind["code"] for kind in reference.KINDS]
State = Meeting.State


@dataclass
class Office:
    unit: Unit
    clerk: User
    with_unit: Unit  # chosen where a meeting is held with one
    addressee: str  # as a secretary types it
    invited: dict[str, list[Unit]]  # by audience, as the form proposes it


@pytest.fixture(scope="module")
def offices(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Office]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


def built() -> dict[str, Office]:
    unit_reference.load()
    target_reference.load()
    reference.load()
    province = make.province("VKSND tỉnh Thử Nghiệm")
    office, department = make.secretariat(province), make.department(province)
    region = make.region(province, "VKSND khu vực 5")
    make.user(Role.PROVINCE_HEAD, province, position="Viện trưởng")
    make.user(Role.PROVINCE_DEPUTY, province, position="Phó Viện trưởng")
    make.user(Role.HEAD_OF_OFFICE, office, position="Chánh Văn phòng")
    make.user(Role.UNIT_HEAD, region, position="Viện trưởng")
    make.user(Role.UNIT_DEPUTY, region, position="Phó Viện trưởng")
    below = [office, department, region]
    only_office = {"leadership": [office], "chosen": [office], "one": []}
    own = {audience: [region] for audience in MeetingKind.Audience.values}
    staff, clerk = make.user(Role.OFFICE_STAFF, office), make.user(Role.UNIT_CLERK, region)
    return {
        "province": Office(province, staff, department, "Phòng 9", {"all": below} | only_office),
        "region": Office(region, clerk, region, "VKSND khu vực 5", own),
    }


@pytest.fixture
def apart(
    offices: dict[str, Office], monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Office]]:
    """What one meeting leaves behind is gone before the next is called."""
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T09:00:00+07:00")
    with transaction.atomic():
        yield offices
        transaction.set_rollback(True)


def called(client: Client, here: Office, kind: MeetingKind) -> Meeting:
    """By the form as it is proposed; typed in is the place, and whom it is held with."""
    form = MeetingForm(
        instance=Meeting(kind=kind, organiser=here.unit),
        initial=first_values(kind, here.unit, make.TODAY),
        today=make.TODAY,
        user=here.clerk,
    )
    data = {name: form[name].value() for name in form.fields}
    assert set(data["invited"]) == {unit.pk for unit in here.invited[kind.audience]}
    if kind.is_with_one and not data["with_unit"]:
        data["with_unit"] = here.with_unit.pk
    said: dict[str, Any] = {name: value for name, value in data.items() if value is not None}
    address = f"{page('meeting_create')}?kind={kind.code}"
    response = client.post(address, said | {"place": "Hội trường"})
    assert response.status_code == 302, words(response)
    made = Meeting.objects.select_related("kind", "organiser", "period").latest("pk")
    assert (made.kind, made.organiser, made.state) == (kind, here.unit, State.DRAFT)
    return made


def steps(client: Client, meeting: Meeting, name: str, **typed: Any) -> str:
    """The state that a press on the page leads to; what was said is in the way of none."""
    response = client.post(page(name, meeting.pk), typed)
    assert response.status_code == 302, words(response)
    meeting.refresh_from_db()
    return meeting.state


def recorded(client: Client, here: Office, meeting: Meeting) -> None:
    assert save_row(client, meeting, text="Báo cáo kết quả công tác").status_code == 200
    typed = {"text": "Rà soát án tồn", "lead": here.addressee, "due": "trước ngày 15/12/2026"}
    response = client.post(page("directive_create", meeting.pk), typed)
    assert response.status_code in (200, 204, 302), words(response)
    assert (meeting.interventions.count(), meeting.directives.count()) == (1, 1)


def lacking(meeting: Meeting) -> dict[str, str]:
    """A reason for what the list of the conclusion misses, and for nothing else."""
    rules = [one.rule for one in checklist(meeting, make.NOW) if one.rule and not one.holds]
    return dict.fromkeys(rules, "Bổ sung sau hội nghị")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("where", ["province", "region"])
def test_kind_goes_from_call_to_close(apart: dict[str, Office], where: str, code: str) -> None:
    here = apart[where]
    kind, client = MeetingKind.objects.get(code=code), signed_in(here.clerk)
    meeting = called(client, here, kind)
    assert bool(meeting.period) == bool(kind.period_kind)
    assert meeting.agenda.exists()
    assert steps(client, meeting, "invitation_create") == State.DRAFT
    assert meeting.invitations.get().event == meeting.title
    assert steps(client, meeting, "meeting_schedule") == State.SCHEDULED
    assert bool(meeting.reports_due_at) == (kind.report_days is not None)
    assert set(_ids(meeting.reports, "unit")) == reporting(meeting)
    assert steps(client, meeting, "meeting_open") == State.IN_SESSION
    recorded(client, here, meeting)
    if where == "region" and not kind.period_kind:  # the other desks are drawn by enough of others
        assert client.get(page("meeting_desk", meeting.pk)).status_code == 200
    chosen = {} if kind.needs_notice else {"notice": "at_once"}
    ended = State.CONCLUDED if kind.needs_notice else State.CLOSED
    reasons = lacking(meeting)
    assert steps(client, meeting, "meeting_conclude", **reasons, **chosen) == ended
    assert steps(client, meeting, "minutes_document_create") == ended
    task = DirectiveTask.objects.get(directive__meeting=meeting)
    assert (meeting.minutes_documents.count(), task.due_on) == (1, datetime.date(2026, 12, 14))
    if kind.needs_notice:
        notice_of(client, meeting)
    assert DirectiveTask.objects.active().filter(pk=task.pk).exists() != kind.needs_notice


def notice_of(client: Client, meeting: Meeting) -> None:
    signer = drafting.default_signer(meeting, make.TODAY)
    assert signer
    response = client.post(page("notice_create", meeting.pk), {"signer": signer.pk})
    assert response.status_code == 302, words(response)
    paper = Notice.objects.get(meeting=meeting)
    assert "Rà soát án tồn" in paper.paragraphs.get().text
    assert paper.signer == signer


def reporting(meeting: Meeting) -> set[int]:
    """Units that write: the one of a session, else all invited; none for the leaders' briefing."""
    if meeting.kind.audience == MeetingKind.Audience.LEADERSHIP:
        return set()
    return {meeting.with_unit_id} if meeting.with_unit_id else set(_ids(meeting.invited, "pk"))


def _ids(rows: Any, column: str) -> list[int]:
    return list(rows.values_list(column, flat=True))


@pytest.mark.parametrize("code", presets.KINDS)
def test_region_draws_its_own_report(apart: dict[str, Office], code: str) -> None:
    """By its preset outline, with the figure that it typed in the period heard; a weekly one with
    that of the last month that ended."""
    here = apart["region"]
    kind, client = MeetingKind.objects.get(code=code), signed_in(here.clerk)
    heard = habits.last_ended_period(kind, make.TODAY)
    month = heard or Period.objects.months().filter(ends_on__lt=make.TODAY).latest("ends_on")
    meeting = make.meeting(here.unit, kind=kind, period=heard, work_year=month.work_year)
    assert here.clerk.person
    meeting.secretaries.add(here.clerk.person)  # who reads a leaders' briefing whole
    first = OutlineLine.objects.filter(kind=kind, office_kind="region", source="figures").order_by(
        "order"
    )[0]
    counted = Indicator.objects.get(code=first.indicators[0])
    make.figure(counted, here.unit, month.ends_on.replace(day=1), 4321, here.clerk)
    assert steps(client, meeting, "consolidated_create") == State.SCHEDULED
    report = ConsolidatedReport.objects.get(meeting=meeting)
    generating.generate(report, at=make.NOW)
    assert report.lines.count() == len(outlines.of_report(kind, here.unit)) > 40
    row = report.lines.get(outline=first)
    assert row.text.startswith("Cơ quan điều tra khởi tố 4.321")
    assert client.get(page("consolidated_write", report.pk)).status_code == 200
