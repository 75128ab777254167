"""Targets, what is assigned, why it is behind."""

import datetime
from typing import Any

from targets.models import (
    Explanation,
    Indicator,
    Period,
    Target,
    TargetAssignment,
    TargetSet,
    TargetTerm,
    WorkYear,
)
from tests.factories.common import NOW, next_number
from units.models import Unit, User


def target(numerator: Indicator, denominator: Indicator | None = None, **more: Any) -> Target:
    """A ratio (with a denominator) or a count (without) of single lines."""
    number = next_number()
    made = Target.objects.create(
        target_set=more.pop("target_set", None)
        or TargetSet.objects.create(name=f"Hệ thống {number}"),
        code=f"T{number}",
        field=numerator.field,
        name=more.pop("name", f"Chỉ tiêu {number}"),
        short_name=f"Chỉ tiêu {number}",
        measure=more.pop("measure", None)
        or (Target.Measure.RATIO if denominator else Target.Measure.COUNT),
        direction=more.pop("direction", Target.Direction.AT_LEAST),
        **more,
    )
    TargetTerm.objects.create(target=made, side="numerator", indicator=numerator)
    if denominator:
        TargetTerm.objects.create(target=made, side="denominator", indicator=denominator)
    return made


def assignment(what: Target, where: Unit, year: WorkYear, **more: Any) -> TargetAssignment:
    return TargetAssignment.objects.create(target=what, unit=where, work_year=year, **more)


def explanation(
    what: Target, where: Unit, period: Period, by: User | None = None, **more: Any
) -> Explanation:
    """Sent with a commitment for the end of 2026; a draft without somebody who sends it."""
    said: dict[str, Any] = {"cause": "Hồ sơ phức tạp", "solution": "Phân công lại"}
    said |= {"commitment": "Giải quyết xong"}
    if by:
        assert by.acting
        said |= {"state": Explanation.State.SENT, "sent_by": by.acting, "sent_at": NOW}
        said |= {"promised_on": datetime.date(2026, 12, 31)}
    return Explanation.objects.create(unit=where, target=what, period=period, **(said | more))
