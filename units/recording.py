"""Tells the history who acts in a request: account, position, unit, and the mandate in force."""

from django.http import HttpRequest

from procuracy.web.history import context
from units.models import Delegation, Role

# Who may hold a mandate: the deputies of an office.
DEPUTIES = {Role.PROVINCE_DEPUTY, Role.UNIT_DEPUTY}


class RecordingMiddleware(context.RecordingMiddleware):
    """Stands after ActingMiddleware. Asked only when a request writes, and once."""

    def actor(self, request: HttpRequest) -> context.Actor | None:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        acting = user.acting
        if acting is None:
            return context.Actor(user.pk)
        mandate = None
        if acting.role in DEPUTIES:
            held = Delegation.objects.current(request.today).filter(delegate=acting)  # type: ignore[attr-defined]
            mandate = held.values_list("pk", flat=True).first()
        return context.Actor(user.pk, acting.pk, acting.unit_id, mandate)
