"""Tells the history who acts in a request: account, position, unit, and the mandate in force."""

from django.http import HttpRequest

from procuracy.web.history import context


class RecordingMiddleware(context.RecordingMiddleware):
    """Stands after ActingMiddleware. Asked only when a request writes, and once."""

    def actor(self, request: HttpRequest) -> context.Actor | None:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        acting = user.acting
        if acting is None:
            return context.Actor(user.pk)
        return context.Actor(user.pk, acting.pk, acting.unit_id, acting.delegation_id)
