"""Addresses of a meeting's agenda, its sites, who comes and who speaks."""

from django.urls import URLPattern, path

from meetings.views import attendance, minutes, programme, queue

MEETING = "meetings/<int:pk>"
AGENDA, PEOPLE = f"{MEETING}/agenda", f"{MEETING}/attendance"
QUEUE, TOTALS = f"{MEETING}/queue", f"{MEETING}/speakers"

urlpatterns: list[URLPattern] = [
    path(f"{AGENDA}/", programme.agenda_edit, name="agenda_edit"),
    path(f"{AGENDA}/propose/", programme.agenda_propose, name="agenda_propose"),
    path(f"{AGENDA}/prepare/", programme.agenda_prepare, name="agenda_prepare"),
    path(f"{MEETING}/portfolios/", programme.briefing_board, name="briefing_board"),
    path(f"{AGENDA}/carry/", programme.agenda_carry, name="agenda_carry"),
    path(f"{AGENDA}/print/", programme.agenda_print, name="agenda_print"),
    path(f"{AGENDA}/sheet/", programme.agenda_sheet, name="agenda_sheet"),
    path(f"{AGENDA}/<int:item>/done/", minutes.agenda_item_done, name="agenda_item_done"),
    path(f"{MEETING}/sites/", attendance.site_edit, name="site_edit"),
    path(f"{MEETING}/sites/propose/", attendance.site_propose, name="site_propose"),
    path("sites/<int:pk>/attendance/", attendance.site_attendance, name="site_attendance"),
    path("sites/<int:pk>/present/", attendance.site_all_present, name="site_all_present"),
    path(f"{PEOPLE}/", attendance.attendance_edit, name="attendance_edit"),
    path(f"{PEOPLE}/propose/", attendance.attendance_propose, name="attendance_propose"),
    path(f"{PEOPLE}/add/", attendance.attendance_add, name="attendance_add"),
    path(f"{PEOPLE}/guests/", attendance.attendance_guest, name="attendance_guest"),
    path(f"{PEOPLE}/present/", attendance.attendance_all_present, name="attendance_all_present"),
    path(f"{PEOPLE}/print/", attendance.attendance_print, name="attendance_print"),
    path(f"{PEOPLE}/sheet/", attendance.attendance_sheet, name="attendance_sheet"),
    path("attendance/<int:pk>/", attendance.attendance_correct, name="attendance_correct"),
    path("attendance/<int:pk>/mark/", attendance.attendance_mark, name="attendance_mark"),
    path("attendance/<int:pk>/remove/", attendance.attendance_remove, name="attendance_remove"),
    path(f"{QUEUE}/", queue.speaker_queue, name="speaker_queue"),
    path(f"{QUEUE}/rows/", queue.speaker_queue_rows, name="speaker_queue_rows"),
    path("turns/<int:pk>/<slug:step>/", queue.speaker_turn_step, name="speaker_turn_step"),
    path(f"{TOTALS}/", queue.speaker_totals, name="speaker_totals"),
    path(f"{TOTALS}/print/", queue.speaker_totals_print, name="speaker_totals_print"),
    path(f"{TOTALS}/sheet/", queue.speaker_totals_sheet, name="speaker_totals_sheet"),
]
