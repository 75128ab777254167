"""Accounts, kept by an administrator who sees no business content."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from procuracy.web import clock
from procuracy.web.access import requires
from procuracy.web.errors import Refused
from procuracy.web.search import matching
from units.acting import Request
from units.actions import accounts
from units.actions.second_factor import device_of_factor
from units.forms import AccountForm
from units.models import Appointment, Person, User
from units.permissions import may_keep_accounts
from units.throttling import is_slowed
from units.views.people import PER_PAGE, positions
from units.visitors import visitor_of


@requires(may_keep_accounts)
def account_list(request: Request) -> HttpResponse:
    """Everybody who holds or held a position in the office, with the account or without."""
    words = request.GET.get("q", "").replace("\0", "")[:100]
    ids = request.acting.office_ids
    ours = Appointment.objects.filter(Q(unit__in=ids) | Q(unit__parent__in=ids))
    people = Person.objects.filter(Exists(ours.filter(person=OuterRef("pk"))))
    found = matching(people, words, "full_name", "user__username").select_related("user")
    found = found.prefetch_related(positions(request.today, current=True))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "units/account_list.html", {"page": page, "words": words})


@requires(may_keep_accounts, load=Person)
@never_cache
def account_create(request: Request, person: Person) -> HttpResponse:
    """The one-time password is shown in the answer itself and never again."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = accounts.open_account(
                person=person,
                username=form.cleaned_data["username"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return _show_once(request, user, password)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "units/account_create.html", context, status=status)


@requires(may_keep_accounts, load=Person)
@never_cache
def account_detail(request: Request, person: Person) -> HttpResponse:
    """State of an account, its open sessions, and what happened at the door lately."""
    account = _account(person)
    now = clock.actual()
    lately = account.sign_ins.select_related("by__person")
    context = {
        "person": person,
        "account": account,
        "is_slowed": is_slowed(account.username, now),
        "has_factor": device_of_factor(account) is not None,
        "sessions": account.sessions.open(now).order_by("-seen_at"),
        "page": Paginator(lately, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "units/account_detail.html", context)


@require_POST
@requires(may_keep_accounts, load=Person)
def account_lift(request: Request, person: Person) -> HttpResponse:
    account = _account(person)
    accounts.lift_lock(account, by=request.user, visitor=visitor_of(request))
    messages.success(request, f"Tài khoản {account.username} đăng nhập được ngay.")
    return redirect("units:account_detail", person.pk)


@require_POST
@requires(may_keep_accounts, load=Person)
def second_factor_remove(request: Request, person: Person) -> HttpResponse:
    account = _account(person)
    if request.POST.get("confirmed") != "1":
        context = {"person": person, "account": account}
        return render(request, "units/second_factor_remove.html", context)
    try:
        accounts.remove_lost_factor(
            account, by=request.user, at=clock.now(), visitor=visitor_of(request)
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Đã gỡ thiết bị xác thực. Chủ tài khoản được báo tin.")
    return redirect("units:account_detail", person.pk)


@require_POST
@requires(may_keep_accounts, load=Person)
@never_cache
def account_reset(request: Request, person: Person) -> HttpResponse:
    account = _account(person)
    if request.POST.get("confirmed") != "1":
        return render(request, "units/account_reset.html", {"person": person, "account": account})
    password = accounts.reset_password(
        account, by=request.user, at=clock.now(), visitor=visitor_of(request)
    )
    return _show_once(request, account, password)


@require_POST
@requires(may_keep_accounts, load=Person)
def account_disable(request: Request, person: Person) -> HttpResponse:
    account = _account(person)
    if request.POST.get("confirmed") != "1":
        return render(request, "units/account_disable.html", {"person": person, "account": account})
    _set_active(request, account, False, f"Đã khóa tài khoản {account.username}.")
    return redirect("units:person_detail", person.pk)


@require_POST
@requires(may_keep_accounts, load=Person)
def account_enable(request: Request, person: Person) -> HttpResponse:
    account = _account(person)
    _set_active(request, account, True, f"Đã mở lại tài khoản {account.username}.")
    return redirect("units:person_detail", person.pk)


def _account(person: Person) -> User:
    return get_object_or_404(User, person=person)


def _set_active(request: Request, account: User, active: bool, done: str) -> None:
    try:
        accounts.set_active(account, active, by=request.user, at=clock.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, done)


def _show_once(request: Request, account: User, password: str) -> HttpResponse:
    context = {"account": account, "person": account.person, "password": password}
    return render(request, "units/account_create.html", context)
