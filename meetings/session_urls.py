"""Addresses of working sessions with one unit and of launches."""

from django.urls import URLPattern, path

from meetings.views import launches, sessions

SESSION, LAUNCH = "meetings/<int:pk>/session", "meetings/<int:pk>/launch"

urlpatterns: list[URLPattern] = [
    path(f"{SESSION}/", sessions.working_session, name="working_session"),
    path(f"{SESSION}/print.pdf", sessions.working_session_print, name="working_session_print"),
    path(f"{SESSION}/sheet/", sessions.working_session_sheet, name="working_session_sheet"),
    path(f"{SESSION}/accept/", sessions.acceptance_edit, name="acceptance_edit"),
    path(f"{LAUNCH}/", launches.launch_detail, name="launch_detail"),
    path(f"{LAUNCH}/print.pdf", launches.launch_print, name="launch_print"),
    path(f"{LAUNCH}/sheet/", launches.launch_sheet, name="launch_sheet"),
    path(f"{LAUNCH}/screen/", launches.launch_view, name="launch_view"),
    path(f"{LAUNCH}/screen/changes/", launches.launch_changes, name="launch_changes"),
    path(f"{LAUNCH}/breakthrough/", launches.launch_choose, name="launch_choose"),
    path(
        f"{LAUNCH}/breakthrough/<int:task>/remove/",
        launches.launch_unchoose,
        name="launch_unchoose",
    ),
]
