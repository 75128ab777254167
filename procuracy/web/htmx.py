"""Glue for htmx: one page, sometimes asked for only in part."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


class VaryMiddleware:
    """Pages and their parts share an address, so caches must look at the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response


def render_part(
    request: HttpRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The named partial of a page for htmx, the whole page for everybody else."""
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"{template}#{part}" if is_part else template, context, status=status)
