"""The position a request is made from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from procuracy.web import clock

SESSION_KEY = "acting_appointment"


class ActingMiddleware:
    """Gives `request.today`, and `request.user.acting`: the appointment whose role counts now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        if request.user.is_authenticated:
            request.user.act_on(
                request.today,  # type: ignore[attr-defined]
                request.session.get(SESSION_KEY),
            )
