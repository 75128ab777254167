"""A report's line as it is drawn: footnotes of units, and what changed since the report before."""

import time
from typing import Any

import pytest

from meetings.consolidating.wording import Run, footnote, paragraphs, plain, runs

NOTES: list[dict[str, Any]] = [
    {"parts": [["KV1", 3, 7], ["Phòng 2", 1, 8]], "total": 4},
    {"parts": [["KV1", 1549]], "missing": ["KV3", "KV5"]},
]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (NOTES[0], "KV1 - 3; Phòng 2 - 1."),
        (NOTES[1], "KV1 - 1.549; chưa có số liệu: KV3, KV5."),
        ({"parts": [], "missing": ["KV3"]}, "Chưa có số liệu: KV3."),
        ({"parts": [["KV1", "2,5 %"]]}, "KV1 - 2,5 %."),
        ({"parts": [["KV1", 2.5]], "note": "Số đã điều chỉnh."}, "KV1 - 2,5. Số đã điều chỉnh."),
        ({"parts": []}, ""),
    ],
)
def test_footnote_names_the_units_with_their_numbers(entry: dict[str, Any], said: str) -> None:
    assert footnote(entry) == said


def test_anchor_becomes_the_note_of_the_words_before_it() -> None:
    found = runs("Khởi tố 4 vụ[1], 1.549 bị can[2].", None, NOTES)
    assert found == [
        Run("Khởi tố 4 vụ", note="KV1 - 3; Phòng 2 - 1."),
        Run(", 1.549 bị can", note="KV1 - 1.549; chưa có số liệu: KV3, KV5."),
        Run("."),
    ]


@pytest.mark.parametrize("text", ["Có 4 vụ[3].", "Có 4 vụ[0].", "Có 4 vụ[3][9]."])
def test_anchor_without_an_entry_is_not_drawn(text: str) -> None:
    assert runs(text, None, NOTES) == [Run("Có 4 vụ.")]


def test_anchors_move_with_the_words_and_may_stand_anywhere() -> None:
    assert runs("[2]Có[1][2]", None, NOTES) == [
        Run("", note=footnote(NOTES[1])),
        Run("Có", note=footnote(NOTES[0])),
        Run("", note=footnote(NOTES[1])),
    ]


def test_only_what_changed_since_the_report_before_is_marked() -> None:
    found = runs("Khởi tố 5 vụ[1], 9 bị can.", "Khởi tố 4 vụ[1], 9 bị can.", NOTES)
    assert [run.text for run in found if run.is_changed] == ["5"]
    assert "".join(run.text for run in found) == "Khởi tố 5 vụ, 9 bị can."
    assert [run.note for run in found if run.note] == ["KV1 - 3; Phòng 2 - 1."]


@pytest.mark.parametrize(
    ("previous", "changed"), [(None, []), ("Không.", []), ("", ["Không."]), ("Có.", ["Không."])]
)
def test_line_that_is_new_is_marked_whole_and_the_first_report_not_at_all(
    previous: str | None, changed: list[str]
) -> None:
    assert [run.text for run in runs("Không.", previous, []) if run.is_changed] == changed


def test_line_that_is_mostly_new_is_marked_whole() -> None:
    found = runs("Chưa có số liệu.", "Thụ lý mới 119 tin, có 4 vụ; số cũ 3, đã xong 156 tin.", [])
    assert found == [Run("Chưa có số liệu.", is_changed=True)]


def test_each_line_of_a_text_is_a_paragraph_of_its_own() -> None:
    found = paragraphs(
        "KV1: tăng 2 vụ.\n\nKV2: không.\nKV3: mới.", "KV1: tăng 1 vụ.\nKV2: không.", []
    )
    assert [[run.text for run in line if run.is_changed] for line in found] == [
        ["2"],
        [],
        ["KV3: mới."],
    ]
    assert plain("Có 4 vụ[1] và 2[12] việc.") == "Có 4 vụ và 2 việc."


def test_long_quotation_of_sixty_units_is_compared_at_once() -> None:
    lines = [
        f"KV{unit}: " + f"đã giải quyết {unit} vụ án hình sự và dân sự; " * 12 for unit in range(60)
    ]
    later = [line.replace(" 7 vụ", " 8 vụ") for line in lines]
    started = time.process_time()
    found = paragraphs("\n".join(later), "\n".join(lines), [])
    assert time.process_time() - started < 0.5
    assert {place for place, line in enumerate(found) if any(run.is_changed for run in line)} == {7}
