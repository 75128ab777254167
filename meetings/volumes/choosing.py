"""Which documents of an office go into a volume, and which do not, with the reason.

All of a kind that were issued in a span of days; and those of an earlier span that were released
when its volume was closed already: they go into the next one, which says so.
"""

import datetime
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from meetings.models import Volume, VolumeItem
from units.models import Document, Unit, User, VoidNumber
from units.models.papers import Paper, PaperState
from units.models.registry import DocumentKind, DocumentQuerySet

# What one volume holds at most: what is more is bound in parts of the span.
MOST_PAGES = 1500
MOST_DOCUMENTS = 500


@dataclass(frozen=True)
class Choice:
    """Both days belong to the span."""

    office: Unit
    kind: DocumentKind
    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True)
class LeftOut:
    document: Document
    reason: str


def documents(choice: Choice, user: User) -> list[Document]:
    """Without their bytes, in the order of their days and numbers; `is_late` marks what belongs to
    the span of a closed volume."""
    found = _unbound(choice, user).exclude(_void()).exclude(_unreleased())
    return list(found.select_related("entry").order_by("dated_on", "entry__number", "pk"))


def left_out(choice: Choice, user: User) -> list[LeftOut]:
    """Of the span: numbers that are void, and what has not been released yet."""
    rows = _unbound(choice, user).filter(_void() | _unreleased())
    rows = rows.annotate(is_void=_void()).order_by("dated_on", "pk")
    return [LeftOut(row, "số đã hủy" if row.is_void else "chưa phát hành") for row in rows]


def bound_already(choice: Choice) -> list[VolumeItem]:
    """Of the span, with the volume that holds each."""
    rows = VolumeItem.objects.filter(
        volume__office=choice.office,
        volume__kind=choice.kind,
        document__dated_on__range=(choice.starts_on, choice.ends_on),
    )
    rows = rows.select_related("volume", "document").order_by("document__dated_on", "order")
    return list(rows.defer("volume__pdf", "volume__facts", "document__pdf", "document__facts"))


def page_total(found: list[Document]) -> int:
    return sum(document.page_count for document in found)


def fingerprint(found: list[Document]) -> str:
    """Of a list that somebody looked at."""
    told = ",".join(f"{document.pk}:{document.sha256}" for document in found)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _unbound(choice: Choice, user: User) -> DocumentQuerySet:
    closed = Volume.objects.filter(
        office=choice.office,
        kind=choice.kind,
        starts_on__lte=OuterRef("dated_on"),
        ends_on__gte=OuterRef("dated_on"),
    )
    rows: Any = Document.objects.visible_to(user).light()
    rows = rows.filter(office=choice.office, kind=choice.kind, bound__isnull=True)
    rows = rows.annotate(is_late=Exists(closed)).filter(dated_on__lte=choice.ends_on)
    return rows.filter(Q(dated_on__gte=choice.starts_on) | Q(is_late=True))


def _void() -> Exists:
    return Exists(VoidNumber.objects.filter(entry__document=OuterRef("pk")))


def _unreleased() -> Q:
    """Its paper has a number and has not gone out."""
    found = Q()
    for paper in paper_models():
        rows = paper._default_manager.filter(state=PaperState.NUMBERED, document=OuterRef("pk"))
        found |= Q(Exists(rows))
    return found


@cache
def paper_models() -> tuple[type[Paper], ...]:
    return tuple(model for model in apps.get_models() if issubclass(model, Paper))
