"""Every page × every role × own and foreign things: what the table says, the application does.

The table (`access_table`) is written from the rules in docs/design.md; the world it is asked in is
`access_world`. A page that is not in the table fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from meetings import navigation
from procuracy import urls
from procuracy.web import access, clock
from tests import access_world
from tests import factories as f
from tests.access_table import ROWS, Row
from tests.test_conventions import ALL_PATTERNS
from units.models import User

BROKEN = {403, 404, 405, 500}


class Visitor(RequestFactory):
    """A browser as far as this test needs one: its cookies, and the application's answer.

    Lighter than Client, which keeps a copy of every template's context.
    """

    handler = BaseHandler()

    def request(self, **environ: Any) -> Any:
        """The answer to one request, whose traces are removed."""
        request = WSGIRequest(self._base_environ(**environ))  # type: ignore[attr-defined]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        with transaction.atomic():
            answer = self.handler.get_response(request)
            transaction.set_rollback(True)
        return answer

    def ask(self, method: str, url: str, **headers: str) -> Any:
        form = "application/x-www-form-urlencoded"
        return self.generic(method, url, content_type=form, headers=headers)


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


def lighten(patch: pytest.MonkeyPatch) -> None:
    """Refusals as bare statuses and one frame for each person: thousands of pages are drawn here.

    The real refusals and the frame are looked at in tests of their own.
    """
    draw, drawn = navigation._frame, dict[int, Any]()

    def draw_once(request: HttpRequest, user: User) -> Any:
        if user.pk not in drawn:
            drawn[user.pk] = draw(request, user)
        return drawn[user.pk]

    patch.setattr(navigation, "_frame", draw_once)
    patch.setattr(access, "refuse", lambda request, answer: HttpResponse(status=403))
    patch.setattr(urls, "handler404", lambda request, exception: HttpResponse(status=404), False)


@dataclass(frozen=True)
class World:
    own: access_world.Province
    foreign: access_world.Province
    visitors: dict[str, Visitor]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once for all rows of the table; every request is undone after it."""
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "_PRETENDED", f.TODAY.isoformat())
    lighten(patch)
    Visitor.handler.load_middleware()
    with django_db_blocker.unblock(), transaction.atomic():
        year, field = access_world.make_years(), f.field()
        own = access_world.build("VKSND tỉnh Quảng Trị", field, year)
        foreign = access_world.build("VKSND tỉnh Phú Yên", field, year)
        yield World(own, foreign, make_visitors(own, foreign))
        transaction.set_rollback(True)
    patch.undo()


def url_of(row: Row, province: access_world.Province) -> str:
    kwargs = {key: value(province.things) for key, value in row.kwargs.items()}
    return reverse(row.name, kwargs=kwargs) + row.query


def test_every_page_stands_in_the_table() -> None:
    written = {row.name for row in ROWS}
    existing = {name for name, _ in ALL_PATTERNS}
    assert existing - written == set(), "pages without a line in tests/access_table.py"
    assert written - existing == set(), "lines for pages that do not exist"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_own_things_open_for_whom_the_table_says(world: World, row: Row) -> None:
    url, wrong = url_of(row, world.own), []
    for name, visitor in world.visitors.items():
        for method in row.methods:
            status = visitor.ask(method, url).status_code
            if not row.allows(name, status, method):
                wrong.append(f"{method} {name}: {status}, expected {row.expected(name)}")
    assert wrong == []


@pytest.mark.parametrize("row", [r for r in ROWS if r.is_owned], ids=str)
def test_foreign_things_do_not_exist(world: World, row: Row) -> None:
    """The other province's thing is refused to all who may open or know the own one."""
    url, wrong = url_of(row, world.foreign), []
    for name in sorted((row.may | row.sees) & set(world.visitors)):
        for method in row.methods:
            status = world.visitors[name].ask(method, url).status_code
            if status not in row.beyond(name):
                wrong.append(f"{method} {name}: {status}, expected {row.beyond(name)}")
    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_signed_out_visitor_is_asked_to_sign_in(world: World, row: Row) -> None:
    url, visitor = url_of(row, world.own), Visitor()
    for method in row.methods:
        answer = visitor.ask(method, url)
        if row.is_public:
            assert answer.status_code not in BROKEN
        else:
            assert answer.status_code == 302, method
            assert answer["Location"].startswith(reverse("units:sign_in"))
            part = visitor.ask(method, url, HX_Request="true")
            assert (part.status_code, part["HX-Trigger"]) == (401, "session-expired")


SENT_ONLY = {row.name for row in ROWS} - {row.name for row in ROWS if "GET" in row.methods}


@pytest.mark.parametrize("row", [r for r in ROWS if r.name in SENT_ONLY], ids=str)
def test_address_that_changes_something_is_not_for_reading(world: World, row: Row) -> None:
    url = url_of(row, world.own)
    for name in sorted(row.may & set(world.visitors)):
        assert world.visitors[name].ask("GET", url).status_code == 405, name


def test_administrator_finds_no_business_content(world: World) -> None:
    """His landing page and his search show none of what everybody else works with."""
    words = ["Hội nghị", "Kế hoạch công tác", "Rà soát chỉ tiêu", "Kết luận"]
    for url in (reverse("meetings:my_work"), reverse("meetings:search") + "?q=hội"):
        for name, shown in (("admin", False), ("office", True)):
            page = world.visitors[name].ask("GET", url).content.decode()
            assert any(f"{word} " in page for word in words) == shown, (name, url)
