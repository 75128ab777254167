"""Every page × every role × whose thing it is: what the table says, the application does.

Asked about the own unit's, another unit's, a closed unit's and another province's things. The
table (`access_table`) is written from the rules in docs/design.md; the world it is asked in is
`access_world`. A page that is not in the table fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import access_circumstances
from tests.access_table import ROWS, Row
from tests.access_visitors import Visitor, World, address, built, drawn, url_of
from tests.test_conventions import ALL_PATTERNS

# The world is built by one of the parallel runners only.
pytestmark = pytest.mark.xdist_group("access")
BROKEN = {403, 404, 405, 500}


@dataclass(frozen=True)
class Elsewhere:
    another: access_circumstances.Elsewhere
    closed: access_circumstances.Elsewhere


@pytest.fixture(scope="module")
def elsewhere(world: World) -> Elsewhere:
    """In the own province, beside what the table is about."""
    own, year = world.own, world.own.things["year"]
    return Elsewhere(
        access_circumstances.another_unit(own.things, own.users, year),
        access_circumstances.closed_units(own.things, own.users, year),
    )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once for all rows of the table."""
    with django_db_blocker.unblock(), built(bare=True) as made:
        yield made


def test_every_page_stands_in_the_table() -> None:
    written = {row.name for row in ROWS}
    existing = {name for name, _ in ALL_PATTERNS}
    assert existing - written == set(), "pages without a line in tests/access_table"
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


BOUND = access_circumstances.asked(ROWS)


@pytest.mark.parametrize("row", BOUND, ids=str)
def test_another_units_things_are_its_own(world: World, elsewhere: Elsewhere, row: Row) -> None:
    """Who leads, keeps or inspects the province as with the own; the table's own people are out."""
    url, wrong = address(row, elsewhere.another.of(row)), []
    for name in sorted((row.may | row.sees | {"absent_clerk"}) & set(world.visitors)):
        stands_for = access_circumstances.of_another(row, name)
        for method in row.methods:
            status = world.visitors[name].ask(method, url).status_code
            if stands_for is None:
                if status not in row.unknown(name):
                    wrong.append(f"{method} {name}: {status}, expected {row.unknown(name)}")
            elif not row.allows(stands_for, status, method):
                wrong.append(f"{method} {name}: {status}, expected {row.expected(stands_for)}")
    assert wrong == []


@pytest.mark.parametrize("row", BOUND, ids=str)
def test_closed_units_things_are_its_successors(
    world: World, elsewhere: Elsewhere, row: Row
) -> None:
    """Phòng 9 and the region stand for who went before them; nobody else gains anything."""
    url, wrong = address(row, elsewhere.closed.of(row)), []
    for name in sorted((row.may | row.sees | {"absent_clerk"}) & set(world.visitors)):
        for method in row.methods:
            status = world.visitors[name].ask(method, url).status_code
            if not row.allows(name, status, method):
                wrong.append(f"{method} {name}: {status}, expected {row.expected(name)}")
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
    drawn.clear()
    words = ["Hội nghị", "Kế hoạch công tác", "Rà soát chỉ tiêu", "Kết luận"]
    for url in (reverse("meetings:my_work"), reverse("meetings:search") + "?q=hội"):
        for name, shown in (("admin", False), ("office", True)):
            page = world.visitors[name].ask("GET", url).content.decode()
            assert any(f"{word} " in page for word in words) == shown, (name, url)
