"""Tests run on a real PostgreSQL as the application role, on a clone of a migrated template."""

import datetime
import gc
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from _pytest import runner
from django.conf import settings
from django.db import connections
from django.db.models import Exists
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from meetings import navigation
from meetings.desk import live
from procuracy.web.stack import with_room
from tests import databases
from units.models import Appointment, Demonstration, Unit, User

# Thousands of tests keep much alive; looking through all of it again and again finds nothing.
gc.set_threshold(50_000, 50, 100)
run_with_room = with_room(runner.pytest_runtest_protocol)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    return run_with_room(item, nextitem)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a module builds once is built by one of the parallel runners only."""
    for item in items:
        known = getattr(item, "_fixtureinfo", None)
        used = known.name2fixturedefs.values() if known else ()
        scopes = {fixture.scope for fixtures in used for fixture in fixtures}
        if "module" in scopes and not item.get_closest_marker("xdist_group"):
            item.add_marker(
                pytest.mark.xdist_group(str(item.path.relative_to(item.config.rootpath)))
            )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Groups that fall apart cost minutes and say nothing: expensive things are built twice."""
    if session.config.getoption("loadgroup", default=False):
        marked = [item for item in session.items if item.get_closest_marker("xdist_group")]
        assert all("@" in item.nodeid for item in marked), "pytest-xdist keeps no groups together"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Replaces pytest-django's, which would create and migrate as the role that serves."""
    template = databases.migrated()
    name = databases.clone_name("unit")
    databases.clone(template, name)
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    patch = pytest.MonkeyPatch()
    patch.setenv("DATABASE_URL", databases.app_address(name))
    patch.setenv("OWNER_DATABASE_URL", databases.owner_address(name))
    # After a test with real transactions: the role that serves may not empty the record.
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: renew(template, name))
    yield
    patch.undo()
    connections.close_all()
    databases.drop(name)


def renew(template: str, name: str) -> None:
    live.forget()
    connections.close_all()
    databases.clone(template, name)


@pytest.fixture(autouse=True)
def counts_in_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame around a page, which every new person makes anew, counts nothing: the statement
    that counts takes longer to write than most pages to draw.

    It is counted in earnest where a module says so by a fixture of this name: for every role in
    test_navigation, about everything there is in test_access, in the browser.
    """
    monkeypatch.setattr(navigation, "_names_and_counts", names_without_counts)


def names_without_counts(
    user: User, acting: Appointment, today: datetime.date
) -> tuple[dict[int, str], dict[str, int], dict[str, Any]]:
    shown = {"is_demonstration": Exists(Demonstration.objects.all()), **navigation._calendar(today)}
    units = Unit.objects.filter(pk__in=[acting.unit_id, acting.office.pk]).named(today)
    found = list(units.annotate(**shown).order_by().values("pk", "short_name", *shown))
    return {row["pk"]: row["short_name"] for row in found}, {}, found[0]


@pytest.fixture
def owner_connection(django_db_setup: None) -> Iterator[psycopg.Connection[Any]]:
    """The owner's own connection: sees what is committed, so use it with `transaction=True`."""
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(databases.owner_address(name), autocommit=True) as connection:
        yield connection
