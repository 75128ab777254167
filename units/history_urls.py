"""Addresses of the history: search, seals, purges, and the history of each record."""

from django.urls import path

from units.views import history, purges, seals

urlpatterns = [
    path("", history.change_list, name="change_list"),
    path("export/", history.change_export, name="change_export"),
    path("seals/", seals.seal_list, name="seal_list"),
    path("seals/<str:day>/", seals.seal_detail, name="seal_detail"),
    path("seals/<str:day>/pdf/", seals.seal_pdf, name="seal_pdf"),
    path("purges/", purges.purge_list, name="purge_list"),
    path("purges/<int:pk>/confirm/", purges.purge_confirm, name="purge_confirm"),
    path("<slug:kind>/<str:pk>/", history.record_history, name="record_history"),
    path("<slug:kind>/<str:pk>/purge/", purges.purge_create, name="purge_create"),
]
