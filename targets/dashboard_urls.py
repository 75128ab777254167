"""Addresses of the dashboards: each on the screen, on paper, and as a workbook."""

from django.urls import path

from targets.views import dashboards as views

urlpatterns = [
    path("morning/", views.morning, name="morning"),
    path("morning/print/", views.morning_print, name="morning_print"),
    path("morning/sheet/", views.morning_sheet, name="morning_sheet"),
    path("changes/", views.changed_list, name="changed_list"),
    path("changes/print/", views.changed_list_print, name="changed_list_print"),
    path("changes/sheet/", views.changed_list_sheet, name="changed_list_sheet"),
    path("board/units/<int:unit>/", views.unit_page, name="unit_page"),
    path("board/units/<int:unit>/print/", views.unit_page_print, name="unit_page_print"),
    path("board/units/<int:unit>/sheet/", views.unit_page_sheet, name="unit_page_sheet"),
    path("board/targets/<int:target>/", views.target_page, name="target_page"),
    path("board/targets/<int:target>/print/", views.target_page_print, name="target_page_print"),
    path("board/targets/<int:target>/sheet/", views.target_page_sheet, name="target_page_sheet"),
    path("board/fields/<slug:code>/", views.field_page, name="field_page"),
    path("board/fields/<slug:code>/print/", views.field_page_print, name="field_page_print"),
    path("board/fields/<slug:code>/sheet/", views.field_page_sheet, name="field_page_sheet"),
    path("board/sheet/", views.target_board_sheet, name="target_board_sheet"),
]
