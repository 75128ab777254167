"""Addresses of volumes and of how long records are kept."""

from django.urls import URLPattern, path

from meetings.views import retention, volumes

urlpatterns: list[URLPattern] = [
    path("volumes/", volumes.volume_list, name="volume_list"),
    path("volumes/create/", volumes.volume_create, name="volume_create"),
    path("volume-orders/<int:pk>/", volumes.volume_order, name="volume_order"),
    path("volumes/<int:pk>/", volumes.volume_detail, name="volume_detail"),
    path("volumes/<int:pk>/pdf/", volumes.volume_pdf, name="volume_pdf"),
    path("retention/", retention.retention_list, name="retention_list"),
    path("retention/<int:pk>/edit/", retention.retention_edit, name="retention_edit"),
    path("retention/<int:pk>/reset/", retention.retention_reset, name="retention_reset"),
    path("index-terms/", retention.index_term_list, name="index_term_list"),
    path(
        "disposals/create/<slug:kind>/<int:year>/",
        retention.disposal_create,
        name="disposal_create",
    ),
    path("disposals/<int:pk>/", retention.disposal_detail, name="disposal_detail"),
]
