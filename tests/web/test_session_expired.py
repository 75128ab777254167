"""A part of a page answers 401 when its user is no longer the one who is signed in."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from procuracy.web.access import LoginRequiredMiddleware

COLLEAGUE = SimpleNamespace(pk=8, is_authenticated=True)
NOBODY = SimpleNamespace(pk=None, is_authenticated=False)


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def answer(user: object, **headers: str) -> HttpResponseBase | None:
    request = RequestFactory().post("/minutes", headers=headers)
    request.user = user  # type: ignore[assignment]
    return LoginRequiredMiddleware(view).process_view(request, view, (), {})


def test_htmx_request_of_nobody_is_401() -> None:
    response = answer(NOBODY, hx_request="true")
    assert response is not None
    assert (response.status_code, response["HX-Trigger"]) == (401, "session-expired")


def test_page_opened_for_somebody_else_is_401() -> None:
    response = answer(COLLEAGUE, hx_request="true", x_page_user="7")
    assert response is not None
    assert response.status_code == 401


@pytest.mark.parametrize("headers", [{"x_page_user": "8"}, {}])
def test_page_of_the_same_user_passes(headers: dict[str, str]) -> None:
    assert answer(COLLEAGUE, hx_request="true", **headers) is None
