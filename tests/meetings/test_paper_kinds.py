"""Every kind of paper measured against Nghị định 30/2020/NĐ-CP, Phụ lục I: as a province's and as a
regional office's, of one line, of twelve pages, and with all that is awkward at once.

`python -m tests.meetings.measured` prints what is measured here. A signature at the end of a page:
test_paper_signature. The notice's finer points: test_notice_layout, test_notice_closing,
test_notice_annex.
"""

from itertools import pairwise

import pytest

from meetings.models import ConsolidatedReport, Invitation, Letter, MinutesDocument, Notice
from targets.models import PlanDocument
from tests.meetings import paper_kinds
from tests.meetings.kind_elements import Printed, elements, printed
from tests.meetings.measuring import Sheet, pages_said
from tests.meetings.paper_kinds import AWKWARD, KINDS, ONE_LINE, TWELVE_PAGES, cases
from tests.meetings.printed import page_number
from units.models import AmendingPaper
from units.models.reviews import kinds_of_paper

# Each case is drawn and read once, by one of the parallel runners.
pytestmark = pytest.mark.xdist_group("paper kinds")
CASES = cases()
PT = 72 / 25.4
# What this table prints of each model that is a paper.
MODELS = {
    Notice: "thông báo",
    Invitation: "giấy mời",
    MinutesDocument: "biên bản",
    ConsolidatedReport: "báo cáo",
    PlanDocument: "kế hoạch",
    Letter: "công văn",
    AmendingPaper: "công văn thu hồi",
}
each = pytest.mark.parametrize("case", CASES, ids=" - ".join)
awkward = pytest.mark.parametrize(
    "case", [case for case in CASES if case[2] == AWKWARD], ids=lambda case: case[0]
)


@each
def test_every_element_has_its_size_and_face(case: tuple[str, str, str]) -> None:
    wrong = [
        (one.name, set(one.span.sizes), set(one.span.faces))
        for one in elements(printed(*case))
        if not one.is_right
    ]
    assert wrong == []


@each
def test_pages_are_a4_with_their_margins_and_numbers(case: tuple[str, str, str]) -> None:
    paper = printed(*case)
    assert page_number(paper.first) == ""
    for no, page in numbered(paper):
        assert (round(page.width, 1), round(page.height, 1)) == (210.0, 297.0)
        lines = [line for line in page.lines() if 19.9 < line.baseline < 277.1]
        assert 29.9 <= min(line.left for line in lines) <= 42.8
        right = 210 - max(line.right for line in lines)
        assert 15 <= right <= (20.1 if no < paper.body else 60)
        assert no == 1 or page_number(page) == str(no)
    assert paper.body >= 12 or case[2] != TWELVE_PAGES


def numbered(paper: Printed) -> list[tuple[int, Sheet]]:
    """Pages that were read, with their numbers: the first, the second and the last with text."""
    found = {1: paper.first, paper.body: paper.last}
    if paper.second is not None:
        found[2] = paper.second
    return sorted(found.items())


@each
def test_number_place_and_rules_stand_where_they_should(case: tuple[str, str, str]) -> None:
    paper = printed(*case)
    page, said = paper.first, paper.context
    motto = page.find("Độc lập - Tự do - Hạnh phúc")
    nation = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert page.rule_below(motto).width == pytest.approx(motto.width, abs=0.3)
    assert nation.centre == pytest.approx(motto.centre, abs=0.3)
    longest = max(page.first(line).width for line in said["issuer_lines"])
    rule = page.rule_below(page.first(said["issuer_lines"][-1]))
    assert 1 / 3 <= rule.width / longest <= 1 / 2
    number = page.find("Số: ")
    assert number.left < 105
    if said["place"]:
        place = page.find(f"{said['place']}, ngày ")
        assert place.baseline == pytest.approx(number.baseline, abs=0.05)
        assert place.right <= 190.2


@each
def test_text_is_indented_spaced_and_ends_the_document(case: tuple[str, str, str]) -> None:
    paper = printed(*case)
    lines = [line for line in paper.first.lines() if line.sizes == {14.0}]
    text = [line for line in lines if line.faces == {"Regular"} and "Kính gửi" not in line.text]
    indents = {round(line.left, 1) for line in text if line.left > 30.5 and line.left < 60}
    assert indents <= {42.7}
    gaps = [(low.baseline - high.baseline) * PT for high, low in pairwise(text)]
    assert all(gap >= 14 * 1.149 - 0.01 for gap in gaps if gap > 1)
    before = paper.last.text.partition("Nơi nhận:")[0]
    assert before.count("./.") == 1


@each
def test_signature_stands_whole_below_text(case: tuple[str, str, str]) -> None:
    """With the last paragraph above it, whole for the pen."""
    paper = printed(*case)
    page, said = paper.last, paper.context
    position = page.first(said["signer_lines"][-1], last=True)
    name = page.first(said["signer_name"], last=True)
    assert position.centre == pytest.approx(name.centre, abs=0.3)
    assert position.left > 105
    assert 25 <= name.baseline - position.baseline <= 40
    assert name.baseline <= 277
    listing = next(one for one in (page, *paper.after) if "Nơi nhận:" in one.text)
    assert listing.first("Nơi nhận:").left == pytest.approx(30, abs=0.5)
    above = [line for line in page.lines() if 20 < line.baseline < position.baseline - 5]
    assert above


@awkward
def test_many_recipients_and_two_annexes_follow_the_signature(case: tuple[str, str, str]) -> None:
    paper = printed(*case)
    listed = [line for page in (paper.last, *paper.after) for line in page.lines()]
    named = [line.text for line in listed if line.text.startswith("- Đơn vị thứ ")]
    assert len(named) == 60
    assert "- Lưu: VT" in "".join(line.text for line in listed)
    assert "(08 bản)" in "".join(line.text for line in listed)
    said = paper.context["annexes"]
    titles = [
        page.first(f"PHỤ LỤC {one['numeral']}")
        for one, page in zip(said, paper.annexes, strict=True)
    ]
    assert len(titles) == len(said) >= 2
    for page, annex in zip(paper.annexes, said, strict=True):
        assert page_number(page) == ""
        assert (page.width > page.height) == bool(annex["wide"])
        assert f"số {paper.context['number']}/{paper.context['symbol']}" in page.text


@awkward
def test_sixty_points_are_printed_in_order(case: tuple[str, str, str]) -> None:
    said = " ".join(one["text"] for one in printed(*case).context["blocks"])
    drawn = "".join("".join(pages_said(paper_kinds.pdf_of(*case))).split())
    places = [drawn.find(f"{no}.Rà") for no in range(1, 61)]
    assert said.count("Rà soát") >= 60
    assert -1 not in places
    assert places == sorted(places)


def test_every_kind_of_paper_is_measured() -> None:
    assert set(kinds_of_paper().values()) == set(MODELS)
    assert set(MODELS.values()) < set(KINDS)


def test_one_line_makes_one_page() -> None:
    assert {printed(*case).body for case in CASES if case[2] == ONE_LINE} == {1}
