"""The position a request is made from."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from procuracy.web import clock
from procuracy.web.access import session_expired
from units.models import Appointment, User
from units.sessions import store_of

SESSION_KEY = "acting_appointment"
# Set at sign-in when a role asks for a second factor and there is none yet.
MUST_ENROL = "must_enrol"
CHANGE, ENROL = "units:password_change", "units:second_factor_enrol"
# What may be opened before that is done.
OPEN_BEFORE = {CHANGE, ENROL, "units:sign_out", "units:sign_in", "units:sign_in_again"}


class Request(HttpRequest):
    """For annotations: what a view gets behind `@requires` of a rule that asks for a position."""

    user: User
    today: datetime.date
    acting: Appointment
    htmx: HtmxDetails


class ActingMiddleware:
    """Gives `request.today`, and `request.user.acting`: the appointment whose role counts now.

    The same as `request.acting`, for views whose rule refuses accounts without a position.

    Who signed in with a one-time password first chooses an own one; whose role asks for a second
    factor first sets it up. Also notes that somebody is there, for the end of the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        request.user.act_on(
            request.today,  # type: ignore[attr-defined]
            request.session.get(SESSION_KEY),
        )
        request.acting = request.user.acting  # type: ignore[attr-defined]
        if (store := store_of(request)) is not None:
            is_part = "HX-Request" in request.headers
            store.note_presence(unattended=is_part and getattr(view, "is_unattended", False))
        opened = request.resolver_match.view_name if request.resolver_match else ""
        first = comes_first(request)
        if not first or opened in OPEN_BEFORE:
            return None
        return session_expired() if "HX-Request" in request.headers else redirect(first)


def comes_first(request: HttpRequest) -> str:
    """The page that stands before all others, or ""."""
    assert isinstance(request.user, User)
    if request.user.must_change_password or is_outdated(request.user):
        return CHANGE
    return ENROL if request.session.get(MUST_ENROL) else ""


def is_outdated(user: User) -> bool:
    """Only where the office asks for a change every so many days."""
    allowed = datetime.timedelta(days=settings.PASSWORD_DAYS)
    return bool(allowed) and user.password_set_at < clock.actual() - allowed
