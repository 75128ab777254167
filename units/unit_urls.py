"""Addresses of the register of units, below `units/`."""

from django.urls import path

from units.views import organisation, unit_changes, unit_files

urlpatterns = [
    path("", organisation.unit_list, name="unit_list"),
    path("print/", unit_files.unit_print, name="unit_print"),
    path("export/", unit_files.unit_export, name="unit_export"),
    path("create/", unit_changes.unit_create, name="unit_create"),
    path("import/", unit_files.unit_import, name="unit_import"),
    path("import/apply/", unit_files.unit_import_apply, name="unit_import_apply"),
    path("import/template/", unit_files.unit_import_template, name="unit_import_template"),
    path("<int:pk>/", organisation.unit_detail, name="unit_detail"),
    path("<int:pk>/edit/", organisation.unit_edit, name="unit_edit"),
    path("<int:pk>/close/", unit_changes.unit_close, name="unit_close"),
    path("<int:pk>/correct/", unit_changes.unit_correct, name="unit_correct"),
]
