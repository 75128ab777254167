"""Addresses of what a clerk says of a month beside its numbers."""

from django.urls import path

import targets.converters  # noqa: F401  (the month of addresses)
from targets.views import figure_marks

ADDRESS = "figures/<int:unit>/<month:month>/"

urlpatterns = [
    path(
        f"{ADDRESS}<int:indicator>/checked/",
        figure_marks.figure_check_mark,
        name="figure_check_mark",
    ),
    path(
        f"{ADDRESS}fields/<int:field>/nil/",
        figure_marks.field_nil_mark,
        name="field_nil_mark",
    ),
    path(
        f"{ADDRESS}fields/<int:field>/habit/",
        figure_marks.entry_habit_choose,
        name="entry_habit_choose",
    ),
]
