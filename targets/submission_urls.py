from django.urls import URLPattern

import targets.converters  # noqa: F401

urlpatterns: list[URLPattern] = []
