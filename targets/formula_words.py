"""How a percentage comes about, in words: wherever one stands, on screen, in a workbook, on paper.

The formula is made of the names of its lines; numerator, denominator and source are the words of
whoever issued the target.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from targets.computing import lines as computing
from targets.models import Target, TargetTerm
from targets.scores import goal_text
from targets.terms import MINUS
from targets.verdicts import SHARES, Measure

Side = TargetTerm.Side
ASSUMED = "chưa kiểm chứng"


@dataclass(frozen=True)
class Words:
    target: Target
    goal: str
    formula: str
    numerator: str
    denominator: str
    source: str

    @property
    def kind(self) -> str:
        """`Ngành, cơ bản, chủ động`."""
        told = [self.target.get_origin_display(), self.target.get_layer_display()]
        return ", ".join([*told, *(["chủ động"] if self.target.is_proactive else [])])


def of_targets(targets: Sequence[Target]) -> list[Words]:
    """In their order; one query."""
    rows = TargetTerm.objects.filter(target__in=targets).select_related("indicator").order_by("pk")
    terms: dict[int, list[TargetTerm]] = {}
    for term in rows:
        terms.setdefault(term.target_id, []).append(term)
    return [of(target, terms.get(target.pk, [])) for target in targets]


def of(target: Target, terms: Iterable[TargetTerm]) -> Words:
    """`terms`: with their indicators."""
    above, below = _sides(target, list(terms))
    said = target.is_assumed and ASSUMED not in target.source
    source = target.source + (f" ({ASSUMED})" if said else "")
    return Words(
        target,
        goal_text(target, target.threshold),
        _formula(target, above, below),
        target.numerator_text or above,
        target.denominator_text or below,
        source or "chưa ghi",
    )


def _sides(target: Target, terms: list[TargetTerm]) -> tuple[str, str]:
    if target.computation:
        above, below = computing.lines(target.computation).values()
        return above.name, below.name
    return _sum(terms, Side.NUMERATOR), _sum(terms, Side.DENOMINATOR)


def _sum(terms: list[TargetTerm], side: str) -> str:
    """`Đã giải quyết + Còn lại − Chuyển đi`."""
    found = [term for term in terms if term.side == side]
    signs = [MINUS if term.sign < 0 else "+" if place else "" for place, term in enumerate(found)]
    parts = (f"{s} {t.indicator.name}".strip() for s, t in zip(signs, found, strict=True))
    return " ".join(parts)


def _formula(target: Target, above: str, below: str) -> str:
    if target.measure == Measure.QUALITATIVE:
        return "đơn vị tự đánh giá đạt hoặc chưa đạt, có căn cứ"
    if not above:
        return "chưa gắn với dòng thống kê"
    if target.measure == Measure.COUNT:
        return above
    ratio = f"{_bracketed(above)} : {_bracketed(below)}"
    return f"{ratio} × 100 %" if target.measure in SHARES else f"{ratio} (mỗi người)"


def _bracketed(text: str) -> str:
    return f"({text})" if f" {MINUS} " in text or " + " in text else text
