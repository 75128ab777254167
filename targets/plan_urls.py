"""Addresses of plans."""

from django.urls import URLPattern, path

from targets.views import (
    plan_cascade,
    plan_documents,
    plan_states,
    plan_supplements,
    plan_tasks,
    plans,
)

urlpatterns: list[URLPattern] = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/create/", plans.plan_create, name="plan_create"),
    path("plan-cascade/", plan_cascade.plan_cascade, name="plan_cascade"),
    path("plan-cascade/print/", plan_cascade.plan_cascade_print, name="plan_cascade_print"),
    path("plan-cascade/sheet/", plan_cascade.plan_cascade_sheet, name="plan_cascade_sheet"),
    path("plans/<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/submit/", plan_states.plan_submit, name="plan_submit"),
    path("plans/<int:pk>/recall/", plan_states.plan_recall, name="plan_recall"),
    path("plans/<int:pk>/approve/", plan_states.plan_approve, name="plan_approve"),
    path("plans/<int:pk>/return/", plan_states.plan_return, name="plan_return"),
    path("plans/<int:pk>/reopen/", plan_states.plan_reopen, name="plan_reopen"),
    path("plans/<int:pk>/start/", plan_states.plan_start, name="plan_start"),
    path("plans/<int:pk>/print/", plans.plan_print, name="plan_print"),
    path("plans/<int:pk>/draft.docx", plans.plan_docx, name="plan_docx"),
    path("plans/<int:pk>/sheet/", plans.plan_sheet, name="plan_sheet"),
    path(
        "plans/<int:pk>/document/",
        plan_documents.plan_document_create,
        name="plan_document_create",
    ),
    *(
        path(
            f"plan-documents/<int:pk>/{part}",
            getattr(plan_documents, f"plan_document_{name}"),
            name=f"plan_document_{name}",
        )
        for part, name in {
            "": "detail",
            "edit/": "edit",
            "preview.pdf": "print",
            "draft.docx": "docx",
            "approve/": "approve",
            "return/": "return",
            "sign/": "sign",
            "number/": "number",
            "release/": "release",
            "void/": "void",
            "replace/": "replace",
            "delivery/": "delivery",
        }.items()
    ),
    path("plans/<int:pk>/supplement/", plan_supplements.plan_supplement, name="plan_supplement"),
    path(
        "plans/<int:pk>/supplement/withdraw/",
        plan_supplements.plan_supplement_withdraw,
        name="plan_supplement_withdraw",
    ),
    path("plan-versions/<int:pk>/", plan_supplements.plan_version, name="plan_version"),
    path(
        "plan-versions/<int:pk>/print/",
        plan_supplements.plan_version_print,
        name="plan_version_print",
    ),
    path(
        "plan-versions/<int:pk>/changes/print/",
        plan_supplements.plan_changes_print,
        name="plan_changes_print",
    ),
    path("plans/<int:pk>/tasks/", plan_tasks.plan_task_create, name="plan_task_create"),
    path("plan-tasks/<int:pk>/", plan_tasks.plan_task_detail, name="plan_task_detail"),
    path("plan-tasks/<int:pk>/edit/", plan_tasks.plan_task_edit, name="plan_task_edit"),
    path("plan-tasks/<int:pk>/remove/", plan_tasks.plan_task_remove, name="plan_task_remove"),
    path("plan-tasks/<int:pk>/done/", plan_tasks.plan_task_done, name="plan_task_done"),
    path("plan-tasks/<int:pk>/report/", plan_tasks.plan_task_report, name="plan_task_report"),
    path("plan-tasks/<int:pk>/take-up/", plan_cascade.plan_task_take_up, name="plan_task_take_up"),
    path("plan-evidence/<int:pk>/", plan_tasks.plan_evidence, name="plan_evidence"),
]
