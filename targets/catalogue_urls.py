"""Addresses of what every office shares."""

from django.urls import path

from targets.views import (
    catalogue_balances,
    catalogue_lines,
    catalogue_targets,
    catalogue_years,
    holidays,
)

urlpatterns = [
    path("work-years/", catalogue_years.work_year_list, name="work_year_list"),
    path("work-years/create/", catalogue_years.work_year_create, name="work_year_create"),
    path("work-years/<int:pk>/", catalogue_years.work_year_detail, name="work_year_detail"),
    path("work-years/<int:pk>/edit/", catalogue_years.work_year_edit, name="work_year_edit"),
    path("holidays/", holidays.holiday_list, name="holiday_list"),
    path("holidays/<int:pk>/edit/", holidays.holiday_edit, name="holiday_edit"),
    path("holidays/<int:pk>/remove/", holidays.holiday_remove, name="holiday_remove"),
    path("indicators/", catalogue_lines.indicator_list, name="indicator_list"),
    path("indicators/create/", catalogue_lines.indicator_create, name="indicator_create"),
    path("indicators/<int:pk>/edit/", catalogue_lines.indicator_edit, name="indicator_edit"),
    path("balances/", catalogue_balances.balance_list, name="balance_list"),
    path("balances/create/", catalogue_balances.balance_create, name="balance_create"),
    path("balances/<int:pk>/edit/", catalogue_balances.balance_edit, name="balance_edit"),
    path("targets/", catalogue_targets.target_list, name="target_list"),
    path("targets/create/", catalogue_targets.target_create, name="target_create"),
    path("targets/<int:pk>/edit/", catalogue_targets.target_edit, name="target_edit"),
    path("targets/sets/create/", catalogue_targets.target_set_create, name="target_set_create"),
    path("targets/sets/<int:pk>/edit/", catalogue_targets.target_set_edit, name="target_set_edit"),
]
