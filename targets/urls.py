"""Addresses of targets."""

from django.urls import path

from targets import (
    assignment_urls,
    catalogue_urls,
    dashboard_urls,
    explanation_urls,
    figure_urls,
    instrument_urls,
    plan_urls,
    submission_urls,
    workbook_urls,
)
from targets.views import boards, fields, figures, prints, ranking

app_name = "targets"
urlpatterns = [
    *plan_urls.urlpatterns,
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/<int:unit>/<month:month>/", figures.figure_entry, name="figure_entry"),
    path(
        "figures/<int:unit>/<month:month>/<int:indicator>/",
        figures.figure_save,
        name="figure_save",
    ),
    path("board/", boards.target_board, name="target_board"),
    path("board/print/", prints.board_print, name="board_print"),
    path("board/prints/<int:pk>/", prints.board_print_detail, name="board_print_detail"),
    path("board/prints/<int:pk>/pdf/", prints.board_print_pdf, name="board_print_pdf"),
    path("board/<int:unit>/<int:target>/", boards.target_cell, name="target_cell"),
    path(
        "board/<int:unit>/<int:target>/print/", boards.target_cell_print, name="target_cell_print"
    ),
    path(
        "board/<int:unit>/<int:target>/sheet/", boards.target_cell_sheet, name="target_cell_sheet"
    ),
    path(
        "board/<int:unit>/<int:target>/none-arose/",
        boards.none_arose_mark,
        name="none_arose_mark",
    ),
    path("ranking/", ranking.unit_ranking, name="unit_ranking"),
    path("ranking/print/", ranking.unit_ranking_print, name="unit_ranking_print"),
    path("ranking/sheet/", ranking.unit_ranking_sheet, name="unit_ranking_sheet"),
    path("fields/", fields.field_board, name="field_board"),
    path("fields/print/", fields.field_board_print, name="field_board_print"),
    path("fields/sheet/", fields.field_board_sheet, name="field_board_sheet"),
    path("fields/<int:field>/<int:unit>/<month:month>/", fields.field_check, name="field_check"),
    path(
        "fields/<int:field>/<int:unit>/<month:month>/ask/",
        fields.field_check_ask,
        name="field_check_ask",
    ),
    path(
        "fields/<int:field>/<int:unit>/<month:month>/done/",
        fields.field_check_done,
        name="field_check_done",
    ),
    path(
        "field-questions/<int:pk>/answer/",
        fields.field_question_answer,
        name="field_question_answer",
    ),
    *assignment_urls.urlpatterns,
    *submission_urls.urlpatterns,
    *dashboard_urls.urlpatterns,
    *explanation_urls.urlpatterns,
    *figure_urls.urlpatterns,
    *instrument_urls.urlpatterns,
    *catalogue_urls.urlpatterns,
    *workbook_urls.urlpatterns,
]
