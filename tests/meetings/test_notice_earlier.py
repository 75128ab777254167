"""The annex of the next notice: what became of earlier conclusions, as of one moment."""

import datetime
import io
from typing import Any

import pytest
from docx import Document

from meetings.models import DirectiveTask, Meeting, Notice
from meetings.papers import earlier, notice_annexes, noticing
from meetings.papers.notice_facts import facts, notice_register
from meetings.papers.printing import notice_context, notice_docx
from procuracy.web.errors import Refused
from tests import factories as make
from tests.meetings import offices
from tests.meetings.notice_facts import annex, province_facts
from tests.meetings.owing import Owing
from tests.meetings.printed import page_number, printed_with, squeezed
from tests.meetings.stage import page, signed_in, words

COUNT = {
    "done_on_time": 1,
    "done_late": 0,
    "open_in_term": 1,
    "open_overdue": 1,
    "open_undated": 0,
}
ROW = {
    "no": 1,
    "content": "Rà soát án tạm đình chỉ",
    "source": "Thông báo số 05/TB-VKS, mục 3",
    "lead": "KV1, KV2, KV3",
    "due": "15/9/2026",
    "standing": "Hoàn thành đúng hạn: KV1;\nquá hạn 6 ngày: KV2.",
}
TOLD: dict[str, Any] = {"rows": [ROW], "count": COUNT, "as_of": "đến ngày 22/11/2026"}


@pytest.fixture
def owing() -> Owing:
    made = Owing()
    Meeting.objects.filter(pk=made.here.meeting.pk).update(state="concluded", concluded_at=make.NOW)
    made.here.meeting.refresh_from_db()
    return made


def drafted(owing: Owing) -> Notice:
    signer = owing.here.meeting.chair
    return noticing.create_notice(
        owing.here.meeting, signer=signer, by=owing.here.clerk, at=make.NOW
    )


def told(notice: Notice) -> dict[str, str]:
    notice.refresh_from_db()
    return {row["content"]: row["standing"] for row in (notice.earlier or {}).get("rows", [])}


@pytest.mark.django_db
def test_draft_begins_with_what_is_open_of_earlier_conclusions(owing: Owing) -> None:
    notice = drafted(owing)
    said = told(notice)
    assert {
        "quá hạn": "Quá hạn 6 ngày.",
        "còn hạn": "Đang thực hiện trong hạn.",
        "không hạn": "Không định hạn.",
        "hằng tháng": "Quá hạn 3 ngày; kỳ 19/11/2026 (hằng tháng).",
        "đã báo cáo": "Đã báo cáo, chờ xác nhận;\nXong.",
        "bị trả lại": "Đang thực hiện trong hạn; đã trả lại: Còn 15 vụ.",
        "cam kết": "Quá hạn 4 ngày.",
        "biệt phái": "Quá hạn 1 ngày.",
        "chuyển giao": "Đang thực hiện trong hạn; nhận từ Phòng 9 ngày 22/11/2026.",
    }.items() <= said.items()
    # Ended before, told one leader alone, or not issued yet.
    assert not {"thu hồi", "riêng một lãnh đạo", "dự kiến"} & set(said)
    assert notice.earlier_at == make.NOW
    assert notice.earlier
    shown = sum(notice.earlier["count"].values())
    assert shown == len(said)
    outside = next(r for r in notice.earlier["rows"] if r["content"] == "ngoài hội nghị")
    assert (outside["lead"], outside["due"]) == ("KV5", "25/11/2026")


@pytest.mark.django_db
def test_annex_stays_as_of_its_moment_until_it_is_drawn_up_anew(owing: Owing) -> None:
    notice = drafted(owing)
    DirectiveTask.objects.filter(pk=owing.tasks["quá hạn"].pk).update(
        state="confirmed", reported_at=make.NOW, confirmed_at=make.NOW
    )
    assert told(notice)["quá hạn"] == "Quá hạn 6 ngày."
    client = signed_in(owing.here.clerk)
    edit = words(client.get(page("notice_edit", notice.pk)))
    assert "Quá hạn 6 ngày" in edit
    assert "Số liệu lúc 09:00, 22/11/2026" in edit
    client.post(page("notice_earlier", notice.pk), {"act": "leave"})
    assert told(notice) == {}
    assert "không kèm phụ lục này" in words(client.get(page("notice_edit", notice.pk)))
    client.post(page("notice_earlier", notice.pk), {"act": "take"})
    assert told(notice)["còn hạn"] == "Đang thực hiện trong hạn."


@pytest.mark.django_db
def test_what_was_done_since_is_told_once_and_then_no_more(owing: Owing) -> None:
    drafted(owing)
    later = make.NOW + datetime.timedelta(days=30)
    DirectiveTask.objects.filter(pk=owing.tasks["quá hạn"].pk).update(
        state="confirmed", reported_at=make.NOW, confirmed_at=later
    )
    kind = owing.here.meeting.kind
    soon = make.meeting(
        owing.here.province, kind=kind, starts_at=later, state="concluded", concluded_at=later
    )
    after = later + datetime.timedelta(days=30)
    found = earlier.gather(soon, later + datetime.timedelta(hours=1))
    assert found
    done = {row["content"]: row["standing"] for row in found["rows"]}
    assert done["quá hạn"] == "Hoàn thành quá hạn."
    make.notice(soon, earlier=found, earlier_at=later + datetime.timedelta(hours=1))
    third = make.meeting(owing.here.province, kind=kind, starts_at=after)
    found = earlier.gather(third, after)
    assert found
    assert "quá hạn" not in {row["content"] for row in found["rows"]}
    DirectiveTask.objects.update(state="confirmed", confirmed_at=make.NOW)
    assert earlier.gather(third, after) is None


@pytest.mark.django_db
def test_annex_is_frozen_with_the_notice() -> None:
    """In the same words on the copy for signature, the numbered one and every reprint."""
    office = offices.province()
    notice = offices.drafted(office)
    assert notice.earlier is None  # nothing was concluded before
    with pytest.raises(Refused, match="Không có nhiệm vụ nào"):
        notice_annexes.take_earlier(notice, by=office.clerk, at=make.NOW)
    stored = {"rows": [ROW], "count": COUNT}
    Notice.objects.update(earlier=stored, earlier_at=make.NOW)
    document = finish(office)
    assert document.facts["earlier"] == TOLD
    notice.refresh_from_db()
    with pytest.raises(Refused, match="không sửa được"):
        notice_annexes.leave_earlier_out(notice, by=office.clerk, at=make.NOW)
    register = notice_register(notice)
    assert facts(notice, on=make.TODAY, register=register)["earlier"] == TOLD


def finish(office: offices.Office) -> Any:
    notice = Notice.objects.get()
    noticing.approve(notice, edition=notice.edition, by=office.head, at=make.NOW)
    noticing.record_signature(
        Notice.objects.get(), signed_on=make.TODAY, by=office.clerk, at=make.NOW
    )
    return noticing.number(Notice.objects.get(), dated_on=make.TODAY, by=office.keeper, at=make.NOW)


def test_two_annexes_are_numbered_and_count_their_own_pages() -> None:
    pages = printed_with(annex=annex(3), earlier=TOLD)
    heads = [at for at, one in enumerate(pages) if "PHỤ LỤC" in one.text]
    first, second = pages[heads[0]], pages[heads[1]]
    assert squeezed("PHỤ LỤC I PHÂN CÔNG NHIỆM VỤ") in squeezed(first.text)
    assert squeezed("PHỤ LỤC II TÌNH HÌNH THỰC HIỆN KẾT LUẬN KỲ TRƯỚC") in squeezed(second.text)
    assert second.width > second.height
    assert page_number(first) == page_number(second) == ""
    body = squeezed("".join(one.text for one in pages[: heads[0]]))
    assert squeezed("hoàn thành đúng hạn 1, hoàn thành quá hạn 0") in body
    assert squeezed("(Phụ lục II kèm theo)") in body


def test_annex_of_many_rows_goes_on_to_its_second_page() -> None:
    told = TOLD | {"rows": [ROW | {"no": no} for no in range(1, 31)]}
    pages = printed_with(annex=annex(2), earlier=told)
    start = next(at for at, one in enumerate(pages) if "PHỤ LỤC II" in one.text)
    assert [page_number(one) for one in pages[start:]][:3] == ["", "2", "3"]
    for one in pages[start:]:
        assert max(line.right for line in one.lines()) <= one.width - 19.9


def test_single_annex_stands_without_number_and_in_word_alike() -> None:
    alone = province_facts(earlier=TOLD)
    assert [table.get("numeral") for table in notice_context(alone)["annexes"]] == [None]
    both = province_facts(earlier=TOLD, annex=annex(2))
    made = Document(io.BytesIO(notice_docx(both)))
    heads = [one.text for one in made.paragraphs if one.text.startswith("PHỤ LỤC")]
    assert heads == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert made.tables[-1].rows[1].cells[-1].text == ROW["standing"]
    assert notice_context(province_facts())["annexes"] == []
