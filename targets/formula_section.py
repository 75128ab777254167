"""The table that explains percentages: under dashboards, behind boards, in workbooks."""

from collections.abc import Iterable, Sequence

from procuracy.web import xlsx
from targets import formula_words
from targets.formula_words import Words
from targets.models import Target
from targets.sections import Head, Section, plain

TITLE = "Cách tính các chỉ tiêu"
HEADS = [
    Head("Mã", 6, is_whole=True),
    Head("Chỉ tiêu", 20),
    Head("Công thức", 26),
    Head("Tử số, hoặc số được đếm", 15),
    Head("Mẫu số", 13),
    Head("Nguồn"),
]


def sections(targets: Sequence[Target]) -> list[Section]:
    """None where there is nothing to explain. One query."""
    if not targets:
        return []
    rows = [[plain(text) for text in texts(words)] for words in formula_words.of_targets(targets)]
    return [Section(TITLE, HEADS, rows, sheet="Cách tính", is_prose=True)]


def sentence(targets: Sequence[Target]) -> str:
    """`Cách tính: Giải quyết tin báo = (…) : (…) × 100 %; …`, where all must fit on one page."""
    found = [f"{of.target.short_name} = {of.formula}" for of in formula_words.of_targets(targets)]
    return f"Cách tính: {'; '.join(found)}." if found else ""


def texts(words: Words) -> tuple[str, ...]:
    """In the order of the heads."""
    target = words.target
    return (
        target.code,
        target.name,
        words.formula,
        words.numerator,
        words.denominator,
        f"{words.kind}; {words.source}",
    )


def spread(targets: Sequence[Target], lines: Sequence[str]) -> xlsx.Spread:
    return xlsx.Spread(
        name="Cách tính",
        title=TITLE,
        headings=[[head.label for head in HEADS]],
        rows=_rows(formula_words.of_targets(targets)),
        lines=list(lines),
        notes=[],
        widths=[8.0, 40.0, 44.0, 36.0, 36.0, 36.0],
    )


def _rows(found: Iterable[Words]) -> list[list[xlsx.Cell]]:
    return [[xlsx.Cell(text) for text in texts(words)] for words in found]
