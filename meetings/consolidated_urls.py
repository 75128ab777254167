"""Addresses of consolidated reports and of their outlines."""

from django.urls import URLPattern, path

from meetings.views import consolidated, outlines

REPORT = "consolidated/<int:pk>"
LINE = "consolidated-lines/<int:pk>"
OUTLINE = "outlines/<int:pk>/<slug:office>"

urlpatterns: list[URLPattern] = [
    path(
        "meetings/<int:pk>/consolidated/",
        consolidated.consolidated_create,
        name="consolidated_create",
    ),
    path(f"{REPORT}/write/", consolidated.consolidated_write, name="consolidated_write"),
    path(f"{REPORT}/draw/", consolidated.consolidated_draw, name="consolidated_draw"),
    path(f"{REPORT}/progress/", consolidated.consolidated_progress, name="consolidated_progress"),
    path(f"{REPORT}/present/", consolidated.consolidated_present, name="consolidated_present"),
    path(f"{LINE}/", consolidated.consolidated_line, name="consolidated_line"),
    path(f"{LINE}/choose/", consolidated.consolidated_line_choose, name="consolidated_line_choose"),
    path(f"{LINE}/hide/", consolidated.consolidated_line_hide, name="consolidated_line_hide"),
    path(f"{LINE}/show/", consolidated.consolidated_line_show, name="consolidated_line_show"),
    path(f"{LINE}/add/", consolidated.consolidated_line_add, name="consolidated_line_add"),
    path(f"{LINE}/remove/", consolidated.consolidated_line_remove, name="consolidated_line_remove"),
    path("outlines/", outlines.outline_list, name="outline_list"),
    path(f"{OUTLINE}/", outlines.outline_detail, name="outline_detail"),
    path(f"{OUTLINE}/new/", outlines.outline_line_create, name="outline_line_create"),
    path("outline-lines/<int:pk>/", outlines.outline_line_edit, name="outline_line_edit"),
    path("outline-lines/<int:pk>/move/", outlines.outline_line_move, name="outline_line_move"),
    path(
        "outline-lines/<int:pk>/remove/", outlines.outline_line_remove, name="outline_line_remove"
    ),
]
