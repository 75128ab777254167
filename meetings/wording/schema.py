"""What a wording may name: fields with their words, and the ways to write them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from meetings.wording.expressions import Path


class Kind(Enum):
    """What a field holds."""

    TEXT = "chữ"
    NUMBER = "số"
    TRUTH = "có hoặc không"
    TEXTS = "danh sách chữ"
    ROWS = "danh sách"
    GROUP = "nhóm trường"


@dataclass(frozen=True)
class Field:
    """`fields`: of a group, or of each row of a list."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    fields: tuple["Field", ...] = ()

    def find(self, name: str) -> "Field | None":
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True)
class Way:
    """A way to write a value. `argument`: whether it takes one in quotation marks."""

    name: str
    label: str
    of: tuple[Kind, ...]
    gives: Kind
    write: Callable[[Any, str], Any]
    argument: bool = False


LONGEST_ARGUMENT = 200


def _first(text: str, change: Callable[[str], str]) -> str:
    return change(text[:1]) + text[1:]


# By name. Nothing here can make a text grow but by an argument that was typed.
WAYS = {
    way.name: way
    for way in (
        Way(
            "viet_hoa",
            "viết hoa chữ đầu",
            (Kind.TEXT,),
            Kind.TEXT,
            lambda v, a: _first(v, str.upper),
        ),
        Way(
            "viet_thuong",
            "viết thường chữ đầu",
            (Kind.TEXT,),
            Kind.TEXT,
            lambda v, a: _first(v, str.lower),
        ),
        Way("in_hoa", "viết hoa tất cả", (Kind.TEXT,), Kind.TEXT, lambda v, a: v.upper()),
        Way(
            "hai_chu_so", "số có hai chữ số: 05", (Kind.NUMBER,), Kind.TEXT, lambda v, a: f"{v:02}"
        ),
        Way("so_luong", "đếm số mục", (Kind.TEXTS, Kind.ROWS), Kind.NUMBER, lambda v, a: len(v)),
        Way(
            "noi",
            "nối các mục bằng",
            (Kind.TEXTS,),
            Kind.TEXT,
            lambda v, a: a.join(v),
            argument=True,
        ),
        Way(
            "neu_trong",
            "khi trống thì viết",
            (Kind.TEXT,),
            Kind.TEXT,
            lambda v, a: v or a,
            argument=True,
        ),
    )
}


@dataclass(frozen=True)
class Schema:
    """The root of what a kind of paper gives."""

    fields: tuple[Field, ...]

    def paths(self) -> list[tuple[Path, Field]]:
        """Every field that can be named from the root; rows of a list only inside its loop."""
        found: list[tuple[Path, Field]] = []

        def walk(fields: tuple[Field, ...], above: Path) -> None:
            for one in fields:
                path = (*above, one.name)
                found.append((path, one))
                if one.kind is Kind.GROUP:
                    walk(one.fields, path)

        walk(self.fields, ())
        return found
