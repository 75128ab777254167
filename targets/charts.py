"""Charts as shapes: where lines, bars and words lie. Templates draw them as SVG.

The same drawing stands on the screen and on paper, so everything is said by attributes and never
by a style sheet; lines differ by dashes and marks, parts by their sign and number, and only then by
colour. Units are those of the drawing's own box. Each chart stands above the table of its numbers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor, log10

from procuracy.web.numbers import format_trimmed
from targets.verdicts import Verdict

Number = Fraction | int
AtY = Callable[[Number], int]

WIDTH = 960
LABELS = 250  # for words at the left of bars
VALUES = 96  # for numbers at their right
BAR, STEP = 15, 23
LINE = 18  # of words above or below the drawing
CHARACTERS = 40  # of a label

# Light to dark in the order of the verdicts, so that grey paper keeps them apart.
FILLS = {
    Verdict.EXCEEDED: ("#0e5a8a", "#ffffff"),
    Verdict.MET: ("#5aa37c", "#000000"),
    Verdict.ONGOING: ("#e3e8ec", "#000000"),
    Verdict.AT_RISK: ("#f0c064", "#000000"),
    Verdict.UNMET: ("#a4221b", "#ffffff"),
    Verdict.NONE_AROSE: ("#ffffff", "#000000"),
    Verdict.NO_FIGURE: ("#ffffff", "#000000"),
    Verdict.NO_THRESHOLD: ("#ffffff", "#000000"),
}


@dataclass(frozen=True)
class Series:
    """One line; None: nothing known for that place. `is_past`: dashed, with hollow marks.
    `signs`: what stands above a mark, for those places that have something to say."""

    name: str
    values: Sequence[Number | None]
    is_past: bool = False
    signs: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str
    anchor: str = "start"
    fill: str = "#000000"


@dataclass(frozen=True)
class Line:
    """`points`: as SVG writes them; `marks`: centres of its marks."""

    name: str
    points: list[str]
    marks: list[tuple[int, int]]
    is_past: bool


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    fill: str
    title: str
    sign: Text | None = None


@dataclass(frozen=True)
class Chart:
    """`kind`: the partial that draws it. `words`: what it says, for those who do not see it."""

    kind: str
    words: str
    height: int
    width: int = WIDTH
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)  # x1, y1, x2, y2
    goal: tuple[int, int, int, int] | None = None
    bar: int = BAR


def trend(
    words: str, places: Sequence[str], series: Sequence[Series], goal: Number | None, sign: str = ""
) -> Chart | None:
    """Lines over the months; `goal`: a dotted rule. None while there is nothing to draw."""
    known = [v for one in series for v in one.values if v is not None]
    if not known:
        return None
    ticks = _ticks(min(known), max(known), goal)
    left, right, top, bottom = 64, WIDTH - 150, 14, 214
    low, high = ticks[0], ticks[-1]

    def at_y(value: Number) -> int:
        return round(bottom - (bottom - top) * Fraction(value - low) / (high - low))

    wide = Fraction(right - left, max(len(places) - 1, 1))
    xs = [round(left + wide * at) for at in range(len(places))]
    texts = [Text(left - 8, at_y(t) + 4, format_trimmed(t) + sign, "end") for t in ticks]
    texts += [Text(x, bottom + 18, place, "middle") for x, place in zip(xs, places, strict=True)]
    lines = [_line(one, xs, at_y) for one in series]
    texts += _ends(lines, right, at_y(goal) if goal is not None else None, goal, sign)
    texts += [Text(xs[at], at_y(v) - 8, s, "middle") for at, v, s in _signed(series)]
    rules = [(left, at_y(tick), right, at_y(tick)) for tick in ticks]
    line = None if goal is None else (left, at_y(goal), right, at_y(goal))
    return Chart("trend", words, bottom + 28, lines=lines, texts=texts, rules=rules, goal=line)


def bars(
    words: str,
    rows: Sequence[tuple[str, Number | None, str]],
    goal: Number | None,
    goal_words: str = "",
) -> Chart:
    """(label, length, number as shown) one below the other; `goal`: a dotted rule across all of
    them, with its words above."""
    top = LINE if goal is not None and goal_words else 0
    known = [Fraction(length) for _, length, _ in rows if length is not None]
    most = max([*known, Fraction(goal or 0), Fraction(1)])
    wide = WIDTH - LABELS - VALUES
    boxes, texts = [], []
    for number, (label, length, text) in enumerate(rows):
        y = top + number * STEP + 4
        long = round(wide * max(Fraction(length or 0), Fraction(0)) / most)
        texts.append(Text(LABELS - 8, y + 12, _short(label), "end"))
        texts.append(Text(LABELS + long + 6, y + 12, text))
        if long:
            boxes.append(Box(LABELS, y, long, "#6d8bb0", f"{label}: {text}"))
    height = top + len(rows) * STEP + 6
    at = LABELS + round(wide * Fraction(goal) / most) if goal is not None else 0
    line = (at, top, at, height) if goal is not None else None
    texts += [Text(at, top - 5, goal_words, "middle")] if top else []
    rules = [(LABELS, top, LABELS, height)]
    return Chart("bars", words, height, boxes=boxes, texts=texts, rules=rules, goal=line)


def shares(words: str, rows: Sequence[tuple[str, Sequence[tuple[Verdict, int]]]]) -> Chart:
    """Of each row its verdicts as parts of one bar: sign and number stand in the part."""
    wide = WIDTH - LABELS - VALUES
    boxes, texts = [], []
    for number, (label, counts) in enumerate(rows):
        y, x = number * STEP + 4, LABELS
        whole = sum(count for _, count in counts)
        texts.append(Text(LABELS - 8, y + 12, _short(label), "end"))
        texts.append(Text(WIDTH - VALUES + 6, y + 12, str(whole) if whole else "–"))
        passed = 0
        for verdict, count in counts:
            passed += count
            end = LABELS + round(Fraction(wide * passed, whole))
            boxes.append(_part(verdict, count, x, y, end - x))
            x = end
    return Chart("shares", words, len(rows) * STEP + 6, boxes=boxes, texts=texts)


def explained(chart: Chart, legend: Mapping[str, str]) -> Chart:
    """With a line below that tells what the signs in it mean. `legend`: words by sign."""
    told = [words for sign, words in legend.items() if any(sign in t.words for t in chart.texts)]
    if not told:
        return chart
    below = Text(0, chart.height + LINE - 6, " ".join(told))
    return replace(chart, height=chart.height + LINE, texts=[*chart.texts, below])


def _signed(series: Sequence[Series]) -> Iterator[tuple[int, Number, str]]:
    for one in series:
        for at, sign in one.signs.items():
            value = one.values[at]
            if value is not None:
                yield at, value, sign


def _part(verdict: Verdict, count: int, x: int, y: int, width: int) -> Box:
    fill, ink = FILLS[verdict]
    said = f"{verdict.glyph} {count}".strip()
    fits = width >= 9 * len(said)
    sign = Text(x + width // 2, y + 12, said, "middle", ink) if fits else None
    return Box(x, y, width, fill, f"{verdict.word}: {count}", sign)


def _line(one: Series, xs: Sequence[int], at_y: AtY) -> Line:
    """Broken where nothing is known."""
    runs: list[list[tuple[int, int]]] = [[]]
    for x, value in zip(xs, one.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, at_y(value)))
    points = [" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1]
    return Line(one.name, points, [mark for run in runs for mark in run], one.is_past)


def _ends(
    lines: Sequence[Line], right: int, goal_y: int | None, goal: Number | None, sign: str
) -> list[Text]:
    """Names stand where the lines end, moved apart; nobody looks them up in a legend."""
    ended = [line for line in lines if line.marks and line.marks[-1][0] < right]
    texts = [Text(x + 8, y - 8, line.name) for line in ended for x, y in line.marks[-1:]]
    wanted = [(line.marks[-1][1], line.name) for line in lines if line.marks and line not in ended]
    if goal is not None and goal_y is not None:
        wanted.append((goal_y, f"yêu cầu {format_trimmed(goal)}{sign}"))
    before = -16
    for y, name in sorted(wanted):
        before = max(y, before + 15)
        texts.append(Text(right + 10, before + 4, name))
    return texts


def _ticks(low: Number, high: Number, goal: Number | None) -> list[Fraction]:
    """Three to six round numbers that hold everything; from 0 unless all is far above it."""
    least = min(low, goal if goal is not None else low)
    most = max(high, goal if goal is not None else high)
    start = Fraction(least) if least < 0 or least > most * Fraction(3, 5) else Fraction(0)
    span = Fraction(most) - start or Fraction(1)
    power = Fraction(10) ** floor(log10(span / 4))
    step = next(power * of for of in (1, 2, 5, 10) if power * of * 5 >= span)
    first, last = floor(start / step), max(ceil(Fraction(most) / step), floor(start / step) + 1)
    return [step * at for at in range(first, last + 1)]


def _short(label: str) -> str:
    return label if len(label) <= CHARACTERS else label[: CHARACTERS - 1].rstrip() + "…"
