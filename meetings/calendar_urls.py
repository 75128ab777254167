"""Addresses of the calendar: by month and year, a year's series, turns to host, moves."""

from django.urls import URLPattern, path

from meetings.views import calendar, hosting, kinds, moving, series

MEETING = "meetings/<int:pk>"
SERIES = "meeting-series/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar.meeting_calendar, name="meeting_calendar"),
    path("calendar/print/", calendar.meeting_calendar_print, name="meeting_calendar_print"),
    path("calendar/sheet/", calendar.meeting_calendar_sheet, name="meeting_calendar_sheet"),
    path("calendar/export/", calendar.meeting_calendar_export, name="meeting_calendar_export"),
    path(f"{MEETING}/export/", calendar.meeting_export, name="meeting_export"),
    path(f"{MEETING}/move/", moving.meeting_move, name="meeting_move"),
    path(f"{MEETING}/cancel/", moving.meeting_cancel, name="meeting_cancel"),
    path("meeting-news/", moving.meeting_news_list, name="meeting_news_list"),
    path(
        "meeting-news/<int:pk>/acknowledge/",
        moving.meeting_news_acknowledge,
        name="meeting_news_acknowledge",
    ),
    path("meeting-series/", series.meeting_series_list, name="meeting_series_list"),
    path("meeting-series/new/", series.meeting_series_create, name="meeting_series_create"),
    path(f"{SERIES}/", series.meeting_series_detail, name="meeting_series_detail"),
    path(f"{SERIES}/schedule/", series.meeting_series_schedule, name="meeting_series_schedule"),
    path(f"{SERIES}/withdraw/", series.meeting_series_withdraw, name="meeting_series_withdraw"),
    path("host-turns/", hosting.host_turn_list, name="host_turn_list"),
    path("host-turns/print/", hosting.host_turn_print, name="host_turn_print"),
    path("host-turns/sheet/", hosting.host_turn_sheet, name="host_turn_sheet"),
    path("host-turns/<int:pk>/step/", hosting.host_turn_step, name="host_turn_step"),
    path("host-turns/<int:pk>/remove/", hosting.host_turn_remove, name="host_turn_remove"),
    path("meeting-kinds/new/", kinds.meeting_kind_create, name="meeting_kind_create"),
]
