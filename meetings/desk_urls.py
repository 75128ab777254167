"""Addresses beside the record: who types, cards, phrases, drafts of disabled accounts."""

from django.urls import URLPattern, path

from meetings.views import phrases, writing

ROW = "meetings/<int:pk>/interventions/<uuid:key>"

urlpatterns: list[URLPattern] = [
    path("meetings/<int:pk>/present/", writing.minutes_present, name="minutes_present"),
    path(f"{ROW}/exhibits/", writing.exhibit_take, name="exhibit_take"),
    path("exhibits/<int:pk>/remove/", writing.exhibit_remove, name="exhibit_remove"),
    path("phrases/", phrases.phrase_list, name="phrase_list"),
    path("phrases/<int:pk>/edit/", phrases.phrase_edit, name="phrase_edit"),
    path("phrases/<int:pk>/remove/", phrases.phrase_remove, name="phrase_remove"),
    path("drafts/owners/", writing.draft_owners, name="draft_owners"),
    path("drafts/", writing.draft_list, name="draft_list"),
]
