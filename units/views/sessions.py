"""The own sign-ins and the sessions that are open now."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import anyone, requires
from units.acting import Request
from units.actions.second_factor import codes_left, device_of_factor
from units.actions.signing_in import end_sessions
from units.models import SignIn

PER_PAGE = 50


@requires(anyone)
def sign_in_list(request: Request) -> HttpResponse:
    rows = SignIn.objects.visible_to(request.user).select_related("by__person")
    has_factor = device_of_factor(request.user) is not None
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "sessions": request.user.sessions.open(clock.actual()).order_by("-seen_at"),
        "this_key": request.session.session_key,
        "has_factor": has_factor,
        "codes_left": codes_left(request.user) if has_factor else 0,
    }
    return render(request, "units/sign_in_list.html", context)


@require_POST
@requires(anyone)
def sessions_end(request: Request) -> HttpResponse:
    """Everywhere but here."""
    note = "đăng xuất từ thiết bị khác"
    count = end_sessions(request.user, by=request.user, note=note, except_for=request)
    done = f"Đã đăng xuất khỏi {count} thiết bị khác." if count else "Không còn thiết bị nào khác."
    messages.success(request, done)
    return redirect("units:sign_in_list")
