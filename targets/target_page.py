"""One target in all units: its total, its trend, and what each unit adds to it or takes from it."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from django.urls import reverse

from procuracy.web.numbers import format_percent, format_trimmed
from targets import charts, formula_words, trends
from targets.board_facts import period_words, seen_board
from targets.boards import Board, Row
from targets.choices import AsOf
from targets.filters import Filter
from targets.formulas import Value
from targets.models import Target
from targets.scores import SIGNS, Formula, Score, goal_text
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
)
from targets.unit_page import cell_link
from targets.verdicts import SHARES, Direction, percent
from units.models import Appointment
from units.reach import reach

Part = tuple[Row, Score]


def page(
    acting: Appointment,
    target: Target,
    chosen: AsOf,
    wanted: Filter,
    *,
    today: datetime.date,
    ranks: bool,
) -> Page:
    """`ranks`: for leadership, units stand by their results; for others in their usual order."""
    asked = replace(chosen, compares=True)
    whole = seen_board(acting, asked, field_code=target.field.code, today=today)
    board = wanted.portfolio_of(whole, today).of_target(target.pk)
    total = board.total.scores[0] if board.total else None
    parts = [(row, row.scores[0]) for row in board.rows if row.scores[0].is_assigned]
    formula = board.columns[0].formula if board.columns else Formula.of(target, [])
    goal = goal_text(target, total.threshold if total else target.threshold)
    sections = [units(board, parts, chosen, ranks=ranks), definition(formula, goal)]
    if board.columns:
        scope, held = reach(acting, today), wanted.covers(min(today, chosen.period.ends_on))

        def covers(unit: int) -> bool:
            return scope.covers(unit, target.field_id) and held(unit, target.field_id)

        sections.insert(0, _trend(board, formula, total, parts, covers, today))
    return Page(
        title=target.name,
        subtitle=board.sight.words,
        facts=_facts(board, total, goal),
        is_choice=board.sight.is_choice,
        file="chi-tieu",
        period=period_words(board),
        sections=sections,
        counts=board.counts(),
        notes=[
            *(f"{row.unit.short_name}: {row.note}." for row, _ in parts if row.note),
            *_signs(sections, [score for _, score in parts]),
        ],
        back=(reverse("targets:target_board") + chosen.query, "Về bảng chỉ tiêu"),
    )


def _signs(sections: Sequence[Section], scores: Sequence[Score]) -> Iterable[str]:
    """What the signs of the results mean, and those of the trend, which may have others."""
    trend = [one for one in sections if one.sheet == trends.SHEET]
    return dict.fromkeys([*mark_notes(scores), *sign_notes(trend)])


def _facts(board: Board, total: Score | None, goal: str) -> list[tuple[str, Cell]]:
    if total is None:
        return [("Yêu cầu", plain(goal))]
    said = [
        (board.total_name, result(total)),
        ("Tử số/mẫu số", plain(total.parts)),
        ("Yêu cầu", plain(goal)),
        ("Cần làm", plain(total.advice)),
        ("Cùng kỳ", plain(total.last_year.words if total.last_year else "")),
        ("Lưu ý", plain(total.note)),
    ]
    return [(word, cell) for word, cell in said if cell.words]


def _trend(
    board: Board,
    formula: Formula,
    total: Score | None,
    parts: Sequence[Part],
    covers: Callable[[int], bool],
    today: datetime.date,
) -> Section:
    """Of all that is seen together; of one unit alone its own."""
    only = parts[0] if len(parts) == 1 and total is None else None
    row = only[0].unit.pk if only else None
    found = trends.points(board.sight, formula, covers, row, today=today)
    score = total or (only[1] if only else None)
    threshold = score.threshold if score else formula.target.threshold
    return trends.section(formula.target, found, threshold)


def units(board: Board, parts: Sequence[Part], chosen: AsOf, *, ranks: bool) -> Section:
    """Result, place, and contribution to the total of each unit."""
    total = board.total.scores[0] if board.total else None
    ordered = sorted(parts, key=_by_result) if ranks else list(parts)
    places = _places(ordered) if ranks else {}
    is_share = bool(parts) and parts[0][1].target.measure in SHARES
    heads = [
        *([Head("Thứ tự", 6, is_number=True)] if ranks else []),
        Head("Đơn vị"),
        Head("Kết quả", 12, is_number=True),
        Head("Tử số" if is_share else "Số lượng", 7, is_number=True),
        *([Head("Mẫu số", 7, is_number=True)] if is_share else []),
        Head("Phần đóng góp", 11, is_number=True),
        Head("Thừa, thiếu", 9, is_number=True),
        Head("Cần làm", 27),
    ]
    sums = _sum(one.result.numerator for _, one in parts)
    rows = [
        [
            *([places[row.unit.pk]] if ranks else []),
            plain(row.unit.short_name, cell_link(row.unit.pk, one.target.pk, chosen)),
            result(one, cell_link(row.unit.pk, one.target.pk, chosen)),
            *_amounts(one, is_share=is_share),
            _part(one, sums),
            _margin(one),
            plain(one.advice),
        ]
        for row, one in ordered
    ]
    return Section(
        "Xếp hạng và đóng góp của từng đơn vị" if ranks else "Đóng góp của từng đơn vị",
        heads,
        rows,
        sheet="Đơn vị",
        chart=_bars(ordered, total) if rows else None,
        foot=_foot(board.total_name, total, sums, is_share=is_share, ranks=ranks)
        if total and rows
        else [],
        notes=_notes(is_share),
        empty="Chỉ tiêu này không giao cho đơn vị nào trong năm công tác này.",
    )


def _notes(is_share: bool) -> list[str]:
    counted = "tử số" if is_share else "số lượng"
    return [
        f"Phần đóng góp: {counted} của đơn vị trên tổng chung. Thừa, thiếu: số việc hơn (+) hoặc "
        "kém (−) mức yêu cầu của chính đơn vị, kéo kết quả chung lên hoặc xuống."
    ]


def _bars(parts: Sequence[Part], total: Score | None) -> charts.Chart:
    """Lengths are percentages: of a ratio itself, of a count against its goal."""
    told = [
        (row.unit.short_name, reached(one), f"{_value(one)} {one.verdict.glyph}")
        for row, one in parts
    ]
    words = "Kết quả của từng đơn vị; vạch chấm là mức yêu cầu"
    return charts.explained(charts.bars(words, told, *_rule(total)), SIGNS)


def _value(score: Score) -> str:
    return score.shown + score.mark if score.shown else score.verdict.word


def _rule(total: Score | None) -> tuple[Fraction | None, str]:
    """Where the requirement lies on the scale of the bars, and its words."""
    if total is None:
        return None, ""
    if total.target.measure not in SHARES:
        is_zero = total.target.direction == Direction.ZERO
        return (None, "") if is_zero else (Fraction(100), "mức giao")
    if total.threshold is None:
        return None, ""
    return Fraction(total.threshold), f"yêu cầu {format_trimmed(total.threshold)} %"


def reached(score: Score) -> Fraction | None:
    """In percent, so that units of any size can be compared."""
    if score.target.measure in SHARES:
        return percent(score.result.numerator, score.result.denominator)
    if score.result.numerator is None:
        return None
    if score.goal:
        return Fraction(score.result.numerator) * 100 / Fraction(score.goal)
    return Fraction(score.result.numerator)


def _by_result(part: Part) -> tuple[bool, Fraction, int]:
    """Best first: the highest, or the lowest where little is wanted; who has nothing at the end."""
    row, score = part
    value = reached(score)
    is_low = score.target.direction in (Direction.AT_MOST, Direction.ZERO)
    return value is None, (value or Fraction(0)) * (1 if is_low else -1), row.unit.order


def _places(ordered: Sequence[Part]) -> dict[int, Cell]:
    """The same for equal results."""
    found, place, before = {}, 0, None
    for number, (row, score) in enumerate(ordered, 1):
        value = reached(score)
        if value != before or number == 1:
            place, before = number, value
        found[row.unit.pk] = Cell("–") if value is None else Cell(str(place), value=place)
    return found


def _amounts(score: Score, *, is_share: bool) -> list[Cell]:
    own = score.result
    return [amount(own.numerator), *([amount(own.denominator)] if is_share else [])]


def _part(score: Score, sums: Value | None) -> Cell:
    share = percent(score.result.numerator, sums)
    return shown(format_percent(share)) if share is not None else Cell()


def margin(score: Score) -> Fraction | None:
    """Cases above (+) or below (−) what the unit's own threshold asks of its figures as they
    stand; None where nothing is asked for in cases."""
    numerator, goal = score.result.numerator, score.threshold
    if numerator is None or goal is None or score.target.direction != Direction.AT_LEAST:
        return None
    if score.target.measure not in SHARES:
        return Fraction(numerator) - Fraction(score.goal or 0)
    if not score.result.denominator:
        return None
    return Fraction(numerator) - Fraction(goal) * Fraction(score.result.denominator) / 100


def _margin(score: Score) -> Cell:
    found = margin(score)
    if found is None:
        return Cell()
    rounded = Fraction(round(found * 10), 10)
    text = format_trimmed(rounded)
    return shown(f"+{text}" if rounded > 0 else text)


def _foot(
    name: str, total: Score, sums: Value | None, *, is_share: bool, ranks: bool
) -> list[Cell]:
    return [
        *([Cell()] if ranks else []),
        plain(name),
        result(total),
        *_amounts(total, is_share=is_share),
        _part(total, sums),
        _margin(total),
        plain(total.advice),
    ]


def _sum(values: Iterable[Value | None]) -> Value | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def definition(formula: Formula, goal: str) -> Section:
    """How it is reckoned, and where that is laid down."""
    target = formula.target
    words = formula_words.of_targets([target])[0]
    asked = f"{target.get_measure_display()}, {target.get_direction_display()}: {goal}"
    said = [
        ("Chỉ tiêu", f"{target.code}, {target.field.name}; {asked}"),
        ("Công thức", words.formula),
        ("Tử số" if words.denominator else "Số được đếm", words.numerator),
        ("Mẫu số", words.denominator),
        ("Nguồn", f"{words.kind}; {words.source}"),
    ]
    rows = [[plain(word), plain(text)] for word, text in said if text]
    return Section("Cách tính", [Head("Mục", 16), Head("Nội dung")], rows, sheet="Cách tính")
