"""The table of roles × actions as it was last made from the rules (`manage.py role_table`).

It lies in `reference/role_actions.csv`; a test compares it with what the rules answer today.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path

from units.models import Role

FILE = Path(__file__).parent / "reference" / "role_actions.csv"


class Scope(Enum):
    """What a rule answers somebody, asked about everything in his province."""

    ALL = "all"
    OWN = "own"
    NONE = "none"

    @property
    def glyph(self) -> str:
        return {"all": "●", "own": "○", "none": "–"}[self.value]

    @property
    def word(self) -> str:
        words = {"all": "được", "own": "được trong phạm vi của mình", "none": "không"}
        return words[self.value]


@dataclass(frozen=True)
class Seat:
    """A column: a role, and where it sits if that makes a difference."""

    code: str
    role: Role
    place: str = ""


UNIT_ROLES = (Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.UNIT_CLERK)
SEATS = [
    *(
        Seat(role, role)
        for role in (
            Role.PROVINCE_HEAD,
            Role.PROVINCE_DEPUTY,
            Role.HEAD_OF_OFFICE,
            Role.OFFICE_STAFF,
            Role.REGISTRY_CLERK,
        )
    ),
    *(
        Seat(f"{role}_{code}", role, place)
        for code, place in (("department", "phòng"), ("region", "khu vực"))
        for role in UNIT_ROLES
    ),
    *(Seat(role, role) for role in (Role.PERSONNEL, Role.INSPECTOR, Role.ADMINISTRATOR)),
]


@dataclass(frozen=True)
class Line:
    """One action: what it is called, and the scope of each seat in the order of SEATS."""

    heading: str
    words: str
    scopes: tuple[Scope, ...]


@cache
def lines() -> tuple[Line, ...]:
    return tuple(read(FILE))


def read(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            scopes = tuple(Scope(row[seat.code]) for seat in SEATS)
            yield Line(row["heading"], row["words"], scopes)


def by_heading() -> list[tuple[str, list[Line]]]:
    return [(heading, list(group)) for heading, group in groupby(lines(), lambda one: one.heading)]
