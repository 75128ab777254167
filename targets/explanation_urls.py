"""Addresses of explanations and commitments, and of sums over units."""

from django.urls import path

from targets.views import explanations, rollups

urlpatterns = [
    path("sums/", rollups.rollup_board, name="rollup_board"),
    path("sums/print/", rollups.rollup_board_print, name="rollup_board_print"),
    path("sums/sheet/", rollups.rollup_board_sheet, name="rollup_board_sheet"),
    path("explanations/", explanations.explanation_list, name="explanation_list"),
    path("explanations/print/", explanations.explanation_print, name="explanation_print"),
    path("explanations/export/", explanations.explanation_export, name="explanation_export"),
    path("explanations/<int:pk>/", explanations.explanation_detail, name="explanation_detail"),
    path(
        "explanations/<int:pk>/answer/",
        explanations.explanation_answer,
        name="explanation_answer",
    ),
    path(
        "explanations/<int:unit>/<int:target>/<int:period>/",
        explanations.explanation_edit,
        name="explanation_edit",
    ),
]
