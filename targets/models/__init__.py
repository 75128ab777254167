"""What is planned and measured: work years, plans, lines of statistics, figures, targets."""

from targets.models.figures import Figure, Indicator
from targets.models.plans import Instrument, Plan, PlanTask
from targets.models.targets import Target, TargetAssignment, TargetSet, TargetTerm
from targets.models.years import Period, WorkYear

__all__ = [
    "Figure",
    "Indicator",
    "Instrument",
    "Period",
    "Plan",
    "PlanTask",
    "Target",
    "TargetAssignment",
    "TargetSet",
    "TargetTerm",
    "WorkYear",
]
