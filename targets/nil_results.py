"""A target all of whose missing lines lie in fields ticked *không phát sinh* (design, rule 4).

A tick fills in no figure. Where figures were typed they speak; only a result that would be *chưa có
số liệu* is said to be *không phát sinh*.
"""

from collections.abc import Collection, Container, Iterable, Mapping

from targets.scores import Score
from targets.verdicts import COUNTED, Measure, Verdict

Nil = Mapping[int, Collection[int]]  # by unit: lines of its ticked fields


def mark(scores: Iterable[Score], nil: Container[int]) -> None:
    for one in scores:
        if is_nil(one, nil):
            one.verdict = Verdict.NONE_AROSE


def is_nil(score: Score, nil: Container[int]) -> bool:
    target, result = score.target, score.result
    if score.verdict is not Verdict.NO_FIGURE or target.measure == Measure.QUALITATIVE:
        return False
    if result.numerator is not None or not all(line in nil for line in result.missing):
        return False
    if target.measure in COUNTED or result.denominator == 0:
        return True
    return len(result.missing) == len({term.indicator_id for term in score.formula.terms})


def shared(nil: Nil, units: Iterable[int]) -> set[int]:
    """Lines that are nil in every one of some units: what their sum may say."""
    if not nil:
        return set()
    of_units = [set(nil.get(unit, ())) for unit in units]
    return set.intersection(*of_units) if of_units else set()
