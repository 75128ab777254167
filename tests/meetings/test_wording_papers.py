"""Every kind of paper that is worded: what the house says, what an office says instead."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import ConsolidatedReport, Letter, Meeting, MinutesDocument, PaperWording
from meetings.papers import amending, letters, minutes_documents, slips
from meetings.papers.minutes_printing import minutes_context, record_blocks
from meetings.papers.minutes_wording import house_layout
from meetings.wording import house, keeping, lists, sections, trying
from meetings.wording.faults import Faulty
from meetings.wording.minutes import MINUTES
from meetings.wording.notice import COURSES
from meetings.wording.papers import PAPERS
from meetings.wording.schema import Field, Kind
from targets import plan_documents, plans
from targets.models import PlanDocument
from targets.plan_facts import document_facts, plan_register
from targets.plan_printing import plan_context
from tests import factories as make
from tests.factories import wordings
from tests.meetings import offices
from tests.meetings.offices import Office
from tests.meetings.paper_kinds import LINE, minutes
from tests.meetings.stage import HTMX, page, signed_in, words
from units.models import AmendingPaper, DocumentRecipient, Register

MINUTES_HOUSE = house.text("minutes", house.USUAL)


def test_house_words_every_kind_of_paper_and_every_offered_field_has_its_value() -> None:
    for name, paper in PAPERS.items():
        for course in COURSES:
            told = trying.BENCHES[name].sample(course, None)
            parts = sections.compiled(house.text(name, course), paper)
            drawn = {one.role: one.text for one in sections.draw(parts, paper, told)}
            wanted = {one.role for one in paper.sections if one.is_needed}
            assert wanted <= set(drawn), (name, course)
            assert all(holds(one, paper.values(told)) for one in paper.schema.fields), name


def holds(field: Field, given: Any) -> bool:
    value = given[field.name]
    if field.kind is Kind.GROUP:
        return {one.name for one in field.fields} == set(value)
    kinds = {Kind.NUMBER: int, Kind.TRUTH: bool, Kind.TEXT: str}
    return isinstance(value, kinds.get(field.kind, list))


def test_everything_offered_for_inserting_is_understood_where_it_is_offered() -> None:
    for name, paper in PAPERS.items():
        text = house.text(name, house.USUAL)
        last = paper.sections[-1].name
        offered = [one.text for group in lists.fields(paper)[:-1] for one in group.inserts]
        for insert in [*offered, *lists.examples(paper)]:
            assert sections.compiled(text.replace(f"[{last}]", f"[{last}]\n{insert}"), paper), name


def test_parts_of_the_record_stand_as_they_are_laid_out() -> None:
    content = minutes("tỉnh", [LINE])["content"]
    usual = record_blocks(content)
    assert usual == record_blocks(content, house_layout(content))
    told = {one["role"]: one for one in house_layout(content)}
    order = ["chair", "heard", "concluded", "present"]
    moved = [told[role] | {"title": told[role]["title"] and "Mới"} for role in order]
    own = [*moved, {"role": "own", "title": "Kỷ cương", "text": "Gương mẫu."}]
    said = [(block["kind"], block["text"]) for block in record_blocks(content, own)]
    assert said[0] == ("paragraph", "Chủ trì: đồng chí Nguyễn Văn Một, Viện trưởng.")
    assert said[1] == ("heading", "Mới")
    assert said[-4:] == [
        ("paragraph", "Thành phần tham dự: 25 người, gồm:"),
        ("paragraph", "- Hội trường (25 người)."),
        ("heading", "Kỷ cương"),
        ("paragraph", "Gương mẫu."),
    ]
    assert len(said) < len(usual)


def test_record_cannot_lose_what_its_form_asks_for() -> None:
    for needed in ("thời gian", "thành phần", "chủ trì", "diễn biến", "kết luận", "kết thúc"):
        with pytest.raises(Faulty, match=rf"thiếu mục «\[{needed}\]»|không có mục"):
            sections.compiled(MINUTES_HOUSE.replace(f"[{needed}]", "{# bỏ #}"), MINUTES)


def test_heading_whose_text_is_joined_takes_no_words_of_its_own() -> None:
    text = house.text("plan", house.USUAL)
    for own in ("Theo phụ lục.", "{{ ke_hoach.ten }}"):
        typed = text.replace("[đột phá] Khâu đột phá", f"[đột phá] Khâu đột phá\n{own}")
        with pytest.raises(Faulty, match=r"mục «\[đột phá\]» chỉ có đề mục"):
            sections.compiled(typed, PAPERS["plan"])


# With an office


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("procuracy.web.clock._PRETENDED", "2026-11-22T10:00:00+07:00")
    made = offices.province()
    Register.objects.create(office=made.unit, name="Sổ chung", document_kinds=["CV", "BC", "KH"])
    return made


@pytest.mark.django_db
def test_office_s_own_words_begin_its_letters_reports_and_records(office: Office) -> None:
    changes = {
        "letter": ("[nơi nhận]", "{{ co_quan.ten }} trao đổi như sau: …\n[nơi nhận]"),
        "correcting": ("Do sơ suất", "Do sơ xuất"),
        "withdrawing": ("Như trên", "Các đơn vị đã nhận"),
        "report": ("Trên đây là", "Vừa rồi là"),
        "minutes": ("Chủ trì: ", "Chủ tọa: "),
        "slip": ("Phiếu này có", "Phiếu của {{ don_vi.ten }} có"),
    }
    for paper, (old, new) in changes.items():
        text = house.text(paper, house.USUAL)
        assert old in text
        wordings.wording(office.unit, office.clerk, text.replace(old, new), paper=paper)
    clerk = signed_in(office.clerk)
    clerk.post(page("letter_create"), {"subject": "Rà soát", "addressed": "VKSND khu vực"})
    letter = Letter.objects.get()
    assert letter.content == f"{office.unit.naming(make.TODAY).name} trao đổi như sau: …"
    assert letters.shortcoming(letter, make.TODAY).endswith("còn chỗ chưa điền (…).")
    clerk.post(page("consolidated_create", office.meeting.pk))
    assert ConsolidatedReport.objects.get().closing.startswith("Vừa rồi là báo cáo của ")
    clerk.post(page("minutes_document_create", office.meeting.pk))
    record = MinutesDocument.objects.get()
    assert "Chủ tọa: đồng chí" in words(clerk.get(page("minutes_document_detail", record.pk)))
    document = offices.released(office).document
    assert document
    DocumentRecipient.objects.create(document=document, unit=office.doers[0], delivered_at=make.NOW)
    for effect in AmendingPaper.LETTERS:
        amending.prepare(document, effect, by=office.clerk, at=make.NOW)
    slip = slips.html(document, {office.doers[0].pk}, make.TODAY, at=make.NOW)
    assert "<p>Phiếu của Phòng 1 có 1 nhiệm vụ. Đơn vị tiếp nhận," in slip
    corrects, withdraws = AmendingPaper.objects.order_by("effect")
    assert "Do sơ xuất về thể thức" in corrects.content
    assert withdraws.recipients_text.startswith("Các đơn vị đã nhận\n")


@pytest.mark.django_db
def test_wording_that_cannot_be_drawn_is_told_where_the_paper_is_begun(office: Office) -> None:
    plan = make.plan(office.unit, office.meeting.work_year, title="Kế hoạch công tác năm 2026")
    make.plan_task(plan, content="Rà soát tin báo quá hạn", lead=office.doers[0])
    plans.approve(plan, by=office.head, at=make.NOW)
    begun = {
        "letter": (page("letter_create"), {"subject": "Rà soát", "addressed": "VKSND khu vực"}),
        "report": (page("consolidated_create", office.meeting.pk), {}),
        "minutes": (page("minutes_document_create", office.meeting.pk), {}),
        "plan": (reverse("targets:plan_document_create", args=[plan.pk]), {}),
    }
    clerk = signed_in(office.clerk)
    for paper, (address, sent) in begun.items():
        text = house.text(paper, house.USUAL) + "{{ truong.da_bo }}\n"
        wordings.wording(office.unit, office.clerk, text, paper=paper)
        shown = words(clerk.post(address, sent, follow=True))
        label = PaperWording.Paper(paper).label
        assert f"Mẫu {label}, bản 1 của cơ quan không dùng được" in shown, paper
        assert "không có trường «{{ truong.da_bo }}»" in shown, paper


@pytest.mark.django_db
def test_plan_stands_in_the_order_and_under_the_headings_of_its_office(office: Office) -> None:
    plan = make.plan(office.unit, office.meeting.work_year, title="Kế hoạch công tác năm 2026")
    task = {"lead": office.doers[0], "is_focus": True, "is_breakthrough": True}
    make.plan_task(plan, content="Rà soát tin báo quá hạn", **task)
    plans.approve(plan, by=office.head, at=make.NOW)

    def headings(paper: PlanDocument) -> list[str]:
        register = plan_register(paper.plan)
        said = plan_context(document_facts(paper, on=make.TODAY, register=register))
        return [one["text"] for one in said["blocks"] if one["kind"] == "heading"]

    usual = plan_documents.prepare(plan, by=office.clerk, at=make.NOW)
    assert headings(usual) == [
        "I. Mục đích, yêu cầu",
        "II. Nhiệm vụ trọng tâm",
        "III. Khâu đột phá",
        "IV. Nhiệm vụ cụ thể",
        "V. Tổ chức thực hiện",
    ]
    assert usual.opening.endswith("ban hành Kế hoạch công tác năm 2026 như sau:")
    PlanDocument.objects.update(layout=[])
    assert headings(PlanDocument.objects.get()) == headings(usual)
    usual.delete()
    text = house.text("plan", house.USUAL)
    own = text.replace("[trọng tâm] Nhiệm vụ trọng tâm\n", "").replace(
        "[mục đích] Mục đích, yêu cầu", "[nhiem vu] Phân công\n\n[mục đích] Mục tiêu"
    )
    own = own.replace("[nhiệm vụ] Nhiệm vụ cụ thể\n", "")
    wordings.wording(office.unit, office.clerk, own, paper="plan")
    paper = plan_documents.prepare(plan, by=office.clerk, at=make.NOW)
    assert headings(paper) == [
        "I. Phân công",
        "II. Mục tiêu",
        "III. Khâu đột phá",
        "IV. Tổ chức thực hiện",
    ]


@pytest.mark.django_db
def test_record_keeps_the_wording_it_began_with_until_somebody_takes_another(
    office: Office,
) -> None:
    own = MINUTES_HOUSE.replace("[mục riêng]", "").replace(
        "[kết thúc]", "[mục riêng] Lưu ý\nKhông ghi âm.\n[kết thúc]"
    )
    first = wordings.wording(office.unit, office.clerk, own, paper="minutes")
    paper = minutes_documents.prepare(office.meeting, by=office.clerk, at=make.NOW)
    later = own.replace("Không ghi âm", "Được ghi âm")
    second = wordings.wording(office.unit, office.clerk, later, paper="minutes", version=2)

    def printed() -> str:
        said = minutes_documents.facts(
            minutes_documents.locked(paper),
            on=make.TODAY,
            register=minutes_documents.minutes_register(paper),
        )
        return str(minutes_context(said)["blocks"])

    assert paper.wording == first
    assert "Không ghi âm." in printed()
    clerk = signed_in(office.clerk)
    html = words(clerk.get(page("minutes_document_edit", paper.pk)))
    assert "bản 2, mọi loại hội nghị" in html
    assert "mẫu chung của phần mềm" in html
    sent = {
        "edition": paper.edition,
        "subject": paper.subject,
        "secretary": paper.secretary_id,
        "recipients_text": paper.recipients_text,
        "recipients": [office.doers[0].pk],
        "filing": paper.filing,
        "wording": second.pk,
        "annex-TOTAL_FORMS": 0,
        "annex-INITIAL_FORMS": 0,
    }
    assert clerk.post(page("minutes_document_edit", paper.pk), sent).status_code == 302
    assert "Được ghi âm." in printed()
    elsewhere = wordings.wording(
        make.province("VKSND tỉnh Vĩnh Long"), office.clerk, paper="minutes"
    )
    wrong = sent | {"wording": elsewhere.pk, "edition": paper.edition + 1}
    answer = clerk.post(page("minutes_document_edit", paper.pk), wrong)
    assert (answer.status_code, "không còn trong danh sách" in words(answer)) == (422, True)


@pytest.mark.django_db
def test_every_kind_of_paper_is_tried_on_screen_and_in_print(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying.pdf, "render", lambda html: html.encode())
    clerk = signed_in(office.clerk)
    listed = words(clerk.get(page("wording_list")))
    shown = {
        "minutes": f"Chủ trì: đồng chí {office.meeting.chair.person.full_name}, Viện trưởng.",
        "report": f"Phục vụ {office.meeting.title}, ",
        "plan": "IV. Nhiệm vụ cụ thể",
        "letter": "Nội dung do người soạn viết./.",
        "correcting": "Do sơ suất về thể thức",
        "withdrawing": "không thực hiện, không lưu hành",
        "slip": "Phiếu này có 2 nhiệm vụ. Đơn vị tiếp nhận,",
    }
    for name in PAPERS:
        assert page("wording_edit", name, 0) in listed
        sent = {"text": house.text(name, house.USUAL), "version": 0}
        if name in ("minutes", "report"):
            sent["meeting"] = office.meeting.pk
        wanted = shown.get(name, "")
        seen = words(clerk.post(page("wording_preview", name, 0), sent, headers=HTMX))
        assert wanted in seen, name
        drawn = clerk.post(page("wording_print", name, 0), sent)
        assert drawn["Content-Type"] == "application/pdf", (name, drawn)
        assert wanted in drawn.content.decode(), name


@pytest.mark.django_db
def test_wording_of_a_letter_is_for_no_one_kind_of_meeting(office: Office) -> None:
    clerk, kind = signed_in(office.clerk), office.meeting.kind
    assert clerk.get(page("wording_edit", "minutes", kind.pk)).status_code == 200
    assert clerk.get(page("wording_edit", "letter", kind.pk)).status_code == 404


@pytest.mark.django_db
def test_edit_page_costs_the_same_with_many_versions_and_meetings(office: Office) -> None:
    clerk = signed_in(office.clerk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(page("wording_edit", "notice", 0)).status_code == 200
        return len(queries)

    wordings.wording(office.unit, office.clerk)
    few = cost()
    for version in range(2, 8):
        wordings.wording(office.unit, office.clerk, version=version)
    for _ in range(6):
        make.meeting(
            office.unit,
            chair=office.head.acting,
            kind=office.meeting.kind,
            starts_at=offices.HELD - datetime.timedelta(days=7),
            state=Meeting.State.CONCLUDED,
            opened_at=make.NOW,
            concluded_at=make.NOW,
        )
    assert cost() == few


def test_house_s_own_is_drawn_however_much_was_said() -> None:
    told = trying.BENCHES["notice"].sample("month", None) | {"assessment": ["x" * 9_000] * 12}
    chosen = keeping.Source(house.text("notice", "month"))
    drawn = keeping.drawn(PAPERS["notice"], told, chosen)
    assert len(drawn.texts["assessment"]) > 100_000
