"""A leaders' briefing: each deputy reads what concerns him and what concerns everybody.

One world, in which two deputies ask every address of the access table that shows such rows.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from meetings import histories
from meetings.agenda import portfolios
from meetings.conclusion import concluding, minutes_versions
from meetings.desk import live
from meetings.forms.kinds import MeetingKindForm
from meetings.models import (
    AgendaItem,
    ConsolidatedLine,
    ConsolidatedReport,
    Directive,
    DirectiveTask,
    Intervention,
    Meeting,
    MeetingKind,
    TaskEvent,
    UnitReport,
)
from meetings.papers import noticing
from meetings.papers.minutes_extract import concerned, extract
from meetings.permissions.meetings import may_run_meeting
from meetings.scheduling import planning
from procuracy.web import clock, pdf
from procuracy.web.errors import Refused
from procuracy.web.models import Change
from tests import factories as f
from tests.access_table import ROWS, Row
from tests.access_visitors import (
    Visitor,
    address,
    bare_refusals,
    draw_frames_once,
    look_up_once,
    recognise_once,
    signed_in,
)
from tests.factories import conclusion, consolidated
from tests.meetings.stage import ANYHOW, HTMX, save_row
from tests.meetings.stage import signed_in as client_of
from tests.units import issuing
from units.models import Document, Register, Role, Unit, User

State = Meeting.State
# What stands in rows of the one, of the other, and of everybody.
ALPHA, BETA, COMMON = "alphamot", "betahai", "chungba"
ANYTHING = (ALPHA, BETA, COMMON)
# Lists and pages without an address of a row; searches by the words.
ALSO = [
    ("meetings:search", f"?q={BETA}"),
    ("meetings:search", f"?q={ALPHA}"),
    ("meetings:task_list", "?of=office"),
    ("meetings:task_list", "?of=office&filter=planned"),
    ("meetings:task_list", "?of=office&filter=overdue"),
]


@dataclass
class Leaders:
    province: Unit
    units: dict[str, Unit]
    users: dict[str, User]
    kind: MeetingKind
    meetings: dict[str, Meeting]
    documents: list[Document]

    def seat(self, name: str) -> Any:
        assert self.users[name].acting
        return self.users[name].acting


def build() -> Leaders:
    province = f.province()
    office = f.secretariat(province)
    units = {"alpha": f.department(province, "Phòng 1"), "beta": f.department(province, "Phòng 2")}
    seats = {
        "head": (Role.PROVINCE_HEAD, province),
        "alpha": (Role.PROVINCE_DEPUTY, province),
        "beta": (Role.PROVINCE_DEPUTY, province),
        "chief": (Role.HEAD_OF_OFFICE, office),
        "clerk": (Role.OFFICE_STAFF, office),
        "other": (Role.OFFICE_STAFF, office),
        "inspector": (Role.INSPECTOR, f.department(province, "Thanh tra")),
        "worker": (Role.UNIT_CLERK, units["beta"]),
    }
    users = {name: f.user(role, where) for name, (role, where) in seats.items()}
    kind = f.meeting_kind(by_portfolio=True, needs_notice=False, audience="leadership")
    here = Leaders(province, units, users, kind, {}, [])
    for name in ("alpha", "beta"):
        f.portfolio(here.seat(name), unit=units[name])
    for state in (State.IN_SESSION, State.CONCLUDED, State.CLOSED):
        here.meetings[state] = briefing(here, state)
    here.meetings["noticed"] = briefing(here, State.CONCLUDED)
    make_papers(here)
    return here


def briefing(here: Leaders, state: State) -> Meeting:
    ended = {"concluded_at": f.NOW} if state in (State.CONCLUDED, State.CLOSED) else {}
    made = f.meeting(
        here.province,
        kind=here.kind,
        title=f"Giao ban lãnh đạo {state}",
        state=state,
        chair=here.seat("head"),
        starts_at=f.NOW - datetime.timedelta(hours=30),
        opened_at=f.NOW - datetime.timedelta(hours=30),
        change_no=5,
        surroundings_no=5,
        **ended,
    )
    made.secretaries.add(here.seat("clerk").person)
    hall = f.site(made, here.province, "Phòng họp")
    for name in ("head", "alpha", "beta"):
        f.attendance(made, here.seat(name), hall)
    for name, word in (("alpha", ALPHA), ("beta", BETA), ("", COMMON)):
        make_rows(here, made, name, word)
    return made


def make_rows(here: Leaders, meeting: Meeting, name: str, word: str) -> None:
    concerns = here.seat(name) if name else None
    unit = here.units[name or "beta"]
    f.agenda_item(meeting, f"Phần {word}", is_heading=True, minutes=0, concerns=concerns)
    item = f.agenda_item(meeting, f"Mục {word}", concerns=concerns, reason=f"Vì {word}")
    clerk = here.users["clerk"]
    facts = {"is_finished": True, "agenda_item": item}
    asked = f.intervention(
        meeting, clerk, f"Hỏi {word}", concerns=concerns, speaker_text=f"Người {word}", **facts
    )
    f.intervention(meeting, clerk, "Trả lời chung", answers=asked, is_finished=True)
    given = f.directive(
        meeting, f"Giao {word}", concerns=concerns, intervention=asked, units=[unit]
    )
    task = f.directive_task(given, unit, due_on=f.TODAY - datetime.timedelta(days=2))
    TaskEvent.objects.create(task=task, state="new", text=f"Nhắc {word}", by=clerk, at=f.NOW)
    own = f.directive_task(given, here.province, appointment=concerns)
    TaskEvent.objects.create(task=own, state="new", text=f"Nhắc {word}", by=clerk, at=f.NOW)
    seat = meeting.attendances.order_by("pk").all()[ANYTHING.index(word)]
    meeting.turns.create(attendance=seat, agenda_item=item, order=1, asked_at=f.NOW)


def make_papers(here: Leaders) -> None:
    """A concluded record on paper, numbered; and a notice in draft of another briefing."""
    done = here.meetings[State.CONCLUDED]
    version = minutes_versions.freeze(done, overrides={}, by=here.users["clerk"], at=f.NOW)
    paper = conclusion.minutes_document(version, secretary=here.seat("clerk"))
    register = Register.objects.get(office=here.province)
    said = issuing.facts() | {"opening": [f"Đã nói {BETA}", f"Đã nói {ALPHA}"]}
    document = issuing.issued(
        register, kind="BB", render=lambda number, code: (said | {"number": number}, issuing.PDF)
    )
    signed = {
        "approved_by": here.users["head"],
        "approved_at": f.NOW,
        "signed_on": f.TODAY,
        "signature_recorded_by": here.users["clerk"],
    }
    type(paper).objects.filter(pk=paper.pk).update(state="numbered", document=document, **signed)
    here.documents.append(document)
    make_report(here, done)
    noticing.create_notice(
        here.meetings["noticed"], signer=here.seat("head"), by=here.users["clerk"], at=f.NOW
    )


def make_report(here: Leaders, meeting: Meeting) -> None:
    """A consolidated report that went out; one of its lines had been taken out before."""
    report = consolidated.consolidated_report(meeting, here.seat("head"))
    for order, word in enumerate((ALPHA, BETA, ALPHA + BETA), start=4):
        consolidated.consolidated_line(report, order, 2, f"Dòng {word}", f"Nêu {word}").save()
    report.lines.get(order=6).delete()
    report = consolidated.released(report, here.users["clerk"], pdf=issuing.PDF)
    consolidated.delivery(report, here.users["head"])
    assert report.document
    here.documents.append(report.document)


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Leaders]:
    with pytest.MonkeyPatch.context() as patch:  # undone also where the database is not there
        patch.setattr(clock, "_PRETENDED", f.TODAY.isoformat())
        patch.setattr(pdf, "render", lambda html: html.encode())
        draw_frames_once(patch)
        recognise_once(patch)
        bare_refusals(patch)
        patch.setattr(settings, "SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")
        Visitor.handler.load_middleware()
        live.forget()
        with django_db_blocker.unblock(), transaction.atomic():
            yield build()
            transaction.set_rollback(True)
        live.forget()


class Things(dict[str, Any]):
    """The access table's names for things, answered by those of one briefing."""

    def __init__(self, here: Leaders, meeting: Meeting, word: str) -> None:
        super().__init__()
        rows: dict[str, Any] = {
            "intervention": meeting.interventions.filter(text__contains=word),
            "agenda_item": meeting.agenda.filter(title__contains=word, is_heading=False),
            "directive": meeting.directives.filter(text__contains=word),
            "minutes_version": meeting.versions,
            "minutes_document": meeting.minutes_documents,
            "consolidated_report": ConsolidatedReport.objects.filter(meeting=meeting),
            "consolidated_line": ConsolidatedLine.objects.filter(
                report__meeting=meeting, text__contains=word
            ),
            "turn": meeting.turns.filter(agenda_item__title__contains=word),
        }
        self |= {name: found.first() for name, found in rows.items() if found.exists()}
        self["unit_beta"] = here.units["beta"]
        tasks = DirectiveTask.objects.filter(directive__meeting=meeting)
        self._by_end = {
            "meeting": meeting,
            "task": tasks.filter(directive__text__contains=word).order_by("pk").first(),
            "notice": getattr(meeting, "notice", None),
            "document": here.documents[0] if meeting.minutes_documents.exists() else None,
            "department": here.units["beta"],
            "unit": here.units["beta"],
        }

    def __missing__(self, name: str) -> Any:
        found = self._by_end.get(name.rpartition("_")[2])
        if found is None:
            raise KeyError(name)
        return found


def asked_addresses(here: Leaders) -> list[str]:
    """Every address of the table that is read and can be made of these briefings.

    Records of single rows are asked for while a briefing sits and once it is over: their rules look
    at nothing else of a meeting.
    """
    found = {reverse(name) + query for name, query in ALSO}
    for state, meeting in here.meetings.items():
        for word in (ALPHA, BETA):
            things = Things(here, meeting, word)
            found |= {url for row in ROWS if (url := url_of(row, things))}
        found.add(reverse("meetings:minutes_changes", args=[meeting.pk]) + "?since=1&reading=1")
        found.add(reverse("units:record_history", args=["meeting", meeting.pk]))
        recorded = told_of(meeting) if state in (State.IN_SESSION, State.CONCLUDED) else {}
        for kind, rows in recorded.items():
            found |= {reverse("units:record_history", args=[kind, row.pk]) for row in rows}
    for document in here.documents:
        for view in ("detail", "pdf"):
            found.add(reverse(f"units:document_{view}", args=[document.pk]))
    return sorted(found)


def told_of(meeting: Meeting) -> dict[str, Any]:
    return {
        "agendaitem": meeting.agenda.all(),
        "intervention": meeting.interventions.all(),
        "directive": meeting.directives.all(),
        "directivetask": DirectiveTask.objects.filter(directive__meeting=meeting),
        "minutesversion": meeting.versions.all(),
        "minutesdocument": meeting.minutes_documents.all(),
        "consolidatedreport": ConsolidatedReport.objects.filter(meeting=meeting),
        "consolidatedline": ConsolidatedLine.objects.filter(report__meeting=meeting),
    }


def url_of(row: Row, things: Things) -> str:
    if "GET" not in row.methods or row.name.endswith("_load"):
        return ""
    try:
        return address(row, things)
    except (KeyError, AttributeError, ObjectDoesNotExist):
        return ""


def told(answer: Any) -> str:
    """What an answer says, a workbook taken apart."""
    content = b"".join(answer) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return str(content, errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(str(book.read(name), errors="replace") for name in book.namelist())


def reads(visitor: Visitor, url: str) -> str:
    headers = HTMX if "changes" in url else {}
    answer = visitor.ask("GET", url, **headers)
    assert answer.status_code < 500, url
    return told(answer) if answer.status_code == 200 else ""


# Pages on which a deputy finds his own part.
OWN = {
    *("meeting_detail", "meeting_desk", "meeting_minutes", "minutes_changes", "agenda_print"),
    *("agenda_sheet", "speaker_queue", "speaker_totals", "minutes_extract", "task_detail"),
    *("minutes_extract_print", "task_list", "search", "briefing_board", "record_history"),
}


def test_no_address_shows_a_deputy_what_concerns_another_alone(
    here: Leaders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What opens for the first and is about no briefing the second need not read again."""
    look_up_once(monkeypatch)
    asked = asked_addresses(here)
    about_none = shown_own_part(here, asked, "alpha", ALPHA, BETA)
    assert len(about_none) < len(asked) / 3
    shown_own_part(here, [url for url in asked if url not in about_none], "beta", BETA, ALPHA)


def shown_own_part(here: Leaders, asked: list[str], name: str, own: str, others: str) -> set[str]:
    """The addresses that open and say nothing out of any briefing."""
    visitor = signed_in(here.users[name])
    said = {url: reads(visitor, url) for url in asked}
    searched = f"?q={others}"
    assert [url for url in asked if others in said[url] and not url.endswith(searched)] == []
    pages = " ".join(url for url in asked if own in said[url])
    assert {one for one in OWN if not any(part in pages for part in _parts_of(one))} == set()
    return {url for url in asked if said[url] and not any(word in said[url] for word in ANYTHING)}


def _parts_of(name: str) -> list[str]:
    """How addresses of a page end."""
    known = {
        "meeting_detail": "/meetings/",
        "meeting_desk": "/desk/",
        "meeting_minutes": "/minutes/",
        "minutes_changes": "/changes/",
        "agenda_print": "/agenda/print/",
        "agenda_sheet": "/agenda/sheet/",
        "speaker_queue": "/queue/",
        "speaker_totals": "/speakers/",
        "minutes_extract": "/extract/",
        "minutes_extract_print": "/extract/print.pdf",
        "task_detail": "/tasks/",
        "task_list": "/tasks/",
        "search": "/search/",
        "briefing_board": "/portfolios/",
        "record_history": "/history/",
    }
    return [known[name]]


def test_deputy_does_not_see_what_a_briefings_report_went_through(here: Leaders) -> None:
    """Neither its lines, nor one that was taken out, nor to whom it was sent, nor the document."""
    names = ("consolidatedreport", "consolidatedline", "reportdelivery")
    rows = Change.objects.filter(table__in=[f"meetings_{name}" for name in names])
    document = here.documents[-1]
    assert (document.kind, rows.count()) == (
        "BC",
        rows.exclude(histories.kept(here.seat("head"))).count(),
    )
    assert {row.table for row in rows} == {f"meetings_{name}" for name in names}
    assert rows.filter(kind=Change.Kind.DELETE).exists()
    assert not rows.exclude(histories.kept(here.seat("alpha"))).exists()
    seen = {
        name: Document.objects.visible_to(here.users[name]).filter(pk=document.pk).exists()
        for name in ("head", "chief", "clerk", "alpha", "other", "inspector")
    }
    assert [name for name, sees in seen.items() if sees] == ["head", "chief", "clerk"]


def test_search_by_words_of_another_finds_nothing(here: Leaders) -> None:
    visitor = signed_in(here.users["alpha"])
    said = reads(visitor, reverse("meetings:search") + f"?q={BETA}")
    assert said.count(BETA) <= said.count(f'value="{BETA}"') + said.count(f"“{BETA}”")
    assert f"Giao {BETA}" not in said


def test_who_reads_it_whole_finds_everything(here: Leaders) -> None:
    done, live_one = here.meetings[State.CONCLUDED], here.meetings[State.IN_SESSION]
    urls = [
        reverse("meetings:meeting_desk", args=[live_one.pk]),
        reverse("meetings:meeting_minutes", args=[done.pk]),
        reverse("meetings:agenda_print", args=[done.pk]),
        reverse("meetings:minutes_version", args=[done.versions.get().pk]),
        reverse("meetings:minutes_document_detail", args=[done.minutes_documents.get().pk]),
        reverse("meetings:notice_detail", args=[here.meetings["noticed"].notice.pk]),
    ]
    for name in ("head", "chief", "clerk"):
        visitor = signed_in(here.users[name])
        lacking = [url for url in urls if not all(word in reads(visitor, url) for word in ANYTHING)]
        assert lacking == [], name


def test_office_without_the_pen_inspector_and_units_read_what_concerns_everybody(
    here: Leaders,
) -> None:
    done = here.meetings[State.CONCLUDED]
    record = reverse("meetings:meeting_minutes", args=[done.pk])
    for name in ("other", "inspector"):
        said = reads(signed_in(here.users[name]), record)
        assert (COMMON in said, ALPHA in said, BETA in said) == (True, False, False), name
    worker = signed_in(here.users["worker"])
    assert reads(worker, record) == ""
    mine = reads(worker, reverse("meetings:task_list"))
    assert BETA in mine
    assert ALPHA not in mine


def test_inspectors_search_keeps_to_it_also_of_rows_taken_out(here: Leaders) -> None:
    meeting = here.meetings[State.IN_SESSION]
    item = f.agenda_item(meeting, f"Bỏ {BETA}", concerns=here.seat("beta"))
    item.delete()
    day = (f.TODAY + datetime.timedelta(days=9)).isoformat()  # the database has a clock of its own
    asked = reverse("units:change_list") + f"?since=2020-01-01&until={day}&words="
    for name in ("inspector",):
        visitor = signed_in(here.users[name])
        assert f"Giao {COMMON}" in reads(visitor, asked + COMMON)
        said = reads(visitor, asked + BETA)
        assert [w for w in (f"Giao {BETA}", f"Mục {BETA}", f"Bỏ {BETA}") if w in said] == []
    assert f"Bỏ {BETA}" not in reads(
        signed_in(here.users["alpha"]),
        reverse("units:record_history", args=["meeting", meeting.pk]),
    )
    assert f"Bỏ {BETA}" in reads(
        signed_in(here.users["chief"]),
        reverse("units:record_history", args=["meeting", meeting.pk]),
    )


def test_who_runs_it_reads_it_whole(here: Leaders) -> None:
    meeting = here.meetings[State.IN_SESSION]
    rights = {name: bool(may_run_meeting(user, meeting)) for name, user in here.users.items()}
    assert {name for name, may in rights.items() if may} == {"head", "chief", "clerk"}
    meeting.chair = here.seat("alpha")
    meeting.save()
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert may_run_meeting(here.users["alpha"], meeting)
    assert not may_run_meeting(here.users["beta"], meeting)
    Meeting.objects.filter(pk=meeting.pk).update(chair=here.seat("head"))


def test_row_is_read_when_it_is_written_down_by_whom_it_concerns(here: Leaders) -> None:
    meeting, key = here.meetings[State.IN_SESSION], uuid4()
    client, mine = client_of(here.users["clerk"]), str(here.seat("beta").pk)
    save_row(client, meeting, key, text="Đang gõ")
    row = Intervention.objects.get(client_key=key)
    seen = {name: Intervention.objects.visible_to(here.users[name]) for name in here.users}
    assert {name for name, rows in seen.items() if row in rows} == {"head", "chief", "clerk"}
    save_row(client, meeting, key, text="Đã ghi", version=1, concerns=mine, finish="1")
    row.refresh_from_db()
    assert row.concerns == here.seat("beta")
    assert {name for name, rows in seen.items() if row in rows.all()} == {
        *("head", "chief", "clerk", "beta")
    }
    answer = save_row(client, meeting, text="Trả lời", answers=row.pk, finish="1")
    assert answer.status_code == 200
    assert Intervention.objects.get(text="Trả lời").concerns == here.seat("beta")
    data = {"text": "Giao riêng", "source": str(key), "gives_no_task": "on"}
    client.post(reverse("meetings:directive_create", args=[meeting.pk]), data, headers=HTMX)
    assert Directive.objects.get(text="Giao riêng").concerns == here.seat("beta")
    page = client.get(reverse("meetings:meeting_desk", args=[meeting.pk])).content.decode()
    assert "0. Mọi người" in page
    assert f">2. {here.seat('alpha').person.full_name}<" in page


def test_extract_says_what_concerns_one_and_everybody(here: Leaders) -> None:
    said = here.meetings[State.CONCLUDED].versions.get().content
    alpha = here.seat("alpha").person_id
    assert set(concerned(said)) == {alpha, here.seat("beta").person_id}
    part = extract(said, alpha)
    assert [ALPHA in str(part), BETA in str(part), COMMON in str(part)] == [True, False, True]
    numbers = {row["no"] for row in part["said"]}
    assert all(row["answers"] in {None, *numbers} for row in part["said"])
    assert [row["no"] for row in part["directives"]] == [1, 3]
    with transaction.atomic():
        seat = here.seat("alpha")
        twin = f.person(full_name=seat.person.full_name)
        f.appointment(twin, seat.unit, seat.role, valid_from=seat.valid_from)
        assert set(concerned(said)) == {here.seat("beta").person_id}
        assert ALPHA not in f"{extract(said, alpha)}{extract(said, twin.pk)}"
        transaction.set_rollback(True)


def test_briefing_is_prepared_from_the_portfolios_again_and_again(here: Leaders) -> None:
    meeting = f.meeting(
        here.province, kind=here.kind, chair=here.seat("head"), starts_at=f.NOW, title="Tuần này"
    )
    f.agenda_item(meeting, "Viện trưởng kết luận")
    closed = DirectiveTask.objects.filter(directive__meeting=here.meetings[State.CLOSED])
    assert portfolios.prepare(meeting, at=f.NOW) == len(meeting.agenda.exclude(proposal_key=""))
    heads = meeting.agenda.filter(is_heading=True)
    assert [one.concerns_id for one in heads] == [
        here.seat(name).pk for name in ("head", "alpha", "beta")
    ]
    line = meeting.agenda.get(concerns=here.seat("alpha"), is_heading=False)
    assert line.proposal_key.endswith(f"-{here.units['alpha'].code}")
    assert line.reason == "1 nhiệm vụ quá hạn."
    assert line.concerns_id == here.seat("alpha").pk
    assert meeting.agenda.last().title == "Viện trưởng kết luận"  # type: ignore[union-attr]
    line.title = "Sửa tay"
    line.save()
    closed.filter(unit=here.units["alpha"]).update(state="reported", reported_at=f.NOW)
    assert portfolios.prepare(meeting, at=f.NOW) == 0
    line.refresh_from_db()
    assert (line.title, line.reason) == ("Sửa tay", "1 kết quả chờ xác nhận.")
    closed.filter(unit=here.units["alpha"]).update(state="new", reported_at=None)


def test_scheduling_opens_no_reports_and_other_agendas_leave_it_out(here: Leaders) -> None:
    meeting = planning.create_meeting(
        Meeting(
            kind=here.kind,
            organiser=here.province,
            host=here.province,
            work_year=here.meetings[State.CLOSED].work_year,
            title="Giao ban tuần sau",
            place="Phòng họp",
            chair=here.seat("head"),
            starts_at=f.NOW + datetime.timedelta(days=3),
            ends_at=f.NOW + datetime.timedelta(days=3, hours=1),
        ),
        invited=list(here.units.values()),
        at=f.NOW,
    )
    assert meeting.agenda.filter(concerns=here.seat("alpha"), is_heading=True).exists()
    planning.schedule(meeting, by=here.users["clerk"], at=f.NOW)
    assert not UnitReport.objects.filter(meeting=meeting).exists()
    monthly = f.meeting(here.province, chair=here.seat("head"), title="Giao ban tháng")
    planning.sources.add_tasks(monthly, at=f.NOW)
    titles = " ".join(AgendaItem.objects.filter(meeting=monthly).values_list("title", flat=True))
    assert (COMMON in titles, ALPHA in titles, BETA in titles) == (True, False, False)


def test_without_a_notice_tasks_are_in_force_at_once(here: Leaders) -> None:
    clerk, made = here.users["clerk"], []
    for issues_notice in (False, True):
        meeting = f.meeting(
            here.province, kind=here.kind, state=State.IN_SESSION, opened_at=f.NOW, title="Kết luận"
        )
        meeting.secretaries.add(here.seat("clerk").person)
        f.directive(meeting, "Giao ngay", units=[here.units["beta"]])
        choice = "issue" if issues_notice else "at_once"
        page = reverse("meetings:meeting_conclude", args=[meeting.pk])
        assert client_of(clerk).post(page, ANYHOW).status_code == 422
        client_of(clerk).post(page, {**ANYHOW, "notice": choice})
        meeting.refresh_from_db()
        made.append(meeting)
    at_once, noticed = made
    tasks = DirectiveTask.objects.active()
    assert at_once.state == State.CLOSED
    assert tasks.filter(directive__meeting=at_once).exists()
    with pytest.raises(Refused, match="không ra thông báo"):
        noticing.create_notice(at_once, signer=here.seat("head"), by=clerk, at=f.NOW)
    assert noticed.state == State.CONCLUDED
    assert not tasks.filter(directive__meeting=noticed).exists()
    with pytest.raises(Refused, match="phải ra thông báo"):
        concluding.close(noticed, by=clerk, at=f.NOW)


def test_habit_stays_once_leaders_were_told_something_alone(here: Leaders) -> None:
    form = MeetingKindForm({}, instance=here.kind)
    form.is_valid()
    assert "riêng cho từng lãnh đạo" in str(form.errors["by_portfolio"])


def test_regional_office_keeps_its_leaders_parts_apart(here: Leaders) -> None:
    region = f.region(here.province)
    head, first, second, clerk = (
        f.user(role, region)
        for role in (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_DEPUTY, Role.UNIT_CLERK)
    )
    assert first.acting
    assert clerk.acting
    meeting = f.meeting(region, kind=here.kind, state=State.CLOSED, concluded_at=f.NOW)
    given = f.directive(meeting, "Giao riêng khu vực", concerns=first.acting)
    task = f.directive_task(given, region, due_on=f.TODAY)
    seen = {
        name: task in DirectiveTask.objects.visible_to(user)
        for name, user in (("head", head), ("first", first), ("second", second), ("clerk", clerk))
    }
    assert seen == {"head": True, "first": True, "second": False, "clerk": False}
    meeting.secretaries.add(clerk.acting.person)
    assert task in DirectiveTask.objects.visible_to(clerk)
    found = portfolios.parts(meeting)
    assert [part.leader.unit_id for part in found] == [region.pk] * 3
    assert [bool(part.works) for part in found] == [False, True, False]
