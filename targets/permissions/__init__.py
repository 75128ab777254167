"""Who may read and write plans, figures and targets. Each rule answers True or says why not."""

from targets.permissions.explanations import (
    may_answer_explanation,
    may_explain,
    may_promise,
)
from targets.permissions.figures import (
    may_answer_question,
    may_check_field,
    may_enter_figures,
    may_load_workbooks,
    may_see_fields,
)
from targets.permissions.plans import (
    may_approve_plan,
    may_create_plan,
    may_edit_plan,
    may_edit_task,
    may_finish_task,
    may_start_plan,
    may_submit_plan,
    may_supplement_plan,
    may_take_up_task,
)
from targets.permissions.submissions import (
    may_accept_submission,
    may_ask_correction,
    may_decide_correction,
    may_return_submission,
    may_see_submissions,
    may_send_figures,
    may_set_deadlines,
    may_submit_figures,
)
from targets.permissions.targets import (
    may_answer_target,
    may_assign_targets,
    may_commit_targets,
    may_edit_catalogue,
    may_rank_units,
    may_read,
)

__all__ = [
    "may_accept_submission",
    "may_answer_explanation",
    "may_answer_question",
    "may_answer_target",
    "may_approve_plan",
    "may_ask_correction",
    "may_assign_targets",
    "may_check_field",
    "may_commit_targets",
    "may_create_plan",
    "may_decide_correction",
    "may_edit_catalogue",
    "may_edit_plan",
    "may_edit_task",
    "may_enter_figures",
    "may_explain",
    "may_finish_task",
    "may_load_workbooks",
    "may_promise",
    "may_rank_units",
    "may_read",
    "may_return_submission",
    "may_see_fields",
    "may_see_submissions",
    "may_send_figures",
    "may_set_deadlines",
    "may_start_plan",
    "may_submit_figures",
    "may_submit_plan",
    "may_supplement_plan",
    "may_take_up_task",
]
