"""The lines of what is computed: in words for readers, numbered below 0, stored nowhere."""

from targets.formulas import Side, Term
from targets.models import Indicator, Target

Computation = Target.Computation

_WORDS = {
    Computation.REPORTS: ("Báo cáo gửi đúng hạn", "Báo cáo phải gửi", "báo cáo"),
    Computation.CONCLUSIONS: (
        "Nhiệm vụ theo thông báo kết luận hoàn thành đúng hạn",
        "Nhiệm vụ theo thông báo kết luận đến hạn",
        "nhiệm vụ",
    ),
    Computation.PLAN_TASKS: (
        "Nhiệm vụ kế hoạch, chương trình hoàn thành đúng hạn",
        "Nhiệm vụ kế hoạch, chương trình đến hạn",
        "nhiệm vụ",
    ),
}


def numbers(computation: str) -> tuple[int, int]:
    """Of what was done on time, and of what fell due."""
    place = list(Computation).index(Computation(computation))
    return -2 * place - 1, -2 * place - 2


def terms(computation: str) -> tuple[Term, ...]:
    on_time, fallen_due = numbers(computation)
    return Term(on_time, 1, Side.NUMERATOR), Term(fallen_due, 1, Side.DENOMINATOR)


def lines(computation: str) -> dict[int, Indicator]:
    """Rows that are never saved."""
    done, due, counted_in = _WORDS[Computation(computation)]
    return {
        number: Indicator(pk=number, name=name, counted_in=counted_in)
        for number, name in zip(numbers(computation), (done, due), strict=True)
    }


def is_typed(line: int) -> bool:
    return line > 0
