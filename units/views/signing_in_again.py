"""Signing in again over the page that was being worked on (static/js/sign-in-again.js).

The page names its user by `X-Page-User`; nobody else can take it over. Answers 204 with the event
`signed-in-again` once saving may go on.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from procuracy.web.access import public
from units.acting import comes_first
from units.actions import signing_in
from units.actions.signing_in import Outcome
from units.sign_in_forms import TOO_LATE, CodeForm, SignInForm
from units.views.sign_in import tried, tried_code
from units.visitors import remember

FORM = "units/_sign_in_again.html"


@public
@never_cache
@ensure_csrf_cookie
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return redirect("units:sign_in")
    if request.method != "POST":
        if is_user_of_page(request, request.user.pk):
            return carry_on(request)
        return asked(request, SignInForm(initial={"username": request.GET.get("as", "")}))
    if "password" in request.POST:
        return password_given(request)
    return code_given(request)


def is_user_of_page(request: HttpRequest, pk: int | None) -> bool:
    return request.headers.get("X-Page-User") == str(pk)


def asked(request: HttpRequest, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, FORM, {"form": form, **more}, status=status)


def carry_on(request: HttpRequest) -> HttpResponse:
    """Unless a page of its own comes first: an own password, a second factor."""
    if first := comes_first(request):
        return render(request, FORM, {"first": first})
    return HttpResponse(status=204, headers={"HX-Trigger": "signed-in-again"})


def password_given(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    outcome = tried(request, form, only=request.headers.get("X-Page-User", "-"))
    if outcome.owes_code:
        return asked(request, CodeForm(), is_code=True)
    return ended(request, form, outcome)


def code_given(request: HttpRequest) -> HttpResponse:
    user = signing_in.who_owes_code(request)
    if user is None or not is_user_of_page(request, user.pk):
        form = SignInForm({"username": request.GET.get("as", "")})
        form.add_error(None, TOO_LATE)
        return asked(request, form, status=422)
    form_of_code = CodeForm(request.POST)
    outcome = tried_code(request, user, form_of_code)
    return ended(request, form_of_code, outcome, is_code=True)


def ended(request: HttpRequest, form: Any, outcome: Outcome, **more: Any) -> HttpResponse:
    if outcome.user is None:
        return asked(request, form, status=422, is_locked=outcome.is_locked, **more)
    response = carry_on(request)
    remember(response, request, outcome.user)
    return response
