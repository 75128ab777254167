"""Pages of an office's wordings: written, tried, kept in versions, given up, drawn."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from meetings.models import Meeting, MeetingKind, PaperWording
from meetings.papers import drafting, noticing
from meetings.wording import house, keeping, lists
from meetings.wording.notice import NOTICE
from tests import factories as make
from tests.factories import wordings
from tests.meetings.stage import HTMX, Stage, page, signed_in, stage, words
from units.models import Role

pytestmark = pytest.mark.django_db
HOUSE = house.text("notice", house.USUAL)
OWN = HOUSE.replace("Sau khi nghe", "Sau khi lắng nghe")
ABOUT = ("notice", 0)
HELD = {"state": Meeting.State.CONCLUDED, "opened_at": make.NOW, "concluded_at": make.NOW}


@pytest.fixture
def here() -> Stage:
    return stage(**HELD, assessment="Kết quả tốt.")


def typed(text: str, version: int = 0, **more: Any) -> dict[str, Any]:
    return {"text": text, "version": version, **more}


def save(client: Client, text: str, version: int = 0, **more: Any) -> Any:
    return client.post(page("wording_edit", *ABOUT), typed(text, version, **more))


def test_own_wording_takes_the_place_of_the_house_s_in_the_next_notice(here: Stage) -> None:
    client = signed_in(here.clerk)
    assert "mẫu chung của phần mềm" in words(client.get(page("wording_list")))
    assert save(client, OWN.replace("[nhiệm vụ] ", "[nhiệm vụ] Các ")).status_code == 302
    assert "mẫu riêng, bản 1" in words(client.get(page("wording_list")))
    draft = drafting.draft(here.meeting)
    assert "Sau khi lắng nghe báo cáo" in draft.text("opening")
    assert [one.title for one in draft.sections if one.role == "directives"] == [
        "Các Nhiệm vụ, giải pháp"
    ]
    signer = here.meeting.chair
    made = noticing.create_notice(here.meeting, signer=signer, by=here.clerk, at=make.NOW)
    assert "Sau khi lắng nghe báo cáo" in made.sections.get(role="opening").text


def test_layout_of_the_wording_is_the_order_and_headings_of_the_notice_s_sections(
    here: Stage,
) -> None:
    before, _, rest = HOUSE.partition("[đánh giá]")
    own = (
        before + "[mục riêng] Kỷ cương\nGương mẫu.\n[danh gia] Kết quả\n" + rest.partition("\n")[2]
    )
    wordings.wording(here.province, here.clerk, own)
    made = noticing.create_notice(
        here.meeting, signer=here.meeting.chair, by=here.clerk, at=make.NOW
    )
    assert [(row.role, row.title) for row in made.sections.all()] == [
        ("opening", ""),
        ("own", "Kỷ cương"),
        ("assessment", "Kết quả"),
        ("directives", "Nhiệm vụ, giải pháp"),
        ("organisation", "Tổ chức thực hiện"),
    ]


def test_wording_of_a_kind_goes_before_that_for_every_kind(here: Stage) -> None:
    wordings.wording(here.province, here.clerk, OWN)
    own = HOUSE.replace("Sau khi nghe", "Qua nghe")
    wordings.wording(here.province, here.clerk, own, kind=here.meeting.kind)
    assert "Qua nghe báo cáo" in drafting.draft(here.meeting).text("opening")
    wordings.wording(here.region, here.clerk, HOUSE)
    elsewhere = keeping.source(NOTICE, here.region.pk, here.meeting.kind_id, "month")
    assert elsewhere.text == HOUSE


def test_wording_that_can_no_longer_be_drawn_gives_way_and_is_told(here: Stage) -> None:
    wordings.wording(here.province, here.clerk, OWN + "{{ truong.da_bo }}\n")
    client = signed_in(here.clerk)
    sent = {"signer": here.meeting.chair_id}
    shown = words(client.post(page("notice_create", here.meeting.pk), sent, follow=True))
    sentence = (
        "Mẫu thông báo kết luận, bản 1 của cơ quan không dùng được nên văn bản này soạn theo mẫu "
        "chung của phần mềm. Dòng 29: không có trường «{{ truong.da_bo }}»."
    )
    assert sentence in shown
    assert "Sau khi nghe báo cáo" in here.meeting.notice.sections.get(role="opening").text
    again = client.post(page("notice_redraw", here.meeting.notice.pk), follow=True)
    assert sentence in words(again)
    listed = words(signed_in(here.clerk).get(page("wording_list")))
    assert "Mẫu không còn dùng được" in listed
    assert "truong.da_bo" in listed


def test_faults_are_told_by_line_and_the_text_is_kept(here: Stage) -> None:
    text = OWN.replace("{{ chu_tri.ho_ten }}", "{{ chu_tri.hoten }}").replace("{{ luu }}", "{{ lu")
    answer = save(signed_in(here.clerk), text)
    assert answer.status_code == 422
    shown = words(answer)
    assert "Dòng 5: không có trường «{{ chu_tri.hoten }}»; gần nhất: «chu_tri.ho_ten»." in shown
    assert "«{{ lu» chưa đóng bằng «}}»" in shown
    assert escape(text.split("\n")[4]) in answer.content.decode()
    assert not PaperWording.objects.exists()


def test_second_editor_is_shown_both_texts(here: Stage) -> None:
    client = signed_in(here.clerk)
    save(client, OWN)
    mine = HOUSE.replace("kết luận như sau", "kết luận")
    answer = save(client, mine)
    assert answer.status_code == 422
    shown = words(answer)
    assert "vừa được người khác sửa" in shown
    assert "Sau khi lắng nghe" in shown
    assert "Giữ bản đang nhập" in shown
    assert 'name="version" value="1"' in answer.content.decode()
    assert save(client, mine, 1).status_code == 302
    assert PaperWording.objects.get(version=2).text == mine.replace("\r\n", "\n")


def test_same_version_cannot_be_written_twice(here: Stage) -> None:
    wordings.wording(here.province, here.clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        wordings.wording(here.province, here.clerk)


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = ''", "DELETE FROM {}"])
def test_versions_are_never_altered(here: Stage, statement: str) -> None:
    wordings.wording(here.province, here.clerk)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(PaperWording._meta.db_table))


def test_nothing_changed_makes_no_version(here: Stage) -> None:
    client = signed_in(here.clerk)
    save(client, OWN)
    assert "Mẫu không có gì thay đổi" in words(save(client, OWN, 1))
    assert PaperWording.objects.count() == 1


def test_going_back_keeps_the_versions_and_draws_from_the_house(here: Stage) -> None:
    client = signed_in(here.clerk)
    save(client, OWN)
    assert "Bỏ mẫu riêng" in words(client.get(page("wording_edit", *ABOUT)))
    client.post(page("wording_drop", *ABOUT), {"version": 1})
    assert "Sau khi nghe" in drafting.draft(here.meeting).text("opening")
    assert [row.version for row in PaperWording.objects.all()] == [2, 1]
    shown = words(client.get(page("wording_detail", PaperWording.objects.get(version=2).pk)))
    assert "trở về mẫu chung" in shown
    again = client.post(page("wording_drop", *ABOUT), {"version": 2}, follow=True)
    assert "không có mẫu riêng để bỏ" in words(again)


def test_version_shows_the_words_that_changed(here: Stage) -> None:
    first = wordings.wording(here.province, here.clerk, OWN)
    client = signed_in(here.clerk)
    html = client.get(page("wording_detail", first.pk)).content.decode()
    assert "<ins>lắng </ins>" in html or "<ins> lắng</ins>" in html or "<ins>lắng" in html
    assert "mẫu chung của phần mềm" in html


def test_what_is_typed_is_tried_on_a_meeting_of_the_office_without_being_kept(here: Stage) -> None:
    client = signed_in(here.clerk)
    sent = typed(OWN, meeting=here.meeting.pk)
    shown = words(client.post(page("wording_preview", *ABOUT), sent, headers=HTMX))
    assert here.meeting.title in shown
    assert "Sau khi lắng nghe báo cáo" in shown
    assert "Kết quả tốt." in shown
    broken = typed("[mở đầu]\n{{ x }}", meeting=here.meeting.pk)
    wrong = words(client.post(page("wording_preview", *ABOUT), broken, headers=HTMX))
    assert "Dòng 2: không có trường «{{ x }}»" in wrong
    assert not PaperWording.objects.exists()


def test_office_without_meetings_tries_it_on_one_that_never_was() -> None:
    office = make.province()
    clerk = make.user(Role.OFFICE_STAFF, make.secretariat(office))
    answer = signed_in(clerk).get(page("wording_edit", *ABOUT))
    assert "Hội nghị chuyên đề" in words(answer)
    assert "hội nghị giả định" in words(answer)


def test_meeting_of_another_office_is_no_choice(here: Stage) -> None:
    other = make.meeting(make.province("VKSND tỉnh Vĩnh Long"), **HELD)
    sent = typed(OWN, meeting=other.pk)
    client = signed_in(here.clerk)
    shown = words(client.post(page("wording_preview", *ABOUT), sent, headers=HTMX))
    assert other.title not in shown or other.title == here.meeting.title
    assert "Vĩnh Long" not in shown


def test_typed_wording_is_seen_as_it_prints(here: Stage) -> None:
    client = signed_in(here.clerk)
    answer = client.post(page("wording_print", *ABOUT), typed(OWN, meeting=here.meeting.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")
    wrong = client.post(page("wording_print", *ABOUT), typed("[lưu]"), follow=True)
    assert "Mẫu còn lỗi" in words(wrong)


def test_secret_is_refused_in_a_wording(here: Stage) -> None:
    answer = save(signed_in(here.clerk), OWN.replace("[đánh giá]", "TỐI MẬT\n[đánh giá]"))
    assert answer.status_code == 422
    assert not PaperWording.objects.exists()


def test_markup_in_wording_and_values_is_shown_as_text(here: Stage) -> None:
    here.meeting.assessment = "<script>alert(1)</script>"
    here.meeting.save(update_fields=["assessment"])
    sent = typed(OWN.replace("Sau khi", "<img src=x> Sau khi"), meeting=here.meeting.pk)
    html = signed_in(here.clerk).post(page("wording_preview", *ABOUT), sent).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_kind_that_the_office_does_not_hold_and_unknown_paper_are_not_found(here: Stage) -> None:
    client = signed_in(here.clerk)
    kind = here.meeting.kind
    assert client.get(page("wording_edit", "notice", kind.pk)).status_code == 200
    kind.offices = ["region"]
    kind.save(update_fields=["offices"])
    assert client.get(page("wording_edit", "notice", kind.pk)).status_code == 404
    assert client.get(page("wording_edit", "unknown", 0)).status_code == 404


def test_unit_s_clerk_has_no_wordings(here: Stage) -> None:
    client = signed_in(make.user(Role.UNIT_CLERK, here.department))
    assert client.get(page("wording_list")).status_code == 403


def test_everything_offered_for_inserting_can_be_inserted() -> None:
    """Each field as the page writes it is accepted, in the section where a clerk would put it."""
    for group in lists.fields(NOTICE)[:-1]:
        for insert in group.inserts:
            text = HOUSE.replace("[lưu]", f"[mục riêng] Thử\n{insert.text}\n[lưu]")
            assert keeping.sections.compiled(text, NOTICE)


def test_list_costs_the_same_with_many_kinds_and_versions(here: Stage) -> None:
    client = signed_in(here.clerk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page("wording_list")).status_code == 200
        return len(queries)

    wordings.wording(here.province, here.clerk)
    few = cost()
    for version in range(2, 6):
        wordings.wording(here.province, here.clerk, OWN, version=version)
    for number in range(5):
        kind = MeetingKind.objects.create(code=f"them-{number}", name="Thêm", title_template="Thêm")
        wordings.wording(here.province, here.clerk, OWN, kind=kind)
    assert cost() == few
