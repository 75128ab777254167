"""Addresses of the office's wordings."""

from django.urls import URLPattern, path

from meetings.views import wordings

WORDING = "wordings/<slug:paper>/<int:kind>"

urlpatterns: list[URLPattern] = [
    path("wordings/", wordings.wording_list, name="wording_list"),
    path("wordings/<int:pk>/", wordings.wording_detail, name="wording_detail"),
    path(f"{WORDING}/", wordings.wording_edit, name="wording_edit"),
    path(f"{WORDING}/preview/", wordings.wording_preview, name="wording_preview"),
    path(f"{WORDING}/print/", wordings.wording_print, name="wording_print"),
    path(f"{WORDING}/drop/", wordings.wording_drop, name="wording_drop"),
]
