"""Addresses of the review of papers; `kind` is the model's name."""

from django.urls import path

from meetings.views import reviews

PAPER = "papers/<slug:kind>/<int:pk>"

urlpatterns = [
    path(f"{PAPER}/review/", reviews.paper_review, name="paper_review"),
    path(f"{PAPER}/comments/", reviews.paper_comment_create, name="paper_comment_create"),
    path(f"{PAPER}/hand/", reviews.paper_hand, name="paper_hand"),
    path(f"{PAPER}/send-back/", reviews.paper_send_back, name="paper_send_back"),
    path(f"{PAPER}/compare/", reviews.paper_compare, name="paper_compare"),
    path(f"{PAPER}/compare/print.pdf", reviews.paper_compare_print, name="paper_compare_print"),
    path(
        "paper-comments/<int:pk>/resolve/",
        reviews.paper_comment_resolve,
        name="paper_comment_resolve",
    ),
]
