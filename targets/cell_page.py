"""One cell of the board on paper and in a workbook: from the verdict down to who typed what when.

What it draws is gathered by `cells.of_unit`, as for the screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from procuracy.web.dates import screen_moment, screen_month
from procuracy.web.numbers import format_trimmed
from targets import formula_section
from targets.board_facts import period_words
from targets.cells import Line, Part
from targets.choices import AsOf
from targets.models import Figure, FigureCorrection, Target, TargetAnswer
from targets.scores import Score
from targets.sections import (
    Cell,
    Head,
    Page,
    Section,
    amount,
    mark_notes,
    plain,
    result,
    shown,
    sign_notes,
    signed,
)
from targets.verdicts import Measure
from units.models import Unit

Found = Mapping[str, Any]  # of `cells.of_unit`


def page(unit: Unit, target: Target, chosen: AsOf, found: Found) -> Page:
    score: Score = found["score"]
    sections = [*_shown(target, found), *formula_section.sections([target])]
    return Page(
        title=f"{target.name}: {unit.short_name}",
        subtitle=found["sight"].words,
        file="ket-qua-chi-tieu",
        period=period_words(chosen),
        sections=sections,
        facts=_facts(found),
        notes=[
            *([f"{unit.short_name}: {found['note']}."] if found["note"] else []),
            *dict.fromkeys([*mark_notes([score]), *sign_notes(sections[:1])]),
        ],
    )


def _facts(found: Found) -> list[tuple[str, Cell]]:
    score: Score = found["score"]
    if not score.is_assigned:
        return [("Kết quả", plain("chỉ tiêu không giao cho đơn vị trong năm công tác này"))]
    said = [
        ("Kết quả", result(score)),
        ("Mức", plain(score.verdict.word)),
        ("Tử số/mẫu số", plain(score.parts)),
        ("Yêu cầu", plain(found["goal"])),
        ("Cần làm", plain(score.advice)),
        ("Nhịp", plain(score.pace)),
        ("Lưu ý", plain("; ".join(filter(None, [score.small, score.warning, score.regiven])))),
        ("Ngưỡng", plain(score.note)),
        ("Cùng kỳ", plain(found["comparison"].words)),
    ]
    return [(word, cell) for word, cell in said if cell.words]


def _shown(target: Target, found: Found) -> Iterator[Section]:
    if target.computation:
        yield _items(found["items"])
    else:
        yield _months(found["lines"], found["months"])
        yield _typed(found["lines"])
    if found["corrections"]:
        yield _corrections(found["corrections"])
    if target.measure == Measure.QUALITATIVE:
        yield _answers(found["answers"])


def _months(lines: Sequence[Line], months: Sequence[date]) -> Section:
    heads = [
        Head("Dòng thống kê"),
        *(Head(f"{month.month}/{month.year}", 5, is_number=True) for month in months),
        Head("Lũy kế", 6, is_number=True),
        Head("Cùng kỳ", 6, is_number=True),
    ]
    empty = "Chỉ tiêu không tính từ số liệu, hoặc chưa gắn với dòng thống kê nào."
    rows = [row for line in lines for row in _rows(line)]
    return Section("Số liệu từng tháng", heads, rows, sheet="Tháng", empty=empty)


def _rows(line: Line) -> Iterator[list[Cell]]:
    """The line itself, then of whom it is made up where they are several."""
    own = line.indicator
    alone = len(line.parts) == 1
    yield [
        plain(f"{line.sides}: {own.name} ({own.counted_in}, {own.get_nature_display()})"),
        *(amount(value) if value is not None or not alone else Cell("?") for value in line.months),
        signed(shown(line.value or "?"), line.sign),
        signed(shown(line.before or "?"), line.sign_before),
    ]
    for part in () if alone else line.parts:
        typed = (amount(figure.value) if figure else Cell() for figure in part.figures)
        yield [plain(f"trong đó {part.unit.short_name}"), *typed, Cell(), Cell()]


def _typed(lines: Sequence[Line]) -> Section:
    rows = [
        [
            plain(line.indicator.name + _of_whom(line, part)),
            plain(screen_month(figure.month)),
            amount(figure.value),
            plain(str(figure.entered_by)),
            plain(screen_moment(figure.entered_at)),
        ]
        for line in lines
        for part in line.parts
        for figure in _known(part)
    ]
    heads = [
        Head("Dòng thống kê"),
        Head("Tháng", 12),
        Head("Số liệu", 10, is_number=True),
        Head("Người nhập", 24),
        Head("Lúc", 18),
    ]
    return Section("Người nhập", heads, rows, sheet="Người nhập", empty="Chưa có số liệu.")


def _of_whom(line: Line, part: Part) -> str:
    return f" ({part.unit.short_name})" if len(line.parts) > 1 else ""


def _known(part: Part) -> list[Figure]:
    return [figure for figure in part.figures if figure]


def _corrections(rows: Sequence[FigureCorrection]) -> Section:
    heads = [
        Head("Dòng thống kê"),
        Head("Tháng", 12),
        Head("Từ", 9, is_number=True),
        Head("Thành", 9, is_number=True),
        Head("Lý do", 30),
    ]
    cells = [
        [
            plain(one.indicator.name),
            plain(screen_month(one.submission.month)),
            plain("chưa có" if one.old_value is None else format_trimmed(one.old_value)),
            amount(one.new_value),
            plain(one.reason),
        ]
        for one in rows
    ]
    return Section("Số liệu đã điều chỉnh", heads, cells, sheet="Điều chỉnh")


def _items(items: Sequence[Any]) -> Section:
    rows = [
        [
            plain(item.title, item.link),
            plain(item.due),
            plain(item.done or "chưa"),
            plain("đúng hạn" if item.is_on_time else "không đúng hạn"),
        ]
        for item in items
    ]
    heads = [Head("Việc đến hạn"), Head("Hạn", 14), Head("Hoàn thành", 14), Head("Kết quả", 14)]
    return Section("Việc được tính", heads, rows, sheet="Việc", empty="Chưa có việc nào đến hạn.")


def _answers(rows: Sequence[TargetAnswer]) -> Section:
    heads = [
        Head("Đến hết", 12),
        Head("Đánh giá", 16),
        Head("Căn cứ"),
        Head("Người đánh giá", 20),
        Head("Lúc", 16),
    ]
    cells = [
        [
            plain(screen_month(one.month)),
            plain("đạt yêu cầu" if one.is_fulfilled else "chưa đạt yêu cầu"),
            plain(one.text),
            plain(str(one.answered_by)),
            plain(screen_moment(one.answered_at)),
        ]
        for one in rows
    ]
    empty = "Chưa có đánh giá nào trong năm công tác này."
    return Section("Đánh giá của đơn vị", heads, cells, sheet="Đánh giá", empty=empty)
