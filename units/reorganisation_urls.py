"""Addresses of the succession assistant."""

from django.urls import path

from units.views import predecessors, reorganisations

urlpatterns = [
    path("reorganisations/", reorganisations.reorganisation_list, name="reorganisation_list"),
    path(
        "reorganisations/create/",
        reorganisations.reorganisation_create,
        name="reorganisation_create",
    ),
    path("reorganisations/reform/", reorganisations.reform_load, name="reform_load"),
    path(
        "reorganisations/<int:pk>/",
        reorganisations.reorganisation_detail,
        name="reorganisation_detail",
    ),
    path(
        "reorganisations/<int:pk>/undo/",
        reorganisations.reorganisation_undo,
        name="reorganisation_undo",
    ),
    path(
        "units/<int:pk>/predecessors/create/",
        predecessors.predecessor_create,
        name="predecessor_create",
    ),
    path(
        "units/<int:pk>/predecessors/<int:succession>/verify/",
        predecessors.predecessor_verify,
        name="predecessor_verify",
    ),
    path(
        "units/<int:pk>/predecessors/<int:succession>/drop/",
        predecessors.predecessor_drop,
        name="predecessor_drop",
    ),
]
