"""Signing in and out, the own password, and the position to act in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from procuracy.web import clock
from procuracy.web.access import anyone, public, requires
from units.acting import SESSION_KEY, Request
from units.actions import accounts
from units.forms import PasswordForm, SignInForm

# `?next=tab`: the page was opened beside another one, in which typed text is waiting.
BESIDE = "tab"


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", request.GET.get("next", ""))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login(request, form.user)
        return redirect(after_sign_in(request, wanted))
    if request.method != "POST" and request.user.is_authenticated:
        if wanted == BESIDE:
            return render(request, "units/sign_in.html", {"is_done": True})
        return redirect(after_sign_in(request, wanted))
    status = 422 if form.errors else 200
    return render(request, "units/sign_in.html", {"form": form, "next": wanted}, status=status)


def after_sign_in(request: HttpRequest, wanted: str) -> str:
    """Where to go on: only addresses of this very application are followed."""
    if wanted == BESIDE:
        return f"{reverse('units:sign_in')}?next={BESIDE}"
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_POST
@requires(anyone)
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("units:sign_in")


@requires(anyone)
@never_cache
@sensitive_post_parameters()
def password_change(request: Request) -> HttpResponse:
    form = PasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accounts.change_password(request.user, form.cleaned_data["new"], at=clock.now())
        update_session_auth_hash(request, request.user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "is_forced": request.user.must_change_password}
    status = 422 if form.errors else 200
    return render(request, "units/password_change.html", context, status=status)


@require_POST
@requires(anyone)
def appointment_act(request: Request, pk: int) -> HttpResponse:
    """Take up another of the own positions; it holds for this session."""
    held = {
        appointment.pk: appointment for appointment in request.user.appointments_on(request.today)
    }
    if pk not in held:
        raise Http404
    request.session[SESSION_KEY] = pk
    messages.success(request, f"Đang làm việc với chức vụ {held[pk].position}.")
    return redirect(settings.LOGIN_REDIRECT_URL)
