"""Addresses of what comes back signed, and of the certificates trusted."""

from django.urls import path

from units.views import signed_copies as views

urlpatterns = [
    path("documents/<int:pk>/signed/", views.signed_copy_create, name="signed_copy_create"),
    path("documents/<int:pk>/signed/<int:copy>/", views.signed_copy_file, name="signed_copy_file"),
    path("trust-roots/", views.trust_root_list, name="trust_root_list"),
    path("trust-roots/create/", views.trust_root_create, name="trust_root_create"),
    path("trust-roots/<int:pk>/remove/", views.trust_root_remove, name="trust_root_remove"),
]
