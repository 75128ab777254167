"""Addresses of an office's ordinary official letters."""

from django.urls import path

from meetings.conclusion_urls import ANEW, STEPS, paper_urls
from meetings.views import letters

urlpatterns = [
    path("official-letters/", letters.letter_list, name="letter_list"),
    path("official-letters/new/", letters.letter_create, name="letter_create"),
    *paper_urls(letters, "letter", "official-letters", STEPS | ANEW),
]
