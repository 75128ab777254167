"""Plans and the target board on paper."""

import pytest

from targets.printing import basis_lines, board_blocks, board_pdf, marks, plan_html, plan_pdf
from tests.meetings.measuring import Sheet, sheets
from tests.targets.printed_facts import LEGEND, board_facts, plan_facts


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


def test_every_task_is_printed_under_a_repeated_head(plan: list[Sheet]) -> None:
    tables = [page for page in plan if "31/10/2026" in page.text]
    assert len(tables) > 2
    assert all("TTNội dung công việc" in page.text for page in tables)
    assert sum(page.text.count("31/10/2026") for page in plan) == 30


def test_plan_ends_with_its_mark_and_the_signature(plan: list[Sheet]) -> None:
    last = plan[-1]
    assert "".join(page.text for page in plan).count("./.") == 1
    assert last.text.index("./.") < last.text.index("TRƯỞNG PHÒNG") < last.text.index("Lê Văn D")


def test_focus_and_breakthrough_are_words(plan: list[Sheet]) -> None:
    assert "(Trọng tâm, đột phá)" in plan[0].text
    assert marks({"is_breakthrough": True}) == "Đột phá"
    assert marks({}) == ""


def test_plan_leaves_out_columns_nobody_filled() -> None:
    tasks = [{"no": "1", "content": "Việc", "lead": "Phòng 9", "person": "", "due": ""}]
    html = plan_html(plan_facts() | {"tasks": tasks})
    assert "Đơn vị thực hiện" in html
    assert "Người thực hiện" not in html


def test_markup_typed_into_a_plan_is_text() -> None:
    tasks = [{"no": "1", "content": "<script>x</script>", "lead": "<img src=x>"}]
    html = plan_html(plan_facts() | {"tasks": tasks})
    assert "<script" not in html
    assert "<img" not in html


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
