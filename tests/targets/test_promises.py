"""What may stand in a cell of the grid, and what a unit may promise. No database."""

import datetime
from decimal import Decimal

import pytest

from procuracy.web.errors import Refused
from targets import promises
from targets.models import Target, TargetAssignment, WorkYear
from targets.promises import Aspect

YEAR = WorkYear(year=2026, starts_on=datetime.date(2025, 10, 1), ends_on=datetime.date(2026, 9, 30))


def target(measure: str = "ratio", direction: str = "at_least", goal: str | None = None) -> Target:
    return Target(
        measure=measure, direction=direction, threshold=None if goal is None else Decimal(goal)
    )


# direction, common threshold, assigned, promised, part of the sentence ("" for none)
PROMISES = [
    ("at_least", None, "90", "95", ""),
    ("at_least", None, "90", "90", ""),
    ("at_least", None, "90", "85", "thấp hơn ngưỡng giao 90 %"),
    ("at_least", "80", None, "79,5", "Đăng ký 79,5 % thấp hơn ngưỡng giao 80 %"),
    ("at_least", "80", "70", "75", ""),
    ("at_least", None, None, "10", ""),
    ("at_most", None, "2", "1", ""),
    ("at_most", None, "2", "3", "cao hơn ngưỡng giao 2 %"),
    ("exactly", None, "100", "100", ""),
    ("exactly", None, "100", "99", "đúng 100 %"),
    ("zero", "0", None, "0", "không đăng ký"),
]


def test_unit_promises_as_much_or_more_never_less() -> None:
    for direction, common, given, promised, sentence in PROMISES:
        asked = target(direction=direction, goal=common)
        said = promises.fault(asked, _number(given), _number(promised))
        assert (sentence in said) if sentence else said == "", (direction, given, promised, said)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.replace(",", "."))


# text, aspect, target, what it becomes again; None: refused
CELLS = [
    ("", Aspect.ASSIGNED, target(), ""),
    (" X ", Aspect.ASSIGNED, target(), "x"),
    ("66,50", Aspect.ASSIGNED, target(), "66,5"),
    ("1.500", Aspect.ASSIGNED, target("count"), "1.500"),
    ("66.5", Aspect.ASSIGNED, target(), None),
    ("-5", Aspect.ASSIGNED, target(), None),
    ("chín mươi", Aspect.ASSIGNED, target(), None),
    ("99999999999", Aspect.ASSIGNED, target("count"), None),
    ("186", Aspect.ASSIGNED, target(), "186"),
    ("101", Aspect.ASSIGNED, target("coverage"), None),
    ("1", Aspect.ASSIGNED, target(direction="zero"), None),
    ("0", Aspect.ASSIGNED, target(direction="zero"), "0"),
    ("x", Aspect.ASSIGNED, target("qualitative"), "x"),
    ("5", Aspect.ASSIGNED, target("qualitative"), None),
    ("x", Aspect.COMMITTED, target(), None),
    ("31/8/2026", Aspect.DUE, target(), "31/8/2026"),
    ("31/10/2026", Aspect.DUE, target(), None),
    ("31/13/2026", Aspect.DUE, target(), None),
]


def test_cell_is_understood_or_refused_with_a_sentence() -> None:
    for text, aspect, asked, shown in CELLS:
        if shown is None:
            with pytest.raises(Refused) as refused:
                promises.read(text, aspect, asked, YEAR)
            assert refused.value.message, text
        else:
            typed = promises.read(text, aspect, asked, YEAR)
            assert promises.written(typed, aspect) == shown, text


def test_row_is_shown_as_it_would_be_typed() -> None:
    row = TargetAssignment(
        assigned_threshold=None,
        committed_threshold=Decimal("92.50"),
        due_on=datetime.date(2026, 8, 31),
    )
    assert [promises.shown(row, aspect) for aspect in Aspect] == ["x", "92,5", "31/8/2026"]
    assert [promises.shown(None, aspect) for aspect in Aspect] == ["", "", ""]
