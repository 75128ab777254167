"""Texts that save while they are typed are revisions; what was committed is the history."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from meetings import reporting
from meetings.conclusion import concluding
from meetings.models import Meeting
from meetings.papers import notice_editing, noticing
from meetings.reporting import sections
from procuracy.web.history import drafts
from procuracy.web.history.context import Actor, Origin, drafting, working
from procuracy.web.models import Change, Revision
from tests import factories as f
from tests.meetings.stage import conclude, in_session, save_row, signed_in, stage
from units.models import Person

pytestmark = pytest.mark.django_db


def of(rows: type[Change | Revision], row: Any) -> list[Any]:
    found = rows.objects.filter(table=row._meta.db_table, record=str(row.pk))
    return list(found.order_by("pk"))


def test_typed_minutes_are_revisions_until_the_meeting_is_concluded() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    for version, text in enumerate(["Tỷ", "Tỷ lệ", "Tỷ lệ giải quyết"]):
        save_row(client, here.meeting, key, version=version, text=text)
    (row,) = here.meeting.interventions.all()
    assert of(Change, row) == []
    assert [one.after["text"] for one in of(Revision, row)] == ["Tỷ", "Tỷ lệ", "Tỷ lệ giải quyết"]
    assert {one.user_id for one in of(Revision, row)} == {here.clerk.pk}
    conclude(here)
    (change,) = of(Change, row)
    assert (change.kind, change.after["text"]) == ("insert", "Tỷ lệ giải quyết")
    assert change.whole is None
    assert change.unit_id == here.province.pk


def test_minutes_mended_after_reopening_are_one_more_change() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="Tỷ lệ")
    conclude(here)
    concluding.reopen(here.meeting, reason="Sửa", by=here.clerk, at=f.NOW)
    for version, text in enumerate(["Tỷ lệ đạt", "Tỷ lệ đạt 90 %"], start=1):
        save_row(client, here.meeting, key, version=version, text=text)
    conclude(here)
    (row,) = here.meeting.interventions.all()
    change = of(Change, row)[-1]
    assert len(of(Change, row)) == 2
    assert (change.before["text"], change.after["text"]) == ("Tỷ lệ", "Tỷ lệ đạt 90 %")


def test_concluding_commits_the_assessment_before_the_state() -> None:
    here = in_session()
    Meeting.objects.filter(pk=here.meeting.pk).update(assessment="Trước")
    with drafting():
        Meeting.objects.filter(pk=here.meeting.pk).update(assessment="Đạt")
    conclude(here)
    *_, text, state = of(Change, here.meeting)
    assert (text.before, text.after) == ({"assessment": "Trước"}, {"assessment": "Đạt"})
    assert state.after["state"] == "concluded"


def test_following_number_of_a_meeting_is_no_change() -> None:
    here = in_session()
    before = len(of(Change, here.meeting))
    save_row(signed_in(here.clerk), here.meeting)
    assert len(of(Change, here.meeting)) == before


def test_report_typed_and_sent_is_one_change_of_its_text() -> None:
    here = stage()
    report = f.unit_report(here.meeting, here.region)
    section, seen = f.section(report), sections.mark_of("")
    for text in ("Một", "Một hai"):
        sections.write(section, text, seen=seen)
        seen = sections.mark_of(text)
    assert len(of(Change, section)) == 1
    assert len(of(Revision, section)) == 2
    reporting.send(report, version=2, by=here.clerk, at=f.NOW)
    *_, typed = of(Change, section)
    assert (typed.before, typed.after) == ({"text": ""}, {"text": "Một hai"})
    assert of(Change, report)[-1].after["state"] == "sent"
    assert all(one.is_committed for one in of(Revision, section))


def test_paragraphs_are_committed_with_the_approved_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    here = stage(state=Meeting.State.CONCLUDED, concluded_at=f.NOW)
    notice = f.notice(here.meeting)
    paragraph = notice_editing.add_paragraph(notice, by=here.clerk, at=f.NOW)
    base = notice_editing.digest("")
    notice_editing.save_paragraph(paragraph, "Rà soát", base=base, by=here.clerk, at=f.NOW)
    assert [one.kind for one in of(Change, paragraph)] == ["insert"]
    monkeypatch.setattr(noticing, "WAY", replace(noticing.WAY, shortcoming=lambda *_: ""))
    notice.refresh_from_db()
    noticing.approve(notice, edition=notice.edition, by=here.clerk, at=f.NOW)
    assert of(Change, paragraph)[-1].after == {"text": "Rà soát"}


def test_removed_paragraph_is_recorded_with_what_was_typed_last() -> None:
    here = stage(state=Meeting.State.CONCLUDED, concluded_at=f.NOW)
    paragraph = notice_editing.add_paragraph(f.notice(here.meeting), by=here.clerk, at=f.NOW)
    base = notice_editing.digest("")
    notice_editing.save_paragraph(paragraph, "Rà soát", base=base, by=here.clerk, at=f.NOW)
    key = paragraph.pk
    notice_editing.remove_paragraph(paragraph, by=here.clerk, at=f.NOW)
    rows = Change.objects.filter(table="meetings_noticeparagraph", record=str(key)).order_by("pk")
    assert [row.kind for row in rows] == ["insert", "update", "delete"]


def test_tables_without_drafts_do_not_listen() -> None:
    with drafting():
        person = f.person()
    assert of(Revision, person) == []
    assert len(of(Change, person)) == 1


def test_draft_that_ends_where_it_began_is_no_change() -> None:
    here = stage()
    section = f.section(f.unit_report(here.meeting, here.region, results="A"))
    with drafting():
        type(section).objects.filter(pk=section.pk).update(text="B")
        type(section).objects.filter(pk=section.pk).update(text="A")
    drafts.commit(type(section).objects.all())
    assert len(of(Change, section)) == 1


def test_commit_names_who_committed() -> None:
    here = stage()
    section = f.section(f.unit_report(here.meeting, here.region))
    with working(Origin("a", who=lambda: Actor(1))), drafting():
        type(section).objects.filter(pk=section.pk).update(text="B")
    with working(Origin("b", who=lambda: Actor(2))):
        drafts.commit(type(section).objects.all())
    assert of(Revision, section)[0].user_id == 1
    assert of(Change, section)[-1].user_id == 2


def test_commit_of_nothing_is_nothing() -> None:
    drafts.commit(Person.objects.none())
    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pruning_takes_old_committed_drafts_only(
    owner_connection: psycopg.Connection[Any],
) -> None:
    here = stage()
    section = f.section(f.unit_report(here.meeting, here.region))
    for text in ("A", "B"):
        with drafting():
            type(section).objects.filter(pk=section.pk).update(text=text)
        if text == "A":
            drafts.commit(type(section).objects.all())
    owner_connection.execute("UPDATE web_revision SET at = at - interval '2 years'")
    assert drafts.prune(timezone.now()) == 1
    assert [one.after for one in of(Revision, section)] == [{"text": "B"}]


def test_pruning_of_the_last_week_is_refused() -> None:
    here = stage()
    section = f.section(f.unit_report(here.meeting, here.region))
    with drafting():
        type(section).objects.filter(pk=section.pk).update(text="A")
    drafts.commit(type(section).objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT history_prune(%s)", [timezone.now() + datetime.timedelta(days=1)])
        assert cursor.fetchone() == (0,)
