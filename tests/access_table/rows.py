"""A line of the table: a page, the thing it is asked for, and who may and who only knows of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.access_table.people import STAFF, STRANGERS

Things = dict[str, Any]
Parts = dict[str, Callable[[Things], Any]]

GET, POST = ("GET",), ("POST",)
FORM = ("GET", "POST")


@dataclass(frozen=True)
class Row:
    name: str
    may: frozenset[str]
    sees: frozenset[str] = frozenset()
    methods: tuple[str, ...] = GET
    kwargs: Parts = field(default_factory=dict)
    things: tuple[str, ...] = ()
    query: str = ""
    # A thing of another province: 404, or 403 where its existence is no secret (organisation).
    outside: int = 404
    # The thing belongs to nobody: the other province's is as good.
    is_common: bool = False
    is_public: bool = False
    # The rule does not depend on the thing and is asked before it is looked up.
    asks_first: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, [self.name, *self.things, self.query]))

    @property
    def is_owned(self) -> bool:
        return bool(self.things) and not self.is_common

    def expected(self, who: str) -> str:
        """`opens`, or the status of the refusal."""
        if who in STRANGERS and self.is_owned:
            return str(self.outside)
        who = STRANGERS.get(who, who)
        if who in self.may:
            return "opens"
        return "403" if who in self.sees or not self.things else "404"

    def allows(self, who: str, status: int, method: str) -> bool:
        expected = self.expected(who)
        if expected != "opens":
            return str(status) == expected
        # What is sent here is empty: refused as such, but not because of the person.
        return status in (200, 204, 302) if method == "GET" else status not in (403, 404, 405, 500)

    def beyond(self, who: str) -> set[int]:
        """What the same page answers for a thing of another province."""
        known = self.may if self.asks_first else self.may | self.sees
        return {self.outside} if who in known else {403, 404}

    def unknown(self, who: str) -> set[int]:
        """What it answers to the table's own people about another unit's thing: there is none.

        Unless everybody in the office knows of it, or the rule, asked first, refuses them anyway.
        """
        if self.may | self.sees >= STAFF:
            return {403}
        return {404, 403} if self.asks_first and self.expected(who) == "403" else {404}


def page(name: str, *things: str, may: Iterable[str], sees: Iterable[str] = (), **more: Any) -> Row:
    """A line; the first thing fills the address's `pk`, or `parts` say how it is made."""
    first: Parts = {"pk": lambda world: world[things[0]].pk} if things else {}
    kwargs = more.pop("parts", first)
    return Row(name, frozenset(may), frozenset(sees), kwargs=kwargs, things=things, **more)
