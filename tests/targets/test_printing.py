"""Plans and the target board on paper."""

import io
from typing import Any

import docx
import pytest

from targets.plan_printing import basis_lines, marks, plan_docx, plan_html, plan_pdf
from targets.printing import board_blocks, board_pdf
from tests.meetings.measuring import Sheet, sheets
from tests.targets.printed_facts import LEGEND, board_facts, plan_facts


def squeezed(pages: list[Sheet]) -> str:
    return " ".join("".join(page.text for page in pages).split())


@pytest.fixture(scope="module")
def plan() -> list[Sheet]:
    return sheets(plan_pdf(plan_facts(tasks=30)))


@pytest.fixture(scope="module")
def board() -> list[Sheet]:
    return sheets(board_pdf(board_facts(units=19, targets=30, illustrative=True)))


def test_plan_has_the_head_of_a_named_document(plan: list[Sheet]) -> None:
    first = plan[0]
    assert first.find("CHƯƠNG TRÌNH").faces == {"Bold"}
    assert first.find("Số: 01/CTr-P9").sizes == {13.0}
    assert first.find("Quảng Trị, ngày 19 tháng 01 năm 2026").faces == {"Italic"}
    assert first.rule_below(first.find("Công tác năm 2026")).width > 0


def test_bases_are_italic_and_end_as_prescribed(plan: list[Sheet]) -> None:
    assert plan[0].find("Căn cứ Chỉ thị số 01/CT-VKSTC").faces == {"Italic"}
    assert basis_lines(["Căn cứ A.", "Căn cứ B;;", " "]) == ["Căn cứ A;", "Căn cứ B."]


def test_sections_are_numbered_and_focus_stands_in_the_text(plan: list[Sheet]) -> None:
    first = plan[0]
    for no, title in enumerate(("Mục đích, yêu cầu", "Nhiệm vụ trọng tâm", "Khâu đột phá"), 0):
        assert first.find(f"{('I', 'II', 'III')[no]}. {title}").faces == {"Bold"}
    assert first.text.count("Đơn vị chủ trì: Phòng 9; thời hạn: 31/10/2026.") == 2
    assert "Chương trình gồm 30 nhiệm vụ, phân công tại Phụ lục kèm theo." in squeezed(plan)


def test_every_task_stands_in_the_annex_under_a_repeated_head(plan: list[Sheet]) -> None:
    start = next(no for no, page in enumerate(plan) if "PHỤ LỤC" in page.text)
    pages = plan[start:]
    assert pages[0].find("PHÂN CÔNG NHIỆM VỤ").faces == {"Bold"}
    assert "(Kèm theo Chương trình số 01/CTr-P9 ngày 19 tháng 01 năm 2026" in squeezed(pages)
    assert all("TTNội dung công việc" in page.text for page in pages)
    assert sum(page.text.count("31/10/2026") for page in pages) == 30
    # Five columns lie across, inside the margins, under numbers of their own.
    for number, page in enumerate(pages, 1):
        assert (round(page.width), round(page.height)) == (297, 210)
        lines = page.lines()
        assert max(line.right for line in lines) <= 277.1
        assert [line.text for line in lines if line.baseline < 19.9] == [str(number)][: number - 1]


def test_plan_ends_with_its_mark_and_the_signature(plan: list[Sheet]) -> None:
    text = "".join(page.text for page in plan)
    assert text.count("./.") == 1
    places = [text.index(one) for one in ("./.", "TRƯỞNG PHÒNG", "Lê Văn D", "PHỤ LỤC")]
    assert places == sorted(places)


def test_focus_and_breakthrough_are_words(plan: list[Sheet]) -> None:
    assert "(Trọng tâm, đột phá)" in "".join(page.text for page in plan)
    assert marks({"is_breakthrough": True}) == "Đột phá"
    assert marks({}) == ""


def test_plan_leaves_out_columns_and_sections_nobody_filled() -> None:
    tasks = [{"no": "1", "content": "Việc", "lead": "Phòng 9", "people": "", "due": ""}]
    html = plan_html(plan_facts(purpose=[]) | {"tasks": tasks})
    assert "Đơn vị chủ trì" in html
    assert "Người thực hiện" not in html
    assert "annex wide" not in html
    assert "I. Nhiệm vụ cụ thể" in html


def test_supplement_prints_what_it_changes_in_place_of_the_tasks() -> None:
    change = {"kind": "Điều chỉnh", "no": 2, "content": "Việc 2"}
    sides = {"before": ["Thời hạn: 31/8/2026"], "after": ["Thời hạn: 30/9/2026"]}
    html = plan_html(plan_facts(changes=[change | sides], reason="Theo kết luận tháng 8"))
    assert "Lý do bổ sung, điều chỉnh" in html
    assert "Điều chỉnh 01 nhiệm vụ (Phụ lục kèm theo)." in html
    assert html.index("31/8/2026") < html.index("30/9/2026")
    assert "Nâng cao chất lượng" not in html


def test_markup_typed_into_a_plan_is_text() -> None:
    tasks = [{"no": "1", "content": "<script>x</script>", "lead": "<img src=x>"}]
    html = plan_html(plan_facts() | {"tasks": tasks})
    assert "<script" not in html
    assert "<img" not in html


def test_word_file_says_what_the_paper_says() -> None:
    said = docx.Document(io.BytesIO(plan_docx(plan_facts(tasks=2, number=None, dated_on=None))))
    texts = [one.text for one in said.paragraphs]
    assert "I. Mục đích, yêu cầu" in texts
    assert any(text.endswith("./.") for text in texts)
    head, numbered, closing, tasks = said.tables
    assert head.cell(0, 1).text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert numbered.cell(0, 0).text.endswith("/CTr-P9")
    assert "Lê Văn D" in closing.cell(0, 1).text
    assert [len(tasks.rows), len(tasks.columns)] == [3, 5]
    sections: Any = said.sections
    upright, across = sections
    sides = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 20]
    assert (round(across.page_width.mm), round(across.page_height.mm)) == (297, 210)
    fonts = {run.font.name for one in said.paragraphs for run in one.runs} - {None}
    assert fonts | {said.styles["Normal"].font.name} == {"Times New Roman"}


def test_board_lies_across_inside_its_margins(board: list[Sheet]) -> None:
    for page in board:
        assert (round(page.width), round(page.height)) == (297, 210)
        lines = [line for line in page.lines() if 19.9 < line.baseline < 190.1]
        assert min(line.left for line in lines) >= 30
        assert max(line.right for line in lines) <= 277.1
        assert page.find("BẢN MINH HỌA").baseline > 190


def test_board_prints_every_assigned_cell_once_with_its_glyph(board: list[Sheet]) -> None:
    text = "".join(page.text for page in board)
    facts = board_facts(units=19, targets=30)
    for row in facts["rows"]:
        for cell in filter(None, row["cells"]):
            assert text.count(f"{cell['glyph']} {cell['value']}") == 1


def test_board_repeats_units_beside_every_block_of_targets(board: list[Sheet]) -> None:
    text = "".join(page.text for page in board)
    blocks = board_blocks(**{k: board_facts(19, 30)[k] for k in ("targets", "rows")})
    assert len(blocks) == 4
    assert text.count("VKSND khu vực 18") == len(blocks)
    assert [len(block["targets"]) for block in blocks] == [8, 7, 7, 8]


def test_board_legend_names_every_glyph(board: list[Sheet]) -> None:
    for glyph, word in LEGEND:
        assert f"{glyph} {word}" in board[0].text


def test_board_groups_span_their_targets() -> None:
    targets = [{"group": "A", "name": str(n), "goal": ""} for n in range(3)]
    targets.append({"group": "B", "name": "3", "goal": ""})
    block = board_blocks(targets, [])[0]
    assert block["groups"] == [{"name": "A", "span": 3}, {"name": "B", "span": 1}]


def test_board_of_many_units_repeats_its_heads() -> None:
    pages = sheets(board_pdf(board_facts(units=60, targets=8)))
    assert len(pages) > 2
    assert all("Đơn vị" in page.text for page in pages)


def test_board_without_targets_prints_its_units() -> None:
    assert "VKSND khu vực 1" in sheets(board_pdf(board_facts(units=2, targets=0)))[0].text
