"""Who may open which page: every view is marked with one rule, and the rule says why not.

A rule is a function `rule(user)` or `rule(user, thing)` returning True or `Denied("lý do")`. Rows a
user may know of come from `Model.objects.visible_to(user)`; anything outside it is 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import middleware
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Denied:
    """A falsy answer that carries its reason as a sentence for the user."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return f"Denied({self.reason!r})"


Answer = bool | Denied
Rule = Callable[..., Answer]
Ruling = TypeVar("Ruling", bound=Rule)


def action(words: str, *, on: type[Model] | None = None) -> Callable[[Ruling], Ruling]:
    """Name a rule for the role × action table, as an office says it: `Sửa thông tin đơn vị`.

    `on`: the rows it is about, where the rule is not handed one; which of them is for `visible_to`.
    """

    def name(rule: Ruling) -> Ruling:
        rule.words, rule.on = words, on  # type: ignore[attr-defined]
        return rule

    return name


def anyone(user: Any, *things: Any) -> Answer:
    """The rule of pages that show a signed-in user only what is visible to him anyway."""
    return True


def requires(
    rule: Rule,
    *,
    load: type[Model] | None = None,
    key: str = "pk",
    called: Callable[[str], type[Model]] | None = None,
) -> Callable[[View], View]:
    """Guard a view: load `load` by the URL's `key` among visible rows, ask `rule`, pass it in.

    The view is called as `view(request, thing, **other)`; without `load` as `view(request, **all)`.
    `called`: the rows' model by the URL's `kind`, where a page serves several; Http404 for others.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            things: list[Model] = []
            model = called(kwargs.pop("kind")) if called else load
            if model is not None:
                things = [known(model, request.user, kwargs.pop(key))]
            answer = rule(request.user, *things)
            if not answer:
                return refuse(request, answer)
            return let_in(view, request, *things, **kwargs)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def known(model: type[Model], user: Any, key: Any) -> Model:
    """The row, where it exists for this user."""
    rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    row: Model = get_object_or_404(rows, pk=key)
    return row


def let_in(view: View, request: HttpRequest, *things: Model, **others: Any) -> HttpResponse:
    """What follows where the rule allows it; who only asks at the door (tests) stops here."""
    return view(request, *things, **others)


def public(view: View) -> View:
    """Mark a page that is open without signing in."""
    view.access_rule = anyone  # type: ignore[attr-defined]
    return login_not_required(view)


def unattended(view: View) -> View:
    """Mark a part that a page asks for by itself: it is no sign that somebody is there."""
    view.is_unattended = True  # type: ignore[attr-defined]
    return view


def client_address(request: HttpRequest) -> str:
    """Where a visitor comes from. Only our own proxy, which speaks HTTPS outside, may say so."""
    named: str = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return named.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def refuse(request: HttpRequest, answer: Answer) -> HttpResponse:
    reason = answer.reason if isinstance(answer, Denied) else ""
    return render(request, "403.html", {"exception": reason, "reason": reason}, status=403)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Signing in is the default; a part of a page answers 401 so that typed text stays put.

    A page names the user it was opened for (csrf.js): what he typed is not saved under the name of
    a colleague who signed in meanwhile in another tab.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        opened_for = request.headers.get("X-Page-User")
        is_public = not getattr(view_func, "login_required", True)
        if opened_for and opened_for != str(request.user.pk) and not is_public:
            return session_expired()
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # not always a redirect
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return session_expired()
        response: HttpResponse = super().handle_no_permission(request, view_func)
        return response


def session_expired() -> HttpResponse:
    """For htmx: the page asks to sign in again and keeps what was typed."""
    return HttpResponse(status=401, headers={"HX-Trigger": "session-expired"})
