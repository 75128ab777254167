"""Addresses of giving targets to units, and of answering those that are words."""

from django.urls import path

from targets.views import assignment_grid, assignment_sets, assignments, target_answers

urlpatterns = [
    path(
        "board/<int:unit>/<int:target>/answer/",
        target_answers.target_answer,
        name="target_answer",
    ),
    path("assignments/", assignments.assignment_list, name="assignment_list"),
    path("assignments/grid/", assignment_grid.assignment_grid, name="assignment_grid"),
    path(
        "assignments/grid/save/",
        assignment_grid.assignment_grid_save,
        name="assignment_grid_save",
    ),
    path("assignments/fill/", assignment_sets.assignment_fill, name="assignment_fill"),
    path("assignments/sheet/", assignment_sets.assignment_sheet, name="assignment_sheet"),
    path("assignments/import/", assignment_sets.assignment_import, name="assignment_import"),
    path("assignments/apply/", assignment_sets.assignment_apply, name="assignment_apply"),
    path("assignments/<int:unit>/", assignments.target_assign, name="target_assign"),
    path(
        "assignments/<int:unit>/print/",
        assignments.target_assign_print,
        name="target_assign_print",
    ),
]
