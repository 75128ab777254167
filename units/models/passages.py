"""What a paper says, cut into the passages that a reviewer points at and a comparison follows."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from units.models.papers import Paper


@dataclass(frozen=True)
class Passage:
    """`key` stays the same however its text is edited: a column's name, or "row-17"."""

    key: str
    heading: str
    text: str


# Columns of every paper that say nothing to its readers, or stand at its edges.
_NOT_TEXT = {"state", "return_reason", "replace_reason", "subject", "recipients_text"}
_EDGES = ("filing", "urgency", "copies")


def columns(paper: "Paper", *names: str) -> Iterator[Passage]:
    """Of columns by name; without names those of texts that the kind of paper adds."""
    for name in names or own_texts(paper):
        field: Any = paper._meta.get_field(name)
        shown = getattr(paper, f"get_{name}_display", None)
        value = shown() if shown else getattr(paper, name)
        heading = str(field.verbose_name)
        text = "" if value is None else str(value)
        yield Passage(name, heading[:1].upper() + heading[1:], text)


def own_texts(paper: "Paper") -> list[str]:
    """Text columns of the kind itself, in the order in which they are written down."""
    texts = (models.CharField, models.TextField)
    return [
        field.name
        for field in paper._meta.concrete_fields
        if isinstance(field, texts)
        and field.name not in _NOT_TEXT
        and field.name not in _EDGES
        and not field.choices
    ]


def rows(said: Iterable[tuple[int, str, str]]) -> Iterator[Passage]:
    """Of rows by (key, heading, text)."""
    return (Passage(f"row-{pk}", heading, text) for pk, heading, text in said)


def whole(paper: "Paper", told: Iterable[Passage]) -> list[Passage]:
    """What is told between the subject and the edges, which every paper has."""
    signer = f"{paper.signer.person.full_name}, {paper.signer.position}"
    # Names as they are last: which day a draft will be issued on is not known.
    named = paper.recipients.order_by("order", "pk").short_names(datetime.date.max)
    return [
        *columns(paper, "subject"),
        *told,
        *_annexes(paper),
        *columns(paper, "recipients_text"),
        Passage("recipients", "Đơn vị nhận trên hệ thống", ", ".join(named.values())),
        *_further(paper),
        *(one for one in columns(paper, *_EDGES) if one.text),
        Passage("signer", "Người ký", signer),
    ]


def _further(paper: "Paper") -> Iterator[Passage]:
    """Groups and bodies outside by name, one a line; what is addressed to none says nothing."""
    for key, heading in (("groups", "Nhóm nơi nhận"), ("bodies", "Cơ quan bên ngoài nhận")):
        names = getattr(paper, key).order_by("name", "pk").values_list("name", flat=True)
        if text := "\n".join(names):
            yield Passage(key, heading, text)


def _annexes(paper: "Paper") -> Iterator[Passage]:
    for no, one in enumerate(paper.annexes, start=1):
        yield Passage(f"annex-{no}", f"Phụ lục {no}: {one['title']}"[:300], one["text"])
