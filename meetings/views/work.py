"""The landing page and the search over everything."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import searching
from meetings import work as own_work
from procuracy.web import clock
from procuracy.web.access import anyone, requires
from procuracy.web.forms import tidied
from units.acting import Request


@require_safe
@requires(anyone)
def my_work(request: Request) -> HttpResponse:
    now = clock.now()
    items = own_work.waiting(request.user, request.today, now)
    overseen = own_work.overseen(request.user, request.today, now)
    rows = [(item, item.is_late(now), item.is_soon(now)) for item in items]
    context = {
        "rows": rows,
        "late": sum(is_late for _, is_late, _ in rows),
        "overseen": [(item, item.is_late(now), item.is_soon(now)) for item in overseen],
        "upcoming": own_work.upcoming(request.user, request.today, now),
        "today": request.today,
    }
    return render(request, "meetings/my_work.html", context)


@require_safe
@requires(anyone)
def search(request: Request) -> HttpResponse:
    words = " ".join(tidied(request.GET.get("q", ""))[:200].split())
    context = {"words": words, "found": searching.search(request.user, words, request.today)}
    return render(request, "meetings/search.html", context)
