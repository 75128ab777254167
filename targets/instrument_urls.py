"""Addresses of instruments and awards."""

from django.urls import path

from targets.views import awards, instruments

urlpatterns = [
    path("instruments/", instruments.instrument_list, name="instrument_list"),
    path("instruments/tree/", instruments.instrument_tree, name="instrument_tree"),
    path("instruments/print/", instruments.instrument_print, name="instrument_print"),
    path("instruments/sheet/", instruments.instrument_sheet, name="instrument_sheet"),
    path("instruments/create/", instruments.instrument_create, name="instrument_create"),
    path("instruments/<int:pk>/", instruments.instrument_detail, name="instrument_detail"),
    path("instruments/<int:pk>/edit/", instruments.instrument_edit, name="instrument_edit"),
    path("instruments/<int:pk>/submit/", instruments.instrument_submit, name="instrument_submit"),
    path("instruments/<int:pk>/recall/", instruments.instrument_recall, name="instrument_recall"),
    path("instruments/<int:pk>/return/", instruments.instrument_return, name="instrument_return"),
    path(
        "instruments/<int:pk>/approve/", instruments.instrument_approve, name="instrument_approve"
    ),
    path("instruments/<int:pk>/issue/", instruments.instrument_issue, name="instrument_issue"),
    path(
        "instruments/<int:pk>/replace/", instruments.instrument_replace, name="instrument_replace"
    ),
    path(
        "instruments/<int:pk>/restore/", instruments.instrument_restore, name="instrument_restore"
    ),
    path("instruments/<int:pk>/files/", instruments.instrument_attach, name="instrument_attach"),
    path("instrument-files/<int:pk>/", instruments.instrument_file, name="instrument_file"),
    path("awards/", awards.award_list, name="award_list"),
    path("awards/print/", awards.award_print, name="award_print"),
    path("awards/sheet/", awards.award_sheet, name="award_sheet"),
    path("awards/create/", awards.award_create, name="award_create"),
    path("awards/<int:pk>/edit/", awards.award_edit, name="award_edit"),
    path("awards/<int:pk>/remove/", awards.award_remove, name="award_remove"),
]
