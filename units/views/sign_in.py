"""Signing in and out, the own password, and the position to act in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from procuracy.web import clock
from procuracy.web.access import anyone, public, requires
from units.acting import CHANGE, SESSION_KEY, Request, comes_first
from units.actions import accounts, signing_in
from units.actions.signing_in import Outcome
from units.forms import PasswordForm
from units.models import User
from units.sign_in_forms import (
    LOCKED,
    OTHER,
    TOO_LATE,
    WRONG,
    WRONG_CODE,
    CodeForm,
    SignInForm,
)
from units.visitors import remember

NEXT = "next_page"


@public
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(after_sign_in(request, wanted))
        return render(request, "units/sign_in.html", {"form": SignInForm(), "next": wanted})
    form = SignInForm(request.POST)
    outcome = tried(request, form)
    if outcome.user:
        return entered(request, outcome.user, wanted)
    if outcome.owes_code:
        request.session[NEXT] = wanted
        return redirect("units:sign_in_code")
    context = {"form": form, "next": wanted, "is_locked": outcome.is_locked}
    status = 429 if outcome.is_locked else 422
    return render(request, "units/sign_in.html", context, status=status)


def tried(request: HttpRequest, form: SignInForm, *, only: str = "") -> Outcome:
    """What the password was worth; the form carries the sentence of a refusal."""
    if not form.is_valid():
        return Outcome()
    said = form.cleaned_data
    outcome = signing_in.try_password(
        request, said["username"], said["password"], said["code"], only=only
    )
    if not (outcome.user or outcome.owes_code):
        sentence = OTHER if outcome.is_other else LOCKED if outcome.is_locked else WRONG
        form.add_error(None, sentence)
    return outcome


def entered(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    response = redirect(after_sign_in(request, wanted))
    remember(response, request, user)
    return response


def after_sign_in(request: HttpRequest, wanted: str) -> str:
    """Where to go on: only addresses of this very application are followed."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    starts_here = is_ours and wanted.startswith("/")
    return wanted if starts_here else resolve_url(settings.LOGIN_REDIRECT_URL)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step, for accounts that have one."""
    user = signing_in.who_owes_code(request)
    if user is None:
        messages.warning(request, TOO_LATE)
        return redirect("units:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "units/sign_in_code.html", {"form": form})
    outcome = tried_code(request, user, form)
    if outcome.user:
        return entered(request, user, request.session.pop(NEXT, ""))
    status = 429 if outcome.is_locked else 422
    return render(request, "units/sign_in_code.html", {"form": form}, status=status)


def tried_code(request: HttpRequest, user: User, form: CodeForm) -> Outcome:
    if not form.is_valid():
        return Outcome()
    outcome = signing_in.try_code(request, user, form.cleaned_data["code"])
    if outcome.user is None:
        form.add_error("code", LOCKED if outcome.is_locked else WRONG_CODE)
    return outcome


@require_POST
@requires(anyone)
def sign_out(request: Request) -> HttpResponse:
    signing_in.leave(request, request.user)
    return redirect("units:sign_in")


@requires(anyone)
@never_cache
@sensitive_post_parameters()
def password_change(request: Request) -> HttpResponse:
    form = PasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accounts.change_password(request.user, form.cleaned_data["new"], at=clock.actual())
        update_session_auth_hash(request, request.user)
        signing_in.after_password_change(request, request.user)
        messages.success(request, "Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context: dict[str, Any] = {"form": form, "is_forced": comes_first(request) == CHANGE}
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
