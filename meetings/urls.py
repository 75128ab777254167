"""Addresses of meetings."""

from meetings import (
    calendar_urls,
    conclusion_urls,
    consolidated_paper_urls,
    consolidated_urls,
    desk_urls,
    following_urls,
    giving_urls,
    inspection_urls,
    letter_urls,
    matter_urls,
    planning_urls,
    programme_urls,
    reminder_urls,
    reporting_urls,
    review_urls,
    session_urls,
    volume_urls,
    wording_urls,
)

app_name = "meetings"
urlpatterns = [
    *planning_urls.urlpatterns,
    *calendar_urls.urlpatterns,
    *programme_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *reminder_urls.urlpatterns,
    *reporting_urls.urlpatterns,
    *review_urls.urlpatterns,
    *conclusion_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *consolidated_paper_urls.urlpatterns,
    *consolidated_urls.urlpatterns,
    *following_urls.urlpatterns,
    *giving_urls.urlpatterns,
    *matter_urls.urlpatterns,
    *session_urls.urlpatterns,
    *inspection_urls.urlpatterns,
    *volume_urls.urlpatterns,
    *wording_urls.urlpatterns,
]
