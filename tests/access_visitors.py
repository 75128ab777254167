"""Everybody of the access world at the application's door."""

import copy
import datetime
import functools
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template import loader
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, resolve, reverse
from django.utils.functional import cached_property

from meetings import navigation
from procuracy import urls
from procuracy.web import access, clock, pdf
from tests import access_world
from tests import factories as f
from tests.access_table import Row, Things
from tests.units import issuing
from units.models import Appointment, User

# How often each template was drawn, where it matters who may open a page; and how often it is.
drawn = Counter[str]()
DRAWN = 2


class WatchedRequest(WSGIRequest):
    """Knows whether anybody looked at the parameters of its address, and how far it came."""

    read_parameters = False
    stays_at_door = False
    was_let_in = False

    @cached_property
    def GET(self) -> QueryDict:  # type: ignore[override]  # the base's is one, too
        self.read_parameters = True
        return super().GET


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Door(BaseHandler):
    """The application, for thousands of requests to a few hundred addresses."""

    # Only what a view does is undone: who is stopped before it, or at its rule, leaves no traces.
    undoes_views = False

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = resolved(request.path_info)
        return request.resolver_match

    def make_view_atomic(
        self, view: Callable[..., HttpResponseBase]
    ) -> Callable[..., HttpResponseBase]:
        """One behind a rule does its work in `let_in`."""
        is_behind_rule = getattr(view, "login_required", True)
        return view if is_behind_rule or not self.undoes_views else undone()(view)


@functools.cache
def resolved(path: str) -> ResolverMatch:
    return resolve(path)


class Visitor(RequestFactory):
    """A browser as far as this test needs one: its cookies, and the application's answer.

    Lighter than Client, which keeps a copy of every template's context.
    """

    handler = Door()

    # Called with each answer, while its traces are still there.
    look: Callable[[Any], Any] = staticmethod(lambda answer: None)
    # Of the next request: it ends where the view's rule has let it in.
    stays_at_door = False
    # Of the last request.
    read_parameters = False
    was_let_in = False

    def request(self, **environ: Any) -> Any:
        """The answer to one request, whose traces are removed."""
        request = WatchedRequest(self._base_environ(**environ))  # type: ignore[attr-defined]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        request.stays_at_door = self.stays_at_door
        with nullcontext() if self.handler.undoes_views else undone():
            answer = self.handler.get_response(request)
            self.look(answer)
        self.read_parameters = request.read_parameters
        self.was_let_in = request.was_let_in
        return answer

    def ask(self, method: str, url: str, data: str = "", **headers: str) -> Any:
        """`data` is a form as it is sent, percent-encoded."""
        form = "application/x-www-form-urlencoded"
        return self.generic(method, url, data, content_type=form, headers=headers)


def signed_in(user: User) -> Visitor:
    client, visitor = Client(), Visitor()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    visitor.cookies = client.cookies
    return visitor


def make_visitors(own: access_world.Province, foreign: access_world.Province) -> dict[str, Visitor]:
    """Signed in once; `unassigned` has an account and no position, strangers are elsewhere."""
    visitors = {name: signed_in(user) for name, user in own.users.items()}
    visitors["foreign_head"] = signed_in(foreign.users["head"])
    visitors["foreign_office"] = signed_in(foreign.users["office"])
    unassigned = User(username="chua-phan-cong", person=f.person())
    unassigned.set_unusable_password()
    unassigned.save()
    visitors["unassigned"] = signed_in(unassigned)
    return visitors


def draw_frames_once(patch: pytest.MonkeyPatch) -> None:
    """One frame for each person: thousands of pages are drawn here. It has tests of its own."""
    draw, drawn = navigation._frame, dict[int, Any]()

    def draw_once(request: HttpRequest, user: User) -> Any:
        if user.pk not in drawn:
            drawn[user.pk] = draw(request, user)
        return drawn[user.pk]

    patch.setattr(navigation, "_frame", draw_once)


def draw_prints_once(patch: pytest.MonkeyPatch) -> None:
    """The same document gives the same bytes (web/test_pdf): a second drawing shows nothing new."""
    patch.setattr(pdf, "render", functools.cache(pdf.render))


def draw_no_prints(patch: pytest.MonkeyPatch) -> None:
    """Whether a page opens does not hang on what its paper looks like."""
    patch.setattr(pdf, "render", lambda html: issuing.PDF)


def draw_pages_a_few_times(patch: pytest.MonkeyPatch, *, times: int = DRAWN) -> None:
    """Every page is drawn for the first who open it. For the others its view decides and reads:
    whether they are let in does not hang on what they would see."""
    draw = loader.render_to_string
    drawn.clear()

    def draw_some(template: str, *args: Any, **kwargs: Any) -> str:
        drawn[template] += 1
        return draw(template, *args, **kwargs) if drawn[template] <= times else ""

    patch.setattr(loader, "render_to_string", draw_some)


def draw_no_pages(patch: pytest.MonkeyPatch) -> None:
    """What is stored, and with which status it is answered, does not hang on what a page shows."""
    patch.setattr(loader, "render_to_string", lambda *args, **kwargs: "")


def watch_the_door(patch: pytest.MonkeyPatch) -> None:
    """Notes whom a view's rule lets in; who stays at the door is not shown what is behind it."""
    enter = access.let_in

    def let_in(view: Any, request: WatchedRequest, *things: Any, **others: Any) -> HttpResponse:
        request.was_let_in = True
        if request.stays_at_door:
            return HttpResponse()
        with undone():
            return enter(view, request, *things, **others)

    patch.setattr(access, "let_in", let_in)
    patch.setattr(Visitor.handler, "undoes_views", True)


# By model, person and key: the row as it was found, or nothing. To be cleared where more is built.
rows_known = dict[tuple[type[Model], int, Any], bytes | None]()


def look_up_once(patch: pytest.MonkeyPatch) -> None:
    """Many pages are about the same thing, and every request leaves the world as it was: whether a
    row exists for somebody is asked once. Everybody gets a copy of his own."""
    look_up = access.known
    rows_known.clear()

    def known(model: type[Model], user: User, key: Any) -> Model:
        asked = model, user.pk, key
        if asked not in rows_known:
            try:
                rows_known[asked] = pickle.dumps(look_up(model, user, key))
            except Http404:
                rows_known[asked] = None
        found = rows_known[asked]
        if found is None:
            raise Http404
        row: Model = pickle.loads(found)
        return row

    patch.setattr(access, "known", known)


def recognise_once(patch: pytest.MonkeyPatch) -> None:
    """Who signed in, and the positions he holds, are the same for all his requests here."""
    get_user, users = auth.get_user, dict[str, Any]()
    look_up, held = User.appointments_on, dict[int, list[Appointment]]()

    def get_known(request: HttpRequest) -> Any:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if session not in users:
            users[session] = get_user(request)
        return copy.copy(users[session])

    def appointments_known(user: User, on: datetime.date) -> list[Appointment]:
        if user.pk not in held:
            held[user.pk] = look_up(user, on)
        return [copy.copy(appointment) for appointment in held[user.pk]]

    patch.setattr(auth, "get_user", get_known)
    patch.setattr(User, "appointments_on", appointments_known)


def hash_quickly(patch: pytest.MonkeyPatch) -> None:
    """How long a password withstands is none of the questions here."""
    patch.setattr(Argon2PasswordHasher, "time_cost", 1)
    patch.setattr(Argon2PasswordHasher, "memory_cost", 8)
    patch.setattr(Argon2PasswordHasher, "parallelism", 1)


def bare_refusals(patch: pytest.MonkeyPatch) -> None:
    """403 and 404 without their pages, which test_bad_input looks at."""
    patch.setattr(access, "refuse", lambda request, answer: HttpResponse(status=403))
    patch.setattr(urls, "handler404", lambda request, exception: HttpResponse(status=404), False)


@dataclass(frozen=True)
class World:
    own: access_world.Province
    foreign: access_world.Province
    visitors: dict[str, Visitor]


@contextmanager
def built(*, bare: bool) -> Iterator[World]:
    """The world, inside a transaction that is undone; every request is undone after it, too."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(clock, "_PRETENDED", f.TODAY.isoformat())
        draw_frames_once(patch)
        recognise_once(patch)
        hash_quickly(patch)
        (draw_no_prints if bare else draw_prints_once)(patch)
        if bare:
            watch_the_door(patch)
            look_up_once(patch)
            draw_pages_a_few_times(patch)
            engine = "django.contrib.sessions.backends.signed_cookies"
            patch.setattr(settings, "SESSION_ENGINE", engine)
            bare_refusals(patch)
        Visitor.handler.load_middleware()
        year, field = access_world.make_years(), f.field()
        own = access_world.build("VKSND tỉnh Quảng Trị", field, year)
        foreign = access_world.build("VKSND tỉnh Phú Yên", field, year)
        yield World(own, foreign, make_visitors(own, foreign))
        transaction.set_rollback(True)


def url_of(row: Row, province: access_world.Province) -> str:
    return address(row, province.things)


def address(row: Row, things: Things) -> str:
    kwargs = {key: value(things) for key, value in row.kwargs.items()}
    return reverse(row.name, kwargs=kwargs) + row.query
