"""Addresses of the whole application."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("", include("meetings.urls")),
    path("", include("targets.urls")),
    path("", include("units.urls")),
]
