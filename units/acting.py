"""The position a request is made from."""

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from procuracy.web import clock
from units.models import Appointment, User

SESSION_KEY = "acting_appointment"
# What a holder of a one-time password may still open.
OPEN_BEFORE_CHANGE = {"units:password_change", "units:sign_out", "units:sign_in"}


class Request(HttpRequest):
    """For annotations: what a view gets behind `@requires` of a rule that asks for a position."""

    user: User
    today: datetime.date
    acting: Appointment
    htmx: HtmxDetails


class ActingMiddleware:
    """Gives `request.today`, and `request.user.acting`: the appointment whose role counts now.

    The same as `request.acting`, for views whose rule refuses accounts without a position.

    Who signed in with a one-time password first chooses an own one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        request.user.act_on(
            request.today,  # type: ignore[attr-defined]
            request.session.get(SESSION_KEY),
        )
        request.acting = request.user.acting  # type: ignore[attr-defined]
        opened = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and opened not in OPEN_BEFORE_CHANGE:
            return redirect("units:password_change")
        return None
