"""Every page × every role × whose thing it is: what the table says, the application does.

Asked about the own unit's, another unit's, a closed unit's and another province's things. The
table (`access_table`) is written from the rules in docs/design.md; the world it is asked in is
`access_world`. A page that is not in the table fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import access_circumstances
from tests.access_table import ROWS, Row
from tests.access_visitors import Visitor, World, address, built, drawn, rows_known, url_of
from tests.test_conventions import ALL_PATTERNS

# The world is built by one of the parallel runners only.
pytestmark = pytest.mark.xdist_group("access")
BROKEN = {403, 404, 405, 500}
# People who are shown the same things, more or less; those of units, and everybody.
OF_UNITS = [
    {"unit_head", "unit_deputy", "unit_clerk"},
    {"region_head", "region_clerk", "region_registry", "absent_clerk"},
]
KINDS = [
    {"head", "deputy", "foreign_head"},
    {"office_head", "office", "foreign_office", "registry"},
    *OF_UNITS,
    {"personnel", "inspector", "admin", "unassigned"},
]


@pytest.fixture(autouse=True)
def counts_in_frame() -> None:
    """Counted in earnest here."""


@dataclass(frozen=True)
class Elsewhere:
    another: access_circumstances.Elsewhere
    closed: access_circumstances.Elsewhere


@pytest.fixture(scope="module")
def elsewhere(world: World) -> Elsewhere:
    """In the own province, beside what the table is about."""
    own, year = world.own, world.own.things["year"]
    rows_known.clear()
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


def wrong_answers(
    world: World, row: Row, url: str, asking: dict[str, str], kinds: list[set[str]]
) -> list[str]:
    """Of visitors, by whom of the table each stands for.

    Everybody asks the view's rule. Who is to be refused comes first, and goes as far as he gets:
    if a rule lets one of them in, the view decides behind it, and everybody goes on. Otherwise one
    of each of the `kinds` of people does, and the others stop where their rule has answered. A rule
    is told the person and the thing, not the method (`access.requires`): whom it answered once is
    not asked with a second one.
    """
    opens = {name for name, who in asking.items() if row.expected(who) == "opens"}
    going_on, wrong, answered = in_turn(row, opens, kinds), [], set[str]()
    for method in row.methods:
        decides_inside = False
        for name in sorted(asking.keys() - answered, key=lambda name: (name in opens, name)):
            visitor = world.visitors[name]
            visitor.stays_at_door = name in opens - going_on and not decides_inside
            status = visitor.ask(method, url).status_code
            decides_inside |= visitor.was_let_in and name not in opens
            if not row.allows(asking[name], status, method):
                wrong.append(f"{method} {name}: {status}, expected {row.expected(asking[name])}")
            if visitor.stays_at_door or not visitor.was_let_in:
                answered.add(name)
            visitor.stays_at_door = False
    return wrong


def in_turn(row: Row, names: set[str], kinds: list[set[str]]) -> set[str]:
    """One of each kind of people, another one for another row."""
    turn = crc32(str(row).encode())
    here = [sorted(names & kind) for kind in kinds]
    return {kind[turn % len(kind)] for kind in here if kind}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_own_things_open_for_whom_the_table_says(world: World, row: Row) -> None:
    everybody = {name: name for name in world.visitors}
    assert wrong_answers(world, row, url_of(row, world.own), everybody, KINDS) == []


def test_everybody_is_of_one_kind(world: World) -> None:
    assert sorted(name for kind in KINDS for name in kind) == sorted(world.visitors)


@pytest.mark.parametrize("row", [r for r in ROWS if r.is_owned], ids=str)
def test_foreign_things_do_not_exist(world: World, row: Row) -> None:
    """The other province's thing is refused to all who may open or know the own one."""
    url, wrong = url_of(row, world.foreign), []
    for name in sorted((row.may | row.sees) & set(world.visitors)):
        for method in row.methods:
            status = world.visitors[name].ask(method, url).status_code
            if status not in row.beyond(name):
                wrong.append(f"{method} {name}: {status}, expected {row.beyond(name)}")
            if not world.visitors[name].was_let_in:
                break
    assert wrong == []


BOUND = access_circumstances.asked(ROWS)


@pytest.mark.parametrize("row", BOUND, ids=str)
def test_another_units_things_are_its_own(world: World, elsewhere: Elsewhere, row: Row) -> None:
    """Who leads, keeps or inspects the province as with the own, where each kind of them went on
    behind the rule: here one does. The table's own people are out."""
    url, wrong = address(row, elsewhere.another.of(row)), list[str]()
    asking = (row.may | row.sees | {"absent_clerk"}) & set(world.visitors)
    stands_for = {name: access_circumstances.of_another(row, name) for name in asking}
    for name in sorted(name for name, who in stands_for.items() if who is None):
        for method in row.methods:
            status = world.visitors[name].ask(method, url).status_code
            if status not in row.unknown(name):
                wrong.append(f"{method} {name}: {status}, expected {row.unknown(name)}")
            if not world.visitors[name].was_let_in:
                break
    known = {name: who for name, who in stands_for.items() if who is not None}
    assert wrong + wrong_answers(world, row, url, known, [set(known)]) == []


@pytest.mark.parametrize("row", BOUND, ids=str)
def test_closed_units_things_are_its_successors(
    world: World, elsewhere: Elsewhere, row: Row
) -> None:
    """Phòng 9 and the region stand for who went before them; nobody else gains anything, nor goes
    on behind the rule once more."""
    asking = (row.may | row.sees | {"absent_clerk"}) & set(world.visitors)
    url = address(row, elsewhere.closed.of(row))
    everybody = {name: name for name in asking}
    assert wrong_answers(world, row, url, everybody, OF_UNITS) == []


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
