"""Addresses of what happens before and during a meeting."""

from django.urls import URLPattern, path

from meetings.views import desk, directives, extracts, following, kinds, meetings, minutes

MEETING = "meetings/<int:pk>"
ROW = f"{MEETING}/interventions/<uuid:key>"

urlpatterns: list[URLPattern] = [
    path("meeting-kinds/", kinds.meeting_kind_list, name="meeting_kind_list"),
    path("meeting-kinds/<int:pk>/edit/", kinds.meeting_kind_edit, name="meeting_kind_edit"),
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/new/", meetings.meeting_create, name="meeting_create"),
    path(f"{MEETING}/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}/edit/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}/schedule/", meetings.meeting_schedule, name="meeting_schedule"),
    path(f"{MEETING}/open/", meetings.meeting_open, name="meeting_open"),
    path(f"{MEETING}/desk/", desk.meeting_desk, name="meeting_desk"),
    path(f"{MEETING}/changes/", following.minutes_changes, name="minutes_changes"),
    path(f"{MEETING}/facts/", desk.meeting_unit_facts, name="meeting_unit_facts"),
    path(f"{MEETING}/minutes/", desk.meeting_minutes, name="meeting_minutes"),
    path(f"{MEETING}/extract/", extracts.minutes_extract, name="minutes_extract"),
    path(
        f"{MEETING}/extract/print.pdf",
        extracts.minutes_extract_print,
        name="minutes_extract_print",
    ),
    path(f"{ROW}/", minutes.intervention_save, name="intervention_save"),
    path(f"{ROW}/remove/", minutes.intervention_remove, name="intervention_remove"),
    path(f"{ROW}/restore/", minutes.intervention_restore, name="intervention_restore"),
    path(f"{MEETING}/assessment/", minutes.assessment_save, name="assessment_save"),
    path(f"{MEETING}/directives/new/", directives.directive_create, name="directive_create"),
    path(f"{MEETING}/directives/echo/", directives.directive_echo, name="directive_echo"),
    path("directives/<int:pk>/edit/", directives.directive_edit, name="directive_edit"),
    path("directives/<int:pk>/remove/", directives.directive_remove, name="directive_remove"),
]
