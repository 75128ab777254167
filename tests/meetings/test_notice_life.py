"""A notice from the concluded meeting to its release, as a province and as a regional office."""

import datetime
import hashlib

import pytest

from meetings.models import DirectiveTask, Meeting, Notice
from meetings.papers import addressing
from meetings.papers.noticing import (
    approve,
    create_notice,
    number,
    record_signature,
    release,
    return_to_draft,
)
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.offices import NOW, TODAY, Office
from units.delivering import hand_over
from units.models import Document, Register, RegisterEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["province", "region"])
def office(request: pytest.FixtureRequest) -> Office:
    built: Office = getattr(offices, request.param)()
    return built


def test_notice_walks_from_draft_to_release(office: Office) -> None:
    notice = offices.released(office)
    document = Document.objects.get()
    assert notice.state == Notice.State.RELEASED
    assert document.code == ("01/TB-VKS" if office.chief else "01/TB-VKSKV5")
    assert bytes(document.pdf).startswith(b"%PDF")
    assert document.sha256 == hashlib.sha256(bytes(document.pdf)).hexdigest()
    assert document.facts["dated_on"] == "2026-11-22"


def test_province_signs_by_order_and_region_by_its_head(office: Office) -> None:
    facts = offices.numbered(office).facts
    if office.chief:
        assert facts["superior_name"] == "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"
        assert facts["signer"]["authority"] == "TL. VIỆN TRƯỞNG"
        assert facts["signer"]["position"] == "CHÁNH VĂN PHÒNG"
    else:
        assert facts["superior_name"] == "VIỆN KIỂM SÁT NHÂN DÂN TỈNH QUẢNG TRỊ"
        assert facts["office_name"] == "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 5"
        assert facts["signer"] == {
            "authority": "",
            "position": "VIỆN TRƯỞNG",
            "name": office.head.person.full_name,  # type: ignore[union-attr]
        }


def test_facts_hold_every_section_of_the_notice() -> None:
    office = offices.province()
    facts = offices.numbered(office).facts
    assert facts["opening"][0].startswith("Ngày 20/11/2026, Viện kiểm sát nhân dân tỉnh Quảng Trị")
    assert facts["opening"][-1].endswith("đồng chí Viện trưởng kết luận như sau:")
    assessment, directives, organisation = facts["sections"]
    assert assessment["texts"] == ["Các đơn vị đã chủ động thực hiện chương trình công tác."]
    assert assessment["sources"] == ["Đánh giá của chủ trì trong biên bản"]
    assert directives["texts"][0].endswith("thực hiện tốt các nhiệm vụ sau:")
    assert facts["directives"][0]["text"] == (
        "Rà soát toàn bộ chỉ tiêu chưa đạt. Giao Phòng 1 và Phòng 9 thực hiện; "
        "thời hạn: trước ngày 15/12/2026."
    )
    assert facts["directives"][1]["text"] == "Giữ nghiêm kỷ luật"
    assert organisation["texts"][1].startswith("Văn phòng theo dõi, đôn đốc")
    assert facts["recipients"][0] == "Lãnh đạo VKSND tỉnh Quảng Trị (để b/c)"
    assert facts["filing"] == "VT, VP"
    assert [row["lead"] for row in facts["annex"]["rows"]] == ["Phòng 1; Phòng 9"]
    assert facts["illustrative"] is False


def test_order_names_groups_then_units_as_the_register_does() -> None:
    office = offices.province()
    order = make.directive(office.meeting, units=office.doers[::-1])
    order.addressees.create(group=make.group())
    order.addressees.create(unit=office.unit, is_lead=False)
    names = addressing.addressees([order.pk], TODAY)[order.pk]
    assert names.leads == ["Các phòng", "Phòng 1", "Phòng 9"]
    assert names.others == ["VKSND tỉnh Quảng Trị"]


def test_meeting_that_is_not_concluded_gets_no_notice() -> None:
    office = offices.province()
    office.meeting.state = Meeting.State.IN_SESSION
    office.meeting.save()
    with pytest.raises(Refused, match="hội nghị chưa kết luận"):
        offices.drafted(office)


def test_second_notice_of_a_meeting_is_refused() -> None:
    office = offices.province()
    offices.drafted(office)
    with pytest.raises(Refused, match="đã có thông báo kết luận"):
        offices.drafted(office)


def test_approval_names_the_paragraph_without_doer() -> None:
    office = offices.province()
    DirectiveTask.objects.all().delete()
    notice = offices.drafted(office)
    with pytest.raises(Refused, match=r"Không thể duyệt: ý kiến 1 chưa có đơn vị thực hiện\."):
        approve(notice, edition=notice.edition, by=office.head, at=NOW)


def test_approval_refuses_a_text_that_changed_since_it_was_read() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    with pytest.raises(Refused, match="thông báo vừa được người khác sửa"):
        approve(notice, edition=notice.edition - 1, by=office.head, at=NOW)


def test_approval_wants_recipients() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    notice.recipients.clear()
    with pytest.raises(Refused, match="chưa chọn đơn vị nhận"):
        approve(notice, edition=notice.edition, by=office.head, at=NOW)


def test_return_takes_approval_and_signature_back() -> None:
    office = offices.province()
    notice = return_to_draft(offices.signed(office), reason="Sửa mục 1", by=office.head, at=NOW)
    assert (notice.state, notice.approved_by, notice.signed_on) == ("draft", None, None)
    assert notice.return_reason == "Sửa mục 1"


def test_numbered_notice_cannot_go_back() -> None:
    office = offices.province()
    notice = offices.numbered(office).notice
    with pytest.raises(Refused, match="không trả lại được"):
        return_to_draft(notice, reason="Sửa", by=office.head, at=NOW)


def test_signature_is_not_before_the_meeting_nor_tomorrow() -> None:
    office = offices.province()
    notice = offices.approved(office)
    for day in (TODAY - datetime.timedelta(days=3), TODAY + datetime.timedelta(days=1)):
        with pytest.raises(Refused, match="Ngày ký"):
            record_signature(notice, signed_on=day, by=office.clerk, at=NOW)


def test_number_is_not_dated_before_the_signature() -> None:
    office = offices.province()
    notice = offices.signed(office)
    with pytest.raises(Refused, match="không được trước ngày ký"):
        number(notice, dated_on=TODAY - datetime.timedelta(days=1), by=office.keeper, at=NOW)
    assert not RegisterEntry.objects.exists()


def test_number_waits_for_the_signature() -> None:
    office = offices.province()
    with pytest.raises(Refused, match="mới ở bước “đã duyệt”"):
        number(offices.approved(office), dated_on=TODAY, by=office.keeper, at=NOW)


def test_second_number_names_the_first() -> None:
    office = offices.province()
    notice = offices.numbered(office).notice
    with pytest.raises(Refused, match="đã được cấp số 01/TB-VKS lúc 09:00, 22/11/2026"):
        number(notice, dated_on=TODAY, by=office.keeper, at=NOW)
    assert Document.objects.count() == RegisterEntry.objects.count() == 1


def test_office_without_register_is_told_before_approval() -> None:
    office = offices.province()
    Register.objects.all().delete()
    notice = offices.drafted(office)
    with pytest.raises(Refused, match="chưa mở sổ văn bản đi"):
        approve(notice, edition=notice.edition, by=office.head, at=NOW)


def test_number_given_elsewhere_is_recorded() -> None:
    office = offices.province()
    Register.objects.update(source=Register.Source.ELSEWHERE)
    document = number(offices.signed(office), dated_on=TODAY, by=office.keeper, at=NOW, given=37)
    assert document.code == "37/TB-VKS"


def test_tasks_bind_from_the_release_on() -> None:
    office = offices.province()
    document = offices.numbered(office)
    assert not DirectiveTask.objects.active().exists()
    release(document.notice, by=office.keeper, at=NOW)
    assert DirectiveTask.objects.active().count() == 2


def test_second_release_is_refused() -> None:
    office = offices.province()
    notice = offices.released(office)
    with pytest.raises(Refused, match="đã phát hành"):
        release(notice, by=office.keeper, at=NOW)


def test_repeated_delivery_changes_nothing() -> None:
    office = offices.province()
    document = offices.numbered(office)
    assert hand_over(document, office.doers[0].pk, at=NOW) is True
    assert hand_over(document, office.doers[0].pk, at=NOW) is False
    assert document.recipients.count() == 1


def test_directive_added_after_reopening_must_get_its_paragraph() -> None:
    office = offices.province()
    notice = offices.drafted(office)
    make.directive(office.meeting, "Thêm sau", gives_no_task=True)
    with pytest.raises(Refused, match="“Thêm sau” của hội nghị chưa có trong thông báo"):
        approve(notice, edition=notice.edition, by=office.head, at=NOW)


def test_notice_for_a_closed_meeting_may_still_be_drafted() -> None:
    office = offices.province()
    office.meeting.state = Meeting.State.CLOSED
    office.meeting.save()
    assert office.head.acting
    notice = create_notice(office.meeting, signer=office.head.acting, by=office.clerk, at=NOW)
    assert [row.order for row in notice.paragraphs.all()] == [1, 2]
