"""Addresses of watched matters and their registers."""

from django.urls import URLPattern, path

from meetings.views import matter_entry, matter_registers, matters

REGISTER, MATTER, UNIT = "matter-registers/<int:pk>", "matters/<int:pk>", "units/<int:pk>/matters"
CHANGES = "meetings/<int:pk>/matters"

urlpatterns: list[URLPattern] = [
    path("matters/", matters.matter_list, name="matter_list"),
    path("matters/print/", matters.matter_list_print, name="matter_list_print"),
    path("matters/sheet/", matters.matter_list_sheet, name="matter_list_sheet"),
    path("matters/month/", matter_entry.matter_month, name="matter_month"),
    path("matters/month/unchanged/", matter_entry.matter_keep_all, name="matter_keep_all"),
    path("matters/month/counts/", matter_entry.matter_count_save, name="matter_count_save"),
    path(f"{MATTER}/", matters.matter_detail, name="matter_detail"),
    path(f"{MATTER}/update/", matter_entry.matter_update, name="matter_update"),
    path(f"{MATTER}/edit/", matter_entry.matter_edit, name="matter_edit"),
    path(f"{MATTER}/close/", matter_entry.matter_close, name="matter_close"),
    path(f"{MATTER}/reopen/", matter_entry.matter_reopen, name="matter_reopen"),
    path("matter-registers/", matter_registers.matter_register_list, name="matter_register_list"),
    path(
        "matter-registers/new/",
        matter_registers.matter_register_create,
        name="matter_register_create",
    ),
    path(f"{REGISTER}/", matters.matter_register, name="matter_register"),
    path(f"{REGISTER}/print/", matters.matter_register_print, name="matter_register_print"),
    path(f"{REGISTER}/sheet/", matters.matter_register_sheet, name="matter_register_sheet"),
    path(f"{REGISTER}/new/", matter_entry.matter_create, name="matter_create"),
    path(f"{REGISTER}/edit/", matter_registers.matter_register_edit, name="matter_register_edit"),
    path(
        f"{REGISTER}/switch/",
        matter_registers.matter_register_switch,
        name="matter_register_switch",
    ),
    path(f"{UNIT}/", matters.matter_unit, name="matter_unit"),
    path(f"{UNIT}/print/", matters.matter_unit_print, name="matter_unit_print"),
    path(f"{UNIT}/sheet/", matters.matter_unit_sheet, name="matter_unit_sheet"),
    path(f"{CHANGES}/", matters.matter_changes, name="matter_changes"),
    path(f"{CHANGES}/print/", matters.matter_changes_print, name="matter_changes_print"),
    path(f"{CHANGES}/sheet/", matters.matter_changes_sheet, name="matter_changes_sheet"),
]
