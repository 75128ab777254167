"""The notice's wording: the house's own for every course of meeting, sections as layout, faults."""

from typing import Any

import pytest

from meetings.papers.printing import notice_html
from meetings.wording import house, sections
from meetings.wording.faults import Faulty
from meetings.wording.notice import COURSES, NOTICE, values
from meetings.wording.samples import said
from meetings.wording.schema import Field, Kind
from meetings.wording.sections import Drawn
from tests.meetings.notice_facts import province_facts
from units.models import Unit

REGION = Unit(kind=Unit.Kind.REGION)
MONTH = house.text("notice", "month")


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A regional office without a database."""
    monkeypatch.setattr(Unit, "short_name", "VKSND khu vực 5", raising=False)
    monkeypatch.setattr(Unit, "name", "Viện kiểm sát nhân dân khu vực 5", raising=False)


def drawn(text: str, facts: dict[str, Any] | None = None) -> dict[str, Drawn]:
    parts = sections.compiled(text, NOTICE)
    return {one.role: one for one in sections.draw(parts, NOTICE, facts or said("month", None))}


def refused(text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        sections.compiled(text, NOTICE)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("course", "heard", "ahead"),
    [
        ("weekly", "Văn phòng báo cáo tình hình, kết quả công tác tuần", "Trong tuần tới,"),
        ("month", "báo cáo, ý kiến phát biểu của lãnh đạo các đơn vị", "Trong tháng tới,"),
        ("quarter", "báo cáo, ý kiến phát biểu của lãnh đạo các đơn vị", "Trong quý tới,"),
        ("half", "báo cáo sơ kết, ý kiến tham luận, giải trình", "Để hoàn thành chỉ tiêu,"),
        ("nine_months", "báo cáo, ý kiến phát biểu", "Trong thời gian tới,"),
        ("year", "báo cáo tổng kết, ý kiến tham luận", "Trong năm công tác tới,"),
        ("session", "lãnh đạo Phòng 9 báo cáo kết quả công tác", "Yêu cầu Phòng 9 thực hiện"),
        ("launch", "Phòng 9 trình bày chương trình công tác năm 2027", "Để thực hiện tốt chương"),
        ("other", "báo cáo, ý kiến phát biểu", "Trong thời gian tới,"),
    ],
)
def test_house_words_each_course_as_an_office_would(course: str, heard: str, ahead: str) -> None:
    told = drawn(house.text("notice", course), said(course, None))
    held, bridge = told["opening"].text.split("\n")
    assert held.startswith("Ngày 05/12/2026, Viện kiểm sát nhân dân tỉnh tổ chức ")
    assert held.endswith(
        "do đồng chí Nguyễn Văn A, Viện trưởng chủ trì. Tham dự có lãnh đạo các phòng; lãnh đạo "
        "VKSND khu vực; tổng số 82 đại biểu."
    )
    assert bridge.startswith(f"Sau khi nghe {heard}")
    assert bridge.endswith(", đồng chí Viện trưởng kết luận như sau:")
    assert told["directives"].text.startswith(ahead)
    assert len(told["organisation"].text.split("\n")) == 3
    assert list(told) == [
        "subject", "opening", "assessment", "directives", "organisation", "recipients", "filing"
    ]  # fmt: skip
    assert not any("{" in one.text + one.title for one in told.values())


def test_regional_office_is_worded_with_its_own_names() -> None:
    told = drawn(MONTH, said("month", REGION))
    organisation = told["organisation"].text
    assert "Các bộ phận, công chức tổ chức thực hiện" in organisation
    assert "Bộ phận văn phòng VKSND khu vực 5 theo dõi, đôn đốc" in organisation
    assert told["filing"].text == "VT"


def test_nobody_counted_and_nobody_invited_leaves_no_sentence() -> None:
    facts = said("month", None) | {"present": {"groups": [], "count": 0}}
    assert drawn(MONTH, facts)["opening"].text.split("\n")[0].endswith("Viện trưởng chủ trì.")
    alone = facts | {"present": {"groups": [], "count": 7}}
    assert "Tham dự có 07 đại biểu." in drawn(MONTH, alone)["opening"].text


def test_layout_is_the_order_of_sections_their_headings_and_own_ones() -> None:
    text = MONTH.replace("[đánh giá] Đánh giá tình hình, kết quả công tác", "[danh gia] I. Kết quả")
    text = text.replace(
        "[nhiệm vụ]", "[mục riêng] Quan điểm của {{ co_quan.ten_ngan }}\nKỷ cương.\n\n[nhiệm vụ]"
    )
    parts = sections.compiled(text, NOTICE)
    told = sections.draw(parts, NOTICE, said("month", None))
    assert [(one.role, one.title) for one in told][2:5] == [
        ("assessment", "I. Kết quả"),
        ("own", "Quan điểm của VKSND tỉnh"),
        ("directives", "Nhiệm vụ, giải pháp"),
    ]


def test_section_that_is_left_out_is_not_drawn() -> None:
    before, _, rest = MONTH.partition("[đánh giá]")
    assert "assessment" not in drawn(before + "[nhiệm vụ]" + rest.partition("[nhiệm vụ]")[2])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("[mở đầu]", "[phần đầu]"), "Dòng 4: không có mục «[phần đầu]»; các mục là [trích yếu],"),
        (("[lưu]", "[nơi nhận]"), "mục «[nơi nhận]» có hai lần."),
        (("[lưu]\n{{ luu }}\n", ""), "thiếu mục «[lưu]» (sau chữ Lưu)."),
        (("[trích yếu]", "Xin chào\n[trích yếu]"), "Dòng 1: chữ đứng trước mục đầu tiên"),
        (("[mở đầu]", "[mở đầu] Mở đầu"), "Dòng 4: mục «[mở đầu]» không có đề mục"),
        (("] Nhiệm vụ, giải pháp", "]"), "Dòng 13: mục «[nhiệm vụ]» cần có đề mục"),
        (("{{ chu_tri.ho_ten }}", "{{ chu_tri.ten }}"), "Dòng 5: không có trường"),
        (("] Nhiệm vụ, giải pháp", "] {{ nv }}"), "Dòng 13: không có trường «{{ nv }}»"),
        (("{% hết %}\n\n[nhiệm vụ]", "[nhiệm vụ]"), "Dòng 9: «{% với mỗi … %}» chưa có"),
    ],
)
def test_fault_names_the_line_of_the_whole_wording(change: tuple[str, str], sentence: str) -> None:
    old, new = change
    assert old in MONTH
    assert sentence in "\n".join(refused(MONTH.replace(old, new)))


def test_every_section_tells_its_own_fault() -> None:
    text = MONTH.replace("{{ luu }}", "{{ luu ").replace("chu_tri.ho_ten", "chu_tri.ten")
    assert [words.split(":")[0] for words in refused(text)] == ["Dòng 5", "Dòng 28"]


def test_heading_that_grows_is_refused() -> None:
    text = MONTH.replace("] Nhiệm vụ, giải pháp", "] " + "{{ cuoc_hop.ten }} " * 20)
    with pytest.raises(Faulty, match="Dòng 13: đề mục dài quá 200"):
        drawn(text)


def test_heading_or_section_that_the_paper_cannot_hold_is_refused_when_it_is_drawn() -> None:
    empty = MONTH.replace("] Nhiệm vụ, giải pháp", "] {{ cuoc_hop.dia_diem }}")
    facts = said("month", None)
    facts["meeting"] = facts["meeting"] | {"place": ""}
    with pytest.raises(Faulty, match=r"Dòng 13: đề mục của «.nhiệm vụ.» thành ra trống"):
        drawn(empty, facts)
    with pytest.raises(Faulty, match=r"mục «.lưu.» dài quá 60 chữ"):
        drawn(MONTH.replace("{{ luu }}", "VT, " * 30), facts)


@pytest.mark.parametrize("course", COURSES)
def test_every_field_that_is_offered_has_its_value(course: str) -> None:
    """What the checker lets pass, the drawing finds: of the kind that was promised."""
    given = values(said(course, None))

    def held(field: Field, value: Any) -> None:
        match field.kind:
            case Kind.TEXT:
                assert isinstance(value, str), field.name
            case Kind.NUMBER:
                assert type(value) is int, field.name
            case Kind.TRUTH:
                assert isinstance(value, bool), field.name
            case Kind.TEXTS:
                assert all(isinstance(one, str) for one in value), field.name
            case Kind.ROWS:
                for row in value:
                    within(field.fields, row)
            case Kind.GROUP:
                within(field.fields, value)

    def within(fields: tuple[Field, ...], value: dict[str, Any]) -> None:
        assert set(value) == {one.name for one in fields}
        for one in fields:
            held(one, value[one.name])

    within(NOTICE.schema.fields, given)


def test_markup_in_a_value_or_in_the_wording_is_printed_as_text() -> None:
    facts = said("month", None) | {"assessment": ["<script>alert(1)</script>"]}
    told = drawn(MONTH.replace("Sau khi", "<b>Sau</b> khi"), facts)
    html = notice_html(
        province_facts()
        | {
            "opening": told["opening"].text.split("\n"),
            "assessment": told["assessment"].text.split("\n"),
        }
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>" not in html
    assert "&lt;b&gt;Sau&lt;/b&gt; khi nghe" in html
