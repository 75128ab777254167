"""A spilled secret goes out of row, drafts and history by two persons; the proof still holds."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from procuracy.web.errors import Refused
from procuracy.web.history import purging, sealing
from procuracy.web.history.context import drafting
from procuracy.web.history.verifying import verify
from procuracy.web.models import Change, PurgeRequest, Revision, Tombstone
from tests import factories as f
from tests.meetings.stage import signed_in
from units.models import Role, Unit, User

SECRET = "Danh sách đối tượng X"


def two_persons(province: Unit) -> tuple[User, User]:
    today = timezone.localdate()
    inspector = f.user(Role.INSPECTOR, f.department(province, "Thanh tra"), on=today)
    return inspector, f.user(Role.PROVINCE_HEAD, province, on=today)


def spilled(province: Unit) -> Meeting:
    """A meeting whose assessment held the secret in drafts, in the history, and still does."""
    meeting = f.meeting(province)
    rows = Meeting.objects.filter(pk=meeting.pk)
    with drafting():
        rows.update(assessment=f"Bản nháp: {SECRET}")
    rows.update(assessment=f"Đánh giá: {SECRET}")
    rows.update(assessment=f"Đánh giá lại: {SECRET}", place="Hội trường B")
    return meeting


def everything_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(t, ' ') FROM (SELECT web_change::text AS t FROM web_change "
            "UNION ALL SELECT web_revision::text FROM web_revision UNION ALL "
            "SELECT meetings_meeting::text FROM meetings_meeting UNION ALL "
            "SELECT web_tombstone::text FROM web_tombstone) AS all_rows"
        )
        return str(cursor.fetchone()[0])


def ask(meeting: Meeting, by: User) -> PurgeRequest:
    return f.purge_request(meeting, "assessment", by)


def confirm(asked: PurgeRequest, by: User) -> Tombstone:
    assert by.acting
    return purging.confirm(asked, by=by.pk, acting=by.acting.pk)


@pytest.mark.django_db(transaction=True)
def test_purged_text_is_nowhere_and_the_proof_still_holds() -> None:
    province = f.province()
    inspector, head = two_persons(province)
    meeting = spilled(province)
    sealing.seal()
    assert SECRET in everything_kept()
    stone = confirm(ask(meeting, inspector), head)
    assert SECRET not in everything_kept()
    sealing.seal()
    report = verify()
    assert (report.fault, report.purged) == (None, 1)
    meeting.refresh_from_db()
    assert (meeting.assessment, meeting.place) == ("", "Hội trường B")
    assert len(stone.ids) >= 3
    assert len(stone.originals) == len(stone.remains) == 64 * len(stone.ids)
    assert stone.request.reason


@pytest.mark.django_db(transaction=True)
def test_two_fields_of_one_record_may_be_purged_one_after_the_other() -> None:
    province = f.province()
    inspector, head = two_persons(province)
    meeting = spilled(province)
    sealing.seal()
    confirm(ask(meeting, inspector), head)
    confirm(f.purge_request(meeting, "place", inspector), head)
    sealing.seal()
    report = verify()
    assert (report.fault, report.purged) == (None, 2)


@pytest.mark.django_db(transaction=True)
def test_a_tombstone_excuses_nothing_else(owner_connection: psycopg.Connection[Any]) -> None:
    province = f.province()
    inspector, head = two_persons(province)
    meeting = spilled(province)
    sealing.seal()
    stone = confirm(ask(meeting, inspector), head)
    sealing.seal()
    row = Change.objects.filter(pk__in=stone.ids).earliest("pk")
    owner_connection.execute("UPDATE web_change SET user_id = 1 WHERE id = %s", [row.pk])
    fault = verify().fault
    assert fault
    assert f"Dòng {row.pk} đã bị sửa" in fault.sentence


@pytest.mark.django_db(transaction=True)
def test_tombstone_put_there_by_hand_is_found(owner_connection: psycopg.Connection[Any]) -> None:
    """The owner alters a row and excuses it, with the triggers off."""
    province = f.province()
    inspector, head = two_persons(province)
    meeting = spilled(province)
    asked = ask(meeting, inspector)
    sealing.seal()
    row = Change.objects.filter(table="meetings_meeting").latest("pk")
    digest = "SELECT encode(history_digest(c), 'hex') FROM web_change AS c WHERE id = %s"
    (before,) = owner_connection.execute(digest, [row.pk]).fetchone() or ("",)
    owner_connection.execute("UPDATE web_change SET user_id = 1 WHERE id = %s", [row.pk])
    (after,) = owner_connection.execute(digest, [row.pk]).fetchone() or ("",)
    owner_connection.execute("ALTER TABLE web_tombstone DISABLE TRIGGER USER")
    owner_connection.execute(
        "INSERT INTO web_tombstone (request_id, confirmed_by, confirmed_as, at, content, ids, "
        "originals, remains) VALUES (%s, %s, 1, now(), '', %s, %s, %s)",
        [asked.pk, head.pk, [row.pk], before, after],
    )
    fault = verify().fault
    assert fault
    assert "không có trong lịch sử" in fault.sentence


@pytest.mark.django_db
def test_one_person_is_not_two() -> None:
    province = f.province()
    inspector, _ = two_persons(province)
    asked = ask(spilled(province), inspector)
    with pytest.raises(Refused, match="cần người thứ hai"):
        confirm(asked, inspector)
    with pytest.raises(DatabaseError, match="two persons"), transaction.atomic():
        call(asked, inspector.pk)
    assert SECRET in everything_kept()


def call(asked: PurgeRequest, by: int | None) -> None:
    """The function itself, past the application."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT history_purge(%s, %s, 1)", [asked.pk, by])


@pytest.mark.django_db
def test_request_is_carried_out_once() -> None:
    province = f.province()
    inspector, head = two_persons(province)
    asked = ask(spilled(province), inspector)
    confirm(asked, head)
    with pytest.raises(Refused, match="đã được thực hiện"):
        confirm(asked, head)
    with pytest.raises(DatabaseError, match="done already"), transaction.atomic():
        call(asked, head.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("web_change", "source"),
        ("web_purgerequest", "reason"),
        ("meetings_meeting", "state_x"),
        ("meetings_meeting", "starts_at"),
        ("meetings_meeting", "id"),
        ("django_session", "session_data"),
        ("units_unit; DROP TABLE x", "code"),
    ],
)
def test_only_texts_of_recorded_tables_are_purged(table: str, column: str) -> None:
    province = f.province()
    inspector, head = two_persons(province)
    asked = ask(spilled(province), inspector)
    forged = PurgeRequest.objects.create(
        **{
            key: value
            for key, value in vars(asked).items()
            if key not in ("_state", "id", "table", "column")
        },
        table=table,
        column=column,
    )
    with pytest.raises(DatabaseError, match="history_purge"), transaction.atomic():
        call(forged, head.pk)


@pytest.mark.django_db
def test_row_that_is_gone_is_purged_from_the_history() -> None:
    province = f.province()
    inspector, head = two_persons(province)
    field = f.field(SECRET)
    asked = f.purge_request(field, "name", inspector)
    field.delete()
    stone = confirm(asked, head)
    assert len(stone.ids) == 2
    kept = Change.objects.filter(table="units_field", record=asked.record)
    assert all(
        SECRET not in str(one.before) + str(one.after["name"] if one.after else "") for one in kept
    )


@pytest.mark.django_db
def test_asked_on_the_record_confirmed_by_the_head() -> None:
    province = f.province()
    inspector, head = two_persons(province)
    meeting = spilled(province)
    asking, confirming = signed_in(inspector), signed_in(head)
    url = reverse("units:purge_create", args=["meeting", meeting.pk])
    assert "đánh giá" in asking.get(url).content.decode()
    said = {"column": "assessment", "reason": "Lộ nội dung theo báo cáo của Phòng 1"}
    assert asking.post(url, said).status_code == 302
    asked = PurgeRequest.objects.get()
    page = reverse("units:purge_confirm", args=[asked.pk])
    assert confirming.post(page).status_code == 200
    assert not Tombstone.objects.exists()
    assert confirming.post(page, {"confirmed": "1"}).status_code == 302
    stone = Tombstone.objects.get()
    assert (asked.asked_by, stone.confirmed_by) == (inspector.pk, head.pk)
    listed = asking.get(reverse("units:purge_list")).content.decode()
    assert str(head) in listed
    shown = asking.get(reverse("units:record_history", args=["meeting", meeting.pk]))
    assert "nội dung đã xóa theo biên bản" in shown.content.decode()
    assert SECRET not in shown.content.decode()
    assert Revision.objects.filter(record=str(meeting.pk)).exists()


@pytest.mark.django_db
def test_own_request_is_refused_with_a_sentence() -> None:
    """A head of a region's office who is inspector elsewhere, say: the same account."""
    province = f.province()
    _, head = two_persons(province)
    asked = ask(spilled(province), head)
    client = signed_in(head)
    answer = client.post(
        reverse("units:purge_confirm", args=[asked.pk]), {"confirmed": "1"}, follow=True
    )
    assert "Người đề nghị không tự xác nhận" in answer.content.decode()
    assert not Tombstone.objects.exists()


@pytest.mark.django_db
def test_application_role_writes_no_tombstone() -> None:
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM web_tombstone")
