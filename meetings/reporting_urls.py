"""Addresses of what units report before a meeting."""

from django.urls import URLPattern, path

from meetings.views import reports

MEETING = "meetings/<int:pk>"
REPORT = "reports/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{MEETING}/reports/", reports.unit_report_list, name="unit_report_list"),
    path(f"{REPORT}/", reports.unit_report_edit, name="unit_report_edit"),
    path(f"{REPORT}/submit/", reports.unit_report_submit, name="unit_report_submit"),
    path(f"{REPORT}/send/", reports.unit_report_send, name="unit_report_send"),
    path(f"{REPORT}/cite/", reports.unit_report_cite, name="unit_report_cite"),
    path(f"{REPORT}/return/", reports.unit_report_return, name="unit_report_return"),
]
