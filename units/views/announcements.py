"""What somebody was told about accounts, until he says that he knows."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import anyone, requires
from units.acting import Request
from units.models import Announcement

SHOWN = 50


@requires(anyone)
def announcement_list(request: Request) -> HttpResponse:
    """The own ones; also for an account without a position."""
    rows = Announcement.objects.visible_to(request.user).select_related("by__person")
    return render(request, "units/announcement_list.html", {"announcements": rows[:SHOWN]})


@require_POST
@requires(anyone)
def announcement_acknowledge(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Announcement.objects.visible_to(request.user), pk=pk)
    if row.acknowledged_at is None:
        row.acknowledged_at = clock.now()
        row.save(update_fields=["acknowledged_at"])
    return redirect("units:announcement_list")
