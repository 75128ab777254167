"""What the pages of the common rows do alike."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from procuracy.web.errors import Refused
from targets.catalogue import at_once
from units.acting import Request
from units.models import Field

PER_PAGE = 50


def posted(request: Request) -> Any:
    """The data of a form: also an empty sending is one."""
    return request.POST if request.method == "POST" else None


def is_stored(form: forms.BaseForm, store: Callable[[], Any]) -> bool:
    """Whether a sent form was valid and stored; a refusal stands above the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        with at_once():
            store()
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    return True


def form_page(
    request: Request, template: str, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


def typed_words(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "")[:100]


def asked_field(request: Request, fields: list[Field]) -> Field | None:
    asked = request.GET.get("field", "")
    return next((field for field in fields if field.code == asked), None)
