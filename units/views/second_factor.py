"""The own second factor: set it up, renew its recovery codes, switch it off."""

from base64 import b32encode

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuracy.web.access import anyone, requires
from procuracy.web.errors import Refused
from units.acting import MUST_ENROL, Request
from units.actions import second_factor
from units.actions.signing_in import record
from units.models import SignIn
from units.sign_in_forms import FirstCodeForm, PresentPasswordForm
from units.visitors import visitor_of


@requires(anyone)
@never_cache
@sensitive_post_parameters("code")
def second_factor_enrol(request: Request) -> HttpResponse:
    """Begin (`begin` sent), read the sign into a phone, confirm by its first code."""
    if second_factor.device_of_factor(request.user) is not None:
        return redirect("units:sign_in_list")
    if request.POST.get("begin"):
        second_factor.begin_enrolment(request.user)
        return redirect("units:second_factor_enrol")
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.confirm_enrolment(request.user, form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", refused.message)
        else:
            request.session[MUST_ENROL] = False
            record(SignIn.Event.FACTOR_ADDED, visitor_of(request), user=request.user)
            return shown_once(request, codes)
    context = {"form": form, "is_required": request.session.get(MUST_ENROL, False)}
    if (waiting := second_factor.device_to_confirm(request.user)) is not None:
        context |= {"qr": qr(waiting), "secret": secret(waiting)}
    status = 422 if form.errors else 200
    return render(request, "units/second_factor_enrol.html", context, status=status)


def qr(device: TOTPDevice) -> SafeString:
    """Plain paths and attributes: the content security policy lets no inline style through."""
    drawn = segno.make(device.config_url, error="m")
    return mark_safe(  # drawn by us, of our own address
        drawn.svg_inline(scale=4, border=3, dark="#000", light="#fff", title="Mã QR")
    )


def secret(device: TOTPDevice) -> str:
    """For typing where no camera is at hand: groups of four."""
    read = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(read[at : at + 4] for at in range(0, len(read), 4))


def shown_once(request: Request, codes: list[str]) -> HttpResponse:
    return render(request, "units/recovery_codes_renew.html", {"codes": codes})


@requires(anyone)
@never_cache
@sensitive_post_parameters("password")
def recovery_codes_renew(request: Request) -> HttpResponse:
    """New codes in the answer itself and never again; the earlier ones end."""
    if second_factor.device_of_factor(request.user) is None:
        return redirect("units:second_factor_enrol")
    form = PresentPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.renew_codes(request.user)
        record(SignIn.Event.CODES_RENEWED, visitor_of(request), user=request.user)
        return shown_once(request, codes)
    status = 422 if form.errors else 200
    return render(request, "units/recovery_codes_renew.html", {"form": form}, status=status)


@requires(anyone)
@never_cache
@sensitive_post_parameters("password")
def second_factor_disable(request: Request) -> HttpResponse:
    if second_factor.device_of_factor(request.user) is None:
        return redirect("units:sign_in_list")
    is_required = second_factor.is_required(request.user, request.today)
    form = PresentPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_required:
        form.add_error(None, "Vai trò của tài khoản bắt buộc xác thực hai bước nên không tắt được.")
    if request.method == "POST" and form.is_valid():
        second_factor.remove_factor(request.user)
        record(SignIn.Event.FACTOR_REMOVED, visitor_of(request), user=request.user)
        messages.success(request, "Đã tắt xác thực hai bước.")
        return redirect("units:sign_in_list")
    context = {"form": form, "is_required": is_required}
    status = 422 if form.errors else 200
    return render(request, "units/second_factor_disable.html", context, status=status)
