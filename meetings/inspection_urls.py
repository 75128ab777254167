"""Addresses of inspections: the yearly list, one inspection, what it found."""

from django.urls import URLPattern, path

from meetings.views import (
    inspection_findings,
    inspection_planning,
    inspection_sessions,
    inspection_steps,
    inspections,
)

ONE, FINDING = "inspections/<int:pk>", "inspection-findings/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("inspections/", inspections.inspection_list, name="inspection_list"),
    path("inspections/print/", inspections.inspection_list_print, name="inspection_list_print"),
    path("inspections/sheet/", inspections.inspection_list_sheet, name="inspection_list_sheet"),
    path("inspections/plan/", inspection_planning.inspection_plan, name="inspection_plan"),
    path("inspections/repeat/", inspection_planning.inspection_repeat, name="inspection_repeat"),
    path("inspections/new/", inspection_steps.inspection_create, name="inspection_create"),
    path(f"{ONE}/", inspections.inspection_detail, name="inspection_detail"),
    path(f"{ONE}/print/", inspections.inspection_print, name="inspection_print"),
    path(f"{ONE}/edit/", inspection_steps.inspection_edit, name="inspection_edit"),
    path(f"{ONE}/announce/", inspection_steps.inspection_announce, name="inspection_announce"),
    path(f"{ONE}/hold/", inspection_steps.inspection_hold, name="inspection_hold"),
    path(f"{ONE}/conclude/", inspection_steps.inspection_conclude, name="inspection_conclude"),
    path(f"{ONE}/reopen/", inspection_steps.inspection_reopen, name="inspection_reopen"),
    path(f"{ONE}/close/", inspection_steps.inspection_close, name="inspection_close"),
    path(f"{ONE}/cancel/", inspection_steps.inspection_cancel, name="inspection_cancel"),
    path(f"{ONE}/sessions/", inspection_sessions.inspection_sessions, name="inspection_sessions"),
    path(f"{ONE}/sessions/new/", inspection_sessions.inspection_meeting, name="inspection_meeting"),
    path(
        f"{ONE}/findings/new/",
        inspection_findings.inspection_finding_create,
        name="inspection_finding_create",
    ),
    path(
        f"{FINDING}/edit/",
        inspection_findings.inspection_finding_edit,
        name="inspection_finding_edit",
    ),
    path(
        f"{FINDING}/drop/",
        inspection_findings.inspection_finding_drop,
        name="inspection_finding_drop",
    ),
    path(
        f"{FINDING}/judge/",
        inspection_findings.inspection_finding_judge,
        name="inspection_finding_judge",
    ),
]
