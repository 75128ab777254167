"""What is planned and measured: work years, plans, statistics, figures, targets; prints."""

from targets.models.answers import TargetAnswer
from targets.models.awards import Award
from targets.models.balances import Balance, BalanceTerm
from targets.models.checks import FieldCheck, FieldQuestion
from targets.models.entering import CheckedFigure, EntryHabit, NoneArose
from targets.models.explanations import Explanation
from targets.models.figure_years import FigureYear
from targets.models.figures import Figure, Indicator
from targets.models.instruments import Instrument, InstrumentFile
from targets.models.plan_documents import PlanDocument
from targets.models.plan_tasks import PlanEvidence, PlanProgress, PlanTask
from targets.models.plan_versions import PlanSupplement, PlanVersion
from targets.models.plans import Plan
from targets.models.prints import BoardPrint, View
from targets.models.submissions import (
    FigureCorrection,
    Submission,
    SubmissionDeadline,
    SubmissionStep,
)
from targets.models.targets import Target, TargetAssignment, TargetSet, TargetTerm
from targets.models.workbooks import Workbook, WorkbookLoad
from targets.models.years import Holiday, Period, WorkYear

__all__ = [
    "Award",
    "Balance",
    "BalanceTerm",
    "BoardPrint",
    "CheckedFigure",
    "EntryHabit",
    "Explanation",
    "FieldCheck",
    "FieldQuestion",
    "Figure",
    "FigureCorrection",
    "FigureYear",
    "Holiday",
    "Indicator",
    "Instrument",
    "InstrumentFile",
    "NoneArose",
    "Period",
    "Plan",
    "PlanDocument",
    "PlanEvidence",
    "PlanProgress",
    "PlanSupplement",
    "PlanTask",
    "PlanVersion",
    "Submission",
    "SubmissionDeadline",
    "SubmissionStep",
    "Target",
    "TargetAnswer",
    "TargetAssignment",
    "TargetSet",
    "TargetTerm",
    "View",
    "WorkYear",
    "Workbook",
    "WorkbookLoad",
]
