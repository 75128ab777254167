"""What is done to plans: drawn up, approved, supplemented, replaced; what became of their tasks."""

from procuracy.web.errors import Refused
from targets.plans.cascade import plan_of, take_up, taken_by
from targets.plans.choices import higher_tasks, leads, people
from targets.plans.copying import copy_tasks
from targets.plans.lines import add_task, change_task, remove_task
from targets.plans.progress import finish_task, reopen_task, report
from targets.plans.states import approve, put_in_force, recall, reopen, send_back, submit
from targets.plans.supplements import open_supplement, supplement_of, withdraw

__all__ = [
    "Refused",
    "add_task",
    "approve",
    "change_task",
    "copy_tasks",
    "finish_task",
    "higher_tasks",
    "leads",
    "open_supplement",
    "people",
    "plan_of",
    "put_in_force",
    "recall",
    "remove_task",
    "reopen",
    "reopen_task",
    "report",
    "send_back",
    "submit",
    "supplement_of",
    "take_up",
    "taken_by",
    "withdraw",
]
