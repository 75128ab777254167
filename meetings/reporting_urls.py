"""Addresses of what units report before a meeting."""

from django.urls import URLPattern, path

from meetings.views import difficulties, kind_sections, report_boards, reports

BOARD = "meetings/<int:pk>/reports"
REPORT = "reports/<int:pk>"
DIFFICULTY = "difficulties/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(
        "meeting-kinds/<int:pk>/sections/",
        kind_sections.meeting_kind_sections,
        name="meeting_kind_sections",
    ),
    path(f"{BOARD}/", report_boards.unit_report_list, name="unit_report_list"),
    path(f"{BOARD}/print/", report_boards.unit_report_list_print, name="unit_report_list_print"),
    path(f"{BOARD}/sheet/", report_boards.unit_report_list_sheet, name="unit_report_list_sheet"),
    path(f"{BOARD}/open/", report_boards.unit_report_open, name="unit_report_open"),
    path(f"{REPORT}/", reports.unit_report_edit, name="unit_report_edit"),
    path(f"{REPORT}/print/", reports.unit_report_print, name="unit_report_print"),
    path(f"{REPORT}/refresh/", reports.unit_report_refresh, name="unit_report_refresh"),
    path(f"{REPORT}/cite/", reports.unit_report_cite, name="unit_report_cite"),
    path(f"{REPORT}/attach/", reports.unit_report_attach, name="unit_report_attach"),
    path(f"{REPORT}/files/<int:file>/", reports.unit_report_file, name="unit_report_file"),
    path(
        f"{REPORT}/files/<int:file>/detach/", reports.unit_report_detach, name="unit_report_detach"
    ),
    path(f"{REPORT}/submit/", reports.unit_report_submit, name="unit_report_submit"),
    path(f"{REPORT}/send/", reports.unit_report_send, name="unit_report_send"),
    path(f"{REPORT}/return/", reports.unit_report_return, name="unit_report_return"),
    path(f"{REPORT}/check/", reports.unit_report_check, name="unit_report_check"),
    path(f"{REPORT}/accept/", reports.unit_report_accept, name="unit_report_accept"),
    path(f"{REPORT}/extend/", report_boards.unit_report_extend, name="unit_report_extend"),
    path(f"{REPORT}/difficulties/new/", difficulties.difficulty_create, name="difficulty_create"),
    path("difficulties/", difficulties.difficulty_list, name="difficulty_list"),
    path("difficulties/print/", difficulties.difficulty_list_print, name="difficulty_list_print"),
    path("difficulties/sheet/", difficulties.difficulty_list_sheet, name="difficulty_list_sheet"),
    path(f"{DIFFICULTY}/", difficulties.difficulty_detail, name="difficulty_detail"),
    path(f"{DIFFICULTY}/edit/", difficulties.difficulty_edit, name="difficulty_edit"),
    path(f"{DIFFICULTY}/drop/", difficulties.difficulty_drop, name="difficulty_drop"),
    path(f"{DIFFICULTY}/answer/", difficulties.difficulty_answer, name="difficulty_answer"),
    path(f"{DIFFICULTY}/reopen/", difficulties.difficulty_reopen, name="difficulty_reopen"),
    path(f"{DIFFICULTY}/close/", difficulties.difficulty_close, name="difficulty_close"),
]
