"""Addresses of what is given outside meetings, and of groups of addressees."""

from django.urls import URLPattern, path

from meetings.views import addressee_groups, giving, planned

OUTSIDE = "outside-directives"
GROUPS = "addressee-groups"

urlpatterns: list[URLPattern] = [
    path("tasks/planned/", planned.task_planned, name="task_planned"),
    path(f"{OUTSIDE}/", giving.outside_directive_list, name="outside_directive_list"),
    path(f"{OUTSIDE}/give/", giving.outside_directive_give, name="outside_directive_give"),
    path(f"{OUTSIDE}/echo/", giving.outside_directive_echo, name="outside_directive_echo"),
    path(f"{OUTSIDE}/<int:pk>/", giving.outside_directive_detail, name="outside_directive_detail"),
    path(
        f"{OUTSIDE}/<int:pk>/correct/",
        giving.outside_directive_correct,
        name="outside_directive_correct",
    ),
    path(
        f"{OUTSIDE}/<int:pk>/withdraw/",
        giving.outside_directive_withdraw,
        name="outside_directive_withdraw",
    ),
    path(f"{GROUPS}/", addressee_groups.addressee_group_list, name="addressee_group_list"),
    path(f"{GROUPS}/new/", addressee_groups.addressee_group_create, name="addressee_group_create"),
    path(
        f"{GROUPS}/<int:pk>/",
        addressee_groups.addressee_group_detail,
        name="addressee_group_detail",
    ),
    path(
        f"{GROUPS}/<int:pk>/edit/",
        addressee_groups.addressee_group_edit,
        name="addressee_group_edit",
    ),
]
