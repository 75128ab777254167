"""A draft's sections: moved, added, taken out, taken back; drawn up anew beside hands' work."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Meeting, Notice, NoticeSection
from meetings.papers import notice_sections, notice_steps
from meetings.papers.notice_editing import digest, save_text
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.notice_sections import shown
from meetings.papers.noticing import shortcoming
from meetings.papers.printing import blocks
from procuracy.web.errors import Refused
from tests import factories as make
from tests.factories import distribution
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from tests.meetings.stage import signed_in
from units.models import Field

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def on_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22")


@pytest.fixture
def office() -> Office:
    return offices.province()


@pytest.fixture
def notice(office: Office) -> Notice:
    return offices.drafted(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.clerk)


def of(role: str) -> NoticeSection:
    return NoticeSection.objects.select_related("notice").get(role=role)


def headings(notice: Notice) -> list[str]:
    said = facts(notice, on=TODAY, register=notice_register(notice))
    return [one["text"] for one in blocks(said) if one["kind"] == "heading"]


def act(client: Client, name: str, notice: Notice, *more: str, **data: str) -> None:
    page = reverse(f"meetings:notice_{name}", args=[notice.pk, *more])
    assert client.post(page, data).status_code == 302


def test_section_is_moved_added_renamed_taken_out_and_printed_so(
    client: Client, notice: Notice
) -> None:
    act(client, "section_add", notice, **{"add-role": "own", "add-title": "Thi đua, khen thưởng"})
    own = of("own")
    key = f"s{own.pk}"
    typed = {f"{key}-title": "Khen thưởng", f"{key}-text": "Tặng giấy khen", "move": "up"}
    act(client, "text_edit", notice, key, **{f"{key}-base": digest(shown(own))}, **typed)
    assert headings(notice) == [
        *("I. Đánh giá tình hình, kết quả công tác", "II. Nhiệm vụ, giải pháp"),
        *("III. Khen thưởng", "IV. Tổ chức thực hiện"),
    ]
    act(client, "section_remove", notice, "assessment")
    assert headings(notice)[0] == "I. Nhiệm vụ, giải pháp"


def test_each_section_is_saved_over_the_text_that_its_page_showed(
    client: Client, notice: Notice
) -> None:
    shown_page = client.get(reverse("meetings:notice_edit", args=[notice.pk])).content.decode()
    for role in ("opening", "assessment", "directives", "organisation"):
        base = re.search(rf'name="{role}-base" value="(\w+)"', shown_page)
        assert base, role
        act(client, "text_edit", notice, role, **{f"{role}-base": base[1], f"{role}-text": role})
        assert of(role).text == role


def test_each_step_is_taken_back_the_last_one_first(client: Client, notice: Notice) -> None:
    before = notice_steps.image(notice)
    act(client, "section_add", notice, **{"add-role": "own", "add-title": "Thi đua"})
    act(client, "section_remove", notice, "organisation")
    act(client, "paragraph_add", notice)
    act(client, "by_field", notice, by_field="1")
    (own,) = notice.paragraphs.filter(directive=None)
    act(client, "paragraph_field", notice, str(own.pk), field=str(make.field("Dân sự").pk))
    for _ in range(5):
        last = notice.steps.first()
        assert last
        act(client, "undo", notice, step=str(last.pk))
    assert notice_steps.image(notice) == before
    assert not notice.steps.exists()


def test_signer_recipients_and_annexes_are_taken_back_too(
    client: Client, office: Office, notice: Notice
) -> None:
    """Who receives it and what is annexed is as easily spoilt as a text."""
    shown = {"rows": [], "counts": {}, "until": "2026-10-31"}
    Notice.objects.update(unmet=shown, unmet_at=NOW, copies=7)
    body = distribution.outside_body(office.unit)
    notice.bodies.add(body)
    notice.refresh_from_db()
    before = notice_steps.image(notice)
    assert office.head.acting
    said: dict[str, Any] = {
        "signer": office.head.acting.pk,
        "recipients": [office.doers[0].pk],
        "urgency": "urgent",
        "annex_base": digest(""),
        "annex-TOTAL_FORMS": "1",
        "annex-INITIAL_FORMS": "0",
        "annex-0-title": "Danh mục",
        "annex-0-text": "Việc một",
    }
    act(client, "parties_edit", notice, **said)
    act(client, "unmet", notice, act="leave")
    notice.refresh_from_db()
    changed = notice.signer, list(notice.recipients.all()), notice.urgency, notice.unmet
    assert changed == (office.head.acting, [office.doers[0]], "urgent", None)
    assert [one["title"] for one in notice.annexes] == ["Danh mục"]
    for words in ("bỏ phụ lục chỉ tiêu chưa đạt", "sửa người ký, nơi nhận, phụ lục"):
        last = notice.steps.first()
        assert last
        assert last.words == words
        act(client, "undo", notice, step=str(last.pk))
    assert notice_steps.image(notice) == before


def test_typing_on_is_one_step_until_a_pause(office: Office, notice: Notice) -> None:
    before = notice.subject
    for text, at in (("Kết", NOW), ("Kết luận", NOW), ("Kết luận của đồng chí", LATER)):
        base = digest(Notice.objects.get().subject)
        save_text(notice, "subject", text, base=base, by=office.clerk, at=at)
    assert notice.steps.count() == 2
    for wanted in ("Kết luận", before):
        last = notice.steps.first()
        assert last
        notice_steps.undo(notice, last.pk)
        assert Notice.objects.get().subject == wanted


def test_undo_of_a_step_that_is_not_the_last_any_more_is_refused(
    office: Office, notice: Notice
) -> None:
    notice_sections.remove(of("organisation"), by=office.clerk, at=NOW)
    shown_step = notice.steps.get()
    notice_sections.remove(of("assessment"), by=office.head, at=NOW)
    with pytest.raises(Refused, match="bước sửa mới hơn"):
        notice_steps.undo(notice, shown_step.pk)


def test_opening_stays_first_and_orders_stay_in(office: Office, notice: Notice) -> None:
    by: dict[str, Any] = {"by": office.clerk, "at": NOW}
    with pytest.raises(Refused, match="luôn đứng đầu"):
        notice_sections.move(of("opening"), 1, **by)
    with pytest.raises(Refused, match="ý kiến chỉ đạo"):
        notice_sections.remove(of("directives"), **by)
    notice_sections.move(of("assessment"), -1, **by)
    assert [one.role for one in notice.sections.all()][:2] == ["opening", "assessment"]


def test_untouched_section_follows_a_new_drawing(client: Client, notice: Notice) -> None:
    Meeting.objects.update(assessment="Đánh giá mới.")
    act(client, "redraw", notice)
    section = of("assessment")
    assert (section.text, section.is_edited, section.has_fresh) == ("Đánh giá mới.", False, False)


def edited(office: Office) -> NoticeSection:
    """The assessment mended by hand, and drawn up anew from a record that says otherwise."""
    section = of("assessment")
    base = digest(shown(section))
    notice_sections.save(section, section.title, "Sửa tay.", base=base, by=office.clerk, at=NOW)
    Meeting.objects.update(assessment="Đánh giá mới.")
    notice_sections.redraw(section.notice, by=office.clerk, at=NOW)
    return of("assessment")


@pytest.mark.parametrize(("which", "stands"), [("fresh", "Đánh giá mới."), ("own", "Sửa tay.")])
def test_hand_survives_a_new_drawing_until_somebody_chooses(
    client: Client, office: Office, notice: Notice, which: str, stands: str
) -> None:
    section = edited(office)
    assert (section.text, section.generated) == ("Sửa tay.", "Đánh giá mới.")
    assert "chưa chọn bản soạn lại" in shortcoming(notice, TODAY)
    page = client.get(reverse("meetings:notice_edit", args=[notice.pk])).content.decode()
    assert "Bản soạn lại khác với bản đã sửa tay" in page
    marks = {"base": digest(section.text), "beside": digest(section.generated)}
    act(client, "text_choose", notice, "assessment", which=which, **marks)
    assert (of("assessment").text, of("assessment").has_fresh) == (stands, False)
    assert "chưa chọn" not in shortcoming(notice, TODAY)


def test_stale_tab_chooses_nothing_it_did_not_show(
    client: Client, office: Office, notice: Notice
) -> None:
    section = edited(office)
    marks = {"base": digest(section.text), "beside": digest(section.generated)}
    Meeting.objects.update(assessment="Đánh giá lần nữa.")
    notice_sections.redraw(notice, by=office.clerk, at=NOW)
    act(client, "text_choose", notice, "assessment", which="fresh", **marks)
    assert (of("assessment").text, of("assessment").has_fresh) == ("Sửa tay.", True)


def test_tab_opened_before_a_drawing_is_shown_both_texts(client: Client, notice: Notice) -> None:
    base = digest(shown(of("assessment")))
    Meeting.objects.update(assessment="Đánh giá mới.")
    act(client, "redraw", notice)
    page = reverse("meetings:notice_text_edit", args=[notice.pk, "assessment"])
    answer = client.post(page, {"assessment-text": "Của tôi", "assessment-base": base})
    assert answer.status_code == 409
    shown_both = answer.content.decode()
    assert "Bản đã lưu" in shown_both
    assert "Của tôi" in shown_both
    assert "Đánh giá mới." in shown_both
    assert of("assessment").text == "Đánh giá mới."


def test_order_drawn_anew_stands_beside_the_hand(client: Client, notice: Notice) -> None:
    row = notice.paragraphs.first()
    assert row
    assert row.directive
    row.directive.text = "Rà soát lại chỉ tiêu"
    row.directive.save()
    typed = {f"p{row.pk}-text": "Tự viết", f"p{row.pk}-base": digest(row.text)}
    act(client, "paragraph_edit", notice, str(row.pk), **typed)
    act(client, "redraw", notice)
    row.refresh_from_db()
    assert (row.text, row.has_fresh) == ("Tự viết", True)
    assert row.generated.startswith("Rà soát lại chỉ tiêu. Giao")


def test_orders_stand_below_their_fields_and_numbers_run_on(
    client: Client, office: Office, notice: Notice
) -> None:
    field = Field.objects.create(code="ths", name="Kiểm sát thi hành án", short_name="THA", order=9)
    first, second = notice.meeting.directives.orders()
    first.field = field
    first.save()
    act(client, "by_field", notice, by_field="1")
    notice.refresh_from_db()
    said = blocks(facts(notice, on=TODAY, register=notice_register(notice)))
    inner = [one["text"] for one in said if one.get("is_slanted")]
    assert inner == ["Nhiệm vụ chung", "Kiểm sát thi hành án"]
    orders = [row.directive for row in notice.paragraphs.order_by("order")]
    assert orders == [second, first]
    numbered = [one["text"][:2] for one in said if one["text"][:2] in ("1.", "2.")]
    assert numbered == ["1.", "2."]


def test_paragraph_without_directive_is_put_below_a_field(
    client: Client, office: Office, notice: Notice
) -> None:
    civil = make.field("Kiểm sát giải quyết án dân sự")
    own = notice.paragraphs.create(order=9, text="Giữ gìn đoàn kết nội bộ.")
    ordered = notice.paragraphs.exclude(directive=None).first()
    assert ordered
    act(client, "by_field", notice, by_field="1")
    page = client.get(reverse("meetings:notice_edit", args=[notice.pk])).content.decode()
    assert page.count("Đặt lĩnh vực") == 1
    for field, below in ((str(civil.pk), civil.name), ("", "Nhiệm vụ chung")):
        act(client, "paragraph_field", notice, str(own.pk), field=field)
        notice.refresh_from_db()
        told = facts(notice, on=TODAY, register=notice_register(notice))["directives"]
        assert [one["field"] for one in told if one["directive"] is None] == [below]
    # What was ordered stands where its directive does.
    act(client, "paragraph_field", notice, str(ordered.pk), field=str(civil.pk))
    act(client, "paragraph_field", notice, str(own.pk), field="987654")
    assert not notice.paragraphs.exclude(field=None).exists()


def test_kind_of_meeting_says_whether_orders_stand_by_field(office: Office) -> None:
    office.meeting.kind.notice_by_field = True
    office.meeting.kind.save()
    assert offices.drafted(office).by_field


def test_every_paragraph_leads_to_its_source(client: Client, office: Office) -> None:
    assessed = "Các đơn vị đã chủ động thực hiện chương trình công tác."
    said = make.intervention(office.meeting, office.clerk, assessed)
    notice = offices.drafted(office)
    page = client.get(reverse("meetings:notice_detail", args=[notice.pk])).content.decode()
    minutes = reverse("meetings:meeting_minutes", args=[office.meeting.pk])
    order = notice.paragraphs.get(order=1).directive_id
    for link in (
        f"{minutes}#said-{said.pk}",
        f"{minutes}#assessment",
        f"{minutes}#directive-{order}",
    ):
        assert f'href="{link}"' in page
    assert reverse("meetings:meeting_detail", args=[office.meeting.pk]) in page


def test_approval_ends_the_steps_back(office: Office, notice: Notice) -> None:
    notice_sections.remove(of("organisation"), by=office.clerk, at=NOW)
    notice.refresh_from_db()
    offices.approve(notice, edition=notice.edition, by=office.head, at=NOW)
    assert not notice.steps.exists()


def test_regional_office_mends_its_own_sections() -> None:
    office = offices.region()
    notice = offices.drafted(office)
    act(signed_in(office.clerk), "section_remove", notice, "organisation")
    assert not notice.sections.filter(role="organisation").exists()


def test_desk_asks_the_database_as_often_for_many_rows(client: Client, notice: Notice) -> None:
    page = reverse("meetings:notice_edit", args=[notice.pk])
    Notice.objects.update(by_field=True)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for no in range(8):
        notice.sections.create(role="own", order=10 + no, title=f"Mục {no}", text="Nội dung")
        made = make.directive(notice.meeting, f"Việc {no}")
        notice.paragraphs.create(directive=made, order=10 + no, text=made.text)
        notice.paragraphs.create(order=30 + no, text="Đoạn tự thêm", field=make.field())
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
