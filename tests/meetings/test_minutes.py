"""Minutes typed live: each row saves alone, nothing is lost, nothing is doubled."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from meetings.models import Intervention, Meeting
from tests import factories as make
from tests.meetings.stage import (
    HTMX,
    Stage,
    in_session,
    page,
    save_row,
    signed_in,
    stage,
    words,
)
from units.models import Role

pytestmark = pytest.mark.django_db


def colleague(here: Stage) -> Client:
    return signed_in(make.user(Role.HEAD_OF_OFFICE, here.office))


def test_row_is_made_while_typing() -> None:
    here = in_session()
    response = save_row(signed_in(here.clerk), here.meeting, text="Tỷ lệ giải quyết tin báo")
    row = Intervention.objects.get()
    assert response.status_code == 200
    assert (row.text, row.version, row.edited_by) == ("Tỷ lệ giải quyết tin báo", 1, here.clerk)
    assert 'name="version"' in words(response)
    assert 'value="1"' in words(response)


def test_same_row_sent_twice_is_made_once() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key)
    again = save_row(client, here.meeting, key)
    assert again.status_code == 200
    assert Intervention.objects.get().version == 1


def test_own_successive_savings_never_conflict() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    for version in range(4):
        response = save_row(client, here.meeting, key, version=version, text="một " * (version + 1))
        assert response.status_code == 200
    assert Intervention.objects.get().text == "một một một một "


def test_lost_answer_is_no_conflict_with_oneself() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="một")
    response = save_row(client, here.meeting, key, text="một hai", last_sent=["một", "một h"])
    assert response.status_code == 200
    assert Intervention.objects.get().text == "một hai"


def test_second_editor_gets_both_texts() -> None:
    here, key = in_session(), uuid4()
    mine = signed_in(here.clerk)
    save_row(mine, here.meeting, key, text="chung")
    save_row(colleague(here), here.meeting, key, version=1, text="bản của <b>đồng nghiệp</b>")
    response = save_row(mine, here.meeting, key, version=1, text="bản của tôi")
    shown = words(response)
    assert response.status_code == 409
    assert "bản của &lt;b&gt;đồng nghiệp&lt;/b&gt;" in shown
    assert "bản của tôi" in shown
    assert Intervention.objects.get().text == "bản của <b>đồng nghiệp</b>"


def test_conflict_is_settled_by_choosing_mine() -> None:
    here, key = in_session(), uuid4()
    mine = signed_in(here.clerk)
    save_row(mine, here.meeting, key, text="chung")
    save_row(colleague(here), here.meeting, key, version=1, text="của họ")
    response = save_row(mine, here.meeting, key, version=1, over=2, finish=1, text="gộp hai bản")
    assert response.status_code == 200
    assert Intervention.objects.get().text == "gộp hai bản"


def test_same_account_in_two_browsers_conflicts_too() -> None:
    here, key = in_session(), uuid4()
    first, second = signed_in(here.clerk), signed_in(here.clerk)
    save_row(first, here.meeting, key, text="chung")
    save_row(second, here.meeting, key, version=1, text="ở máy hai")
    assert save_row(first, here.meeting, key, version=1, text="ở máy một").status_code == 409


def test_stored_version_can_be_taken_instead() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="đã lưu")
    form = words(client.get(page("intervention_save", here.meeting.pk, key), headers=HTMX))
    assert "đã lưu" in form
    assert f'id="said-{key}"' in form


def test_finished_row_opens_an_empty_one_under_another_key() -> None:
    here, key = in_session(), uuid4()
    response = save_row(signed_in(here.clerk), here.meeting, key, finish=1)
    assert response["HX-Reswap"] == "outerHTML"
    assert response["HX-Trigger"] == "minutes-changed"
    assert 'id="entry"' in words(response)
    assert str(key) not in words(response)


def test_finished_row_names_the_speaker_from_a_few_letters() -> None:
    here = in_session()
    head = make.appointment(make.person(), here.region, Role.UNIT_HEAD, position="Viện trưởng")
    seat = make.attendance(here.meeting, head)
    save_row(signed_in(here.clerk), here.meeting, speaker_text="vt kv5", finish=1)
    row = Intervention.objects.get()
    assert (row.speaker, row.speaker_text) == (seat, "Viện trưởng VKSND khu vực 5")


def test_speaker_who_is_not_on_the_list_stays_as_typed() -> None:
    here = in_session()
    save_row(signed_in(here.clerk), here.meeting, speaker_text="Khách mời Tòa án", finish=1)
    row = Intervention.objects.get()
    assert (row.speaker, row.speaker_text) == (None, "Khách mời Tòa án")


def test_empty_row_is_not_made() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    assert save_row(client, here.meeting, text="  ").status_code == 204
    assert save_row(client, here.meeting, text="", finish=1).status_code == 422
    assert not Intervention.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "Nội dung\nTỐI MẬT\n"}, "không được nhập"),
        ({"text": "Độ mật: Mật"}, "không được nhập"),
        ({"speaker_text": "TUYỆT MẬT"}, "không được nhập"),
        ({"text": "tài liệu mật của vụ án"}, "xác nhận"),
        ({"text": "x" * 20_001}, "tối đa 20000 ký tự"),
        ({"speaker_text": "x" * 10_000}, "tối đa 160 ký tự"),
        ({"kind": "dance"}, "Loại ý kiến"),
        ({"agenda_item": 999_999}, "Mục chương trình"),
    ],
)
def test_wrong_row_is_refused_and_stored_nowhere(typed: dict[str, Any], sentence: str) -> None:
    here = in_session()
    response = save_row(signed_in(here.clerk), here.meeting, **typed)
    assert response.status_code == 422
    assert sentence in words(response)
    assert not Intervention.objects.exists()
    assert Meeting.objects.get().change_no == 0


def test_accepted_words_about_secrecy_are_stored() -> None:
    here = in_session()
    save_row(signed_in(here.clerk), here.meeting, text="Thực hiện bảo vệ bí mật nhà nước")
    assert Intervention.objects.exists()


def test_confirmed_once_is_not_asked_again() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="tài liệu mật", not_secret="on")
    response = save_row(client, here.meeting, key, version=1, text="tài liệu mật của Tòa án")
    assert response.status_code == 200


def test_letters_are_composed_and_nul_is_dropped() -> None:
    here = in_session()
    save_row(signed_in(here.clerk), here.meeting, text="To\u0302\u0309ng ke\u0302\u0301t\0\r\nhai")
    assert Intervention.objects.get().text == "Tổng kết\nhai"


def test_markup_in_a_row_is_shown_as_text() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, text="<script>alert(1)</script>", speaker_text="<i>Ai</i>")
    for name in ("meeting_desk", "meeting_minutes", "minutes_changes"):
        shown = words(client.get(page(name, here.meeting.pk)))
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert(1)" not in shown
        assert "<i>Ai" not in shown


@pytest.mark.parametrize("state", ["draft", "scheduled", "concluded", "closed", "cancelled"])
def test_minutes_are_typed_only_in_session(state: str) -> None:
    here = stage(state=state, concluded_at=make.NOW)
    response = save_row(signed_in(here.clerk), here.meeting)
    assert response.status_code == 422
    assert "biên bản không ghi được lúc này" in words(response)
    assert not Intervention.objects.exists()


def test_participant_follows_but_does_not_type() -> None:
    here = in_session()
    client = signed_in(make.user(Role.UNIT_CLERK, here.region))
    assert client.get(page("meeting_desk", here.meeting.pk)).status_code == 200
    assert 'id="entry"' not in words(client.get(page("meeting_desk", here.meeting.pk)))
    assert save_row(client, here.meeting).status_code == 403


def test_region_clerk_types_the_minutes_of_the_own_meeting() -> None:
    region = make.region(make.province())
    meeting = make.meeting(region, state="in_session", opened_at=make.NOW)
    clerk = signed_in(make.user(Role.UNIT_CLERK, region))
    assert 'id="entry"' in words(clerk.get(page("meeting_desk", meeting.pk)))
    assert save_row(clerk, meeting).status_code == 200


def test_row_of_another_meeting_cannot_be_reached_through_this_one() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="ở đây")
    other = make.meeting(here.province, state="in_session", title="Khác")
    assert client.get(page("intervention_save", other.pk, key)).status_code == 404
    assert client.post(page("intervention_remove", other.pk, key)).status_code == 404
    assert save_row(client, other, key, version=1, text="ghi đè").status_code == 422
    assert Intervention.objects.get().text == "ở đây"


def test_expired_login_answers_401_and_stores_nothing() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    client.logout()
    response = save_row(client, here.meeting)
    assert response.status_code == 401
    assert not Intervention.objects.exists()


def test_removal_is_soft_and_can_be_undone() -> None:
    here, key = in_session(), uuid4()
    client = signed_in(here.clerk)
    save_row(client, here.meeting, key, text="nhầm")
    gone = client.post(page("intervention_remove", here.meeting.pk, key), headers=HTMX)
    assert "Hoàn tác" in words(gone)
    assert "nhầm" not in words(client.get(page("meeting_minutes", here.meeting.pk)))
    assert save_row(client, here.meeting, key, version=2, text="sửa").status_code == 422
    client.post(page("intervention_restore", here.meeting.pk, key), headers=HTMX)
    assert "nhầm" in words(client.get(page("meeting_minutes", here.meeting.pk)))


def test_without_htmx_the_page_works_whole() -> None:
    here = in_session()
    client = signed_in(here.clerk)
    saved = save_row(client, here.meeting, htmx=False, finish=1)
    assert saved.status_code == 302
    refused = save_row(client, here.meeting, htmx=False, text="TỐI MẬT", finish=1)
    assert refused.status_code == 422
    assert "<h1>" in words(refused)


def test_answer_is_linked_to_what_it_answers() -> None:
    here = in_session()
    question = make.intervention(here.meeting, here.clerk, "Vì sao?")
    client = signed_in(here.clerk)
    save_row(client, here.meeting, answers=question.pk, kind="explanation", text="Vì chờ giám định")
    assert Intervention.objects.latest("pk").answers == question


def test_assessment_saves_by_itself_and_conflicts() -> None:
    here = in_session()
    mine, theirs = signed_in(here.clerk), colleague(here)
    address = page("assessment_save", here.meeting.pk)
    first = mine.post(address, {"text": "Đạt khá", "version": 0}, headers=HTMX)
    assert first.status_code == 200
    theirs.post(address, {"text": "Đạt tốt", "version": 1}, headers=HTMX)
    both = mine.post(address, {"text": "Đạt yêu cầu", "version": 1}, headers=HTMX)
    assert both.status_code == 409
    assert "Đạt tốt" in words(both)
    refused = mine.post(address, {"text": "TUYỆT MẬT", "version": 2}, headers=HTMX)
    assert refused.status_code == 422
    assert Meeting.objects.get().assessment == "Đạt tốt"


def test_agenda_line_is_marked_heard_and_the_next_is_current() -> None:
    here = in_session()
    first = make.agenda_item(here.meeting, "Khai mạc")
    second = make.agenda_item(here.meeting, "Giải trình")
    client = signed_in(here.clerk)
    shown = client.post(page("agenda_item_done", here.meeting.pk, first.pk), headers=HTMX)
    assert f"item-{second.pk}" in words(shown).split('class="now"')[1]
    assert 'class="done"' in words(shown)
    client.post(page("agenda_item_done", here.meeting.pk, first.pk), {"done": "0"}, headers=HTMX)
    first.refresh_from_db()
    assert not first.is_done


def test_facts_of_the_speaker_stand_beside_the_record() -> None:
    here = in_session()
    earlier = make.meeting(here.province, state="concluded", concluded_at=make.NOW, title="Trước")
    order = make.directive(earlier, "Rà soát án tạm đình chỉ")
    make.directive_task(order, here.region, due_on=make.TODAY.replace(day=10))
    head = make.appointment(make.person(), here.region, Role.UNIT_HEAD, position="Viện trưởng")
    make.attendance(here.meeting, head)
    shown = signed_in(here.clerk).get(
        page("meeting_unit_facts", here.meeting.pk), {"speaker_text": "vt kv 5"}, headers=HTMX
    )
    assert "Rà soát án tạm đình chỉ" in words(shown)
