"""Addresses of what follows a meeting: notices, tasks, and each person's own work."""

from django.urls import URLPattern, path

from meetings.views import (
    chains,
    holders,
    notice_texts,
    notices,
    slips,
    task_boards,
    task_decisions,
    task_detail,
    task_files,
    task_lists,
    task_steps,
    telling,
    work,
    workload,
)

TASK = "tasks/<int:pk>"
ASKED = f"{TASK}/extensions/<int:extension>"
ANSWER = f"{TASK}/answers/<int:answer>"

urlpatterns: list[URLPattern] = [
    path("", work.my_work, name="my_work"),
    path("search/", work.search, name="search"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("meetings/<int:pk>/notice/", notices.notice_create, name="notice_create"),
    path("notices/<int:pk>/", notices.notice_detail, name="notice_detail"),
    path("notices/<int:pk>/draft.docx", notices.notice_docx, name="notice_docx"),
    path("notices/<int:pk>/preview.pdf", notices.notice_preview, name="notice_preview"),
    path("notices/<int:pk>/print.pdf", notices.notice_print, name="notice_print"),
    path("notices/<int:pk>/approve/", notices.notice_approve, name="notice_approve"),
    path("notices/<int:pk>/return/", notices.notice_return, name="notice_return"),
    path("notices/<int:pk>/sign/", notices.notice_sign, name="notice_sign"),
    path("notices/<int:pk>/number/", notices.notice_number, name="notice_number"),
    path("notices/<int:pk>/release/", notices.notice_release, name="notice_release"),
    path("notices/<int:pk>/void/", notices.notice_void, name="notice_void"),
    path("notices/<int:pk>/replace/", notices.notice_replace, name="notice_replace"),
    path("notices/<int:pk>/delivery/", notices.notice_delivery, name="notice_delivery"),
    path("notices/<int:pk>/edit/", notice_texts.notice_edit, name="notice_edit"),
    path(
        "notices/<int:pk>/edit/parties/",
        notice_texts.notice_parties_edit,
        name="notice_parties_edit",
    ),
    path("notices/<int:pk>/earlier/", notice_texts.notice_earlier, name="notice_earlier"),
    path(
        "notices/<int:pk>/edit/<slug:section>/",
        notice_texts.notice_text_edit,
        name="notice_text_edit",
    ),
    path(
        "notices/<int:pk>/paragraphs/add/",
        notice_texts.notice_paragraph_add,
        name="notice_paragraph_add",
    ),
    path(
        "notices/<int:pk>/paragraphs/fill/",
        notice_texts.notice_paragraph_fill,
        name="notice_paragraph_fill",
    ),
    path(
        "notices/<int:pk>/paragraphs/<int:paragraph>/",
        notice_texts.notice_paragraph_edit,
        name="notice_paragraph_edit",
    ),
    path(
        "notices/<int:pk>/paragraphs/<int:paragraph>/remove/",
        notice_texts.notice_paragraph_remove,
        name="notice_paragraph_remove",
    ),
    path("documents/<int:pk>/chain/", chains.document_chain, name="document_chain"),
    path("documents/<int:pk>/slips/", slips.document_slips, name="document_slips"),
    path("plan-tasks/<int:pk>/origin/", chains.plan_task_origin, name="plan_task_origin"),
    path("workload/", workload.workload, name="workload"),
    path("workload/print/", workload.workload_print, name="workload_print"),
    path("workload/sheet/", workload.workload_sheet, name="workload_sheet"),
    path("workload/people/<int:pk>/", workload.workload_person, name="workload_person"),
    path("tasks/", task_lists.task_list, name="task_list"),
    path("tasks/board/", task_boards.task_board, name="task_board"),
    path("tasks/board/print/", task_boards.task_board_print, name="task_board_print"),
    path("tasks/board/sheet/", task_boards.task_board_sheet, name="task_board_sheet"),
    path("tasks/count/", task_boards.task_count, name="task_count"),
    path("tasks/count/print/", task_boards.task_count_print, name="task_count_print"),
    path("tasks/count/sheet/", task_boards.task_count_sheet, name="task_count_sheet"),
    path(f"{TASK}/", task_detail.task_detail, name="task_detail"),
    path(f"{TASK}/print/", task_detail.task_print, name="task_print"),
    path("tasks/unheld/", holders.task_unheld_list, name="task_unheld_list"),
    path(f"{TASK}/holder/", holders.task_name_holder, name="task_name_holder"),
    path(f"{TASK}/told/", telling.task_told, name="task_told"),
    path(f"{TASK}/attach/", task_files.task_attach, name="task_attach"),
    path(f"{TASK}/prove/figure/", task_files.task_prove_figure, name="task_prove_figure"),
    path(f"{TASK}/prove/plan/", task_files.task_prove_plan, name="task_prove_plan"),
    path(f"{TASK}/files/<int:file>/", task_files.task_file, name="task_file"),
    path(f"{TASK}/files/<int:file>/remove/", task_files.task_detach, name="task_detach"),
    path(f"{TASK}/acknowledge/", task_steps.task_acknowledge, name="task_acknowledge"),
    path(f"{TASK}/report/", task_steps.task_report, name="task_report"),
    path(f"{TASK}/confirm/", task_steps.task_confirm, name="task_confirm"),
    path(f"{TASK}/return/", task_steps.task_return, name="task_return"),
    path(f"{TASK}/in-charge/", task_steps.task_put_in_charge, name="task_put_in_charge"),
    path(f"{TASK}/hand-over/", task_steps.task_hand_over, name="task_hand_over"),
    path(f"{TASK}/plan/", task_steps.task_add_to_plan, name="task_add_to_plan"),
    path(f"{TASK}/plan/link/", task_steps.task_link_to_plan, name="task_link_to_plan"),
    path(f"{TASK}/plan/unlink/", task_steps.task_unlink_from_plan, name="task_unlink_from_plan"),
    path(f"{TASK}/extension/", task_decisions.task_extension_ask, name="task_extension_ask"),
    path(f"{ASKED}/grant/", task_decisions.task_extension_grant, name="task_extension_grant"),
    path(f"{ASKED}/refuse/", task_decisions.task_extension_refuse, name="task_extension_refuse"),
    path(
        f"{ASKED}/withdraw/", task_decisions.task_extension_withdraw, name="task_extension_withdraw"
    ),
    path(f"{ANSWER}/send/", task_decisions.task_answer_send, name="task_answer_send"),
    path(f"{ANSWER}/return/", task_decisions.task_answer_return, name="task_answer_return"),
    path(
        f"{ANSWER}/take-back/", task_decisions.task_answer_take_back, name="task_answer_take_back"
    ),
]
