"""Addresses of workbooks of figures."""

from django.urls import path

from targets.views import workbook_loads, workbooks

urlpatterns = [
    path("workbooks/", workbooks.workbook_list, name="workbook_list"),
    path("workbooks/order/", workbooks.workbook_order, name="workbook_order"),
    path("workbooks/order-unit/", workbooks.workbook_order_unit, name="workbook_order_unit"),
    path("workbooks/<int:pk>/", workbooks.workbook_detail, name="workbook_detail"),
    path("workbooks/<int:pk>/file/", workbooks.workbook_file, name="workbook_file"),
    path("workbooks/load/", workbook_loads.workbook_load, name="workbook_load"),
    path(
        "workbooks/loads/<int:pk>/",
        workbook_loads.workbook_load_detail,
        name="workbook_load_detail",
    ),
    path(
        "workbooks/loads/<int:pk>/apply/",
        workbook_loads.workbook_load_apply,
        name="workbook_load_apply",
    ),
    path(
        "workbooks/loads/<int:pk>/sheet/",
        workbook_loads.workbook_load_sheet,
        name="workbook_load_sheet",
    ),
]
